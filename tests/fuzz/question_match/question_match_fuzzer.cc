// Any text as a customer's question, by its first byte:
//   `!` two bytes choose a wording, one a gap between its words, one a negation, which
//       goes there; and then the rest of the text, which is read.
//   `#` each byte is a word of the wordings, so that sentences are made that look like
//       questions.
//   `?` the rest, matched with suggestions; anything else, read.
// What is read is a question that exists, with words and a frame, and the same each time.
// A negation more turns a question round or makes it none.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "service/base/utf8.h"
#include "service/catalog/catalog.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/questionnaires/matching/normalise.h"
#include "service/questionnaires/matching/parts.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook::questionnaires::matching {
namespace {

using clausebook::testing::FuzzCheck;

const catalog::Catalog& TheCatalog() {
  static const auto* const kCatalog = new catalog::Catalog(*catalog::Catalog::Embedded());
  return *kCatalog;
}

const Matcher& TheMatcher() {
  static const auto* const kEditions =
      new editions::Editions(*editions::Editions::Embedded(TheCatalog()));
  static const auto* const kMatcher = Matcher::Create(TheCatalog(), kEditions)->release();
  return *kMatcher;
}

// Everything that is asked in the catalogue's and the grammar's own words.
const std::vector<std::string>& Wordings() {
  static const auto* const kWordings = [] {
    auto* wordings = new std::vector<std::string>;
    for (const catalog::Question& question : TheCatalog().questions()) {
      wordings->push_back(question.wording);
      for (const catalog::Alias& alias : question.aliases) {
        wordings->push_back(alias.text);
      }
    }
    for (const Rule& rule : TheMatcher().grammar().rules) {
      wordings->insert(wordings->end(), rule.asks.begin(), rule.asks.end());
      wordings->insert(wordings->end(), rule.opposites.begin(), rule.opposites.end());
    }
    return wordings;
  }();
  return *kWordings;
}

// Words of the wordings, the most frequent first: what a byte can choose.
const std::vector<std::string>& Words() {
  static const auto* const kWords = [] {
    std::map<std::string, int> counts;
    for (const std::string& wording : Wordings()) {
      for (const auto word :
           absl::StrSplit(wording, absl::ByAnyChar(" ?.,"), absl::SkipEmpty())) {
        ++counts[std::string(word)];
      }
    }
    auto* words = new std::vector<std::string>{"and", "or", ",", "not", "never", "no"};
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [word, count] : counts) order.emplace_back(-count, word);
    std::sort(order.begin(), order.end());
    for (auto& [count, word] : order) {
      if (words->size() < 256) words->push_back(std::move(word));
    }
    return words;
  }();
  return *kWords;
}

Reading ReadingOf(const std::string& text) {
  return Read(TidyWording(text), TheMatcher().grammar());
}

std::vector<ReadPart> PartsOfText(const Reading& reading) {
  if (reading.tokens.size() > kMostTokens) return {};
  return PartsOf(reading, TheMatcher().grammar(), 0);
}

void CheckRead(const ReadPart& part, const Reading& reading) {
  FuzzCheck(part.piece.begin <= part.piece.end && part.piece.end <= reading.tokens.size(),
            "a part is some of the text");
  if (!part.fit) return;
  FuzzCheck(part.joint != Joint::kFollowUp, "a follow-up asks nothing by itself");
  FuzzCheck(part.fit->rule->verdict || !part.fit->opposite, "a value has no opposite");
  FuzzCheck(!part.fit->words.empty(), "a match says by which words");
  FuzzCheck(part.fit->strangers == 0, "nothing is left unexplained");
}

std::size_t NegationsOf(const Reading& reading) {
  const Concepts& negations = TheMatcher().grammar().negations;
  return static_cast<std::size_t>(
      std::count_if(reading.whole.spans.begin(), reading.whole.spans.end(),
                    [&](const Span& span) { return (span.concepts & negations).any(); }));
}

// The one question that a text asks as a whole; null otherwise.
const Fit* OnlyFit(const std::vector<ReadPart>& parts) {
  return parts.size() == 1 && parts[0].fit ? &*parts[0].fit : nullptr;
}

// The text with `inside` in one of its gaps; empty if it has none.
std::string Insert(const std::string& text, std::uint8_t gap, std::string_view inside) {
  const auto gaps = std::count(text.begin(), text.end(), ' ');
  if (gaps == 0) return "";
  std::size_t at = 0;
  for (int i = gap % static_cast<int>(gaps); i >= 0; --i) at = text.find(' ', at) + 1;
  std::string made = text;
  made.insert(at, std::string(inside) + " ");
  return made;
}

// A negation is a word of its own if the grammar takes it for one: "whether or not" and
// "no later than" deny nothing.
void CheckNegation(const std::string& text, const Reading& reading, const Fit& before,
                   std::uint8_t gap, std::uint8_t which) {
  static constexpr std::array<std::string_view, 4> kNegations{"not", "never", "no",
                                                              "neither"};
  const std::string made = Insert(text, gap, kNegations[which % kNegations.size()]);
  const Reading denied = ReadingOf(made);
  if (made.empty() || NegationsOf(denied) != NegationsOf(reading) + 1) return;
  const std::vector<ReadPart> parts = PartsOfText(denied);
  const Fit* after = OnlyFit(parts);
  if (after == nullptr || after->rule != before.rule) return;
  FuzzCheck(after->opposite != before.opposite, "a negation more turns a question round");
}

// Reads a text; where it asks one question, denies it at `gap`.
void CheckText(const std::string& text, std::uint8_t gap, std::uint8_t which) {
  const Reading reading = ReadingOf(text);
  const std::vector<ReadPart> parts = PartsOfText(reading);
  for (const ReadPart& part : parts) CheckRead(part, reading);
  if (const Fit* fit = OnlyFit(parts)) CheckNegation(text, reading, *fit, gap, which);
}

void CheckMatched(const MatchedPart& part) {
  clausebook::testing::FuzzCheckText(part.reason);
  FuzzCheck(part.question.empty() || part.suggestions.empty(),
            "what is matched needs no suggestions");
  FuzzCheck(part.question.empty() || TheCatalog().FindQuestion(part.question) != nullptr,
            "what is matched is a question of the catalogue");
  FuzzCheck(part.question.empty() || !part.reason.empty(), "a match says why");
  FuzzCheck(part.suggestions.size() <= 3, "there are three suggestions at most");
  for (const Ranked& suggestion : part.suggestions) {
    FuzzCheck(TheCatalog().FindQuestion(suggestion.question) != nullptr,
              "what is suggested is a question of the catalogue");
  }
}

bool Same(const MatchResult& a, const MatchResult& b) {
  return a.stage == b.stage &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                    [](const MatchedPart& one, const MatchedPart& other) {
                      return one.question == other.question &&
                             one.opposite == other.opposite &&
                             one.parameters == other.parameters;
                    });
}

void CheckMatch(const std::string& text) {
  const auto result = TheMatcher().Match({text, "", ""});
  if (!result.ok()) return clausebook::testing::FuzzCheckRefusal(result.status());
  FuzzCheck(!result->parts.empty() || result->out_of_scope, "a text has a part");
  for (const MatchedPart& part : result->parts) CheckMatched(part);
  FuzzCheck(Same(*result, *TheMatcher().Match({text, "", ""})),
            "a text is matched alike each time");
}

std::string Sentence(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes.substr(0, 20)) {
    const auto number = static_cast<std::uint8_t>(byte);
    if (!text.empty()) text += " ";
    text += Words()[number % Words().size()];
  }
  return text;
}

void Check(std::string_view bytes) {
  const char kind = bytes.empty() ? ' ' : bytes[0];
  const auto byte = [&](std::size_t at) {
    return static_cast<std::uint8_t>(at < bytes.size() ? bytes[at] : 0);
  };
  if (kind == '?') return CheckMatch(std::string(bytes.substr(1)));
  if (kind == '#' && bytes.size() > 3) {
    return CheckText(Sentence(bytes.substr(3)), byte(1), byte(2));
  }
  if (kind != '!' || bytes.size() < 5) {
    if (FindInvalidUtf8(bytes)) return;
    return CheckText(std::string(bytes), byte(1), byte(2));
  }
  const std::string& wording = Wordings()[(byte(1) * 256u + byte(2)) % Wordings().size()];
  CheckText(wording, byte(3), byte(4));
  const std::string_view rest = bytes.substr(5);
  if (!rest.empty() && !FindInvalidUtf8(rest)) {
    CheckText(Insert(wording, byte(3), rest), byte(4), byte(4));
  }
}

}  // namespace
}  // namespace clausebook::questionnaires::matching

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  clausebook::questionnaires::matching::Check(
      {reinterpret_cast<const char*>(data), size});
  return 0;
}
