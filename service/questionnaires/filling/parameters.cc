#include "service/questionnaires/filling/parameters.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "service/base/duration.h"
#include "service/questionnaires/filling/countries.h"

namespace clausebook::questionnaires::filling {
namespace {

using answering::ClaimedValue;
using catalog::Atom;
using catalog::Expression;
using catalog::Property;
using model::Operator;
using model::ValueKind;

constexpr std::string_view kDurationConcept = "duration";
constexpr std::string_view kCountryConcept = "country_name";

bool SameSpan(const std::string& a, const std::string& b) {
  const auto first = ParseSpan(a);
  const auto second = ParseSpan(b);
  return first && second && IsAtMost(*first, *second).value_or(false) &&
         IsAtMost(*second, *first).value_or(false);
}

bool AtomAsksFor(const Atom& atom, const std::string& value) {
  if (!atom.duration.empty()) return SameSpan(atom.duration, value);
  return std::find(atom.members.begin(), atom.members.end(), value) != atom.members.end();
}

bool ExpressionAsksFor(const Expression& expression, const std::string& value) {
  if (expression.kind == Expression::Kind::kAtom) {
    return AtomAsksFor(expression.atom, value);
  }
  return std::any_of(
      expression.operands.begin(), expression.operands.end(),
      [&](const Expression& operand) { return ExpressionAsksFor(operand, value); });
}

std::string Plain(std::string_view member) {
  std::string plain(member);
  for (char& c : plain) {
    c = c == '_' || c == ' ' ? '-' : absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return plain;
}

// How a member of a set compares with the one that is named.
enum class Likeness { kSame, kOther, kUnclear };

Likeness CompareCountries(std::string_view named, std::string_view member) {
  const auto wanted = CountryCode(named);
  const auto have = CountryCode(member);
  if (wanted && have) return *wanted == *have ? Likeness::kSame : Likeness::kOther;
  return Likeness::kUnclear;
}

// Two members that the vocabulary knows are two things; a name that it does not know may
// be another name for either.
Likeness CompareMembers(const Property& property, std::string_view named,
                        std::string_view member) {
  const auto find = [&](std::string_view id) {
    return std::find_if(property.members.begin(), property.members.end(),
                        [&](const catalog::Member& known) {
                          return Plain(known.id) == Plain(id) ||
                                 Plain(known.label) == Plain(id);
                        });
  };
  if (Plain(named) == Plain(member)) return Likeness::kSame;
  const auto wanted = find(named);
  const auto have = find(member);
  if (wanted == property.members.end() || have == property.members.end()) {
    return Likeness::kUnclear;
  }
  return wanted == have ? Likeness::kSame : Likeness::kOther;
}

std::optional<bool> SetHolds(const ClaimedValue& claimed, const Property& property,
                             const std::string& concept_id, const std::string& named) {
  bool unclear = false;
  for (const std::string& member : claimed.value.members) {
    const Likeness likeness = concept_id == kCountryConcept
                                  ? CompareCountries(named, member)
                                  : CompareMembers(property, named, member);
    if (likeness == Likeness::kSame) return true;
    unclear = unclear || likeness == Likeness::kUnclear;
  }
  const bool complete =
      claimed.op == Operator::kExactly || claimed.op == Operator::kEquals;
  if (unclear || !complete) return std::nullopt;
  return false;
}

std::optional<bool> TextIs(const ClaimedValue& claimed, const Property& property,
                           const std::string& concept_id, const std::string& named) {
  if (claimed.op != Operator::kEquals) return std::nullopt;
  const Likeness likeness = concept_id == kCountryConcept
                                ? CompareCountries(named, claimed.value.text)
                                : CompareMembers(property, named, claimed.value.text);
  if (likeness == Likeness::kUnclear) return std::nullopt;
  return likeness == Likeness::kSame;
}

// What the words around a time make of it.
enum class Bound { kNone, kAtMost, kUnclear };

Bound BoundIn(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kAtMostWords = {
      " within ",        " no later than ",  " not later than ",
      " at most ",       " no more than ",   " not more than",
      " no longer than", " not longer than", " up to "};
  // Denied, or the other way round: left to a person.
  static constexpr std::array<std::string_view, 11> kOtherWords = {
      " more than ", " longer than ",  " at least ", " later than ",
      " minimum ",   " after ",        " exceed",    " less than ",
      " under ",     " shorter than ", " beyond "};
  std::string padded = absl::StrCat(" ", absl::AsciiStrToLower(std::string(text)), " ");
  for (const std::string_view words : kAtMostWords) {
    const std::size_t at = padded.find(words);
    if (at == std::string::npos) continue;
    // "No more than" is not "more than".
    padded.erase(at, words.size());
    padded.insert(at, "  ");
    for (const std::string_view other : kOtherWords) {
      if (padded.find(other) != std::string::npos) return Bound::kUnclear;
    }
    return Bound::kAtMost;
  }
  for (const std::string_view other : kOtherWords) {
    if (padded.find(other) != std::string::npos) return Bound::kUnclear;
  }
  return Bound::kNone;
}

std::optional<bool> TimeHolds(const ClaimedValue& claimed, const std::string& named,
                              Bound bound) {
  const auto wanted = ParseSpan(named);
  const auto have = ParseSpan(claimed.value.text);
  if (!wanted || !have || bound == Bound::kUnclear) return std::nullopt;
  if (bound == Bound::kNone) {
    // "For 30 days": that time and no other is meant, or perhaps that long at least.
    if (claimed.op == Operator::kEquals && SameSpan(named, claimed.value.text))
      return true;
    return std::nullopt;
  }
  const auto at_most = IsAtMost(*have, *wanted);
  if (!at_most) return std::nullopt;
  switch (claimed.op) {
    case Operator::kEquals:
      return *at_most;
    case Operator::kAtMost:
      return *at_most ? std::optional<bool>(true) : std::nullopt;
    case Operator::kAtLeast:
      return *at_most ? std::nullopt : std::optional<bool>(false);
    default:
      return std::nullopt;
  }
}

std::optional<bool> Holds(const ClaimedValue& claimed, const Property& property,
                          const std::string& concept_id, const std::string& named,
                          Bound bound) {
  switch (claimed.value.kind) {
    case ValueKind::kSet:
      return SetHolds(claimed, property, concept_id, named);
    case ValueKind::kString:
      return TextIs(claimed, property, concept_id, named);
    case ValueKind::kDuration:
      return concept_id == kDurationConcept ? TimeHolds(claimed, named, bound)
                                            : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool AsksFor(const catalog::Question& question, const Parameters& parameters) {
  return std::all_of(parameters.begin(), parameters.end(), [&](const auto& parameter) {
    return ExpressionAsksFor(question.expression, parameter.second);
  });
}

std::optional<bool> SettledBy(const answering::Answer& answer,
                              const catalog::Question& question,
                              const catalog::Catalog& catalog,
                              const Parameters& parameters, std::string_view text) {
  const Property* property = catalog.FindProperty(question.value.property);
  // Values for several kinds of data, or for some of it, settle nothing about all.
  if (property == nullptr || answer.values.size() != 1 ||
      !answer.values.front().qualifiers.empty()) {
    return std::nullopt;
  }
  const Bound bound = BoundIn(text);
  bool all = true;
  for (const auto& [concept_id, named] : parameters) {
    const auto holds = Holds(answer.values.front(), *property, concept_id, named, bound);
    if (!holds) return std::nullopt;
    all = all && *holds;
  }
  return all;
}

std::string InWords(const Parameters& parameters) {
  std::string joined;
  for (const auto& [concept_id, named] : parameters) {
    absl::StrAppend(&joined, joined.empty() ? "" : ", ",
                    concept_id == kDurationConcept && ParseSpan(named)
                        ? SpanInWords(named)
                        : absl::StrReplaceAll(named, {{"_", " "}, {"-", " "}}));
  }
  return joined;
}

}  // namespace clausebook::questionnaires::filling
