// Finds questions, and other texts, by the words that people use for them.
#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/resolve.h"

namespace clausebook::cli {
namespace {

constexpr std::size_t kManyWords = 4;

// Words that stand in every question and tell none from another.
const std::set<std::string>& IdleWords() {
  static const auto* const words = new std::set<std::string>{
      "a",    "an",   "and", "any", "app",  "apps", "are", "can", "do",
      "does", "from", "how", "in",  "is",   "it",   "its", "of",  "on",
      "or",   "our",  "the", "to",  "what", "with", "you", "your"};
  return *words;
}

// Lower-case words of letters and digits, each without an ending: "stores", "stored" and
// "storing" should meet.
std::set<std::string> Stems(std::string text) {
  absl::AsciiStrToLower(&text);
  std::set<std::string> stems;
  std::string word;
  for (const char c : text + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0) {
      word += c;
      continue;
    }
    if (IdleWords().contains(word)) word.clear();
    if (word.empty()) continue;
    for (const std::string ending : {"ing", "ion", "ed", "es", "s", "e"}) {
      if (word.size() > ending.size() + 2 &&
          word.compare(word.size() - ending.size(), ending.size(), ending) == 0) {
        word.resize(word.size() - ending.size());
        break;
      }
    }
    stems.insert(std::exchange(word, ""));
  }
  return stems;
}

std::string TextOf(const v1::Question& question) {
  std::string text =
      absl::StrCat(question.name(), " ", question.topic(), " ", question.wording());
  for (const auto& alias : question.aliases()) absl::StrAppend(&text, " ", alias.text());
  return text;
}

}  // namespace

std::vector<std::size_t> SearchTexts(const std::vector<std::string>& texts,
                                     const std::vector<std::string>& words) {
  std::string query;
  for (const std::string& word : words) absl::StrAppend(&query, word, " ");
  const auto wanted = Stems(query);
  std::vector<std::pair<std::size_t, std::size_t>> hits;  // words shared, index
  std::size_t best = 1;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto stems = Stems(texts[i]);
    const auto shared = static_cast<std::size_t>(
        std::count_if(wanted.begin(), wanted.end(),
                      [&](const std::string& stem) { return stems.contains(stem); }));
    best = std::max(best, shared);
    hits.emplace_back(shared, i);
  }
  // Of many words one may be beside the point.
  const std::size_t least = wanted.size() >= kManyWords && best > 1 ? best - 1 : best;
  std::erase_if(hits, [&](const auto& hit) { return hit.first < least; });
  std::stable_sort(hits.begin(), hits.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::size_t> found;
  for (const auto& [shared, index] : hits) found.push_back(index);
  return found;
}

std::vector<v1::Question> SearchQuestions(const std::vector<v1::Question>& questions,
                                          const std::vector<std::string>& words) {
  std::vector<std::string> texts;
  for (const auto& question : questions) texts.push_back(TextOf(question));
  std::vector<v1::Question> found;
  for (const std::size_t i : SearchTexts(texts, words)) found.push_back(questions[i]);
  return found;
}

}  // namespace clausebook::cli
