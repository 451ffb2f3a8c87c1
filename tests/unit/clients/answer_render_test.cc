// Answers as people see them, to the letter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/render/answer.h"
#include "tests/unit/clients/sample_answers.h"

namespace clausebook::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Style kAnswerPlain{80, false};

TEST(RenderAnswerTest, VerdictSentenceQuoteAndPlace) {
  const v1::App app = SampleApp();
  const v1::Question question = SampleQuestion();
  EXPECT_EQ(RenderAnswer(NoAnswer(), {&question, &app, {}}, kAnswerPlain),
            R"(NO        No. Clock for Jira keeps nothing outside of Atlassian.
          Clock for Jira (vendors/acme/apps/clock) as of 2026-01-02, as known at
          2026-01-02 03:04:05Z

  “All data stays in Atlassian’s products.”
    Acme privacy policy › Storage
    in force since 2025-01-01 · line 3 · bytes 27-68 · sha256 )" +
                Sha256Hex(kPolicyText).substr(0, 12) + R"(…
    https://acme.example/privacy
    for NO: storage.locations is exactly {atlassian}
    [vendors/acme/facts/custody]

  but: The evidence speaks only of: product content.

  asked: Does the app store data outside of Atlassian?
         Store: keep, for however long.
)");
}

TEST(RenderAnswerTest, UnknownSaysWhatWouldSettleItAndWhatWasLookedAt) {
  v1::Answer answer = SampleAnswer(v1::VERDICT_UNKNOWN);
  answer.set_sentence("Not known.");
  answer.add_settling_properties("storage.off_platform");
  answer.add_settling_properties("storage.locations");
  auto* considered = answer.add_considered();
  *considered->mutable_citation() =
      CitationOf("We never sell data.", v1::CITATION_ROLE_UNSPECIFIED);
  considered->set_reason(v1::CONSIDERED_REASON_NOT_DECISIVE);
  EXPECT_EQ(RenderAnswer(
                answer, {nullptr, nullptr, {{"storage.off_platform", "Kept elsewhere."}}},
                kAnswerPlain),
            R"(UNKNOWN   Not known.
          vendors/acme/apps/clock as of 2026-01-02, as known at 2026-01-02
          03:04:05Z

  No recorded evidence decides it. This would settle it:
    storage.off_platform          Kept elsewhere.
    storage.locations

  also looked at
    not decisive: custody, privacy 2025-01-01, line 4
      “We never sell data.”

  asked: questions/stores-data-off-atlassian
)");
}

TEST(RenderAnswerTest, UnknownWithoutAnyFactSaysSo) {
  v1::Answer answer = SampleAnswer(v1::VERDICT_UNKNOWN);
  answer.add_settling_properties("storage.locations");
  EXPECT_THAT(RenderAnswer(answer, {}, kAnswerPlain),
              HasSubstr("No fact on record speaks of it."));
}

v1::Answer ConflictAnswer() {
  v1::Answer answer = SampleAnswer(v1::VERDICT_CONFLICT);
  answer.set_sentence("The sources disagree.");
  *answer.add_citations() = CitationOf("We never sell data.", v1::CITATION_ROLE_SUPPORTS);
  *answer.add_citations() =
      CitationOf("All data stays in Atlassian’s products.", v1::CITATION_ROLE_REFUTES);
  return answer;
}

TEST(RenderAnswerTest, ConflictIsStackedWhereItIsNarrow) {
  const std::string out = RenderAnswer(ConflictAnswer(), {}, kAnswerPlain);
  const auto yes = out.find("\n  for YES\n  “We never sell data.”\n");
  const auto no = out.find("\n  for NO\n  “All data stays in Atlassian’s products.”\n");
  ASSERT_NE(yes, std::string::npos) << out;
  ASSERT_NE(no, std::string::npos) << out;
  EXPECT_LT(yes, no);
}

TEST(RenderAnswerTest, ConflictStandsSideBySideWhereItIsWide) {
  const std::string out = RenderAnswer(ConflictAnswer(), {}, {120, false});
  EXPECT_THAT(out, ::testing::ContainsRegex("for YES +\\| for NO\n"));
  EXPECT_THAT(out,
              ::testing::ContainsRegex("“We never sell data.” +\\| “All data stays"));
}

TEST(RenderAnswerTest, ConflictOfValuesGroupsTheEvidenceByValue) {
  v1::Answer answer = SampleAnswer(v1::VERDICT_CONFLICT);
  for (const char* id : {"thirty", "ninety"}) {
    auto* value = answer.add_values();
    value->set_text(std::string(id) + " days");
    value->add_facts(std::string("vendors/acme/facts/") + id);
    auto* citation = answer.add_citations();
    *citation = CitationOf("We never sell data.", v1::CITATION_ROLE_STATES);
    citation->set_fact(value->facts(0));
  }
  const std::string out = RenderAnswer(answer, {}, kAnswerPlain);
  const auto thirty = out.find("  thirty days\n");
  const auto its_fact = out.find("[vendors/acme/facts/thirty]");
  const auto ninety = out.find("  ninety days\n");
  ASSERT_NE(ninety, std::string::npos) << out;
  EXPECT_LT(thirty, its_fact);
  EXPECT_LT(its_fact, ninety);
}

TEST(RenderAnswerTest, ConflictStillShowsThePremises) {
  v1::Answer answer = ConflictAnswer();
  *answer.add_citations() = CitationOf("We never sell data.", v1::CITATION_ROLE_PREMISE);
  EXPECT_THAT(RenderAnswer(answer, {}, kAnswerPlain), HasSubstr("applies because:"));
}

TEST(RenderAnswerTest, AttestationsNameTheirSpeaker) {
  v1::Answer answer = SampleAnswer(v1::VERDICT_YES);
  auto* citation = answer.add_citations();
  citation->set_inherited_from("platforms/forge");
  auto* said = citation->mutable_attestation();
  said->set_attester("Ada Example, CTO");
  said->set_date("2025-05-05");
  said->set_expire_date("2027-05-05");
  said->set_statement("We rotate keys.");
  const std::string out = RenderAnswer(answer, {}, kAnswerPlain);
  EXPECT_THAT(out, HasSubstr("“We rotate keys.”\n    attested by Ada Example, CTO on "
                             "2025-05-05, counts until 2027-05-05\n"));
  EXPECT_THAT(out, HasSubstr("inherited from platforms/forge"));
}

TEST(RenderAnswerTest, DataCannotSteerTheTerminal) {
  v1::Answer answer = NoAnswer();
  answer.set_sentence("\x1b]0;owned\x07 fine");
  answer.mutable_citations(0)->mutable_clause()->set_quote("a\x1b[8mhidden");
  answer.add_caveats(
      "\xe2\x80\xae"
      "reversed");
  const std::string out = RenderAnswer(answer, {}, kAnswerPlain);
  EXPECT_THAT(out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(out, Not(HasSubstr("\x07")));
  EXPECT_THAT(out, HasSubstr("a\\x1b[8mhidden"));
  EXPECT_THAT(out, HasSubstr("\\u202ereversed"));
}

TEST(RenderAnswerTest, ColourMarksTheVerdictOnlyWhenAskedFor) {
  EXPECT_THAT(RenderAnswer(ConflictAnswer(), {}, {80, true}),
              HasSubstr("\x1b[1;31mCONFLICT\x1b[0m"));
  EXPECT_THAT(RenderAnswer(ConflictAnswer(), {}, kAnswerPlain), Not(HasSubstr("\x1b[")));
}

TEST(RenderSheetTest, ACaveatBeginsASentenceOfItsOwn) {
  v1::Answer answer = NoAnswer();
  answer.set_sentence("It states: reasonable measures");
  answer.add_caveats("None is named.");
  EXPECT_THAT(RenderSheet(SampleApp(), {answer}, {SampleQuestion()}, kAnswerPlain),
              HasSubstr("measures. But:"));
}

TEST(RenderSheetTest, GroupsByTopicAndCounts) {
  v1::Question sold;
  sold.set_name("questions/data-sold");
  sold.set_topic("use");
  v1::Answer unknown = SampleAnswer(v1::VERDICT_UNKNOWN);
  unknown.set_question(sold.name());
  unknown.set_sentence("Not known whether Acme sells data.");
  EXPECT_EQ(RenderSheet(SampleApp(), {NoAnswer(), unknown}, {sold, SampleQuestion()},
                        kAnswerPlain),
            R"(Clock for Jira (vendors/acme/apps/clock)
as of 2026-01-02, as known at 2026-01-02 03:04:05Z

use
  UNKNOWN  data-sold                  Not known whether Acme sells data.

storage and location
  NO       stores-data-off-atlassian  No. Clock for Jira keeps nothing outside
                                      of Atlassian. But: The evidence speaks
                                      only of: product content.

2 answers: 1 NO, 1 UNKNOWN
)");
}

}  // namespace
}  // namespace clausebook::cli
