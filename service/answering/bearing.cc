#include "service/answering/bearing.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "service/answering/region.h"
#include "service/base/duration.h"

namespace clausebook::answering {
namespace {

using catalog::Atom;
using catalog::Predicate;
using catalog::Property;
using catalog::PropertyType;
using model::FactContent;
using model::Operator;
using model::Qualifiers;

bool Has(const std::vector<std::string>& members, const std::string& member) {
  return std::find(members.begin(), members.end(), member) != members.end();
}

// Whether what `fact` asserts to exist counts for the region `about`.
bool Asserts(const FactContent& fact, const Qualifiers& about) {
  return Contains(about, fact.qualifiers);
}

// Whether what `fact` rules out counts for the region `about`.
bool Denies(const FactContent& fact, const Qualifiers& about) {
  return Contains(fact.qualifiers, about);
}

FourValued WeighBool(const Property& property, const Atom& atom,
                     const FactContent& fact) {
  // "Some" properties assert with true and deny with false; "every" properties the
  // other way round: one exception in a part refutes the whole.
  const bool value = fact.value.boolean;
  const bool asserting = value != property.every;
  if (asserting ? !Asserts(fact, atom.about) : !Denies(fact, atom.about)) return {};
  return {value, !value};
}

FourValued WeighEnum(const Atom& atom, const FactContent& fact) {
  // One value holds for all that the fact speaks of; of anything wider it says
  // nothing certain.
  if (!Denies(fact, atom.about)) return {};
  const bool listed = Has(atom.members, fact.value.text);
  if (fact.op == Operator::kEquals) return {listed, !listed};
  return {false, listed && atom.members.size() == 1};
}

FourValued WeighOnly(const Atom& atom, const FactContent& fact) {
  const auto& members = fact.value.members;
  const bool all_inside = std::all_of(members.begin(), members.end(), [&](const auto& m) {
    return Has(atom.members, m);
  });
  if (fact.op == Operator::kExcludes) return {};
  return {fact.op == Operator::kExactly && all_inside && Denies(fact, atom.about),
          !all_inside && Asserts(fact, atom.about)};
}

FourValued WeighIncludes(const Atom& atom, const FactContent& fact) {
  const auto& members = fact.value.members;
  const auto in_fact = [&](const std::string& m) { return Has(members, m); };
  const bool some = std::any_of(atom.members.begin(), atom.members.end(), in_fact);
  const bool all = std::all_of(atom.members.begin(), atom.members.end(), in_fact);
  switch (fact.op) {
    case Operator::kIncludes:
      return {some && Asserts(fact, atom.about), false};
    case Operator::kExcludes:
      return {false, all && Denies(fact, atom.about)};
    default:
      return {some && Asserts(fact, atom.about), !some && Denies(fact, atom.about)};
  }
}

// A quantity in a region is its largest value there: a lower bound asserts that
// something reaches so far, an upper bound denies that anything goes beyond.
struct Bounds {
  std::optional<Span> lower;
  std::optional<Span> upper;
};

Bounds BoundsOf(const FactContent& fact) {
  const auto span = ParseSpan(fact.value.text);
  Bounds bounds;
  if (fact.op != Operator::kAtMost) bounds.lower = span;
  if (fact.op != Operator::kAtLeast) bounds.upper = span;
  return bounds;
}

FourValued WeighDuration(const Atom& atom, const FactContent& fact) {
  const auto limit = ParseSpan(atom.duration);
  Bounds bounds = BoundsOf(fact);
  if (!limit) return {};
  if (!Asserts(fact, atom.about)) bounds.lower.reset();
  if (!Denies(fact, atom.about)) bounds.upper.reset();
  if (atom.predicate == Predicate::kAtMost) {
    return {bounds.upper && IsAtMost(*bounds.upper, *limit) == true,
            bounds.lower && IsAtMost(*bounds.lower, *limit) == false};
  }
  return {bounds.lower && IsAtMost(*limit, *bounds.lower) == true,
          bounds.upper && IsAtMost(*limit, *bounds.upper) == false};
}

FourValued WeighStated(const Atom& atom, const FactContent& fact) {
  switch (fact.op) {
    case Operator::kNotEquals:
    case Operator::kExcludes:
      return {};
    case Operator::kIncludes:
    case Operator::kExactly:
      if (!fact.value.members.empty()) return {Asserts(fact, atom.about), false};
      return {false, fact.op == Operator::kExactly && Denies(fact, atom.about)};
    default:
      return {Asserts(fact, atom.about), false};
  }
}

FourValued WeighOne(const Property& property, const Atom& atom,
                    const FactContent& fact) {
  switch (atom.predicate) {
    case Predicate::kIsTrue:
      return WeighBool(property, atom, fact);
    case Predicate::kOneOf:
      return WeighEnum(atom, fact);
    case Predicate::kIncludesAny:
      return WeighIncludes(atom, fact);
    case Predicate::kOnly:
      return WeighOnly(atom, fact);
    case Predicate::kAtMost:
    case Predicate::kAtLeast:
      return WeighDuration(atom, fact);
    case Predicate::kStated:
      return WeighStated(atom, fact);
  }
  return {};
}

// "Not A" and "not B" together refute "A or B"; each alone does not.
bool DeniedTogether(const Atom& atom, const std::vector<const FactContent*>& facts) {
  std::set<std::string> denied;
  for (const FactContent* fact : facts) {
    if (!Denies(*fact, atom.about)) continue;
    if (fact->op == Operator::kNotEquals) denied.insert(fact->value.text);
    if (fact->op == Operator::kExcludes) {
      denied.insert(fact->value.members.begin(), fact->value.members.end());
    }
  }
  return std::all_of(atom.members.begin(), atom.members.end(),
                     [&](const std::string& m) { return denied.contains(m); });
}

bool SetAssertsWhatOtherDenies(const FactContent& a, const FactContent& b) {
  if (a.op == Operator::kExcludes || b.op == Operator::kIncludes) return false;
  if (!Contains(b.qualifiers, a.qualifiers)) return false;
  return std::any_of(a.value.members.begin(), a.value.members.end(), [&](const auto& m) {
    return Has(b.value.members, m) == (b.op == Operator::kExcludes);
  });
}

bool LowerAboveUpper(const FactContent& a, const FactContent& b) {
  if (!Contains(b.qualifiers, a.qualifiers)) return false;
  const Bounds lower = BoundsOf(a);
  const Bounds upper = BoundsOf(b);
  return lower.lower && upper.upper && IsAtMost(*lower.lower, *upper.upper) == false;
}

bool ScalarsContradict(const FactContent& a, const FactContent& b) {
  if (!Intersects(a.qualifiers, b.qualifiers)) return false;
  if (a.op == Operator::kEquals && b.op == Operator::kEquals) return a.value != b.value;
  return a.op != b.op && a.value == b.value;
}

}  // namespace

FourValued Weigh(const Property& property, const Atom& atom,
                 const std::vector<const FactContent*>& facts) {
  FourValued sum;
  for (const FactContent* fact : facts) sum = Pool(sum, WeighOne(property, atom, *fact));
  const bool listing = atom.predicate == Predicate::kOneOf ||
                       atom.predicate == Predicate::kIncludesAny;
  if (listing && !facts.empty() && !atom.members.empty()) {
    sum.refuted = sum.refuted || DeniedTogether(atom, facts);
  }
  return sum;
}

bool Contradict(const Property& property, const FactContent& a, const FactContent& b) {
  switch (property.type) {
    case PropertyType::kBool: {
      if (a.value == b.value) return false;
      const FactContent& asserting = a.value.boolean != property.every ? a : b;
      const FactContent& denying = &asserting == &a ? b : a;
      return Contains(denying.qualifiers, asserting.qualifiers);
    }
    case PropertyType::kSet:
      return SetAssertsWhatOtherDenies(a, b) || SetAssertsWhatOtherDenies(b, a);
    case PropertyType::kDuration:
      return LowerAboveUpper(a, b) || LowerAboveUpper(b, a);
    case PropertyType::kText:
      // Two texts may say the same thing in other words: only a person can tell.
      return false;
    default:
      return ScalarsContradict(a, b);
  }
}

}  // namespace clausebook::answering
