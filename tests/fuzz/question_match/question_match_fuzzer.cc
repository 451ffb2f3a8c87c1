// Any text as a customer's question. If it begins with `!`, three bytes choose a wording
// of the catalogue, a gap between its words and what is put there: a `not`, or the rest
// of the text. It is matched to questions that exist, or to none with suggestions;
// reading it again gives the same; and a `not` more never leaves a question as it was.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/catalog/catalog.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
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

// Everything that is asked in the catalogue's own words.
const std::vector<std::string>& Wordings() {
  static const auto* const kWordings = [] {
    auto* wordings = new std::vector<std::string>;
    for (const catalog::Question& question : TheCatalog().questions()) {
      wordings->push_back(question.wording);
      for (const catalog::Alias& alias : question.aliases) {
        wordings->push_back(alias.text);
      }
    }
    return wordings;
  }();
  return *kWordings;
}

bool SameParts(const MatchResult& a, const MatchResult& b) {
  return a.stage == b.stage &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                    [](const MatchedPart& one, const MatchedPart& other) {
                      return one.question == other.question &&
                             one.opposite == other.opposite &&
                             one.parameters == other.parameters;
                    });
}

void CheckPart(const MatchedPart& part) {
  clausebook::testing::FuzzCheckText(part.reason);
  if (!part.question.empty()) {
    const auto* question = TheCatalog().FindQuestion(part.question);
    FuzzCheck(question != nullptr, "what is matched is a question of the catalogue");
    FuzzCheck(!part.opposite || question->kind == catalog::Question::Kind::kVerdict,
              "a value has no opposite");
    FuzzCheck(part.suggestions.empty(), "what is matched needs no suggestions");
    FuzzCheck(!part.reason.empty(), "a match says why");
  }
  FuzzCheck(part.suggestions.size() <= 3, "there are three suggestions at most");
  for (const Ranked& suggestion : part.suggestions) {
    FuzzCheck(TheCatalog().FindQuestion(suggestion.question) != nullptr,
              "what is suggested is a question of the catalogue");
  }
}

void CheckText(const std::string& text) {
  const auto result = TheMatcher().Match({text, "", ""});
  if (!result.ok()) return clausebook::testing::FuzzCheckRefusal(result.status());
  FuzzCheck(!result->parts.empty() || result->out_of_scope, "a text has a part");
  for (const MatchedPart& part : result->parts) CheckPart(part);
  const auto again = TheMatcher().Match({text, "", ""});
  FuzzCheck(SameParts(*result, *again), "a text is read alike each time");
}

// The text with `inside` in one of its gaps.
std::string Insert(const std::string& text, std::uint8_t gap, std::string_view inside) {
  const auto gaps = std::count(text.begin(), text.end(), ' ');
  if (gaps == 0) return text;
  std::size_t at = 0;
  for (int i = gap % static_cast<int>(gaps); i >= 0; --i) at = text.find(' ', at) + 1;
  std::string made = text;
  made.insert(at, std::string(inside) + " ");
  return made;
}

// One question as a whole, read by the grammar; empty parts otherwise.
const MatchedPart* OnlyPart(const MatchResult& result) {
  return result.parts.size() == 1 && !result.parts[0].question.empty() ? &result.parts[0]
                                                                       : nullptr;
}

void CheckNot(const std::string& text, std::uint8_t gap) {
  const MatchResult before = TheMatcher().MatchByGrammar(text, 0);
  const MatchResult after = TheMatcher().MatchByGrammar(Insert(text, gap, "not"), 0);
  const MatchedPart* one = OnlyPart(before);
  const MatchedPart* other = OnlyPart(after);
  if (one == nullptr || other == nullptr || one->question != other->question) return;
  FuzzCheck(one->opposite != other->opposite, "a `not` more turns the question round");
}

void Check(std::string_view bytes) {
  if (!bytes.starts_with("!") || bytes.size() < 4) return CheckText(std::string(bytes));
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
  const std::string& wording = Wordings()[(byte(1) * 256u + byte(2)) % Wordings().size()];
  CheckNot(wording, byte(3));
  CheckText(Insert(wording, byte(3), bytes.substr(4)));
}

}  // namespace
}  // namespace clausebook::questionnaires::matching

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  clausebook::questionnaires::matching::Check(
      {reinterpret_cast<const char*>(data), size});
  return 0;
}
