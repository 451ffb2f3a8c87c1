#include "service/evidence/sentences.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace clausebook::evidence {
namespace {

// Lower case, without the last full stop. After these a sentence never ends.
constexpr std::array<std::string_view, 44> kAbbreviations = {
    "e.g", "i.e", "eg",   "ie",  "cf",  "vs",   "mr",   "mrs",  "ms",     "dr",   "prof",
    "st",  "fig", "figs", "sec", "art", "arts", "para", "pp",   "approx", "ca",   "nr",
    "abs", "z.b", "d.h",  "bzw", "u.a", "vgl",  "al",   "ed",   "eds",    "vol",  "jan",
    "feb", "aug", "sept", "oct", "nov", "dec",  "no",   "incl", "excl",   "resp", "viz"};

// After these it ends only if the next word looks like the start of a sentence.
constexpr std::array<std::string_view, 12> kMaybeLast = {
    "etc", "inc", "ltd", "co", "corp", "llc", "gmbh", "plc", "usw", "a.m", "p.m", "jr"};

// After these it goes on with a number.
constexpr std::array<std::string_view, 7> kBeforeNumber = {"no",  "nr",  "nos", "cl",
                                                           "ref", "max", "min"};

constexpr std::array<std::string_view, 44> kStarters = {
    "we",    "you",   "the",       "this",    "these", "that",  "those", "it",  "they",
    "our",   "your",  "their",     "if",      "when",  "where", "while", "for", "in",
    "on",    "at",    "as",        "by",      "from",  "all",   "any",   "no",  "none",
    "some",  "data",  "please",    "however", "such",  "each",  "every", "a",   "an",
    "there", "users", "customers", "apps",    "to",    "with",  "after", "its"};

template <std::size_t N>
bool Contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsCloser(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' || c == 0x201d ||
         c == 0x2019 || c == 0x201c || c == 0xbb || c == 0x203a || c == 0x300d ||
         c == 0x300f || c == '*' || c == '_';
}

bool IsWideStop(char32_t c) { return c == 0x3002 || c == 0xff01 || c == 0xff1f; }

bool IsStop(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || IsWideStop(c);
}

std::string Lower(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

// One paragraph being cut.
class Splitter {
 public:
  Splitter(std::string_view text, Span paragraph)
      : text_(text.substr(0, paragraph.end)), paragraph_(paragraph) {
    brackets_balanced_ = CountBrackets();
  }

  std::vector<Span> Run() {
    std::size_t begin = paragraph_.begin;
    int depth = 0;
    for (std::size_t at = begin; at < paragraph_.end;) {
      const CodePoint p = CodePointAt(text_, at);
      if (p.value == '(' || p.value == '[') ++depth;
      if ((p.value == ')' || p.value == ']') && depth > 0) --depth;
      if (!IsStop(p.value) || (depth > 0 && brackets_balanced_)) {
        at += p.size;
        continue;
      }
      const std::size_t stop = at;
      at = AfterStops(at, depth);
      if (EndsAt(begin, stop, at, IsWideStop(p.value))) {
        Add({begin, at});
        begin = at;
      }
    }
    Add({begin, paragraph_.end});
    return std::move(sentences_);
  }

 private:
  bool CountBrackets() const {
    int depth = 0;
    for (std::size_t at = paragraph_.begin; at < paragraph_.end; ++at) {
      if (text_[at] == '(' || text_[at] == '[') ++depth;
      if ((text_[at] == ')' || text_[at] == ']') && --depth < 0) return false;
    }
    return depth == 0;
  }

  void Add(Span span) {
    span = Trim(text_, span);
    if (!span.empty()) sentences_.push_back(span);
  }

  // Behind a run of stops and the quotes and brackets that close after it.
  std::size_t AfterStops(std::size_t at, int& depth) const {
    while (at < paragraph_.end) {
      const CodePoint p = CodePointAt(text_, at);
      if (!IsStop(p.value) && !IsCloser(p.value)) break;
      if ((p.value == ')' || p.value == ']') && depth > 0) --depth;
      at += p.size;
    }
    return at;
  }

  std::size_t SkipSpace(std::size_t at) const {
    while (at < paragraph_.end) {
      const std::size_t size = SpaceAt(text_, at);
      if (size == 0) break;
      at += size;
    }
    return at;
  }

  // The word that ends before `end`, back to white space or an opening bracket.
  std::string_view WordBefore(std::size_t begin, std::size_t end) const {
    std::size_t at = end;
    while (at > begin) {
      const unsigned char c = static_cast<unsigned char>(text_[at - 1]);
      if (c <= ' ' || c == '(' || c == '[' || c == '"' || c == '/' || c >= 0x80) break;
      --at;
    }
    return text_.substr(at, end - at);
  }

  bool StartsLikeSentence(std::size_t at) const {
    std::size_t end = at;
    while (end < paragraph_.end && std::isalpha(static_cast<unsigned char>(text_[end]))) {
      ++end;
    }
    const std::string word = Lower(text_.substr(at, end - at));
    if (word.empty() || !std::isupper(static_cast<unsigned char>(text_[at])) ||
        !Contains(kStarters, word)) {
      return false;
    }
    // "the U.S. Data Privacy Framework" goes on with a name.
    const std::size_t next = SkipSpace(end);
    return word != "data" || next >= paragraph_.end ||
           !std::isupper(static_cast<unsigned char>(text_[next]));
  }

  // Whether the sentence that began at `begin` ends at `after`, behind the stop at
  // `stop`.
  bool EndsAt(std::size_t begin, std::size_t stop, std::size_t after, bool wide) const {
    if (after >= paragraph_.end) return true;
    if (wide) return true;
    const std::size_t next = SkipSpace(after);
    if (next == after) return false;  // inside of a word: 3.5, example.com
    if (next >= paragraph_.end) return true;
    const CodePoint first = CodePointAt(text_, next);
    if (IsLower(first.value)) return false;
    if (text_[stop] != '.') return true;
    return !IsAbbreviation(begin, stop, next);
  }

  bool IsAbbreviation(std::size_t begin, std::size_t stop, std::size_t next) const {
    const std::string word = Lower(WordBefore(begin, stop));
    if (word.empty()) return false;
    const bool number_only =
        std::all_of(word.begin(), word.end(), [](char c) { return IsDigit(c); });
    // "1." at the start is a number of the paragraph.
    if (number_only && Trim(text_, {begin, stop}).size() == word.size()) return true;
    // "Lange Str. 5", "Hauptstr. 5".
    if (Contains(kBeforeNumber, word) || word.ends_with("str"))
      return IsDigit(CodePointAt(text_, next).value);
    if (Contains(kAbbreviations, word)) return true;
    const bool initial =
        word.size() == 1 && std::isalpha(static_cast<unsigned char>(word[0]));
    const std::string part = word.substr(word.rfind('-') + 1);  // of EU-U.S.
    const bool dotted = part.size() >= 3 && part.size() % 2 == 1 && IsDotted(part);
    if (initial || dotted || Contains(kMaybeLast, word)) return !StartsLikeSentence(next);
    return false;
  }

  // u.s, e.u, n.y.c
  static bool IsDotted(const std::string& word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
      const bool dot = word[i] == '.';
      if (dot != (i % 2 == 1)) return false;
      if (!dot && !std::isalpha(static_cast<unsigned char>(word[i]))) return false;
    }
    return true;
  }

  std::string_view text_;
  Span paragraph_;
  bool brackets_balanced_ = false;
  std::vector<Span> sentences_;
};

}  // namespace

std::vector<Span> SplitSentences(std::string_view text, Span paragraph) {
  return Splitter(text, paragraph).Run();
}

bool EndsSentence(std::string_view text, Span line) {
  std::size_t end = line.end;
  while (end > line.begin) {
    std::size_t last = end - 1;
    while (last > line.begin && (static_cast<unsigned char>(text[last]) & 0xc0) == 0x80) {
      --last;
    }
    const char32_t c = CodePointAt(text, last).value;
    if (IsStop(c)) return true;
    if (!IsCloser(c)) return false;
    end = last;
  }
  return false;
}

}  // namespace clausebook::evidence
