#include "service/reports/history.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"

namespace clausebook::reports {
namespace {

using answering::Answer;
using Events = std::map<Date, std::set<std::string>>;

constexpr std::size_t kMostDays = 60;

void AddEvents(const model::EvidenceBase& base, Events& events) {
  for (const auto& policy : base.policies) {
    for (const auto& revision : policy.revisions) {
      events[revision.revision.effective].insert(
          absl::StrCat(policy.policy.title, " took effect in this revision."));
    }
  }
  for (const model::Fact& fact : base.facts) {
    const model::FactContent& content = fact.content;
    if (const auto* said = std::get_if<model::Attestation>(&content.evidence)) {
      events[said->date].insert(absl::StrCat("Attested by ", said->attester, "."));
      if (said->expire_date) {
        events[*said->expire_date].insert(
            absl::StrCat("An attestation by ", said->attester, " expired."));
      }
    }
    if (content.valid_from) {
      events[*content.valid_from].insert("A statement began to count.");
    }
    if (content.valid_until) {
      events[*content.valid_until].insert("A statement ceased to count.");
    }
  }
}

// The values are in the sentence.
std::vector<AnswerChange> Compare(const std::vector<Answer>* before,
                                  const std::vector<Answer>& after) {
  std::vector<AnswerChange> changes;
  for (std::size_t i = 0; i < after.size(); ++i) {
    AnswerChange change{after[i].question, answering::Verdict::kUnknown, after[i].verdict,
                        after[i].sentence, ""};
    if (before != nullptr) {
      change.before = (*before)[i].verdict;
      change.sentence_before = (*before)[i].sentence;
    }
    const bool same =
        change.before == change.after && (change.after == answering::Verdict::kUnknown ||
                                          change.sentence == change.sentence_before);
    if (!same) changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

std::vector<Answer> AskAll(const answering::AppDossier::Input& input) {
  const answering::AppDossier dossier(input);
  std::vector<Answer> answers;
  for (const auto& question : input.catalog->questions()) {
    answers.push_back(dossier.Ask(question));
  }
  return answers;
}

absl::StatusOr<History> FindHistory(answering::AppDossier::Input input,
                                    const Cancellation* cancellation) {
  Events events;
  AddEvents(*input.vendor, events);
  for (const auto& platform : input.platforms) AddEvents(*platform, events);
  History history;
  history.cut = events.size() > kMostDays;
  auto next = events.begin();
  if (history.cut) std::advance(next, events.size() - kMostDays);
  std::optional<std::vector<Answer>> before;
  for (; next != events.end(); ++next) {
    if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
    input.as_of = next->first;
    std::vector<Answer> after = AskAll(input);
    // Where older days are left out, the first one has nothing to be compared with.
    auto changes = Compare(before ? &*before : nullptr, after);
    if (!changes.empty() && (before || !history.cut)) {
      history.days.push_back(
          {next->first, {next->second.begin(), next->second.end()}, std::move(changes)});
    }
    before = std::move(after);
  }
  return history;
}

}  // namespace clausebook::reports
