// Each entry of the grammar does what its examples say, and each question of the
// catalogue has an entry.
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "service/questionnaires/matching/matcher.h"
#include "tests/unit/questionnaires/matching/grammar_fixture.h"

namespace clausebook::questionnaires::matching {
namespace {

class ExamplesTest : public GrammarFixture {
 protected:
  static std::string Given(const std::string& text) {
    std::string out;
    for (const MatchedPart& part : matcher_->MatchByGrammar(text, 0).parts) {
      if (!part.question.empty()) out += part.question + " (" + part.reason + ") ";
    }
    return out;
  }

  static bool Asks(const std::string& text, const std::string& question, bool opposite) {
    for (const MatchedPart& part : matcher_->MatchByGrammar(text, 0).parts) {
      if (part.question == question && part.opposite == opposite) return true;
    }
    return false;
  }
};

TEST_F(ExamplesTest, EachEntryReadsWhatItAsks) {
  for (const Rule& rule : matcher_->grammar().rules) {
    for (const std::string& text : rule.asks) {
      EXPECT_TRUE(Asks(text, rule.question, false))
          << rule.question << ": " << text << "\n  got " << Given(text);
    }
  }
}

TEST_F(ExamplesTest, EachEntryTurnsTheOpposite) {
  for (const Rule& rule : matcher_->grammar().rules) {
    for (const std::string& text : rule.opposites) {
      EXPECT_TRUE(Asks(text, rule.question, true))
          << rule.question << ": " << text << "\n  got " << Given(text);
    }
  }
}

TEST_F(ExamplesTest, NoEntryReadsWhatItMustNot) {
  for (const Rule& rule : matcher_->grammar().rules) {
    for (const std::string& text : rule.never) {
      EXPECT_FALSE(Asks(text, rule.question, false) || Asks(text, rule.question, true))
          << rule.question << ": " << text << "\n  got " << Given(text);
    }
  }
}

TEST_F(ExamplesTest, EachQuestionHasAnEntry) {
  std::set<std::string> entries;
  for (const Rule& rule : matcher_->grammar().rules) entries.insert(rule.question);
  for (const catalog::Question& question : catalog_->questions()) {
    EXPECT_EQ(entries.count(question.id), 1u) << question.id;
  }
}

}  // namespace
}  // namespace clausebook::questionnaires::matching
