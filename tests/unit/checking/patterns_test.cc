// The table of patterns, and the guide that explains it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

std::string Guide() {
  std::ifstream in(std::string(CLAUSEBOOK_SOURCE_DIR) + "/service/checking/CHECKS.md");
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// `| C5 | undisclosed-host | high |` of each row of the guide's table.
std::vector<std::string> RowsOf(const std::string& guide) {
  std::vector<std::string> rows;
  std::istringstream lines(guide);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("| C", 0) != 0 && line.rfind("| \u2013 |", 0) != 0) continue;
    std::size_t end = 0;
    for (int cell = 0; cell < 4 && end != std::string::npos; ++cell) {
      end = line.find('|', end + (cell == 0 ? 0 : 1));
    }
    rows.push_back(line.substr(0, end + 1));
  }
  return rows;
}

TEST(Patterns, TheGuideListsEachOneWithItsCodeAndGravity) {
  std::vector<std::string> expected;
  for (const Pattern& pattern : Patterns()) {
    expected.push_back(
        "| " + (pattern.code.empty() ? "\u2013" : std::string(pattern.code)) + " | `" +
        std::string(pattern.id) + "` | " + std::string(NameOf(pattern.gravity)) + " |");
  }
  EXPECT_EQ(RowsOf(Guide()), expected);
}

TEST(Patterns, IdsAndCodesAreUnique) {
  std::set<std::string_view> ids;
  std::set<std::string_view> codes;
  for (const Pattern& pattern : Patterns()) {
    EXPECT_TRUE(ids.insert(pattern.id).second) << pattern.id;
    if (!pattern.code.empty()) {
      EXPECT_TRUE(codes.insert(pattern.code).second) << pattern.code;
    }
    EXPECT_EQ(&PatternNamed(pattern.id), &pattern);
    EXPECT_TRUE(pattern.title.ends_with('.')) << pattern.title;
    EXPECT_TRUE(pattern.help.ends_with('.')) << pattern.help;
  }
  EXPECT_EQ(codes.size(), 17u);
}

}  // namespace
}  // namespace clausebook::checking
