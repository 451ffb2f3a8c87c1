// Answers in the list's own words, or in none.
#include "service/questionnaires/files/wording.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace clausebook::questionnaires {
namespace {

AllowedAnswers List(std::vector<std::string> values) {
  return {AllowedAnswers::Kind::kList, std::move(values), ""};
}

TEST(Wording, IsTheLists) {
  EXPECT_EQ(WordFor(List({"Yes", "No", "NA"}), Truth::kNotApplicable), "NA");
  EXPECT_EQ(WordFor(List({"YES", "no ", "N/A"}), Truth::kNotApplicable), "N/A");
  EXPECT_EQ(WordFor(List({"YES", "no ", "N/A"}), Truth::kNo), "no ");
  EXPECT_EQ(WordFor(List({"Ja", "Nein"}), Truth::kYes), "Ja");
  EXPECT_EQ(WordFor(AllowedAnswers(), Truth::kNotApplicable), "N/A");
}

TEST(Wording, IsNoneWhereNoWordFits) {
  EXPECT_EQ(WordFor(List({"Yes", "No"}), Truth::kNotApplicable), std::nullopt);
  EXPECT_EQ(WordFor(List({"Compliant", "Non-compliant"}), Truth::kYes), std::nullopt);
  EXPECT_EQ(WordFor(List({"Yes, daily", "Yes, weekly", "No"}), Truth::kYes),
            std::nullopt);
  EXPECT_EQ(WordFor(List({"Yes", "Y", "No"}), Truth::kYes), std::nullopt);
  EXPECT_EQ(WordFor(List({"Yes", "Yes", "No"}), Truth::kYes), "Yes");
  AllowedAnswers unknown;
  unknown.kind = AllowedAnswers::Kind::kUnresolved;
  EXPECT_EQ(WordFor(unknown, Truth::kYes), std::nullopt);
}

}  // namespace
}  // namespace clausebook::questionnaires
