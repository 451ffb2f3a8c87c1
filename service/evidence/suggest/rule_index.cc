// Rules by the words that they need.
#include <algorithm>
#include <map>

#include "service/evidence/suggest/language.h"

namespace clausebook::evidence::suggest {

void RuleIndex::Build(const std::vector<Rule>& rules, const Lexicons& lexicons) {
  rules_ = rules.size();
  by_symbol_.assign(static_cast<std::size_t>(lexicons.symbols()), {});
  by_lexicon_.assign(static_cast<std::size_t>(lexicons.lexicons()), {});
  always_.clear();
  // What many patterns ask for ("be") tells little.
  std::map<int, int> asked;
  for (const Rule& rule : rules) {
    for (const Pattern& pattern : rule.matches) {
      for (const auto& any : pattern.needed()) {
        for (const int need : any) ++asked[need];
      }
    }
  }
  const auto weight = [&](const std::vector<int>& any) {
    int sum = 0;
    for (const int need : any) sum += asked[need];
    return sum;
  };
  const auto add = [](std::vector<int>& list, int rule) {
    if (list.empty() || list.back() != rule) list.push_back(rule);
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const int number = static_cast<int>(i);
    for (const Pattern& pattern : rules[i].matches) {
      const auto& needed = pattern.needed();
      if (needed.empty()) {
        add(always_, number);
        continue;
      }
      const auto rarest = std::min_element(
          needed.begin(), needed.end(),
          [&](const auto& a, const auto& b) { return weight(a) < weight(b); });
      for (const int need : *rarest) {
        add(need < 0 ? by_lexicon_[static_cast<std::size_t>(-1 - need)]
                     : by_symbol_[static_cast<std::size_t>(need)],
            number);
      }
    }
  }
}

std::vector<int> RuleIndex::Candidates(const Sentence& sentence) const {
  std::vector<char> found(rules_, 0);
  const auto mark = [&](const std::vector<int>& rules) {
    for (const int rule : rules) found[static_cast<std::size_t>(rule)] = 1;
  };
  mark(always_);
  // By what the sentence holds: it has tens of words, the language thousands.
  for (const std::vector<int>* symbols : {&sentence.stems, &sentence.words}) {
    for (const int symbol : *symbols) {
      if (symbol >= 0 && static_cast<std::size_t>(symbol) < by_symbol_.size()) {
        mark(by_symbol_[static_cast<std::size_t>(symbol)]);
      }
    }
  }
  for (std::size_t i = 0; i < by_lexicon_.size() && i < sentence.has_lexicon.size();
       ++i) {
    if (sentence.has_lexicon[i] != 0) mark(by_lexicon_[i]);
  }
  std::vector<int> candidates;
  for (std::size_t i = 0; i < rules_; ++i) {
    if (found[i] != 0) candidates.push_back(static_cast<int>(i));
  }
  return candidates;
}

}  // namespace clausebook::evidence::suggest
