#include "service/answering/applicability.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/answering/claims.h"
#include "service/answering/region.h"
#include "service/answering/witness.h"

namespace clausebook::answering {
namespace {

using model::Fact;

bool Names(const std::vector<std::string>& apps, const std::string& app) {
  return std::find(apps.begin(), apps.end(), app) != apps.end();
}

// Why a fact in this state does not count; nullopt for states that are nobody's
// business in an answer (retracted, proposed).
std::optional<std::pair<ConsideredReason, std::string>> WhyNot(FactState state) {
  switch (state) {
    case FactState::kNotYetValid:
      return {{ConsideredReason::kNotYetValid, "It does not hold yet on that day."}};
    case FactState::kExpired:
      return {{ConsideredReason::kExpired, "It no longer holds on that day."}};
    case FactState::kAwaitingReview:
      return {{ConsideredReason::kAwaitingReview,
               "Its clause was changed or dropped in the revision in force; somebody "
               "has to review it."}};
    default:
      return std::nullopt;
  }
}

// Best evidence first: about this app, without caveat, documented, newest.
auto Preference(const AppliedFact& fact) {
  const auto& content = fact.content();
  const Date effective = fact.place ? fact.place->revision->revision.effective : Date{};
  return std::tuple(content.scope.apps.empty(), !content.caveat.empty(),
                    !fact.place.has_value(), -effective.days,
                    std::string_view(fact.fact->ref.fact));
}

class Sifter {
 public:
  explicit Sifter(const SiftInput& input) : input_(input) {}

  Sifted Run() && {
    for (const Fact& fact : input_.vendor->facts) SiftVendorFact(fact);
    ApplyLexSpecialis();
    std::sort(out_.applied.begin(), out_.applied.end(),
              [](const auto& a, const auto& b) { return Preference(a) < Preference(b); });
    Inherit();
    return std::move(out_);
  }

 private:
  void SiftVendorFact(const Fact& fact) {
    const model::Scope& scope = fact.content.scope;
    if (!scope.apps.empty() && !Names(scope.apps, input_.app.app)) return;
    const Standing standing = StandingOf(fact, *input_.vendor, input_.as_of);
    if (standing.state == FactState::kActive) {
      if (Names(scope.except_apps, input_.app.app)) {
        Dismiss(fact, standing.place, nullptr, ConsideredReason::kExcepted,
                "The source excepts this app: for it, this says neither so nor "
                "otherwise.");
      } else {
        out_.applied.push_back({&fact, standing.place, nullptr, {}});
      }
    } else if (auto why = WhyNot(standing.state)) {
      Dismiss(fact, standing.place, nullptr, why->first, why->second);
    }
  }

  void Dismiss(const Fact& fact, const std::optional<Place>& place,
               const catalog::Platform* platform, ConsideredReason reason,
               std::string explanation) {
    out_.dismissed.push_back({&fact, place, platform, reason, std::move(explanation)});
  }

  // Within one revision a fact on the app takes the place of vendor-wide ones.
  void ApplyLexSpecialis() {
    std::vector<AppliedFact> kept;
    for (const AppliedFact& general : out_.applied) {
      const auto special =
          std::find_if(out_.applied.begin(), out_.applied.end(),
                       [&](const AppliedFact& f) { return Overrides(f, general); });
      if (special == out_.applied.end()) {
        kept.push_back(general);
      } else {
        Dismiss(*general.fact, general.place, nullptr, ConsideredReason::kOverridden,
                absl::StrCat("In the same revision, ", ToName(special->fact->ref),
                             " says it for this app in particular."));
      }
    }
    out_.applied = std::move(kept);
  }

  static bool Overrides(const AppliedFact& special, const AppliedFact& general) {
    return !special.content().scope.apps.empty() && general.content().scope.apps.empty() &&
           special.place && general.place &&
           special.place->revision == general.place->revision &&
           special.content().property == general.content().property &&
           Intersects(special.content().qualifiers, general.content().qualifiers);
  }

  // Where the app is hosted, by the evidence so far.
  struct Hosting {
    Verdict verdict = Verdict::kUnknown;
    std::vector<std::string> values;  // kValue: the value. kUnknown: values ruled out
    std::vector<std::size_t> witness;
  };

  Hosting FindHosting() const {
    Hosting hosting;
    const auto* property = input_.catalog->FindProperty(catalog::kHostingProperty);
    if (property == nullptr) return hosting;
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < out_.applied.size(); ++i) {
      if (out_.applied[i].content().property == property->id) positions.push_back(i);
    }
    const auto claims_of = [&](const Mask& mask) {
      std::vector<const model::FactContent*> facts;
      for (std::size_t i = 0; i < positions.size(); ++i) {
        if (mask[i]) facts.push_back(&out_.applied[positions[i]].content());
      }
      return ClaimsOf(*property, {}, facts);
    };
    const Mask all(positions.size(), true);
    const Claims claims = claims_of(all);
    hosting.verdict = claims.verdict;
    if (claims.verdict == Verdict::kValue) {
      for (const Claim& claim : claims.claims) hosting.values.push_back(claim.value.text);
      const Mask witness = MinimalWitness(
          all, [&](const Mask& mask) { return SameOutcome(claims_of(mask), claims); });
      for (std::size_t i = 0; i < witness.size(); ++i) {
        if (witness[i]) hosting.witness.push_back(positions[i]);
      }
    } else if (claims.verdict == Verdict::kUnknown) {
      for (const std::size_t i : positions) {
        hosting.values.push_back(out_.applied[i].content().value.text);
      }
    }
    return hosting;
  }

  void Inherit() {
    const Hosting hosting = FindHosting();
    for (const model::EvidenceBase* base : input_.platforms) {
      const catalog::Platform* platform =
          input_.catalog->FindPlatform(base->publisher.id);
      if (platform == nullptr) continue;
      const bool match = std::any_of(
          hosting.values.begin(), hosting.values.end(),
          [&](const std::string& value) { return Names(platform->hosting_values, value); });
      if (hosting.verdict == Verdict::kValue && hosting.values.size() == 1) {
        if (match) InheritFrom(*base, *platform, hosting);
      } else if (hosting.verdict != Verdict::kUnknown || !match) {
        NoteUnsettled(*base, *platform);
      }
    }
  }

  void InheritFrom(const model::EvidenceBase& base, const catalog::Platform& platform,
                   const Hosting& hosting) {
    for (const Fact& fact : base.facts) {
      // What decides the hosting cannot itself be inherited through it.
      if (fact.content.property == catalog::kHostingProperty) continue;
      const Standing standing = StandingOf(fact, base, input_.as_of);
      if (standing.state == FactState::kActive) {
        out_.applied.push_back({&fact, standing.place, &platform, hosting.witness});
      } else if (auto why = WhyNot(standing.state)) {
        Dismiss(fact, standing.place, &platform, why->first, why->second);
      }
    }
  }

  void NoteUnsettled(const model::EvidenceBase& base, const catalog::Platform& platform) {
    for (const Fact& fact : base.facts) {
      const Standing standing = StandingOf(fact, base, input_.as_of);
      if (standing.state != FactState::kActive) continue;
      Dismiss(fact, standing.place, &platform, ConsideredReason::kHostingUnsettled,
              absl::StrCat("It holds for apps hosted on ", platform.display_name,
                           "; whether this app is, is not settled."));
    }
  }

  const SiftInput& input_;
  Sifted out_;
};

}  // namespace

Sifted Sift(const SiftInput& input) { return Sifter(input).Run(); }

}  // namespace clausebook::answering
