#include "service/answering/claims.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "service/answering/bearing.h"
#include "service/answering/region.h"

namespace clausebook::answering {
namespace {

using catalog::Property;
using catalog::PropertyType;
using model::FactContent;
using model::Operator;
using model::Qualifiers;
using model::Value;

bool IsDenial(Operator op) {
  return op == Operator::kNotEquals || op == Operator::kExcludes;
}

// The region that the fact claims its value for, as far as the question asks:
// empty when it covers all of `about`; nullopt when it claims nothing there.
std::optional<Qualifiers> ClaimedRegion(const Property& property,
                                        const Qualifiers& about,
                                        const FactContent& fact) {
  const bool covers = Contains(fact.qualifiers, about);
  const bool inside = Contains(about, fact.qualifiers);
  if (IsDenial(fact.op)) return std::nullopt;
  if (covers && inside) return Qualifiers{};
  if (inside) return fact.qualifiers;
  if (!covers) return std::nullopt;
  // The fact speaks of more than was asked. A list for the whole does not say which
  // of its members belong to the part, unless there are none at all.
  if (property.type == PropertyType::kSet && !fact.value.members.empty()) {
    return std::nullopt;
  }
  return Qualifiers{};
}

void AddClaim(std::vector<Claim>& claims, Claim claim) {
  for (Claim& known : claims) {
    if (known.SameAs(claim)) {
      known.facts.insert(known.facts.end(), claim.facts.begin(), claim.facts.end());
      return;
    }
  }
  claims.push_back(std::move(claim));
}

Claims ConflictingClaims(const Property& property, const Qualifiers& about,
                         const std::vector<const FactContent*>& facts) {
  std::vector<bool> contradicts(facts.size(), false);
  bool any = false;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (std::size_t j = i + 1; j < facts.size(); ++j) {
      if (Intersects(facts[i]->qualifiers, about) &&
          Intersects(facts[j]->qualifiers, about) &&
          Contradict(property, *facts[i], *facts[j])) {
        contradicts[i] = contradicts[j] = any = true;
      }
    }
  }
  Claims result;
  if (!any) return result;
  result.verdict = Verdict::kConflict;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!contradicts[i]) continue;
    AddClaim(result.claims,
             {facts[i]->value, facts[i]->op, facts[i]->qualifiers, {i}});
  }
  return result;
}

// Sets claimed for one region add up; the sum is closed if one of them is.
std::vector<Claim> MergeSets(std::vector<Claim> claims) {
  std::vector<Claim> merged;
  for (Claim& claim : claims) {
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Claim& m) {
      return m.region == claim.region;
    });
    if (same == merged.end()) {
      merged.push_back(std::move(claim));
      continue;
    }
    auto members = same->value.members;
    members.insert(members.end(), claim.value.members.begin(), claim.value.members.end());
    same->value = Value::Set(std::move(members));
    if (claim.op == Operator::kExactly) same->op = Operator::kExactly;
    same->facts.insert(same->facts.end(), claim.facts.begin(), claim.facts.end());
  }
  return merged;
}

// Where an exact duration is claimed for a region, bounds on it add nothing.
std::vector<Claim> DropBounds(std::vector<Claim> claims) {
  std::vector<Claim> kept;
  for (const Claim& claim : claims) {
    const bool exact_known = std::any_of(claims.begin(), claims.end(), [&](const Claim& c) {
      return c.op == Operator::kEquals && c.region == claim.region;
    });
    if (claim.op == Operator::kEquals || !exact_known) kept.push_back(claim);
  }
  return kept;
}

}  // namespace

bool SameOutcome(const Claims& a, const Claims& b) {
  if (a.verdict != b.verdict || a.claims.size() != b.claims.size()) return false;
  return std::all_of(a.claims.begin(), a.claims.end(), [&](const Claim& claim) {
    return std::any_of(b.claims.begin(), b.claims.end(),
                       [&](const Claim& other) { return claim.SameAs(other); });
  });
}

Claims ClaimsOf(const Property& property, const Qualifiers& about,
                const std::vector<const FactContent*>& facts) {
  Claims conflict = ConflictingClaims(property, about, facts);
  if (conflict.verdict == Verdict::kConflict) return conflict;
  Claims result;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    auto region = ClaimedRegion(property, about, *facts[i]);
    if (!region) continue;
    AddClaim(result.claims, {facts[i]->value, facts[i]->op, *std::move(region), {i}});
  }
  if (property.type == PropertyType::kSet) {
    result.claims = MergeSets(std::move(result.claims));
  } else if (property.type == PropertyType::kDuration) {
    result.claims = DropBounds(std::move(result.claims));
  }
  if (!result.claims.empty()) result.verdict = Verdict::kValue;
  return result;
}

}  // namespace clausebook::answering
