// Values: exactly the member that the kind names, in one canonical form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/model/fact.h"

namespace clausebook::model {
namespace {

using ::testing::ElementsAre;

TEST(Values, HoldWhatTheirKindNames) {
  EXPECT_TRUE(Value::Bool(true).boolean);
  EXPECT_EQ(Value::Bool(false).kind, ValueKind::kBool);
  EXPECT_EQ(Value::String("forge").text, "forge");
  EXPECT_EQ(Value::Duration("P30D").kind, ValueKind::kDuration);
  EXPECT_EQ(Value::OfDate(Date{0}).text, "1970-01-01");
  EXPECT_EQ(Value::OfDate(Date{0}).kind, ValueKind::kDate);
}

TEST(Values, ASetIsOneWhateverTheOrderItWasWrittenIn) {
  EXPECT_THAT(Value::Set({"b", "a", "b", "a-b", "B"}).members,
              ElementsAre("B", "a", "a-b", "b"));
  EXPECT_TRUE(Value::Set({"b", "a", "a"}) == Value::Set({"a", "b"}));
  EXPECT_TRUE(Value::Set({}).members.empty());
}

TEST(Values, OfDifferentKindsAreDifferentEvenInTheSameWords) {
  EXPECT_FALSE(Value::String("P30D") == Value::Duration("P30D"));
  EXPECT_FALSE(Value::String("1970-01-01") == Value::OfDate(Date{0}));
  EXPECT_FALSE(Value::Set({"a"}) == Value::String("a"));
  EXPECT_FALSE(Value::Bool(true) == Value::Bool(false));
}

}  // namespace
}  // namespace clausebook::model
