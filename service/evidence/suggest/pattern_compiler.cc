// Pattern::Compile: the notation of pattern.h into steps.
#include <cctype>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/evidence/suggest/pattern.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr int kShortGap = 7;
constexpr int kLongGap = 25;

}  // namespace

class PatternCompiler {
 public:
  PatternCompiler(std::string_view text, const Lexicons& lexicons, const WordForms& forms,
                  Pattern& pattern)
      : lexicons_(lexicons),
        forms_(forms),
        steps_(pattern.steps_),
        needed_(pattern.needed_) {
    Split(text);
  }

  std::optional<std::string> Run() {
    Alternatives(0);
    if (fault_.empty() && next_ < words_.size()) Fault("A ')' too many.");
    if (fault_.empty() && steps_.empty()) Fault("An empty pattern.");
    steps_.push_back({});
    if (fault_.empty()) return std::nullopt;
    return fault_;
  }

 private:
  using Step = Pattern::Step;
  using Kind = Pattern::Step::Kind;

  // Words, with `(`, `|`, `)`, `?` and `*` apart.
  void Split(std::string_view text) {
    std::string word;
    const auto flush = [&] {
      if (!word.empty()) words_.push_back(std::move(word));
      word.clear();
    };
    for (const char c : text) {
      if (std::isspace(static_cast<unsigned char>(c)) != 0) {
        flush();
      } else if (std::string_view("()|?*").find(c) != std::string_view::npos) {
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

  // a b | c d: a fork before each alternative but the last, a jump behind it.
  void Alternatives(int depth) {
    std::vector<std::size_t> jumps;
    while (fault_.empty()) {
      const std::size_t begin = steps_.size();
      Sequence(depth);
      if (!At("|")) break;
      ++next_;
      InsertFork(begin);
      jumps.push_back(steps_.size());
      steps_.push_back({Kind::kJump, "", 0, 0, 0});
      steps_[begin].second = steps_.size();
    }
    for (const std::size_t jump : jumps) steps_[jump].first = steps_.size();
  }

  void Sequence(int depth) {
    while (fault_.empty() && next_ < words_.size() && !At("|") && !At(")")) {
      const std::size_t begin = steps_.size();
      const bool anchor = At("*");
      if (anchor) {
        ++next_;
        steps_.push_back({Kind::kAnchor, "", 0, 0, 0});
      }
      Atom(depth);
      const bool optional = At("?");
      if (optional) {
        ++next_;
        InsertFork(begin);
        steps_[begin].second = steps_.size();
      } else if (depth == 0 && steps_.size() > begin &&
                 steps_.back().kind == Kind::kMention && steps_.size() - begin <= 2u) {
        needed_.push_back(steps_.back().lexicon);
      }
    }
    if (depth == 0 && At("|")) Fault("Alternatives need parentheses around them.");
  }

  void InsertFork(std::size_t at) {
    for (Step& step : steps_) {
      if (step.kind != Kind::kFork && step.kind != Kind::kJump) continue;
      if (step.first > at) ++step.first;
      if (step.second > at) ++step.second;
    }
    steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(at),
                  {Kind::kFork, "", 0, at + 1, 0});
  }

  void Gap(Kind kind, int most) {
    std::vector<std::size_t> forks;
    for (int i = 0; i < most; ++i) {
      forks.push_back(steps_.size());
      steps_.push_back({Kind::kFork, "", 0, 0, steps_.size() + 1});
      steps_.push_back({kind, "", 0, 0, 0});
    }
    for (const std::size_t fork : forks) steps_[fork].first = steps_.size();
  }

  void Atom(int depth) {
    if (next_ >= words_.size()) return Fault("A pattern that ends too early.");
    const std::string word = words_[next_++];
    if (word == "(") {
      if (depth > 8) return Fault("Parentheses nested too deeply.");
      Alternatives(depth + 1);
      if (!At(")")) return Fault("A '(' without its ')'.");
      ++next_;
    } else if (word == "..") {
      Gap(Kind::kGap, kShortGap);
    } else if (word == "...") {
      Gap(Kind::kGap, kLongGap);
    } else if (word == "//") {
      Gap(Kind::kCross, kLongGap);
      steps_.push_back({Kind::kFree, "", 0, 0, 0});
    } else if (word == "_") {
      steps_.push_back({Kind::kGap, "", 0, 0, 0});
    } else if (word == "^") {
      steps_.push_back({Kind::kBegin, "", 0, 0, 0});
    } else if (word == "$") {
      steps_.push_back({Kind::kEnd, "", 0, 0, 0});
    } else if (word[0] == '@') {
      const int lexicon = lexicons_.Find(std::string_view(word).substr(1));
      if (lexicon < 0) return Fault(absl::StrCat("There is no lexicon '", word, "'."));
      steps_.push_back({Kind::kMention, "", lexicon, 0, 0});
    } else {
      Words(word);
    }
  }

  void Words(const std::string& word) {
    const bool exact = word.size() > 1 && word[0] == '=';
    const auto tokens =
        Tokenise(std::string_view(word).substr(exact ? 1 : 0), 0, forms_, 8);
    if (tokens.empty()) return Fault(absl::StrCat("'", word, "' is no word."));
    for (const Token& token : tokens) {
      steps_.push_back(
          {exact ? Kind::kExact : Kind::kStem, exact ? token.word : token.stem, 0, 0, 0});
    }
  }

  const Lexicons& lexicons_;
  const WordForms& forms_;
  std::vector<Step>& steps_;
  std::vector<int>& needed_;
  std::vector<std::string> words_;
  std::size_t next_ = 0;
  std::string fault_;
};

std::optional<std::string> Pattern::Compile(std::string_view text,
                                            const Lexicons& lexicons,
                                            const WordForms& forms) {
  return PatternCompiler(text, lexicons, forms, *this).Run();
}

}  // namespace clausebook::evidence::suggest
