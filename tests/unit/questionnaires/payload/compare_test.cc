// What was told against what the evidence says.
#include "service/questionnaires/payload/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "service/base/error.h"
#include "tests/unit/questionnaires/payload/marketplace_sample.h"

namespace clausebook::questionnaires::payload {
namespace {

using model::Operator;
using model::Value;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Must;
using Sample = MarketplaceSample;

// `path: told; explanation` of a list.
std::vector<std::string> Shown(const std::vector<ComparedField>& list) {
  std::vector<std::string> out;
  for (const ComparedField& one : list) {
    out.push_back(one.field->item->field->path + ": " + one.told + "; " +
                  one.explanation);
  }
  return out;
}

std::string MessageOf(std::string_view json) {
  Sample sample;
  const auto compared = ComparePayload(json, sample.Fields());
  if (compared.ok()) return "OK";
  const auto detail = GetErrorDetail(compared.status());
  return detail->violations.empty() ? std::string(compared.status().message())
                                    : detail->violations[0].description;
}

TEST(CompareTest, WhatWasToldOtherwiseDiffers) {
  Sample sample;
  const auto compared = Must(ComparePayload(
      R"({"appTrustInformation": {"dataAccessAndStorage":
          {"appStoresEUDOutsideAtlassian": true}}})",
      sample.Says("storage.off_platform", false).Fields()));
  EXPECT_THAT(Shown(compared.differences),
              ElementsAre("dataAccessAndStorage.appStoresEUDOutsideAtlassian: true; The "
                          "evidence says the opposite."));
  EXPECT_THAT(compared.unknown_paths, IsEmpty());
}

TEST(CompareTest, WhatWasToldAlikeAgrees) {
  Sample sample;
  const auto& fields = sample.Says("storage.off_platform", false).Fields();
  const auto wrapped = Must(ComparePayload(
      R"({"dataAccessAndStorage": {"appStoresEUDOutsideAtlassian": false},
          "security": {"isDiskEncryptionSupported": false}})",
      fields));
  EXPECT_THAT(wrapped.differences, IsEmpty());
  // Its own payload, too.
  const auto own = Must(ComparePayload(PayloadJson(fields), fields));
  EXPECT_THAT(own.differences, IsEmpty());
  EXPECT_EQ(own.agreed, wrapped.agreed);
}

TEST(CompareTest, WhatWasNotToldIsSaid) {
  Sample sample;
  const auto compared =
      Must(ComparePayload("", sample.Says("access.requires_pat", true).Fields()));
  EXPECT_THAT(Shown(compared.differences),
              ElementsAre("security.requiresUsersToProvidePATs: ; The evidence says it, "
                          "and it is not told."));
}

TEST(CompareTest, ConflictsComeFirst) {
  Sample sample;
  sample.Says("storage.off_platform", false);
  sample.Says("access.requires_pat", true).Says("access.requires_pat", false);
  const auto compared = Must(ComparePayload(
      R"({"dataAccessAndStorage": {"appStoresEUDOutsideAtlassian": true}})",
      sample.Fields()));
  ASSERT_EQ(compared.differences.size(), 2u);
  EXPECT_EQ(compared.differences[0].standing, Standing::kConflict);
  EXPECT_EQ(compared.differences[1].standing, Standing::kDiffers);
}

TEST(CompareTest, ARecipientThatWasNotToldIsNamed) {
  Sample sample;
  sample.Says("egress.third_parties", Operator::kIncludes,
              Value::Set({"sentry", "google"}), "logs_diagnostics");
  const auto compared = Must(ComparePayload(
      R"({"thirdPartyInformation": {"isEndUserDataShared": true, "thirdPartyDetails":
          [{"name": "Sentry, Functional Software Inc.", "purpose": "errors"}]}})",
      sample.Fields()));
  EXPECT_THAT(Shown(compared.differences),
              Contains(HasSubstr("On record and not told: \"Google\".")));
  const auto beyond = Must(ComparePayload(
      R"({"thirdPartyInformation": {"isEndUserDataShared": true, "thirdPartyDetails":
          [{"name": "Sentry"}, {"name": "Google"}, {"name": "Mixpanel"}]}})",
      sample.Fields()));
  EXPECT_THAT(Shown(beyond.open),
              Contains(HasSubstr("Told and not on record: \"Mixpanel\".")));
}

TEST(CompareTest, FreeTextsAreForAPerson) {
  Sample sample;
  sample.Says("storage.off_platform", Operator::kEquals, Value::Bool(true),
              "product_content");
  const auto compared = Must(ComparePayload(
      R"({"dataAccessAndStorage": {"appStoresEUDOutsideAtlassian": true,
          "typesOfDataStored": ["everything"]}})",
      sample
          .Says("storage.end_user_data_categories", Operator::kIncludes,
                Value::Set({"product_content"}))
          .Fields()));
  EXPECT_THAT(
      Shown(compared.open),
      Contains("dataAccessAndStorage.typesOfDataStored: [\"everything\"]; Whether "
               "these texts say the same is for a person."));
}

TEST(CompareTest, WhatDoesNotApplyIsNotToBeTold) {
  Sample sample;
  const auto compared = Must(ComparePayload(
      R"({"dataAccessAndStorage": {"appStoresEUDOutsideAtlassian": false,
          "typesOfDataStored": ["names"]}})",
      sample.Says("storage.off_platform", false).Fields()));
  EXPECT_THAT(Shown(compared.differences),
              ElementsAre(HasSubstr("typesOfDataStored: [\"names\"]; It applies only")));
}

TEST(CompareTest, AnotherFileThanThePayloadIsRefused) {
  for (const char* other :
       {R"({"name": "app", "dependencies": {}})", R"({"appTrustInformation": {"x": 1}})",
        R"({"appStoresEUDOutsideAtlassian": true})"}) {
    EXPECT_THAT(MessageOf(other),
                AllOf(HasSubstr("none of the form's fields"), HasSubstr("logDetails")))
        << other;
  }
  // Nothing told is a payload that tells nothing.
  EXPECT_EQ(MessageOf("{}"), "OK");
  EXPECT_EQ(MessageOf(R"({"logDetails": {}})"), "OK");
}

TEST(CompareTest, UnknownFieldsAreNamed) {
  Sample sample;
  const auto compared = Must(ComparePayload(
      R"({"security": {"isDiskEncrypted": true}, "properties": {"formStatus": "X"}})",
      sample.Fields()));
  EXPECT_THAT(compared.unknown_paths,
              ElementsAre("security.isDiskEncrypted", "properties.formStatus"));
}

// Found by the fuzzer: what somebody wrote as a key or a name went out as it was.
TEST(CompareTest, WhatIsNamedIsFitToBeShown) {
  Sample sample;
  const auto compared = Must(ComparePayload(
      R"({"security": {}, "secur\u0000ity": {"is\u001bDisk\u202e": true}})",
      sample.Fields()));
  EXPECT_THAT(compared.unknown_paths, ElementsAre("secur\\x00ity.is\\x1bDisk\\u202e"));

  Sample says;
  says.Says("egress.third_parties", Operator::kIncludes, Value::Set({"sentry"}),
            "logs_diagnostics");
  const auto beyond = Must(ComparePayload(
      R"({"thirdPartyInformation":
          {"thirdPartyDetails": [{"name": "Sentry"}, {"name": "So\u0000me"}]}})",
      says.Fields()));
  EXPECT_THAT(Shown(beyond.open), Contains(HasSubstr("\"So\\x00me\"")));

  const auto twice = ComparePayload(R"({"a\u0000": 1, "a\u0000": 2})", sample.Fields());
  EXPECT_THAT(std::string(twice.status().message()), HasSubstr("\"a\\x00\" twice"));
}

TEST(CompareTest, ValuesOfOtherKindsDiffer) {
  Sample sample;
  sample.Says("storage.off_platform", false);
  const auto compared = Must(ComparePayload(
      R"({"dataAccessAndStorage": {"appStoresEUDOutsideAtlassian": "false"}})",
      sample.Fields()));
  EXPECT_THAT(Shown(compared.differences),
              ElementsAre(HasSubstr("Told is neither true nor false.")));
}

// Others write payloads by hand, and cut them.
TEST(CompareTest, DamagedPayloadsAreErrorsOrComparisons) {
  Sample sample;
  sample.Says("storage.off_platform", false);
  sample.Says("egress.third_parties", Operator::kIncludes, Value::Set({"sentry"}),
              "logs_diagnostics");
  const auto& fields =
      sample.Says("retention.after_uninstall", Operator::kEquals, Value::Duration("P30D"))
          .Fields();
  const std::string whole = PayloadJson(fields);
  std::mt19937 random(1);
  int compared = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string damaged = whole;
    for (int j = 0; j < 1 + i % 3; ++j) {
      const std::size_t at = random() % damaged.size();
      switch (random() % 3) {
        case 0:
          damaged.resize(at + 1);
          break;
        case 1:
          damaged[at] = "{}[],:\"0-etn\\ \xff"[random() % 16];
          break;
        default:
          damaged.insert(at, damaged.substr(random() % damaged.size(), 20));
      }
    }
    const auto result = ComparePayload(damaged, fields);
    if (result.ok()) {
      ++compared;
      EXPECT_LE(result->differences.size() + result->open.size(), fields.size());
    } else {
      EXPECT_TRUE(GetErrorDetail(result.status())) << result.status();
    }
  }
  EXPECT_GT(compared, 0);
}

TEST(CompareTest, FaultsAreNamedWithTheirPlace) {
  EXPECT_THAT(MessageOf("{\n  \"a\": tru\n}"), HasSubstr("line 2"));
  EXPECT_THAT(MessageOf("{} {}"), HasSubstr("line 1"));
  EXPECT_THAT(MessageOf("// no comments\n{}"), HasSubstr("line 1"));
  EXPECT_THAT(MessageOf(R"({"a": 1, "a": 2})"), HasSubstr("\"a\" twice"));
  EXPECT_THAT(MessageOf("[1]"), HasSubstr("An object with the form's blocks"));
  EXPECT_THAT(MessageOf(R"({"appTrustInformation": 3})"), HasSubstr("An object"));
  EXPECT_THAT(MessageOf("\xff"), HasSubstr("not UTF-8"));
  EXPECT_THAT(MessageOf(std::string(40, '[') + std::string(40, ']')),
              HasSubstr("32 levels"));
  EXPECT_THAT(MessageOf(std::string(kMostPayloadBytes + 1, ' ')), HasSubstr("1 MiB"));
  EXPECT_EQ(MessageOf("{\"a\": 1e999}") == "OK", false);
}

}  // namespace
}  // namespace clausebook::questionnaires::payload
