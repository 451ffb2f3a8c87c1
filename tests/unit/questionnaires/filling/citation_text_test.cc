// Citations in cells: to the letter, and within the cell's limits.
#include "service/questionnaires/filling/citation_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/questionnaires/files/cell_text.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"

namespace clausebook::questionnaires::filling {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

answering::Citation Quoting(const std::string& quote) {
  answering::ClauseCitation clause;
  clause.revision = {{{model::PublisherKind::kVendor, "acme"}, "privacy"},
                     "2025-01-01-aa"};
  clause.title = "Privacy policy";
  clause.effective = testing::Day("2025-01-01");
  clause.sha256 = std::string(64, 'a');
  clause.clause = "c123";
  clause.quote = quote;
  clause.line = 7;
  answering::Citation citation;
  citation.source = clause;
  return citation;
}

TEST(CitationText, NamesPolicyDateRevisionClauseLineAndDigest) {
  EXPECT_EQ(CitationText(Quoting("We store nothing."), FillCatalog()),
            "“We store nothing.” (Privacy policy, in force since 2025-01-01, revision "
            "2025-01-01-aa, clause c123, line 7, sha256 aaaaaaaaaaaa…)");
}

TEST(CitationText, CutsLongQuotesOutsideOfTheQuotationMarks) {
  std::string quote;
  while (quote.size() < 400) quote += "größer als ";
  const std::string text = CitationText(Quoting(quote), FillCatalog());
  const std::size_t end = text.find("” […] (");
  ASSERT_NE(end, std::string::npos);
  const std::string shown = text.substr(3, end - 3);
  EXPECT_LE(shown.size(), kLongestQuote);
  EXPECT_TRUE(quote.starts_with(shown));
  EXPECT_THAT(shown, ::testing::AnyOf(EndsWith("größer"), EndsWith("als")));
}

TEST(CitationText, NeverCutsACharacter) {
  std::string quote = "a";
  while (quote.size() < 400) quote += "ü";
  const std::string text = CitationText(Quoting(quote), FillCatalog());
  EXPECT_THAT(text, HasSubstr("ü” […] ("));
}

TEST(CitationText, OfEntriesOfManifestsNamesTheEntry) {
  answering::Citation citation = Quoting("- 'api.example.com'");
  std::get<answering::ClauseCitation>(citation.source).entry_path =
      "permissions.external.fetch.backend[0]";
  EXPECT_THAT(
      CitationText(citation, FillCatalog()),
      HasSubstr("(Privacy policy, entry permissions.external.fetch.backend[0], in"));
}

TEST(CitationText, OfWithdrawnRevisionsHasNoQuote) {
  answering::Citation citation = Quoting("Gone.");
  std::get<answering::ClauseCitation>(citation.source).sha256.clear();
  EXPECT_THAT(CitationText(citation, FillCatalog()),
              EndsWith("which was withdrawn since"));
}

TEST(Cell, KeepsWithinItsLimitAndSaysHowMuchIsMissing) {
  std::vector<std::string> lines;
  for (int i = 0; i < 40; ++i)
    lines.push_back(std::to_string(i) + std::string(1000, 'x'));
  const std::string text = JoinForCell(lines);
  EXPECT_LE(Utf16Units(text), kMostCellUnits);
  EXPECT_THAT(text, StartsWith("0xxx"));
  EXPECT_THAT(text, EndsWith("\n… and 8 more that a cell has no room for."));
}

TEST(Cell, HasNoLineTwice) { EXPECT_EQ(JoinForCell({"a", "b", "a", ""}), "a\nb"); }

}  // namespace
}  // namespace clausebook::questionnaires::filling
