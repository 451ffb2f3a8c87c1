// Every pattern's own examples: each is a test of its own.
#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "service/catalog/catalog.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/suggest/language.h"
#include "service/evidence/suggest/notation.h"
#include "service/evidence/suggest/reader.h"
#include "tests/unit/evidence/suggest/language_under_test.h"

namespace clausebook::evidence::suggest {
namespace {

struct Case {
  std::string rule;
  Example example;
};

const catalog::Catalog& TheCatalog() {
  static const catalog::Catalog catalog = *catalog::Catalog::Embedded();
  return catalog;
}

const Language& TheLanguage() {
  static const Language language = *LanguageUnderTest(TheCatalog());
  return language;
}

std::vector<Case> AllCases() {
  std::vector<Case> cases;
  for (const Rule& rule : TheLanguage().rules) {
    for (const Example& example : rule.examples) cases.push_back({rule.id, example});
  }
  return cases;
}

class ExampleTest : public ::testing::TestWithParam<Case> {};

TEST_P(ExampleTest, GivesExactlyItsFacts) {
  const auto& [rule, example] = GetParam();
  const std::string text =
      example.under.empty() ? example.say : "# " + example.under + "\n\n" + example.say;
  const auto clauses = SegmentText(text, model::MediaType::kMarkdown);
  ASSERT_TRUE(clauses.ok()) << clauses.status();
  SuggestContext context;
  context.vendor_name = "Lanternfish";  // of every example
  Reader reader(text, context, TheCatalog(), TheLanguage());
  reader.Only(rule);
  std::vector<std::string> given;
  for (const Proposal& proposal : reader.Read(*clauses).proposals) {
    given.push_back(WriteFact(proposal.content));
  }
  std::vector<std::string> wanted = example.gives;
  std::sort(given.begin(), given.end());
  std::sort(wanted.begin(), wanted.end());
  EXPECT_EQ(given, wanted) << rule << ": " << example.say;
}

INSTANTIATE_TEST_SUITE_P(Patterns, ExampleTest, ::testing::ValuesIn(AllCases()),
                         [](const auto& info) {
                           std::string name = info.param.rule;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name + "_" + std::to_string(info.index);
                         });

}  // namespace
}  // namespace clausebook::evidence::suggest
