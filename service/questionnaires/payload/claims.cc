#include "service/questionnaires/payload/claims.h"

#include <algorithm>
#include <set>

#include "service/base/duration.h"

namespace clausebook::questionnaires::payload {
namespace {

using answering::ClaimedValue;
using model::Operator;

bool Has(const std::vector<std::string>& list, const std::string& member) {
  return std::find(list.begin(), list.end(), member) != list.end();
}

bool Fits(const model::Qualifiers& claim, const model::Qualifiers& about, bool within) {
  return std::all_of(about.begin(), about.end(), [&](const auto& wanted) {
    const auto narrowed = claim.find(wanted.first);
    if (narrowed == claim.end()) return !within;  // it speaks of all
    const auto is_wanted = [&](const std::string& member) {
      return Has(wanted.second, member);
    };
    const auto& members = narrowed->second;
    return within ? std::all_of(members.begin(), members.end(), is_wanted)
                  : std::any_of(members.begin(), members.end(), is_wanted);
  });
}

}  // namespace

std::vector<ClaimedValue> ClaimsAbout(const std::vector<ClaimedValue>& claims,
                                      const model::Qualifiers& about, bool within) {
  std::vector<ClaimedValue> kept;
  for (const ClaimedValue& claim : claims) {
    if (Fits(claim.qualifiers, about, within)) kept.push_back(claim);
  }
  return kept;
}

ClaimedMembers MembersOf(const std::vector<ClaimedValue>& claims) {
  std::set<std::string> in, out;
  ClaimedMembers members;
  for (const ClaimedValue& claim : claims) {
    if (claim.value.kind != model::ValueKind::kSet) {
      if (claim.op == Operator::kEquals) in.insert(claim.value.text);
      continue;
    }
    const bool excludes = claim.op == Operator::kExcludes;
    (excludes ? out : in).insert(claim.value.members.begin(), claim.value.members.end());
    // A list that is closed for a part of the data only is not closed.
    members.closed |= claim.op == Operator::kExactly && claim.qualifiers.empty();
  }
  members.ids.assign(in.begin(), in.end());
  members.excluded.assign(out.begin(), out.end());
  return members;
}

std::optional<bool> IsIn(const ClaimedMembers& members, const std::string& member) {
  if (member.empty() ? !members.ids.empty() : Has(members.ids, member)) return true;
  if (members.closed || Has(members.excluded, member)) return false;
  return std::nullopt;
}

std::string LabelOf(const catalog::Property& property, const std::string& member) {
  for (const catalog::Member& known : property.members) {
    if (known.id == member) return known.label;
  }
  return member;
}

DayRange DaysOf(const std::vector<ClaimedValue>& claims) {
  DayRange range;
  for (const ClaimedValue& claim : claims) {
    const auto span = ParseSpan(claim.value.text);
    if (!span) continue;
    if (span->indefinite) {
      range.indefinite = true;
      continue;
    }
    constexpr std::int64_t kDay = 86'400;
    if (span->months != 0 || span->seconds % kDay != 0) {
      range.odd = SpanInWords(claim.value.text);
      continue;
    }
    const std::int64_t days = span->seconds / kDay;
    if (claim.op != Operator::kAtMost) {
      range.min = std::min(range.min.value_or(days), days);
    }
    if (claim.op != Operator::kAtLeast) {
      range.max = std::max(range.max.value_or(days), days);
    }
  }
  return range;
}

}  // namespace clausebook::questionnaires::payload
