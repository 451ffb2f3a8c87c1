#include "service/checking/kind_of_conflict.h"

#include <algorithm>
#include <initializer_list>

namespace clausebook::checking {
namespace {

using catalog::Property;
using catalog::PropertyType;
using model::Operator;

bool StartsWithAny(std::string_view id,
                   std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return id.starts_with(prefix); });
}

bool HasVoice(const Facts& facts, Voice voice) {
  return std::any_of(facts.begin(), facts.end(),
                     [&](const Applied* fact) { return VoiceOf(*fact) == voice; });
}

bool AllHaveVoice(const Facts& facts, Voice voice) {
  return std::all_of(facts.begin(), facts.end(),
                     [&](const Applied* fact) { return VoiceOf(*fact) == voice; });
}

// Whether `a` says that something is there which `b` says is not.
bool AssertsWhatIsDenied(const Applied& a, const Applied& b) {
  const auto& members = b.content().value.members;
  if (!NamesSome(a) || b.content().op == Operator::kIncludes) return false;
  return std::any_of(a.content().value.members.begin(), a.content().value.members.end(),
                     [&](const std::string& member) {
                       const bool has = std::find(members.begin(), members.end(),
                                                  member) != members.end();
                       return has == (b.content().op == Operator::kExcludes);
                     });
}

// Whether the declaration has less than what somebody admits: outdated, but no promise is
// broken. Only where less is better for whoever asks.
bool Overstates(const Property& property, const Applied& declared, const Applied& said) {
  if (!StartsWithAny(property.id,
                     {"storage.", "processing.", "egress.", "analytics.", "access.",
                      "logs.", "hosting.code_location", "hosting.platform"})) {
    return false;
  }
  switch (property.type) {
    case PropertyType::kBool:
      return !property.every && IsFalse(declared);
    case PropertyType::kSet:
      return AssertsWhatIsDenied(said, declared) && !AssertsWhatIsDenied(declared, said);
    default:
      return declared.content().op == Operator::kEquals &&
             declared.content().value.text == "forge";
  }
}

// What a policy and a declaration disagree on.
std::string_view DeclaredAgainst(std::string_view property) {
  if (property == "storage.off_platform" || property == "storage.locations") {
    return "stored-elsewhere";
  }
  if (property == "egress.vendor_servers") return "vendor-servers-denied";
  if (property == "egress.third_parties") return "third-parties-denied";
  if (StartsWithAny(property, {"analytics.", "use.ai_inference", "logs."})) {
    return "service-denied";
  }
  if (StartsWithAny(property, {"hosting.", "processing.", "egress.off_platform"})) {
    return "runs-elsewhere";
  }
  return "declared-otherwise";
}

bool IsAboutRecipients(std::string_view property) {
  return StartsWithAny(property,
                       {"analytics.", "egress.third_parties", "subprocessors.list"});
}

// The patterns that go by their subject, whoever disagrees.
std::optional<std::string_view> BySubject(std::string_view property) {
  if (property.starts_with("runs_on_atlassian.")) return "badge-contradicted";
  if (property == "access.requires_pat") return "token-contradicted";
  if (property.starts_with("access.scope")) return "more-than-reading";
  if (StartsWithAny(property, {"retention.", "deletion.deadline", "logs.retention"})) {
    return "retention-differs";
  }
  return std::nullopt;
}

}  // namespace

std::optional<ConflictKind> KindOf(const Property& property, const Applied& a,
                                   const Applied& b) {
  const Voice left = VoiceOf(a);
  const Voice right = VoiceOf(b);
  const bool one_declares =
      (left == Voice::kDeclaration) != (right == Voice::kDeclaration);
  if (left == Voice::kPolicy && right == Voice::kPolicy) {
    if (SameRevision(a, b)) {
      return ConflictKind{IsAboutRecipients(property.id) ? "denied-and-named"
                                                         : "revision-contradicts-itself",
                          std::nullopt};
    }
    // Each speaks of itself.
    if (property.id.starts_with("policy.")) return std::nullopt;
  }
  // What the platform keeps to, the vendor need not know.
  if (left == Voice::kPlatform || right == Voice::kPlatform) {
    return ConflictKind{"sources-disagree", Gravity::kLow};
  }
  if (one_declares) {
    const bool a_declares = left == Voice::kDeclaration;
    if (Overstates(property, a_declares ? a : b, a_declares ? b : a)) {
      return ConflictKind{"policy-overstates", std::nullopt};
    }
  }
  if (const auto pattern = BySubject(property.id)) {
    return ConflictKind{*pattern, std::nullopt};
  }
  if ((left == Voice::kAttestation) != (right == Voice::kAttestation)) {
    return ConflictKind{"attested-otherwise", std::nullopt};
  }
  if (one_declares) return ConflictKind{DeclaredAgainst(property.id), std::nullopt};
  // Two addresses may both be right.
  if (property.type == PropertyType::kContact || property.type == PropertyType::kUri) {
    return ConflictKind{"sources-disagree", Gravity::kLow};
  }
  return ConflictKind{"sources-disagree", std::nullopt};
}

ConflictKind KindOf(const Facts& left, const Facts& right) {
  Facts both = left;
  Append(right, both);
  const Facts declared = Where(
      both, [](const Applied& fact) { return VoiceOf(fact) == Voice::kDeclaration; });
  const Facts said = Where(
      both, [](const Applied& fact) { return VoiceOf(fact) != Voice::kDeclaration; });
  const bool one_text = std::all_of(both.begin(), both.end(), [&](const Applied* fact) {
    return SameRevision(*left.front(), *fact);
  });
  if (AllHaveVoice(both, Voice::kPolicy) && one_text) {
    const bool recipients = std::all_of(
        both.begin(), both.end(),
        [](const Applied* fact) { return IsAboutRecipients(fact->content().property); });
    return {recipients ? "denied-and-named" : "revision-contradicts-itself",
            std::nullopt};
  }
  if (HasVoice(both, Voice::kPlatform)) return {"sources-disagree", Gravity::kLow};
  if (!declared.empty() && !said.empty() &&
      std::all_of(declared.begin(), declared.end(),
                  [](const Applied* fact) { return IsFalse(*fact) || IsNone(*fact); })) {
    return {"policy-overstates", std::nullopt};
  }
  if (HasVoice(left, Voice::kAttestation) != HasVoice(right, Voice::kAttestation) &&
      !HasVoice(both, Voice::kPolicy)) {
    return {"attested-otherwise", std::nullopt};
  }
  if (declared.empty() || said.empty()) return {"sources-disagree", std::nullopt};
  return {DeclaredAgainst(declared.front()->content().property), std::nullopt};
}

}  // namespace clausebook::checking
