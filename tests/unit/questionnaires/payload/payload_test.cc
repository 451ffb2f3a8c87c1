// Which fields of the Marketplace's payload follow from evidence, and which do not.
#include "service/questionnaires/payload/payload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "service/base/error.h"
#include "tests/unit/questionnaires/payload/marketplace_sample.h"

namespace clausebook::questionnaires::payload {
namespace {

using model::Operator;
using model::Value;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Sample = MarketplaceSample;

const char kStores[] = "dataAccessAndStorage.appStoresEUDOutsideAtlassian";
const char kDisks[] = "security.isDiskEncryptionSupported";
const char kMin[] = "dataRetention.retentionDurationInDays.min";
const char kMax[] = "dataRetention.retentionDurationInDays.max";
const char kThird[] = "thirdPartyInformation.thirdPartyDetails";

TEST(PayloadTest, WithoutEvidenceNothingIsTold) {
  Sample sample;
  const auto& fields = sample.Fields();
  for (const FieldAnswer& field : fields) {
    EXPECT_FALSE(field.content) << field.item->id;
    EXPECT_NE(field.explanation, "") << field.item->id;
  }
  EXPECT_EQ(nlohmann::json::parse(PayloadJson(fields)),
            nlohmann::json::parse(R"({"appTrustInformation": {}})"));
  EXPECT_THAT(Sample::Got(fields, kStores), HasSubstr("What would settle it: "));
}

TEST(PayloadTest, AVerdictIsATruthAndClosesWhatHangsOnIt) {
  Sample sample;
  const auto& fields = sample.Says("storage.off_platform", false).Fields();
  EXPECT_EQ(Sample::Got(fields, kStores), "false");
  EXPECT_EQ(Sample::At(fields, kDisks).state, FieldState::kNotApplicable);
  EXPECT_EQ(nlohmann::json::parse(
                PayloadJson(fields))["appTrustInformation"]["dataAccessAndStorage"],
            nlohmann::json::parse(R"({"appStoresEUDOutsideAtlassian": false})"));
}

TEST(PayloadTest, WhatHangsOnAnOpenQuestionIsOpen) {
  Sample sample;
  const auto& fields = sample
                           .Says("storage.end_user_data_categories", Operator::kIncludes,
                                 Value::Set({"profile"}))
                           .Fields();
  EXPECT_THAT(Sample::Got(fields, "dataAccessAndStorage.typesOfDataStored"),
              HasSubstr("that is not settled"));
}

TEST(PayloadTest, SourcesThatDisagreeGiveNoValue) {
  Sample sample;
  sample.Says("storage.off_platform", false);
  const auto& fields = sample
                           .Says("storage.off_platform", Operator::kEquals,
                                 Value::Bool(true), "product_content")
                           .Fields();
  EXPECT_EQ(Sample::At(fields, kStores).state, FieldState::kConflict);
  EXPECT_FALSE(Sample::At(fields, kStores).content);
}

TEST(PayloadTest, DaysOnlyWhereTheyAreCertain) {
  Sample thirty;
  const auto& days =
      thirty.Says("retention.after_uninstall", Operator::kEquals, Value::Duration("P30D"))
          .Fields();
  EXPECT_EQ(Sample::Got(days, kMin), "30");
  EXPECT_EQ(Sample::Got(days, kMax), "30");
  Sample most;
  const auto& at_most =
      most.Says("retention.after_uninstall", Operator::kAtMost, Value::Duration("P4W"))
          .Fields();
  // Nothing says that anything is kept at all.
  EXPECT_THAT(Sample::Got(at_most, kMax), HasSubstr("not settled"));
  Sample month;
  const auto& months =
      month.Says("retention.after_uninstall", Operator::kEquals, Value::Duration("P1M"))
          .Fields();
  EXPECT_THAT(Sample::Got(months, kMax), StartsWith("(1 month is no certain number"));
  Sample ever;
  const auto& always = ever.Says("retention.after_uninstall", Operator::kEquals,
                                 Value::Duration("indefinite"))
                           .Fields();
  EXPECT_EQ(Sample::Got(always, "dataRetention.isRetentionDurationIndefinite"), "true");
  EXPECT_EQ(Sample::Got(always, kMax), "(It is kept indefinitely.)");
}

TEST(PayloadTest, RecipientsOfTheSitesVisitsAreNotTheAppsRecipients) {
  Sample sample;
  sample.Says("egress.third_parties", Operator::kIncludes, Value::Set({"google"}),
              "web_traffic");
  const auto& fields = sample
                           .Says("egress.third_parties", Operator::kIncludes,
                                 Value::Set({"sentry"}), "logs_diagnostics")
                           .Fields();
  EXPECT_EQ(Sample::Got(fields, "thirdPartyInformation.isEndUserDataShared"), "true");
  EXPECT_EQ(Sample::Got(fields, kThird), R"([{"name":"Sentry"}])");
  // Of whom it is not said what they receive, it is not said that they receive this.
  Sample some;
  some.Says("egress.third_parties", Operator::kIncludes, Value::Set({"google"}));
  const auto& open = some.Says("egress.third_parties", Operator::kIncludes,
                               Value::Set({"sentry"}), "logs_diagnostics")
                         .Fields();
  EXPECT_EQ(Sample::Got(open, kThird), R"([{"name":"Sentry"}])");
}

TEST(PayloadTest, ARoleIsAMemberOfASet) {
  Sample open;
  const auto& named =
      open.Says("legal.ccpa_role", Operator::kIncludes, Value::Set({"service_provider"}))
          .Fields();
  EXPECT_EQ(Sample::Got(named, "privacy.ccpa.serviceProvider.isAppServiceProvider"),
            "\"TRUE\"");
  EXPECT_THAT(Sample::Got(named, "privacy.ccpa.business.isAppBusiness"),
              HasSubstr("neither name it"));
  Sample closed;
  const auto& all =
      closed.Says("legal.ccpa_role", Operator::kExactly, Value::Set({"service_provider"}))
          .Fields();
  EXPECT_EQ(Sample::Got(all, "privacy.ccpa.business.isAppBusiness"), "\"FALSE\"");
}

TEST(PayloadTest, ControllerOfVisitsIsNotControllerOfEndUserData) {
  Sample sample;
  sample.Says("legal.gdpr_role", Operator::kIncludes, Value::Set({"controller"}),
              "web_traffic");
  const auto& fields = sample
                           .Says("legal.gdpr_role", Operator::kIncludes,
                                 Value::Set({"processor"}), "product_content")
                           .Fields();
  EXPECT_EQ(Sample::At(fields, "privacy.gdpr.dataController.isAppDataController").state,
            FieldState::kUnknown);
  EXPECT_EQ(Sample::Got(fields, "privacy.gdpr.dataProcessor.isAppDataProcessor"),
            "\"TRUE\"");
  // It rests on what is said of this data alone.
  const auto& facts =
      Sample::At(fields, "privacy.gdpr.dataProcessor.isAppDataProcessor").facts;
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].fact, "fact-2");
}

TEST(PayloadTest, AChoiceNeedsAllItsConditions) {
  const std::string path = "dataResidency.isDataResidencySupported";
  Sample none;
  EXPECT_EQ(Sample::Got(
                none.Says("residency.supported", Operator::kEquals, Value::String("none"))
                    .Fields(),
                path),
            "\"APP_DOES_NOT_SUPPORT_DR\"");
  Sample open;
  const auto& half =
      open.Says("residency.supported", Operator::kEquals, Value::String("app_provided"))
          .Fields();
  EXPECT_EQ(Sample::At(half, path).state, FieldState::kUnknown);
  Sample inside;
  inside.Says("storage.off_platform", false);
  EXPECT_EQ(Sample::Got(inside
                            .Says("residency.supported", Operator::kEquals,
                                  Value::String("app_provided"))
                            .Fields(),
                        path),
            "\"STORED_IN_ATLASSIAN_N_DR_SUPPORTED\"");
  Sample outside;
  outside.Says("storage.off_platform", Operator::kEquals, Value::Bool(true),
               "product_content");
  const auto& other =
      outside
          .Says("residency.supported", Operator::kEquals, Value::String("app_provided"))
          .Fields();
  EXPECT_EQ(Sample::At(other, path).state, FieldState::kPerson);
}

TEST(PayloadTest, WhatPeopleDecidedBecomesThePayload) {
  const std::map<std::string, std::string> answers = {
      {"stores-outside", "Yes"},
      {"types-stored", "page content; user ids"},
      {"same-types", "No"},
      {"ccpa-business", "Not applicable"},
      {"dpa", "Yes"},
      {"kept-after-uninstall", "Yes"},
      {"retention-max-days", "30"},
      {"logs-hold-data", "No"},
      {"logs-outside", "Yes"},  // asked only of logs that do
      {"shared", "Yes"},
      {"third-parties", "Sentry"}};
  const auto fields = testing::Must(FieldsOfForm(
      Sample::Form(), [&](std::string_view item) -> std::optional<std::string> {
        const auto found = answers.find(std::string(item));
        if (found == answers.end()) return std::nullopt;
        return found->second;
      }));
  EXPECT_EQ(nlohmann::json::parse(PayloadJson(fields)), nlohmann::json::parse(R"(
    {"appTrustInformation": {
      "dataAccessAndStorage": {"appStoresEUDOutsideAtlassian": true,
                               "typesOfDataStored": ["page content", "user ids"],
                               "isSameDataProcessedAndStored": false},
      "dataRetention": {"isDataRetentionSupported": true,
                        "retentionDurationInDays": {"max": 30}},
      "logDetails": {"logEndUserData": false},
      "thirdPartyInformation": {"isEndUserDataShared": true,
                                "thirdPartyDetails": [{"name": "Sentry"}]},
      "privacy": {"ccpa": {"business": {"isAppBusiness": "NOT_APPLICABLE"}},
                  "dataProcessingAgreement": {"isDPASupported": "TRUE"}}}})"));
  const auto odd = FieldsOfForm(Sample::Form(), [&](std::string_view item) {
    return item == "retention-max-days" ? std::optional<std::string>("a while")
                                        : std::nullopt;
  });
  EXPECT_THAT(std::string(odd.status().message()), HasSubstr("no number of days"));
}

TEST(PayloadTest, TheFormsWordIsReadBack) {
  Sample sample;
  sample.Says("storage.off_platform", false);
  sample.Says("access.requires_pat", true);
  const auto& fields =
      sample.Says("residency.supported", Operator::kEquals, Value::String("none"))
          .Fields();
  const auto back = testing::Must(FieldsOfForm(
      Sample::Form(), [&](std::string_view id) -> std::optional<std::string> {
        for (const FieldAnswer& field : fields) {
          if (field.item->id == id && field.content) {
            return FormWord(*field.item, *field.content);
          }
        }
        return std::nullopt;
      }));
  EXPECT_EQ(PayloadJson(back), PayloadJson(fields));
}

// A person's word for an empty list is None, however it is set; nothing else is.
TEST(PayloadTest, AnEmptyListHasToBeSaidSo) {
  const auto listed = [](const std::string& word) {
    return FieldsOfForm(Sample::Form(), [&](std::string_view id) {
      return id == "types-stored" ? std::optional(word) : std::nullopt;
    });
  };
  for (const char* word : {"None", " None; ", "none"}) {
    EXPECT_EQ(PayloadJson(testing::Must(listed(word))),
              PayloadJson(testing::Must(listed("None"))))
        << word;
  }
  for (const char* word : {";", " ", "user ids; none"}) {
    EXPECT_EQ(listed(word).status().code(), absl::StatusCode::kInvalidArgument) << word;
  }
}

}  // namespace
}  // namespace clausebook::questionnaires::payload
