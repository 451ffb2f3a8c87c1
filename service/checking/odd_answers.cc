// Questions whose answer is CONFLICT though each property by itself is at peace: what the
// rules before have not found yet.
#include <algorithm>
#include <string>
#include <utility>

#include "service/answering/answering.h"
#include "service/checking/kind_of_conflict.h"
#include "service/checking/sides.h"

namespace clausebook::checking {
namespace {

using answering::Citation;
using answering::CitationRole;

struct Sides {
  Facts left;
  Facts right;
};

void TakeSide(const AppFacts& facts, const Citation& citation, Sides& sides) {
  const Applied* fact = facts.Find(citation.fact);
  if (fact == nullptr) return;
  if (citation.role == CitationRole::kSupports) Append({fact}, sides.left);
  if (citation.role == CitationRole::kRefutes) Append({fact}, sides.right);
}

// All that is on record for either side, not only what the answer needs.
Sides SidesOf(const AppFacts& facts, const answering::Answer& answer) {
  Sides sides;
  for (const Citation& citation : answer.citations) TakeSide(facts, citation, sides);
  for (const auto& considered : answer.considered) {
    if (considered.reason == answering::ConsideredReason::kCorroborates) {
      TakeSide(facts, considered.citation, sides);
    }
  }
  const auto declares = [](const Applied* fact) {
    return VoiceOf(*fact) == Voice::kDeclaration;
  };
  if (std::any_of(sides.right.begin(), sides.right.end(), declares) &&
      std::none_of(sides.left.begin(), sides.left.end(), declares)) {
    std::swap(sides.left, sides.right);
  }
  return sides;
}

}  // namespace

void FindOddAnswers(const AppFacts& facts, Findings& findings) {
  const CheckInput& input = facts.input();
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
    if (answer.verdict != answering::Verdict::kConflict) continue;
    const Sides sides = SidesOf(facts, answer);
    if (sides.left.empty() || sides.right.empty() ||
        IsReported(findings, sides.left, sides.right)) {
      continue;
    }
    const ConflictKind kind = KindOf(sides.left, sides.right);
    Finding finding = facts.Make(
        kind.pattern,
        SidesOnQuestion(*input.catalog, question.wording, sides.left, sides.right),
        sides.left, sides.right);
    finding.gravity = kind.gravity.value_or(finding.gravity);
    findings.push_back(std::move(finding));
  }
}

}  // namespace clausebook::checking
