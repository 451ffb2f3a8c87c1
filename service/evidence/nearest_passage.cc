#include "service/evidence/nearest_passage.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "service/base/text_lines.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/text_scan.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestShown = 160;

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  const std::string normal = NormaliseText(text);
  std::size_t begin = 0;
  while (begin < normal.size()) {
    const std::size_t end = std::min(normal.find(' ', begin), normal.size());
    words.push_back(normal.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// As somebody retyping it would write it: straight quotes, plain dashes, small
// letters.
std::string Plain(const std::string& word) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(word, {{"\u201c", "\""},
                                                          {"\u201d", "\""},
                                                          {"\u2018", "'"},
                                                          {"\u2019", "'"},
                                                          {"\u2013", "-"},
                                                          {"\u2014", "-"}}));
}

std::string Shorten(std::string_view text) {
  std::string normal = NormaliseText(text);
  if (normal.size() <= kLongestShown) return normal;
  std::size_t end = kLongestShown;
  while (end > 0 && (static_cast<unsigned char>(normal[end]) & 0xc0) == 0x80) --end;
  return absl::StrCat(normal.substr(0, end), "…");
}

// The first place where the quote's words leave the text's.
std::string Difference(const std::vector<std::string>& in_text,
                       const std::vector<std::string>& in_quote) {
  std::size_t start = 0;
  while (start < in_text.size() && !in_quote.empty() &&
         Plain(in_text[start]) != Plain(in_quote[0])) {
    ++start;
  }
  if (start == in_text.size()) start = 0;
  for (std::size_t i = 0; i < in_quote.size(); ++i) {
    if (start + i >= in_text.size()) {
      return absl::StrCat("the passage ends before '", in_quote[i], "'");
    }
    const std::string& theirs = in_text[start + i];
    const std::string& ours = in_quote[i];
    if (theirs == ours) continue;
    const char* hint = Plain(theirs) != Plain(ours)            ? ""
                       : absl::AsciiStrToLower(theirs) == absl::AsciiStrToLower(ours)
                           ? " (they differ in capitals only)"
                           : " (they differ in the kind of quotation marks or dashes)";
    return absl::StrCat("the text has '", theirs, "' where the quote has '", ours, "'",
                        hint);
  }
  return "";
}

}  // namespace

std::optional<NearestPassage> FindNearest(std::string_view text,
                                          const std::vector<model::Clause>& clauses,
                                          std::string_view quote) {
  const auto words = WordsOf(quote);
  std::unordered_map<std::string, int> wanted;
  for (const std::string& word : words) ++wanted[Plain(word)];
  double best = 0;
  const model::Clause* nearest = nullptr;
  const auto view = [&](const model::Clause& clause) {
    return text.substr(static_cast<std::size_t>(clause.range.begin),
                       static_cast<std::size_t>(clause.range.end - clause.range.begin));
  };
  for (const model::Clause& clause : clauses) {
    std::unordered_map<std::string, int> used;
    const auto have = WordsOf(view(clause));
    int shared = 0;
    for (const std::string& word : have) {
      const auto it = wanted.find(Plain(word));
      if (it != wanted.end() && ++used[it->first] <= it->second) ++shared;
    }
    // A short quote out of a long clause counts by its own length mostly.
    const double score = shared / (words.size() + 0.1 * static_cast<double>(have.size()));
    if (shared > 0 && score > best) {
      best = score;
      nearest = &clause;
    }
  }
  if (nearest == nullptr || best < 1.0 / 3) return std::nullopt;
  return NearestPassage{LineOf(text, static_cast<std::size_t>(nearest->range.begin)),
                        Shorten(view(*nearest)), Difference(WordsOf(view(*nearest)), words)};
}

}  // namespace clausebook::evidence
