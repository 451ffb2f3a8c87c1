// Packs as in-toto Statements: one form, and what is refused.
#include "clients/cli/packs/statement.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_replace.h"
#include "tests/unit/clients/packs/sample_pack.h"

namespace clausebook::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

std::string StatementOf(const v1::AnswerPack& pack) {
  return EncodeStatement(pack).value();
}

std::string WhyNoPack(const std::string& payload) {
  const auto pack = DecodeStatement(payload);
  EXPECT_EQ(pack.status().code(), absl::StatusCode::kInvalidArgument) << payload;
  return std::string(pack.status().message());
}

// The Statement of the sample, changed, in the same form.
template <typename Change>
std::string StatementWith(const Change& change) {
  json statement = json::parse(StatementOf(SamplePack()));
  change(statement);
  return statement.dump();
}

TEST(Statement, IsInTotosWithTheTextsAsSubjects) {
  const json statement = json::parse(StatementOf(SamplePackWithResponse()));
  EXPECT_EQ(statement["_type"], "https://in-toto.io/Statement/v1");
  EXPECT_EQ(statement["predicateType"], kPackPredicateType);
  ASSERT_EQ(statement["subject"].size(), 2u);
  EXPECT_EQ(statement["subject"][0]["name"],
            "vendors/acme/policies/privacy/revisions/2025-01-01-aaaaaaaa");
  EXPECT_EQ(statement["subject"][0]["digest"]["sha256"], Sha256Hex(kPolicyText));
  EXPECT_EQ(statement["subject"][1]["name"],
            "vendors/acme/responses/globex/files/globex.md");
  EXPECT_EQ(statement["subject"][1]["digest"]["sha256"],
            Sha256Hex(std::string("No.\0", 4)));
  EXPECT_EQ(statement["predicate"]["answers"][0]["verdict"], "VERDICT_NO");
}

TEST(Statement, OfOnePackHasAlwaysTheSameBytes) {
  const std::string once = StatementOf(SamplePackWithResponse());
  EXPECT_EQ(StatementOf(SamplePackWithResponse()), once);
  // Maps have no order of their own.
  v1::AnswerPack pack = SamplePackWithResponse();
  auto& parameters =
      *pack.mutable_response()->mutable_items(0)->mutable_parts(0)->mutable_parameters();
  parameters.clear();
  for (const char* key : {"time", "region", "country"}) parameters[key] = "somewhere";
  EXPECT_EQ(StatementOf(pack), once);
  EXPECT_THAT(once, Not(HasSubstr("\n")));
}

TEST(Statement, GivesBackThePack) {
  for (const v1::AnswerPack& pack : {SamplePack(), SamplePackWithResponse()}) {
    const auto again = DecodeStatement(StatementOf(pack));
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*again, pack));
  }
}

TEST(Statement, IsAboutSomething) {
  v1::AnswerPack pack = SamplePack();
  pack.clear_revisions();
  EXPECT_EQ(EncodeStatement(pack).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(Statement, OfAnotherKindIsRefused) {
  EXPECT_THAT(WhyNoPack(""), HasSubstr("not JSON"));
  EXPECT_THAT(WhyNoPack("[]"), HasSubstr("no JSON object"));
  EXPECT_THAT(WhyNoPack("{}"), HasSubstr("Statement"));
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) { s["_type"] = 7; })),
              HasSubstr("Statement"));
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) {
                s["predicateType"] = "https://slsa.dev/provenance/v1";
              })),
              HasSubstr("predicateType"));
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) { s["predicate"] = "text"; })),
              HasSubstr("no predicate"));
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) { s["predicate"] = json::object(); })),
              HasSubstr("no document"));
}

TEST(Statement, ItsSubjectsAreTheTextsThatItHolds) {
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) { s["subject"] = json::array(); })),
              HasSubstr("subjects"));
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) {
                s["subject"][0]["digest"]["sha256"] = std::string(64, '0');
              })),
              HasSubstr("subjects"));
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) {
                s["predicate"]["revisions"][0]["text"] = "QW5vdGhlciB0ZXh0Lg==";
              })),
              HasSubstr("subjects"));
  EXPECT_THAT(
      WhyNoPack(StatementWith([](json& s) { s["subject"].push_back(s["subject"][0]); })),
      HasSubstr("subjects"));
}

TEST(Statement, HoldsNothingThatIsNotRead) {
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) { s["note"] = "x"; })),
              HasSubstr("besides"));
  EXPECT_THAT(
      WhyNoPack(StatementWith([](json& s) { s["predicate"]["fromTheFuture"] = 1; })),
      HasSubstr("newer clausebook"));
  EXPECT_THAT(WhyNoPack(StatementWith([](json& s) { s["predicate"]["generator"] = 1; })),
              Not(HasSubstr("besides")));
  // The same in another form, of which two readers could make two things.
  const std::string good = StatementOf(SamplePack());
  WhyNoPack(" " + good);
  WhyNoPack(good + "\n");
  EXPECT_THAT(
      WhyNoPack(absl::StrReplaceAll(good, {{"\"asOf\":\"2026-01-02\",\"createTime",
                                            "\"as_of\":\"2026-01-02\",\"createTime"}})),
      HasSubstr("another form"));
  EXPECT_THAT(WhyNoPack(absl::StrReplaceAll(
                  good, {{"\"generator\":", "\"generator\":\"a\",\"generator\":"}})),
              HasSubstr("twice"));
}

TEST(Statement, ThatIsHostileIsRefusedAtOnce) {
  WhyNoPack(std::string(1'000'000, '['));
  WhyNoPack("{\"predicate\":" + std::string(1'000'000, '{'));
  std::string many = "{\"subject\":[";
  for (int i = 0; i < 1'100'000; ++i) many += "0,";
  EXPECT_THAT(WhyNoPack(many + "0]}"), HasSubstr("values"));
}

}  // namespace
}  // namespace clausebook::cli
