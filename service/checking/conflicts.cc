// Conflicts that the reasoning core finds: facts on one property that cannot both be true,
// and questions whose answer is CONFLICT though each property by itself is at peace.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/answering/answering.h"
#include "service/answering/bearing.h"
#include "service/answering/wording.h"
#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

using answering::Citation;
using answering::CitationRole;

bool Any(const Facts& facts, Voice voice) {
  return std::any_of(facts.begin(), facts.end(),
                     [&](const Applied* fact) { return VoiceOf(*fact) == voice; });
}

bool AllFrom(const Facts& facts, Voice voice) {
  return std::all_of(facts.begin(), facts.end(),
                     [&](const Applied* fact) { return VoiceOf(*fact) == voice; });
}

bool AnyOn(const Facts& left, const Facts& right, std::string_view prefix) {
  const auto on = [&](const Applied* fact) {
    return fact->content().property.starts_with(prefix);
  };
  return std::any_of(left.begin(), left.end(), on) ||
         std::any_of(right.begin(), right.end(), on);
}

// Which pattern a conflict is a case of.
std::string_view PatternOf(const Facts& left, const Facts& right) {
  const auto on = [&](std::string_view prefix) { return AnyOn(left, right, prefix); };
  const bool said = Any(left, Voice::kAttestation) || Any(right, Voice::kAttestation);
  const bool declared = Any(left, Voice::kManifest) || Any(right, Voice::kManifest);
  const bool written = AllFrom(left, Voice::kPolicy) && AllFrom(right, Voice::kPolicy);
  if (on("runs_on_atlassian.")) return "badge-contradicted";
  if (on("access.requires_pat")) return "token-contradicted";
  if (on("access.scope")) return "more-than-reading";
  if (on("retention.") || on("deletion.deadline") || on("logs.retention")) {
    return "retention-differs";
  }
  if (said) return "attested-otherwise";
  if (written && SameRevision(*left.front(), *right.front())) {
    return on("analytics.") || on("egress.third_parties") || on("subprocessors.")
               ? "denied-and-named"
               : "revision-contradicts-itself";
  }
  if (!declared) return "sources-disagree";
  if (on("storage.")) return "stored-elsewhere";
  if (on("egress.vendor_servers")) return "vendor-servers-denied";
  if (on("egress.third_parties")) return "third-parties-denied";
  if (on("processing.") || on("egress.") || on("hosting.")) return "channel-out";
  return "sources-disagree";
}

std::string SideInWords(const Facts& side) {
  std::vector<std::string> words;
  for (const Applied* fact : side) {
    std::string text = absl::StrCat(SourceOf(*fact), " says that ",
                                    answering::StatementOf(fact->content()));
    if (std::find(words.begin(), words.end(), text) == words.end()) {
      words.push_back(std::move(text));
    }
  }
  return Listed(words);
}

class Conflicts {
 public:
  Conflicts(const AppFacts& facts, Findings& findings)
      : facts_(facts), findings_(findings) {}

  void OnProperties() {
    std::map<std::string, Facts> by_property;
    for (const Applied& fact : facts_.all()) {
      by_property[fact.content().property].push_back(&fact);
    }
    for (const auto& [id, facts] : by_property) {
      const auto* property = facts_.input().catalog->FindProperty(id);
      if (property != nullptr && facts.size() > 1) OnProperty(*property, facts);
    }
  }

  void OnQuestions() {
    const CheckInput& input = facts_.input();
    const answering::AppDossier dossier({.catalog = input.catalog,
                                         .app = input.app.ref,
                                         .app_display_name = input.app.display_name,
                                         .vendor_display_name = input.vendor.display_name,
                                         .as_of = input.as_of,
                                         .vendor = input.evidence,
                                         .platforms = input.platforms});
    for (const auto& question : input.catalog->questions()) {
      if (question.kind != catalog::Question::Kind::kVerdict) continue;
      const answering::Answer answer = dossier.Ask(question);
      if (answer.verdict == answering::Verdict::kConflict) OnAnswer(question, answer);
    }
  }

 private:
  void OnProperty(const catalog::Property& property, const Facts& facts) {
    std::set<const Applied*> done;
    for (const Applied* first : facts) {
      if (done.contains(first)) continue;
      Facts right;
      for (const Applied* other : facts) {
        if (answering::Contradict(property, first->content(), other->content())) {
          right.push_back(other);
        }
      }
      if (right.empty()) continue;
      Facts left;
      for (const Applied* other : facts) {
        const bool same_side =
            other == first ||
            std::any_of(right.begin(), right.end(), [&](const Applied* fact) {
              return answering::Contradict(property, other->content(), fact->content()) &&
                     !answering::Contradict(property, other->content(), first->content());
            });
        if (same_side) left.push_back(other);
      }
      done.insert(left.begin(), left.end());
      done.insert(right.begin(), right.end());
      Add(left, right, property.description);
    }
  }

  void OnAnswer(const catalog::Question& question, const answering::Answer& answer) {
    Facts left;
    Facts right;
    for (const Citation& citation : answer.citations) {
      const Applied* fact = Find(citation.fact);
      if (fact == nullptr) continue;
      if (citation.role == CitationRole::kSupports) left.push_back(fact);
      if (citation.role == CitationRole::kRefutes) right.push_back(fact);
    }
    if (left.empty() || right.empty() || IsReported(left, right)) return;
    Add(left, right, question.wording);
  }

  const Applied* Find(const model::FactRef& ref) const {
    for (const Applied& fact : facts_.all()) {
      if (fact.fact->ref == ref) return &fact;
    }
    return nullptr;
  }

  // Whether some finding shows these facts against each other already.
  bool IsReported(const Facts& left, const Facts& right) const {
    return std::any_of(findings_.begin(), findings_.end(), [&](const Finding& finding) {
      std::set<model::FactRef> shown;
      for (const auto* side : {&finding.left, &finding.right}) {
        for (const Citation& citation : *side) shown.insert(citation.fact);
      }
      const auto is_shown = [&](const Applied* fact) {
        return shown.contains(fact->fact->ref);
      };
      return std::any_of(left.begin(), left.end(), is_shown) &&
             std::any_of(right.begin(), right.end(), is_shown);
    });
  }

  void Add(const Facts& left, const Facts& right, const std::string& what) {
    Finding finding = facts_.Make(
        PatternOf(left, right),
        absl::StrCat(what, " ", SideInWords(left), "; ", SideInWords(right), "."), left,
        right);
    // Declared to the platform is more than a channel that might be used.
    if (finding.pattern->id == "channel-out") finding.gravity = Gravity::kHigh;
    findings_.push_back(std::move(finding));
  }

  const AppFacts& facts_;
  Findings& findings_;
};

}  // namespace

void FindConflicts(const AppFacts& facts, Findings& findings) {
  Conflicts conflicts(facts, findings);
  conflicts.OnProperties();
  conflicts.OnQuestions();
}

}  // namespace clausebook::checking
