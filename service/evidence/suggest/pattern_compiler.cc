// Pattern::Compile: the notation of pattern.h into steps.
#include <cctype>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/evidence/suggest/pattern.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr int kShortGap = 8;
constexpr int kLongGap = 25;

}  // namespace

class PatternCompiler {
 public:
  PatternCompiler(std::string_view text, Lexicons& lexicons, const WordForms& forms,
                  Pattern& pattern)
      : lexicons_(lexicons),
        forms_(forms),
        steps_(pattern.steps_),
        needed_(pattern.needed_) {
    Split(text);
  }

  std::optional<std::string> Run() {
    needed_ = Alternatives(0);
    if (fault_.empty() && next_ < words_.size()) Fault("A ')' too many.");
    if (fault_.empty() && steps_.empty()) Fault("An empty pattern.");
    steps_.push_back({});
    if (fault_.empty()) return std::nullopt;
    return fault_;
  }

 private:
  using Step = Pattern::Step;
  using Kind = Pattern::Step::Kind;

  // Words, with `(`, `|`, `)`, `?` and `*` apart, but behind `=`.
  void Split(std::string_view text) {
    std::string word;
    const auto flush = [&] {
      if (!word.empty()) words_.push_back(std::move(word));
      word.clear();
    };
    for (const char c : text) {
      if (std::isspace(static_cast<unsigned char>(c)) != 0) {
        flush();
      } else if (word != "=" &&
                 std::string_view("()|?*").find(c) != std::string_view::npos) {
        flush();
        words_.emplace_back(1, c);
      } else {
        word.push_back(c);
      }
    }
    flush();
  }

  void Fault(std::string text) {
    if (fault_.empty()) fault_ = std::move(text);
  }

  bool At(std::string_view word) const {
    return next_ < words_.size() && words_[next_] == word;
  }

  // Lists of which one word each has to occur for a match.
  using Needs = std::vector<std::vector<int>>;

  // a b | c d: a fork before each alternative but the last, a jump behind it.
  Needs Alternatives(int depth) {
    std::vector<std::size_t> jumps;
    std::vector<Needs> each;
    while (fault_.empty()) {
      const std::size_t begin = steps_.size();
      each.push_back(Sequence(depth));
      if (!At("|")) break;
      ++next_;
      InsertFork(begin);
      jumps.push_back(steps_.size());
      steps_.push_back({Kind::kJump, 0, 0, 0});
      steps_[begin].second = steps_.size();
    }
    for (const std::size_t jump : jumps) steps_[jump].first = steps_.size();
    if (each.size() == 1) return each[0];
    // One need of every alternative; an alternative without any needs nothing.
    std::vector<int> joined;
    for (const Needs& needs : each) {
      if (needs.empty()) return {};
      joined.insert(joined.end(), needs[0].begin(), needs[0].end());
    }
    return {std::move(joined)};
  }

  Needs Sequence(int depth) {
    Needs all;
    while (fault_.empty() && next_ < words_.size() && !At("|") && !At(")")) {
      const std::size_t begin = steps_.size();
      const bool anchor = At("*");
      if (anchor) {
        ++next_;
        steps_.push_back({Kind::kAnchor, 0, 0, 0});
      }
      const Needs needs = Atom(depth);
      const bool optional = At("?");
      if (optional) {
        ++next_;
        InsertFork(begin);
        steps_[begin].second = steps_.size();
      } else {
        all.insert(all.end(), needs.begin(), needs.end());
      }
    }
    if (depth == 0 && At("|")) Fault("Alternatives need parentheses around them.");
    return all;
  }

  void InsertFork(std::size_t at) {
    for (Step& step : steps_) {
      if (step.kind != Kind::kFork && step.kind != Kind::kJump) continue;
      if (step.first > at) ++step.first;
      if (step.second > at) ++step.second;
    }
    steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(at),
                  {Kind::kFork, 0, at + 1, 0});
  }

  void Gap(Kind kind, int most) {
    std::vector<std::size_t> forks;
    for (int i = 0; i < most; ++i) {
      forks.push_back(steps_.size());
      steps_.push_back({Kind::kFork, 0, 0, steps_.size() + 1});
      steps_.push_back({kind, 0, 0, 0});
    }
    for (const std::size_t fork : forks) steps_[fork].first = steps_.size();
  }

  Needs Fail(std::string text) {
    Fault(std::move(text));
    return {};
  }

  Needs Atom(int depth) {
    if (next_ >= words_.size()) return Fail("A pattern that ends too early.");
    const std::string word = words_[next_++];
    if (word == "(") {
      if (depth > 8) return Fail("Parentheses nested too deeply.");
      Needs needs = Alternatives(depth + 1);
      if (!At(")")) return Fail("A '(' without its ')'.");
      ++next_;
      return needs;
    } else if (word == "..") {
      Gap(Kind::kGap, kShortGap);
    } else if (word == "...") {
      Gap(Kind::kGap, kLongGap);
    } else if (word == "//") {
      Gap(Kind::kCross, kLongGap);
      steps_.push_back({Kind::kFree, 0, 0, 0});
    } else if (word == "_") {
      steps_.push_back({Kind::kGap, 0, 0, 0});
    } else if (word == "^") {
      steps_.push_back({Kind::kBegin, 0, 0, 0});
    } else if (word == "$") {
      steps_.push_back({Kind::kEnd, 0, 0, 0});
    } else if (word[0] == '@') {
      const int lexicon = lexicons_.Find(std::string_view(word).substr(1));
      if (lexicon < 0) return Fail(absl::StrCat("There is no lexicon '", word, "'."));
      steps_.push_back({Kind::kMention, lexicon, 0, 0});
      return {{-1 - lexicon}};
    } else {
      return Words(word);
    }
    return {};
  }

  Needs Words(const std::string& word) {
    const bool exact = word.size() > 1 && word[0] == '=';
    const auto tokens =
        Tokenise(std::string_view(word).substr(exact ? 1 : 0), 0, forms_, 8);
    if (tokens.empty()) return Fail(absl::StrCat("'", word, "' is no word."));
    if (tokens.size() > 1 && tokens[0].kind == Token::Kind::kPunctuation) {
      return Fail(absl::StrCat("Spaces are missing in '", word, "'."));
    }
    Needs needs;
    for (const Token& token : tokens) {
      const int symbol = lexicons_.Intern(exact ? token.word : token.stem);
      steps_.push_back({exact ? Kind::kExact : Kind::kStem, symbol, 0, 0});
      needs.push_back({symbol});
    }
    return needs;
  }

  Lexicons& lexicons_;
  const WordForms& forms_;
  std::vector<Step>& steps_;
  Needs& needed_;
  std::vector<std::string> words_;
  std::size_t next_ = 0;
  std::string fault_;
};

std::optional<std::string> Pattern::Compile(std::string_view text, Lexicons& lexicons,
                                            const WordForms& forms) {
  return PatternCompiler(text, lexicons, forms, *this).Run();
}

}  // namespace clausebook::evidence::suggest
