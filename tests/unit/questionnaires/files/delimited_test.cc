// CSV and TSV: read as they come, filled in place, and formulas in texts.
#include "service/questionnaires/files/delimited.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/read_questionnaire.h"
#include "tests/testing/must.h"

namespace clausebook::questionnaires {
namespace {

using clausebook::testing::Must;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

FilledFile Fill(const std::string& bytes, const std::vector<ItemAnswer>& answers,
                const FillOptions& options = {}) {
  return Must(FillQuestionnaire(bytes, Must(ReadQuestionnaire(bytes)), answers, options));
}

std::vector<std::string> FieldsOf(const std::string& text, char separator) {
  std::vector<std::string> fields;
  Must(ParseDelimited(text, separator, [&](const DelimitedField& field) {
    fields.push_back(ToString(field.at) + "=" + field.text);
    return absl::OkStatus();
  }));
  return fields;
}

TEST(Delimited, ReadsQuotesAndLineEnds) {
  EXPECT_THAT(FieldsOf("a,\"b,\"\"c\"\"\nd\"\r\n\r\n,x\re", ','),
              ElementsAre("A1=a", "B1=b,\"c\"\nd", "A2=", "A3=", "B3=x", "A4=e"));
  EXPECT_THAT(FieldsOf("a,", ','), ElementsAre("A1=a", "B1="));
  EXPECT_THAT(FieldsOf("", ','), ElementsAre());
}

TEST(Delimited, FindsTheSeparator) {
  EXPECT_EQ(GuessSeparator("a;b;c\n\"x, y\";2,5;3,7\n"), ';');
  EXPECT_EQ(GuessSeparator("a\tb, c, d\ne\tf\n"), '\t');
  EXPECT_EQ(GuessSeparator("sep=|\na,b|c\n"), '|');
  EXPECT_EQ(GuessSeparator("one column\n"), ',');
}

constexpr char kList[] =
    "\xef\xbb\xbfID,Question,Answer,Comment\r\n"
    "1,\"Do you encrypt data, at rest?\",\"\",\r\n"
    "2,Do you share data with others?\r\n"
    "3,Who has access to the data?,,old";

TEST(Delimited, ChangesTheFieldsAlone) {
  const auto filled = Fill(kList, {{0, "Yes", "See \"4\"", ""},
                                   {1, "No", "Clause 2", ""},
                                   {2, "Staff, two", "new", ""}});
  EXPECT_EQ(filled.bytes,
            "\xef\xbb\xbfID,Question,Answer,Comment\r\n"
            "1,\"Do you encrypt data, at rest?\",\"Yes\",\"See \"\"4\"\"\"\r\n"
            "2,Do you share data with others?,No,Clause 2\r\n"
            "3,Who has access to the data?,\"Staff, two\",old");
  EXPECT_EQ(filled.ledger.back().outcome, CellOutcome::kFilled);
  EXPECT_EQ(Fill(kList, {}).bytes, kList);
}

TEST(Delimited, KeepsFormulasOutUnlessTold) {
  for (const std::string text : {"=1+1", "+1", "-2", "@x", "\t=1", "\r=1", " =1",
                                 "\xef\xbc\x9d"
                                 "1"}) {
    const auto refused = Fill(kList, {{0, text, "", ""}});
    EXPECT_EQ(refused.bytes, kList) << text;
    EXPECT_EQ(refused.ledger[0].outcome, CellOutcome::kLooksLikeFormula) << text;
    // Nor does its comment stay behind alone.
    EXPECT_EQ(Fill(kList, {{0, text, "Why", ""}}).bytes, kList) << text;
  }
  const auto prefixed =
      Fill(kList, {{1, "=1+1", "", ""}}, {.formula_texts = FormulaTexts::kQuotePrefix});
  EXPECT_THAT(prefixed.bytes, HasSubstr("others?,'=1+1\r\n"));
  EXPECT_EQ(prefixed.ledger[0].after, "'=1+1");
  EXPECT_THAT(LedgerJson(prefixed), HasSubstr("\"formula_texts\": \"quote-prefix\""));
  const auto as_is =
      Fill(kList, {{1, "=1+1", "", ""}}, {.formula_texts = FormulaTexts::kAsIs});
  EXPECT_THAT(as_is.bytes, HasSubstr("others?,=1+1\r\n"));
}

TEST(Delimited, SaysWhatIsWrong) {
  const auto refused = [](const std::string& bytes) {
    return std::string(ReadQuestionnaire(bytes).status().message());
  };
  EXPECT_THAT(refused("a,b\nc,\"d\ne"), HasSubstr("opened in line 2 is never closed"));
  EXPECT_THAT(refused("Frage;Antwort\nL\xe4uft es?;\n"),
              HasSubstr("not UTF-8 at byte 15"));
  EXPECT_THAT(refused(std::string("\xff\xfe"
                                  "a\0",
                                  4)),
              HasSubstr("UTF-16"));
  EXPECT_THAT(refused(std::string("a\0b", 3)), HasSubstr("NUL at byte 1"));
  EXPECT_THAT(refused("a,b\n1,2\n"), HasSubstr("Say which column holds them"));
  EXPECT_THAT(refused(""), HasSubstr("empty"));
}

}  // namespace
}  // namespace clausebook::questionnaires
