// What a fact may say of a property: values, operators, qualifiers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "service/base/error.h"
#include "service/catalog/catalog.h"

namespace clausebook::catalog {
namespace {

using model::Operator;
using model::Qualifiers;
using model::Value;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Catalog& TheCatalog() {
  static const Catalog catalog = *Catalog::Embedded();
  return catalog;
}

// The description of the only violation.
std::string ViolationOf(const absl::Status& status, const std::string& field) {
  const auto detail = GetErrorDetail(status);
  if (!detail || detail->violations.size() != 1) return "";
  EXPECT_EQ(detail->violations[0].field, field);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return detail->violations[0].description;
}

absl::StatusOr<Value> Check(const std::string& property, Operator op, Value value) {
  return TheCatalog().CheckValue(*TheCatalog().FindProperty(property), op, value);
}

struct GoodValue {
  const char* property;
  Operator op;
  Value value;
  Value canonical;
};

void PrintTo(const GoodValue& c, std::ostream* out) { *out << c.property; }

class AcceptedValue : public ::testing::TestWithParam<GoodValue> {};

TEST_P(AcceptedValue, ComesBackInItsCanonicalForm) {
  const auto checked = Check(GetParam().property, GetParam().op, GetParam().value);
  ASSERT_TRUE(checked.ok()) << checked.status().message();
  EXPECT_EQ(*checked, GetParam().canonical);
}

Value RawSet(std::vector<std::string> members) {
  Value value = Value::Set({});
  value.members = std::move(members);
  return value;
}

INSTANTIATE_TEST_SUITE_P(
    All, AcceptedValue,
    ::testing::Values(
        GoodValue{"storage.off_platform", Operator::kEquals, Value::Bool(false),
                  Value::Bool(false)},
        GoodValue{"hosting.platform", Operator::kNotEquals, Value::String("forge"),
                  Value::String("forge")},
        GoodValue{"storage.locations", Operator::kExactly,
                  RawSet({"vendor_servers", "atlassian", "atlassian"}),
                  Value::Set({"atlassian", "vendor_servers"})},
        GoodValue{"storage.locations", Operator::kIncludes, RawSet({"Acme Hosting GmbH"}),
                  Value::Set({"Acme Hosting GmbH"})},
        GoodValue{"analytics.providers", Operator::kExactly, RawSet({}), Value::Set({})},
        GoodValue{"retention.active", Operator::kAtMost, Value::Duration("P0Y030DT0H"),
                  Value::Duration("P30D")},
        GoodValue{"retention.active", Operator::kEquals, Value::Duration("P0D"),
                  Value::Duration("P0D")},
        GoodValue{"retention.active", Operator::kEquals, Value::Duration("PT72H"),
                  Value::Duration("PT72H")},
        GoodValue{"retention.active", Operator::kAtLeast, Value::Duration("indefinite"),
                  Value::Duration("indefinite")},
        GoodValue{"policy.effective", Operator::kEquals,
                  Value::OfDate(*ParseDate("2021-07-21")),
                  Value::OfDate(*ParseDate("2021-07-21"))},
        GoodValue{"policy.url", Operator::kEquals,
                  Value::String("https://example.com/p?a#b"),
                  Value::String("https://example.com/p?a#b")},
        GoodValue{"policy.url", Operator::kEquals, Value::String("HTTP://example.com"),
                  Value::String("HTTP://example.com")},
        GoodValue{"policy.contact", Operator::kEquals,
                  Value::String("privacy@example.com"),
                  Value::String("privacy@example.com")},
        GoodValue{"security.measures", Operator::kEquals,
                  Value::String("Locks.\nGuards."), Value::String("Locks.\nGuards.")}));

struct BadValue {
  const char* property;
  Operator op;
  Value value;
  const char* field;
  const char* description;
};

void PrintTo(const BadValue& c, std::ostream* out) {
  *out << c.property << " " << c.description;
}

class RefusedValue : public ::testing::TestWithParam<BadValue> {};

TEST_P(RefusedValue, SaysWhatWouldBeRight) {
  const auto checked = Check(GetParam().property, GetParam().op, GetParam().value);
  ASSERT_FALSE(checked.ok());
  EXPECT_THAT(ViolationOf(checked.status(), GetParam().field),
              HasSubstr(GetParam().description));
}

INSTANTIATE_TEST_SUITE_P(
    Operators, RefusedValue,
    ::testing::Values(
        BadValue{"storage.off_platform", Operator::kNotEquals, Value::Bool(true),
                 "operator", "takes only EQUALS."},
        BadValue{"hosting.platform", Operator::kIncludes, Value::String("forge"),
                 "operator", "takes only EQUALS, NOT_EQUALS."},
        BadValue{"storage.locations", Operator::kEquals, Value::Set({"atlassian"}),
                 "operator", "takes only INCLUDES, EXCLUDES, EXACTLY."},
        BadValue{"retention.active", Operator::kNotEquals, Value::Duration("P1D"),
                 "operator", "takes only EQUALS, AT_MOST, AT_LEAST."},
        BadValue{"policy.effective", Operator::kAtMost, Value::OfDate({}), "operator",
                 "takes only EQUALS."}));

INSTANTIATE_TEST_SUITE_P(
    Values, RefusedValue,
    ::testing::Values(
        BadValue{"storage.off_platform", Operator::kEquals, Value::String("true"),
                 "value", "takes true or false"},
        BadValue{"hosting.platform", Operator::kEquals, Value::String("forg"), "value",
                 "Did you mean 'forge'"},
        BadValue{"hosting.platform", Operator::kEquals, Value::String("Forge"), "value",
                 "Write 'forge'."},
        BadValue{"hosting.code_location", Operator::kIncludes, Value::Set({"us"}),
                 "value", "'us' is not a member of hosting.code_location"},
        BadValue{"analytics.providers", Operator::kIncludes,
                 Value::Set({"google analytics"}), "value", "Write 'google_analytics'."},
        BadValue{"analytics.providers", Operator::kIncludes, RawSet({}), "value",
                 "Only EXACTLY takes one"},
        BadValue{"analytics.providers", Operator::kIncludes, RawSet({" x"}), "value",
                 "spaces around"},
        BadValue{"analytics.providers", Operator::kIncludes, RawSet({""}), "value",
                 "empty"},
        BadValue{"analytics.providers", Operator::kIncludes, RawSet({"a\nb"}), "value",
                 "control characters"},
        BadValue{"analytics.providers", Operator::kIncludes,
                 RawSet({std::string(201, 'a')}), "value", "At most 200"},
        BadValue{"retention.active", Operator::kEquals, Value::Duration("30 days"),
                 "value", "such as P30D"},
        BadValue{"policy.effective", Operator::kEquals,
                 [] {
                   Value value = Value::OfDate({});
                   value.text = "2021-02-30";
                   return value;
                 }(),
                 "value", "YYYY-MM-DD"},
        BadValue{"policy.url", Operator::kEquals, Value::String("example.com"), "value",
                 "begins with https://"},
        BadValue{"policy.url", Operator::kEquals, Value::String("https://"), "value",
                 "absolute URI"},
        BadValue{"policy.url", Operator::kEquals, Value::String("https:///path"), "value",
                 "absolute URI"},
        BadValue{"policy.url", Operator::kEquals, Value::String("javascript:alert(1)"),
                 "value", "absolute URI"},
        BadValue{"policy.url", Operator::kEquals, Value::String("https://a b"), "value",
                 "absolute URI"},
        BadValue{"policy.contact", Operator::kEquals, Value::String("a\nb"), "value",
                 "one line"},
        BadValue{"security.measures", Operator::kEquals, Value::String(" \n"), "value",
                 "got nothing"},
        BadValue{"security.measures", Operator::kEquals,
                 Value::String(std::string(2001, 'a')), "value", "at most 2000 bytes"},
        BadValue{"security.measures", Operator::kEquals, Value::String("\xC3"), "value",
                 "not UTF-8"}));

absl::StatusOr<Qualifiers> CheckFor(const std::string& property,
                                    const Qualifiers& given) {
  return TheCatalog().CheckQualifiers(*TheCatalog().FindProperty(property), given);
}

TEST(CheckQualifiers, GroupsAreExpandedAndMembersSorted) {
  const auto checked =
      CheckFor("storage.off_platform", {{"data_category", {"profile", "user_records"}}});
  ASSERT_TRUE(checked.ok()) << checked.status().message();
  EXPECT_THAT(checked->at("data_category"), ElementsAre("identifiers", "profile"));
}

TEST(CheckQualifiers, AllMembersAreTheSameAsNoNarrowing) {
  std::vector<std::string> all;
  for (const auto& member : TheCatalog().FindDimension("data_category")->members) {
    all.push_back(member.id);
  }
  const auto checked = CheckFor("storage.off_platform", {{"data_category", all}});
  ASSERT_TRUE(checked.ok());
  EXPECT_TRUE(checked->empty());
}

TEST(CheckQualifiers, WhatDoesNotFitIsRefusedWithTheNearestName) {
  const auto violation = [](const std::string& property, const Qualifiers& given) {
    return ViolationOf(CheckFor(property, given).status(), "qualifiers");
  };
  EXPECT_THAT(violation("storage.off_platform", {{"data_category", {"profil"}}}),
              HasSubstr("Did you mean 'profile'"));
  EXPECT_THAT(violation("storage.off_platform", {{"data_categories", {"profile"}}}),
              HasSubstr("Did you mean 'data_category'"));
  EXPECT_THAT(violation("storage.off_platform", {{"surface", {"website"}}}),
              HasSubstr("cannot be narrowed by 'surface'"));
  EXPECT_THAT(violation("hosting.platform", {{"surface", {"website"}}}),
              HasSubstr("cannot be narrowed at all"));
  EXPECT_THAT(violation("storage.off_platform", {{"data_category", {}}}),
              HasSubstr("Leave it away"));
}

}  // namespace
}  // namespace clausebook::catalog
