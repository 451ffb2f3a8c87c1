// What the suggestions read in the real policy: nothing that it does not say. Its golden
// sheet is written anew by CLAUSEBOOK_UPDATE_GOLDEN=1; hold every new line against the
// clause before you commit it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/suggest/notation.h"
#include "service/evidence/suggest/suggest.h"
#include "tests/golden/example_books.h"

namespace clausebook::testing {
namespace {

// "line 11  use.sold equals false | about purpose=marketing  [not-sold-for-a-purpose]"
std::string SheetOf(const std::string& text, const evidence::Suggestions& found) {
  std::string sheet;
  for (const evidence::Proposal& proposal : found.proposals) {
    const auto* place = std::get_if<model::ClauseEvidence>(&proposal.content.evidence);
    if (place == nullptr) {
      ADD_FAILURE() << proposal.pattern << " rests on no clause";
      continue;
    }
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(place->range.begin);
    absl::StrAppend(&sheet, "line ", 1 + std::count(text.begin(), begin, '\n'), "  ",
                    evidence::suggest::WriteFact(proposal.content), "  [",
                    proposal.pattern, "]\n");
  }
  return sheet;
}

TEST(SeedSuggestions, SayNoMoreThanThePolicy) {
  const auto text = WerareText();
  if (!text) GTEST_SKIP() << kNoWerareText;
  const auto clauses = evidence::SegmentText(*text, model::MediaType::kPlainText);
  ASSERT_TRUE(clauses.ok()) << clauses.status();
  auto files = ReadBookFiles("tests/golden/werare");
  files["privacy-policy.txt"] = *text;
  const auto book = ParseOrFail(files);
  ASSERT_TRUE(book.has_value());
  evidence::SuggestContext context;
  context.apps = book->apps;
  context.policy_title = "Privacy Policy";
  context.vendor_name = "Werare";
  const auto found = evidence::SuggestFacts(*text, *clauses, context, EmbeddedCatalog());
  ASSERT_TRUE(found.ok()) << found.status();
  ExpectGolden("werare-suggested", SheetOf(*text, *found));
}

}  // namespace
}  // namespace clausebook::testing
