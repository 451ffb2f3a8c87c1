// A fact's parts as people type them.
#include "clients/cli/offline/fact_edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/text_message.h"

namespace clausebook::cli {
namespace {

using ::testing::HasSubstr;

// What a line makes of a claim, or what is wrong with it.
std::string Claim(const std::string& fact, const std::string& line) {
  v1::Fact edited = Parse<v1::Fact>(fact);
  const absl::Status status = SetClaim(line, edited);
  return status.ok() ? ClaimLine(edited) : std::string(status.message());
}

constexpr char kBool[] = "operator: OPERATOR_EQUALS value { bool_value: false }";
constexpr char kSet[] =
    "operator: OPERATOR_INCLUDES value { set_value { members: 'a' members: 'b' } }";
constexpr char kDuration[] =
    "operator: OPERATOR_AT_MOST value { duration_value: 'P30D' }";

TEST(FactEditTest, AClaimIsShownInTheWordsOfFactBooks) {
  EXPECT_EQ(ClaimLine(Parse<v1::Fact>(kBool)), "equals false");
  EXPECT_EQ(ClaimLine(Parse<v1::Fact>(kSet)), "includes a, b");
  EXPECT_EQ(ClaimLine(Parse<v1::Fact>(kDuration)), "at_most P30D");
}

TEST(FactEditTest, AClaimIsReadWithAndWithoutItsOperator) {
  EXPECT_EQ(Claim(kBool, "true"), "equals true");
  EXPECT_EQ(Claim(kBool, "  not_equals true "), "not_equals true");
  EXPECT_EQ(Claim(kBool, "maybe"), "Write true or false.");
  EXPECT_EQ(Claim(kSet, "c"), "includes c");
  EXPECT_EQ(Claim(kSet, "exactly c ,a,, b"), "exactly c, a, b");
  EXPECT_EQ(Claim(kSet, "exactly"), "exactly ") << "nothing at all";
  EXPECT_EQ(Claim(kDuration, "60 days"), "at_most P60D");
  EXPECT_EQ(Claim(kDuration, "equals 2 months"), "equals P2M");
  EXPECT_EQ(Claim(kDuration, "indefinite"), "at_most indefinite");
  EXPECT_EQ(Claim("operator: OPERATOR_EQUALS value { string_value: 'x' }", "y z"),
            "equals y z");
}

TEST(FactEditTest, QualifiersAreReadAsTheyAreShown) {
  v1::Fact fact = Parse<v1::Fact>(
      "qualifiers { dimension: 'data_category' values: 'logs' values: 'profile' } "
      "qualifiers { dimension: 'purpose' values: 'support' }");
  const std::string line = "data_category: logs, profile; purpose: support";
  EXPECT_EQ(AboutLine(fact), line);
  v1::Fact other;
  ASSERT_TRUE(SetAbout(line, other).ok());
  EXPECT_EQ(other.SerializeAsString(), fact.SerializeAsString());
  ASSERT_TRUE(SetAbout(" everything ", fact).ok());
  EXPECT_EQ(AboutLine(fact), "everything");
  EXPECT_THAT(std::string(SetAbout("logs", fact).message()), HasSubstr("data_category:"));
  EXPECT_FALSE(SetAbout("data_category:", fact).ok());
}

TEST(FactEditTest, AppsAreReadAsTheyAreShown) {
  v1::Fact fact;
  EXPECT_EQ(AppsLine(fact), "all");
  for (const char* line : {"a, b", "all except a, b", "all"}) {
    ASSERT_TRUE(SetApps(line, "vendors/v", fact).ok()) << line;
    EXPECT_EQ(AppsLine(fact), line);
  }
  ASSERT_TRUE(SetApps("allsorts", "vendors/v", fact).ok());
  EXPECT_EQ(fact.scope().apps(0), "vendors/v/apps/allsorts");
  for (const char* line : {"", ",", "all but a", "all except", "all except ,"}) {
    EXPECT_FALSE(SetApps(line, "vendors/v", fact).ok()) << line;
  }
  EXPECT_EQ(AppsLine(fact), "allsorts") << "what cannot be read changes nothing";
}

}  // namespace
}  // namespace clausebook::cli
