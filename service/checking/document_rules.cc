// What one document says against itself: C13, C14, C15.
#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/answering/citing.h"
#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

using model::Operator;

bool Contains(const std::string& text, std::string_view word) {
  return absl::StrContains(absl::AsciiStrToLower(text),
                           absl::AsciiStrToLower(absl::string_view(word.data(), word.size())));
}

// C13. The title says "Forge apps", and the app is not one as far as is known.
void CheckTitles(const AppFacts& facts, Findings& findings) {
  const Facts hosting =
      Where(facts.On({"hosting.platform"},
                     {Voice::kPolicy, Voice::kManifest, Voice::kAttestation}),
            [](const Applied& fact) { return fact.content().op == Operator::kEquals; });
  for (const Applied* fact : Where(facts.On({"policy.covers_app"}, {Voice::kPolicy}), IsTrue)) {
    if (!fact->place) continue;
    const std::string& title = fact->place->policy->policy.title;
    for (const std::string_view platform : {"Forge", "Connect", "Data Center"}) {
      if (!Contains(title, platform)) continue;
      const std::string value = platform == "Forge"     ? "forge"
                                : platform == "Connect" ? "connect"
                                                        : "data_center";
      const bool fits = std::any_of(hosting.begin(), hosting.end(), [&](const Applied* f) {
        return Contains(f->content().value.text, value);
      });
      if (fits) continue;
      findings.push_back(facts.Make(
          "title-excludes-app",
          absl::StrCat("\"", title, "\" says that it covers the app. Its title speaks of ",
                       std::string(platform),
                       " apps, and nothing shows that the app is one."),
          {fact}, hosting));
    }
  }
}

bool IsAboutPlaces(const std::string& property) {
  return property.starts_with("storage.") || property.starts_with("processing.") ||
         property.starts_with("egress.") || property.starts_with("hosting.");
}

// C14. One finding a revision.
void CheckExceptions(const AppFacts& facts, Findings& findings) {
  std::map<const model::RevisionEvidence*, std::vector<const answering::DismissedFact*>>
      excepted;
  for (const auto& dismissed : facts.dismissed()) {
    if (dismissed.reason == answering::ConsideredReason::kExcepted && dismissed.place &&
        IsAboutPlaces(dismissed.fact->content.property)) {
      excepted[dismissed.place->revision].push_back(&dismissed);
    }
  }
  for (const auto& [revision, exceptions] : excepted) {
    Facts universal;
    for (const Applied& fact : facts.all()) {
      if (fact.place && fact.place->revision == revision && fact.platform == nullptr &&
          fact.content().scope.apps.empty() && fact.content().scope.except_apps.empty() &&
          IsAboutPlaces(fact.content().property)) {
        universal.push_back(&fact);
      }
    }
    if (universal.empty()) continue;
    Finding finding = facts.Make(
        "exception-and-rule",
        absl::StrCat(SourceOf(*universal.front()),
                     " excepts the app from one sentence and has others on the same matter "
                     "that except nothing; they reach the app by their letter."),
        universal, {});
    for (const auto* dismissed : exceptions) {
      finding.right.push_back(answering::Cite(*dismissed->fact, dismissed->place, nullptr,
                                              answering::CitationRole::kUnspecified));
    }
    findings.push_back(std::move(finding));
  }
}

// C15. Within one revision.
void CheckDeniedAndNamed(const AppFacts& facts, Findings& findings) {
  const Facts denials = Where(
      facts.On({"analytics.used", "egress.third_parties", "subprocessors.list"},
               {Voice::kPolicy}),
      [](const Applied& fact) { return (IsFalse(fact) || IsNone(fact)) && IsGeneral(fact); });
  const Facts named = Where(
      facts.On({"analytics.providers", "egress.third_parties", "subprocessors.list",
                "logs.shared", "logs.off_platform"},
               {Voice::kPolicy}),
      [](const Applied& fact) {
        return IsTrue(fact) || (fact.content().op == Operator::kIncludes) ||
               (fact.content().op == Operator::kExactly && !IsNone(fact));
      });
  for (const Applied* denial : denials) {
    const bool analytics = denial->content().property == "analytics.used";
    const Facts against = Where(named, [&](const Applied& fact) {
      const bool on_analytics = fact.content().property == "analytics.providers";
      // On one property the reasoning core has found it already. Analytics on the
      // vendor's web site is no third party of the app.
      return SameRevision(*denial, fact) &&
             fact.content().property != denial->content().property &&
             (analytics ? on_analytics : !on_analytics || IsGeneral(fact)) &&
             !fact.content().qualifiers.contains("surface");
    });
    if (against.empty()) continue;
    findings.push_back(facts.Make(
        "denied-and-named",
        absl::StrCat(SourceOf(*denial), " denies ",
                     analytics ? "analytics" : "third parties",
                     " in one sentence and names one in another."),
        {denial}, against));
  }
}

}  // namespace

void CheckDocuments(const AppFacts& facts, Findings& findings) {
  CheckTitles(facts, findings);
  CheckExceptions(facts, findings);
  CheckDeniedAndNamed(facts, findings);
}

}  // namespace clausebook::checking
