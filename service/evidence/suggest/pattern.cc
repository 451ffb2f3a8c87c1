// Matching: a backtracking walk that never enters the same step at the same token
// twice, so that its cost is bounded by steps times tokens.
#include "service/evidence/suggest/pattern.h"

#include <algorithm>
#include <cstdint>

namespace clausebook::evidence::suggest {

void Sentence::Index(const Lexicons& lexicons) {
  starting.assign(tokens.size() + 1, {});
  has_lexicon.assign(static_cast<std::size_t>(lexicons.lexicons()), 0);
  has_symbol.assign(static_cast<std::size_t>(lexicons.symbols()), 0);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    starting[mentions[i].begin].push_back(static_cast<int>(i));
    has_lexicon[static_cast<std::size_t>(mentions[i].lexicon)] = 1;
  }
  stems.clear();
  words.clear();
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (at < named.size() && named[at]) {
      stems.push_back(-1);
      words.push_back(-1);
      continue;
    }
    stems.push_back(lexicons.SymbolOf(token.stem));
    words.push_back(token.word == token.stem ? stems.back()
                                             : lexicons.SymbolOf(token.word));
    for (const int symbol : {stems.back(), words.back()}) {
      if (symbol >= 0) has_symbol[static_cast<std::size_t>(symbol)] = 1;
    }
  }
  closing.assign(tokens.size(), 0);
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].word == "(") open.push_back(at);
    if (tokens[at].word != ")" || open.empty()) continue;
    closing[open.back()] = at;
    open.pop_back();
  }
}

bool Sentence::SetOff(std::size_t at, std::size_t other) const {
  for (std::size_t begin = 0; begin < at && begin < closing.size(); ++begin) {
    if (closing[begin] > at && (other < begin || other > closing[begin])) return true;
  }
  return false;
}

class PatternRun {
 public:
  PatternRun(const std::vector<Pattern::Step>& steps, const Sentence& sentence)
      : steps_(steps),
        sentence_(sentence),
        dead_(2 * steps.size() * (sentence.tokens.size() + 1) / 64 + 1, 0) {}

  std::optional<Match> From(std::size_t begin) {
    match_ = Match{begin, begin, begin, {}};
    anchored_ = false;
    if (!Walk(0, begin, false)) return std::nullopt;
    if (!anchored_) match_.anchor = begin;
    return match_;
  }

 private:
  using Kind = Pattern::Step::Kind;

  // `inside`: the next token has to be of the same part as the one before it.
  bool Walk(std::size_t number, std::size_t at, bool inside) {
    // What failed once from here fails again, wherever the match began: only captures
    // depend on that.
    const std::size_t cell =
        (number * (sentence_.tokens.size() + 1) + at) * 2 + (inside ? 1 : 0);
    const std::uint64_t bit = std::uint64_t{1} << (cell % 64);
    if ((dead_[cell / 64] & bit) != 0) return false;
    dead_[cell / 64] |= bit;
    const Pattern::Step& step = steps_[number];
    switch (step.kind) {
      case Kind::kDone:
        match_.end = at;
        return true;
      case Kind::kJump:
        return Walk(step.first, at, inside);
      case Kind::kFork:
        return Walk(step.first, at, inside) || Walk(step.second, at, inside);
      case Kind::kAnchor:
        if (!Walk(number + 1, at, inside)) return false;
        match_.anchor = at;
        anchored_ = true;
        return true;
      case Kind::kFree:
        return Walk(number + 1, at, false);
      case Kind::kBegin:
        return at == sentence_.own && Walk(number + 1, at, inside);
      case Kind::kEnd:
        return AtEnd(at) && Walk(number + 1, at, inside);
      default:
        return Consume(number, at, inside);
    }
  }

  bool AtEnd(std::size_t at) const {
    while (at < sentence_.tokens.size() &&
           sentence_.tokens[at].kind == Token::Kind::kPunctuation) {
      ++at;
    }
    return at == sentence_.tokens.size();
  }

  bool Consume(std::size_t number, std::size_t at, bool inside) {
    if (at >= sentence_.tokens.size()) return false;
    const Pattern::Step& step = steps_[number];
    if (step.kind == Kind::kCross) return Walk(number + 1, at + 1, false);
    if (inside && sentence_.part[at] != sentence_.part[at - 1]) return false;
    switch (step.kind) {
      case Kind::kStem:
        return sentence_.stems[at] == step.what && Walk(number + 1, at + 1, true);
      case Kind::kExact:
        return sentence_.words[at] == step.what && Walk(number + 1, at + 1, true);
      case Kind::kMention:
        for (const int mention : sentence_.starting[at]) {
          if (sentence_.mentions[mention].lexicon != step.what) continue;
          if (!Walk(number + 1, sentence_.mentions[mention].end, true)) continue;
          match_.captured.insert(match_.captured.begin(), mention);
          return true;
        }
        return false;
      default:  // kGap
        return Walk(number + 1, at + 1, true) || Pass(number, at);
    }
  }

  // "All data (settings, rules) is stored": over what stands in parentheses.
  bool Pass(std::size_t number, std::size_t at) {
    const std::size_t close = sentence_.closing[at];
    return close != 0 && sentence_.part[close] == sentence_.part[at] &&
           Walk(number + 1, close + 1, true);
  }

  const std::vector<Pattern::Step>& steps_;
  const Sentence& sentence_;
  std::vector<std::uint64_t> dead_;  // a bit for each cell, asked for at every step
  Match match_;
  bool anchored_ = false;
};

// Most patterns lack a word in most sentences.
bool Pattern::MayMatch(const Sentence& sentence) const {
  return std::all_of(needed_.begin(), needed_.end(), [&](const std::vector<int>& any) {
    return std::any_of(any.begin(), any.end(), [&](int need) {
      return (need < 0 ? sentence.has_lexicon[static_cast<std::size_t>(-1 - need)]
                       : sentence.has_symbol[static_cast<std::size_t>(need)]) != 0;
    });
  });
}

std::optional<Match> Pattern::FindEndingAfter(const Sentence& sentence, std::size_t from,
                                              std::size_t least) const {
  if (!MayMatch(sentence)) return std::nullopt;
  PatternRun run(steps_, sentence);
  for (std::size_t begin = from; begin < sentence.tokens.size(); ++begin) {
    if (auto match = run.From(begin); match && match->end > least) return match;
  }
  return std::nullopt;
}

std::optional<Match> Pattern::Find(const Sentence& sentence, std::size_t from) const {
  return FindEndingAfter(sentence, from, sentence.own);
}

std::optional<Match> Pattern::FindAnywhere(const Sentence& sentence,
                                           std::size_t from) const {
  return FindEndingAfter(sentence, from, 0);
}

}  // namespace clausebook::evidence::suggest
