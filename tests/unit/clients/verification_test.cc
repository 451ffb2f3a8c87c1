// An answer checked by somebody who does not trust us.
#include "clients/cli/verification.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "clients/cli/render/verification.h"
#include "tests/unit/clients/sample_answers.h"

namespace clausebook::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Document Text(std::string bytes, bool expected = true) {
  return {"privacy.md", std::move(bytes), expected};
}

TEST(VerifyTest, TheQuoteAtItsPlaceInTheCitedTextIsGood) {
  const auto result = Verify({NoAnswer()}, {Text(kPolicyText)});
  ASSERT_THAT(result.checks, SizeIs(1));
  EXPECT_EQ(result.checks[0].result, CheckResult::kOk) << result.checks[0].reason;
  EXPECT_THAT(result.failures, IsEmpty());
  EXPECT_EQ(ExitCodeOf(result), 0);
}

RC_GTEST_PROP(VerifyProperty, AnyFlippedBitOfTheTextFails, ()) {
  std::string text = kPolicyText;
  text[*rc::gen::inRange<std::size_t>(0, text.size())] ^=
      static_cast<char>(1 << *rc::gen::inRange(0, 8));
  RC_ASSERT(ExitCodeOf(Verify({NoAnswer()}, {Text(text)})) == 1);
  // Also where it is one of many files: it still looks like the cited text.
  RC_ASSERT(ExitCodeOf(Verify({NoAnswer()}, {Text(text, false)})) == 1);
}

TEST(VerifyTest, AnInsertedByteFails) {
  EXPECT_EQ(ExitCodeOf(Verify({NoAnswer()}, {Text(" " + kPolicyText, false)})), 1);
}

TEST(VerifyTest, AChangedQuoteFails) {
  v1::Answer answer = NoAnswer();
  answer.mutable_citations(0)->mutable_clause()->set_quote(
      "All data stays in Atlassian's products.");
  const auto result = Verify({answer}, {Text(kPolicyText)});
  EXPECT_EQ(result.checks[0].result, CheckResult::kFailed);
  EXPECT_THAT(result.checks[0].reason, HasSubstr("not the quote"));
}

TEST(VerifyTest, AMovedRangeFails) {
  v1::Answer answer = NoAnswer();
  auto* clause = answer.mutable_citations(0)->mutable_clause();
  clause->set_byte_begin(clause->byte_begin() + 1);
  clause->set_byte_end(clause->byte_end() + 1);
  EXPECT_EQ(ExitCodeOf(Verify({answer}, {Text(kPolicyText)})), 1);
}

TEST(VerifyTest, RangesOutsideOfTheTextFail) {
  const std::pair<std::int64_t, std::int64_t> ranges[] = {
      {-1, 5}, {5, 5}, {7, 3}, {0, 1'000'000}, {INT64_MIN, INT64_MAX}};
  for (const auto& [begin, end] : ranges) {
    v1::Answer answer = NoAnswer();
    answer.mutable_citations(0)->mutable_clause()->set_byte_begin(begin);
    answer.mutable_citations(0)->mutable_clause()->set_byte_end(end);
    EXPECT_EQ(ExitCodeOf(Verify({answer}, {Text(kPolicyText)})), 1) << begin;
  }
}

TEST(VerifyTest, AWrongLineFails) {
  v1::Answer answer = NoAnswer();
  answer.mutable_citations(0)->mutable_clause()->set_line(99);
  const auto result = Verify({answer}, {Text(kPolicyText)});
  EXPECT_EQ(result.checks[0].reason, "the quote is on line 3, not 99");
}

TEST(VerifyTest, AMissingTextIsNotChecked) {
  const auto none = Verify({NoAnswer()}, {});
  EXPECT_EQ(none.checks[0].result, CheckResult::kUnchecked);
  EXPECT_EQ(ExitCodeOf(none), 2);
  const auto other = Verify({NoAnswer()}, {Text("Quite another text.\n", false)});
  EXPECT_EQ(ExitCodeOf(other), 2);
}

TEST(VerifyTest, ATextGivenForTheAnswerThatItDoesNotCiteFails) {
  const auto result =
      Verify({NoAnswer()}, {Text(kPolicyText), Text("Quite another text.\n")});
  ASSERT_THAT(result.failures, SizeIs(1));
  EXPECT_EQ(ExitCodeOf(result), 1);
}

// A clause stands in two revisions. Who has one of them has no altered text.
TEST(VerifyTest, ACitedTextIsNotTakenForAnAlteredOne) {
  v1::Answer answer = NoAnswer();
  *answer.add_considered()->mutable_citation() = answer.citations(0);
  auto* other = answer.mutable_considered(0)->mutable_citation()->mutable_clause();
  other->set_sha256(std::string(64, '0'));
  const auto result = Verify({answer}, {Text(kPolicyText)});
  ASSERT_THAT(result.checks, SizeIs(2));
  EXPECT_EQ(result.checks[0].result, CheckResult::kOk);
  EXPECT_EQ(result.checks[1].result, CheckResult::kUnchecked) << result.checks[1].reason;
  EXPECT_EQ(ExitCodeOf(result), 0);
}

// The fact book beside the texts holds their words too, and is not what was altered.
TEST(VerifyTest, TheAlteredTextIsNamedAndNotAFileThatQuotesIt) {
  const std::string quote = NoAnswer().citations(0).clause().quote();
  const Document book{"factbook.yaml", std::string(2000, '#') + quote, false};
  const auto result = Verify({NoAnswer()}, {book, Text(kPolicyText + "More.\n", false)});
  ASSERT_THAT(result.checks, SizeIs(1));
  EXPECT_THAT(result.checks[0].reason, HasSubstr("privacy.md is not the cited text"));
}

TEST(VerifyTest, AVerdictWithoutEvidenceFailsExceptUnknown) {
  EXPECT_EQ(ExitCodeOf(Verify({SampleAnswer(v1::VERDICT_YES)}, {})), 1);
  EXPECT_EQ(ExitCodeOf(Verify({SampleAnswer(v1::VERDICT_UNKNOWN)}, {})), 0);
}

TEST(VerifyTest, AttestationsHaveNoTextAndClausesWithoutDigestFail) {
  v1::Answer answer = SampleAnswer(v1::VERDICT_YES);
  answer.add_citations()->mutable_attestation()->set_attester("Ada");
  EXPECT_EQ(ExitCodeOf(Verify({answer}, {})), 0);
  answer.add_citations()->mutable_clause()->set_quote("floating words");
  EXPECT_EQ(ExitCodeOf(Verify({answer}, {})), 1);
}

TEST(VerifyTest, EvidenceOnlyLookedAtIsCheckedButMayBeMissing) {
  v1::Answer answer = NoAnswer();
  *answer.add_considered()->mutable_citation() =
      CitationOf("We never sell data.", v1::CITATION_ROLE_UNSPECIFIED);
  auto* clause = answer.mutable_considered(0)->mutable_citation()->mutable_clause();
  EXPECT_EQ(ExitCodeOf(Verify({answer}, {Text(kPolicyText)})), 0);
  clause->set_sha256(std::string(64, '0'));
  clause->set_quote("Words of a document that is not at hand.");
  EXPECT_EQ(ExitCodeOf(Verify({answer}, {Text(kPolicyText)})), 0);
  clause->set_sha256(Sha256Hex(kPolicyText));
  EXPECT_EQ(ExitCodeOf(Verify({answer}, {Text(kPolicyText)})), 1);
}

std::string Json(const google::protobuf::Message& message) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &json).ok());
  return json;
}

TEST(ParseAnswersTest, ReadsEveryShapeThatHoldsAnswers) {
  const std::string one = Json(NoAnswer());
  const std::string shapes[] = {one, "[" + one + "]", R"({"answer":)" + one + "}",
                                R"({"answers":[)" + one + R"(],"nextPageToken":""})"};
  for (const std::string& json : shapes) {
    const auto answers = ParseAnswers(json);
    ASSERT_TRUE(answers.ok()) << answers.status();
    ASSERT_THAT(*answers, SizeIs(1));
    EXPECT_EQ((*answers)[0].SerializeAsString(), NoAnswer().SerializeAsString());
  }
}

TEST(ParseAnswersTest, RefusesWhatIsNoAnswerAndSaysWhy) {
  for (const char* json : {"", "not json", "{", "7", "{}", "[1]", R"({"answers":3})",
                           R"({"app":"a"})", R"({"app":"a","question":7.5})",
                           R"([{"app":"a","question":"q","citations":7}])"}) {
    const auto answers = ParseAnswers(json);
    EXPECT_EQ(answers.status().code(), absl::StatusCode::kInvalidArgument) << json;
  }
}

TEST(ParseAnswersTest, AFieldOfANewerServiceDoesNoHarm) {
  EXPECT_TRUE(ParseAnswers(R"({"app":"a","question":"q","fromTheFuture":[1]})").ok());
}

TEST(RenderVerificationTest, ALineForEachCitationAndTheCounts) {
  v1::Answer answer = NoAnswer();
  answer.add_citations()->mutable_attestation()->set_attester("Ada");
  answer.mutable_citations(1)->set_fact("vendors/acme/facts/word");
  const Style style{100, false};
  EXPECT_EQ(RenderVerification(Verify({answer}, {Text(kPolicyText)}), style),
            "vendors/acme/apps/clock questions/stores-data-off-atlassian\n"
            "  ok           custody, privacy 2025-01-01, line 3\n"
            "  no text      word, word of Ada, : somebody's word, no document\n"
            "2 citations: 1 ok, 0 failed, 0 not checked, 1 without a text.\n");
  EXPECT_THAT(RenderVerification(Verify({NoAnswer()}, {}), style),
              HasSubstr("--text FILE"));
}

}  // namespace
}  // namespace clausebook::cli
