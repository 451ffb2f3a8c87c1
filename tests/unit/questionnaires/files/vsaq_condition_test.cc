// What VSAQ's conditions come to, where choices may be open.
#include "service/questionnaires/files/vsaq_condition.h"

#include <gtest/gtest.h>

#include <string>

namespace clausebook::questionnaires {
namespace {

// `y` is made, `n` is not, anything else is open.
std::optional<bool> Of(const std::string& condition) {
  return EvaluateCondition(condition, [](std::string_view id) {
    return id == "y"   ? std::optional(true)
           : id == "n" ? std::optional(false)
                       : std::nullopt;
  });
}

TEST(VsaqCondition, IsAndOrAndNot) {
  EXPECT_EQ(Of(""), true);
  EXPECT_EQ(Of("y"), true);
  EXPECT_EQ(Of("!y"), false);
  EXPECT_EQ(Of("!!y"), true);
  EXPECT_EQ(Of("y && n"), false);
  EXPECT_EQ(Of("n||y"), true);
  EXPECT_EQ(Of("!(n || n) && (y)"), true);
  EXPECT_EQ(Of("false || n"), false);
}

TEST(VsaqCondition, IsTakenFromLeftToRight) {
  EXPECT_EQ(Of("y || y && n"), false);
  EXPECT_EQ(Of("y || (y && n)"), true);
}

TEST(VsaqCondition, IsOpenWhereWhatIsOpenDecides) {
  EXPECT_EQ(Of("open"), std::nullopt);
  EXPECT_EQ(Of("!open"), std::nullopt);
  EXPECT_EQ(Of("open && n"), false);
  EXPECT_EQ(Of("open || y"), true);
  EXPECT_EQ(Of("open && y"), std::nullopt);
  EXPECT_EQ(Of("n && !^tip"), false);
}

TEST(VsaqCondition, OfAnotherKindIsOpen) {
  for (const char* other : {"matches(y/value, \"x\")", "(n", "n)", "n &&", "&& n", "n n",
                            "n & n", "()", "!", "n, n", "?"}) {
    EXPECT_EQ(Of(other), std::nullopt) << other;
  }
  EXPECT_EQ(Of(std::string(100'000, '(') + "n"), std::nullopt);
}

}  // namespace
}  // namespace clausebook::questionnaires
