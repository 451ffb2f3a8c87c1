// Filling places with captured words.
#include "service/evidence/suggest/fill.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr std::size_t kLongestName = 60;
constexpr std::size_t kLongestText = 1000;

class Filler {
 public:
  Filler(const Give& give, const Filling& filling) : give_(give), f_(filling) {}

  std::optional<model::FactContent> Run() {
    const catalog::Property* property = f_.catalog.FindProperty(give_.property);
    if (property == nullptr) return std::nullopt;
    model::FactContent content;
    content.property = give_.property;
    content.op = give_.lasts ? BoundOperator() : give_.op;
    content.caveat = give_.caveat;
    auto checked = f_.catalog.CheckValue(*property, content.op, ValueOf(property->type));
    if (!checked.ok()) return std::nullopt;
    content.value = *std::move(checked);
    model::Qualifiers about;
    for (const auto& [dimension, place] : give_.about) {
      for (std::string& value : Narrowing(place)) about[dimension].push_back(value);
    }
    auto qualifiers = f_.catalog.CheckQualifiers(*property, about);
    if (!qualifiers.ok()) return std::nullopt;
    content.qualifiers = *std::move(qualifiers);
    if (nameless_ && SpeaksOfAll(content)) return std::nullopt;
    return content;
  }

 private:
  const Sentence& words() const { return f_.sentence.words; }

  model::Value ValueOf(catalog::PropertyType type) {
    std::vector<std::string> values;
    for (const std::string& place : give_.values) {
      for (std::string& value : Expand(place)) values.push_back(std::move(value));
    }
    if (type == catalog::PropertyType::kSet) {
      // No member found is not the same as "none", which a pattern writes as nothing.
      if (values.empty() && !give_.values.empty()) return model::Value::Bool(false);
      return model::Value::Set(std::move(values));
    }
    const std::string text = values.empty() ? "" : values[0];
    if (type == catalog::PropertyType::kBool) return model::Value::Bool(text == "true");
    if (type == catalog::PropertyType::kDuration) return model::Value::Duration(text);
    model::Value value = model::Value::String(text);
    if (type == catalog::PropertyType::kDate) value.kind = model::ValueKind::kDate;
    return value;
  }

  std::vector<std::string> Expand(const std::string& place) {
    if (!absl::StartsWith(place, "$")) return {place};
    if (place == "$match") return TextOf(f_.match.begin, f_.match.end);
    // From the anchor on: what stands before it is only there to be recognised.
    if (place == "$tail") return TextOf(f_.match.anchor, f_.match.end);
    if (place == "$part") {
      const Part& part = f_.sentence.parts[words().part[f_.match.anchor]];
      return TextOf(part.begin, part.end);
    }
    if (place == "$sentence") {
      return Clean(static_cast<std::size_t>(f_.clause.begin),
                   static_cast<std::size_t>(f_.clause.end));
    }
    if (place == "$rest") return Rest();
    if (place == "$cell") return Cell();
    const bool reach = absl::EndsWith(place, "*");
    const int lexicon = f_.language.lexicons.Find(
        std::string_view(place).substr(1, place.size() - 1 - (reach ? 1 : 0)));
    return reach ? InReach(lexicon) : Captured(lexicon);
  }

  // What a fact is narrowed to: "personal data" narrows, "data" beside it does not.
  // Where data is meant, kinds of data that were captured count as well.
  std::vector<std::string> Narrowing(const std::string& place) {
    if (!absl::StartsWith(place, "$")) return {place};
    const bool reach = absl::EndsWith(place, "*");
    const int lexicon = f_.language.lexicons.Find(
        std::string_view(place).substr(1, place.size() - 1 - (reach ? 1 : 0)));
    const int kind = place == "$data" ? f_.language.lexicons.Find("kind") : lexicon;
    std::vector<std::string> values;
    bool all = reach;
    const auto take = [&](const Mention& mention) {
      if (mention.lexicon != lexicon && mention.lexicon != kind) return;
      if (mention.value.empty() && Restricted(mention, values)) return;
      all = all || mention.value.empty();
      Append(mention.value, values);
    };
    for (const int number : f_.match.captured) take(words().mentions[number]);
    if (reach || (!all && values.empty())) {
      values.clear();
      all = false;
      const Part& part = f_.sentence.parts[words().part[f_.match.anchor]];
      for (const Mention& mention : words().mentions) {
        if (mention.begin >= part.begin && mention.end <= part.end) take(mention);
      }
    }
    if (all) values.clear();
    return values;
  }

  // "Usage data", "temporary data": a word before narrows what is no kind by itself.
  bool Restricted(const Mention& data, std::vector<std::string>& values) {
    const int restricting = f_.language.lexicons.Find("restricting");
    for (const Mention& mention : words().mentions) {
      if (mention.lexicon != restricting || mention.end != data.begin) continue;
      nameless_ = nameless_ || mention.value.empty();
      Append(mention.value, values);
      return true;
    }
    return false;
  }

  std::vector<std::string> Captured(int lexicon) const {
    std::vector<std::string> values;
    for (const int number : f_.match.captured) {
      const Mention& mention = words().mentions[number];
      if (mention.lexicon != lexicon) continue;
      if (lexicon == Lexicons::kLegalName || lexicon == Lexicons::kOwnName) {
        return LegalName(mention);
      }
      Append(mention.value, values);
    }
    return values;
  }

  // As written, with the dot of "Inc." but without that of the sentence.
  std::vector<std::string> LegalName(const Mention& mention) const {
    static const std::set<std::string_view> dotted = {"inc", "corp", "v", "l",
                                                      "a",   "s",    "o"};
    auto name = TextOf(mention.begin, mention.end);
    const bool dot = words().tokens[mention.end - 1].word == ".";
    if (!name.empty() && dot && dotted.count(words().tokens[mention.end - 2].word) > 0) {
      name[0] += '.';
    }
    return name;
  }

  // To the end of the part that the match ends in; what is expressly left out is not
  // taken along, nor what is a piece of a phrase of another kind ("billing data").
  std::vector<std::string> InReach(int lexicon) const {
    std::vector<std::string> values;
    const int part = words().part[f_.match.end - 1];
    for (const Mention& mention : words().mentions) {
      if (mention.lexicon != lexicon || mention.end <= f_.match.begin) continue;
      if (mention.begin >= f_.match.end && words().part[mention.begin] != part) continue;
      if (mention.begin > f_.match.end && IsLeftOut(mention.begin)) continue;
      if (!IsPiece(mention)) Append(mention.value, values);
    }
    return values;
  }

  // "Account IDs, not names", "account IDs (no names, no addresses)"
  bool IsLeftOut(std::size_t at) const {
    const std::string& before = words().tokens[at - 1].word;
    return before == "not" || ((before == "no" || before == "without") &&
                               words().SetOff(at, f_.match.anchor));
  }

  bool IsPiece(const Mention& mention) const {
    return std::any_of(
        f_.match.captured.begin(), f_.match.captured.end(), [&](int number) {
          const Mention& whole = words().mentions[number];
          return whole.lexicon != mention.lexicon && whole.begin <= mention.begin &&
                 mention.end <= whole.end &&
                 whole.end - whole.begin > mention.end - mention.begin;
        });
  }

  void Append(const std::string& joined, std::vector<std::string>& values) const {
    const auto names = f_.language.names.find(give_.property);
    for (const auto piece : absl::StrSplit(joined, ',', absl::SkipEmpty())) {
      std::string value(piece);
      if (names != f_.language.names.end()) {
        const auto name = names->second.find(value);
        if (name != names->second.end()) value = name->second;
      }
      if (value != "-") values.push_back(std::move(value));
    }
  }

  std::vector<std::string> TextOf(std::size_t begin, std::size_t end) const {
    if (begin >= end) return {};
    return Clean(words().tokens[begin].begin, words().tokens[end - 1].end);
  }

  std::vector<std::string> Rest() const {
    if (f_.match.end == 0) return {};
    return Clean(words().tokens[f_.match.end - 1].end,
                 static_cast<std::size_t>(f_.clause.end));
  }

  // One line, without markup and marks at its ends.
  std::vector<std::string> Clean(std::size_t begin, std::size_t end) const {
    if (begin >= end || end > f_.text.size() || end - begin > kLongestText) return {};
    std::string text(f_.text.substr(begin, end - begin));
    text.erase(std::remove_if(text.begin(), text.end(),
                              [](char c) { return c == '*' || c == '`'; }),
               text.end());
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    absl::RemoveExtraAsciiWhitespace(&text);
    const auto is_mark = [](char c) {
      return std::string_view(" .,;:|([").find(c) != std::string_view::npos;
    };
    while (!text.empty() && is_mark(text.back())) text.pop_back();
    while (!text.empty() && is_mark(text.front())) text.erase(0, 1);
    return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
  }

  // The first cell of a row, or a list item up to its first mark: a company's name.
  std::vector<std::string> Cell() const {
    const Sentence& all = words();
    std::size_t end = all.own;
    while (end < all.tokens.size() &&
           (all.tokens[end].kind != Token::Kind::kPunctuation ||
            all.tokens[end].word == ".")) {
      ++end;
    }
    const int company = f_.language.lexicons.Find("company");
    for (const Mention& mention : all.mentions) {
      if (mention.lexicon != company || mention.begin < all.own || mention.end > end) {
        continue;
      }
      std::vector<std::string> known;
      Append(mention.value, known);
      return known;
    }
    if (end == all.own || end - all.own > 5 || !all.tokens[all.own].capital) return {};
    auto name = TextOf(all.own, end);
    if (name.empty() || name[0].size() > kLongestName ||
        name[0].find_first_of("|/@") != std::string::npos) {
      return {};
    }
    return name;
  }

  // "within 30 days", "within a further 30 days"
  bool Leads(const Mention& bound, const Mention& duration) const {
    std::size_t at = bound.end;
    while (at < duration.begin &&
           (words().tokens[at].word == "a" || words().tokens[at].word == "further" ||
            words().tokens[at].word == "another")) {
      ++at;
    }
    return at == duration.begin && bound.end <= duration.begin;
  }

  // "up to 30 days", "30 days at most": how the duration is bounded.
  model::Operator BoundOperator() const {
    const int bound = f_.language.lexicons.Find("bound");
    for (const int number : f_.match.captured) {
      const Mention& duration = words().mentions[number];
      if (duration.lexicon != Lexicons::kDuration) continue;
      for (const Mention& mention : words().mentions) {
        if (mention.lexicon != bound ||
            (!Leads(mention, duration) && mention.begin != duration.end)) {
          continue;
        }
        return mention.value == "at_least" ? model::Operator::kAtLeast
                                           : model::Operator::kAtMost;
      }
    }
    return model::Operator::kEquals;
  }

  const Give& give_;
  const Filling& f_;
  bool nameless_ = false;  // data that is none of the vocabulary's kinds
};

}  // namespace

bool SpeaksOfAll(const model::FactContent& content) {
  if (absl::StartsWith(content.property, "encryption.")) return true;
  switch (content.value.kind) {
    case model::ValueKind::kBool:
      return !content.value.boolean;
    case model::ValueKind::kDuration:
      return true;
    default:
      return content.op == model::Operator::kExactly ||
             content.op == model::Operator::kExcludes;
  }
}

std::optional<model::FactContent> Fill(const Give& give, const Filling& filling) {
  return Filler(give, filling).Run();
}

}  // namespace clausebook::evidence::suggest
