#include "service/evidence/book_plan.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/answering/wording.h"
#include "service/base/status_macros.h"
#include "service/evidence/book_formats.h"
#include "service/evidence/book_held.h"

namespace clausebook::evidence {
namespace {

// Collects `field: old -> new` for the fields that differ.
class Differences {
 public:
  void Compare(const char* field, const std::string& before, const std::string& after) {
    if (before != after) {
      parts_.push_back(absl::StrCat(field, ": ", before.empty() ? "none" : before, " -> ",
                                    after.empty() ? "none" : after));
    }
  }
  bool empty() const { return parts_.empty(); }
  std::string Text() const { return absl::StrJoin(parts_, "; "); }

 private:
  std::vector<std::string> parts_;
};

std::string ScopeText(const model::Scope& scope) {
  if (!scope.apps.empty()) return absl::StrJoin(scope.apps, ", ");
  if (scope.except_apps.empty()) return "all apps";
  return absl::StrCat("all apps except ", absl::StrJoin(scope.except_apps, ", "));
}

std::string DayText(const std::optional<Date>& day) {
  return day ? FormatDate(*day) : "";
}

// Who stands for a fact; of a proposed one also that.
std::string ApprovalText(const model::FactContent& content) {
  const auto& approval = content.approval;
  if (!approval) return content.approved ? "" : "proposed";
  return absl::StrCat(content.approved ? "" : "proposed by ", approval->reviewer, ", ",
                      FormatDate(approval->date));
}

// Who wants a fact retracted, where that takes two.
std::string RetractionText(const model::FactContent& content) {
  const auto& wanted = content.retraction;
  if (!wanted) return "";
  return absl::StrCat("proposed by ", wanted->proposer, ", ", FormatDate(wanted->date));
}

// Whether there is nothing to do: a book says nothing of what is proposed about a fact.
bool IsHeld(const model::FactContent& held, const model::FactContent& wanted) {
  if (wanted.retraction || !held.retraction) return held == wanted;
  model::FactContent standing = held;
  standing.retraction.reset();
  return standing == wanted;
}

// Whether a reviewer has decided later than what the book knows of.
bool UndoesReview(const model::FactContent& held, const model::FactContent* wanted) {
  if (!held.approval || !held.approved) return false;
  if (wanted == nullptr || !wanted->approval || !wanted->approved) return true;
  return *wanted->approval != *held.approval &&
         wanted->approval->date <= held.approval->date;
}

// `text_of` gives the text of a revision.
template <typename TextOf>
std::string EvidenceText(const model::Evidence& evidence, const TextOf& text_of) {
  if (const auto* said = std::get_if<model::Attestation>(&evidence)) {
    return absl::StrCat("attestation of ", said->attester, " (", FormatDate(said->date),
                        " to ",
                        said->expire_date ? FormatDate(*said->expire_date) : "open",
                        "): ", said->statement);
  }
  const auto& clause = std::get<model::ClauseEvidence>(evidence);
  const std::string* text = text_of(clause.revision);
  const auto begin = static_cast<std::size_t>(clause.range.begin);
  const auto size = static_cast<std::size_t>(clause.range.end) - begin;
  return absl::StrCat("\u201c", text == nullptr ? "" : text->substr(begin, size),
                      "\u201d (", clause.revision.policy.policy, " ",
                      clause.revision.revision, ", byte ", clause.range.begin, ")");
}

class Planner {
 public:
  Planner(const FactBook& book, const Held& held) : book_(book), held_(held) {}

  BookSteps Run() && {
    steps_.plan.state = StateOf(book_.publisher, held_);
    PlanVendor();
    PlanApps();
    PlanPolicies();
    PlanRevisions();
    PlanFacts();
    PlanRejections();
    PlanDeletions();
    return std::move(steps_);
  }

 private:
  void Change(BookAction action, const std::string& resource, std::string detail) {
    const auto place = book_.places.find(resource);
    steps_.plan.changes.push_back(
        {action, resource, std::move(detail),
         place == book_.places.end() || action == BookAction::kRetract ? BookPlace{}
                                                                       : place->second});
  }

  void PlanVendor() {
    if (book_.publisher.kind != model::PublisherKind::kVendor) return;
    const std::string name = ToName(book_.publisher);
    if (!held_.vendor) {
      Change(BookAction::kAdd, name, book_.vendor.display_name);
      steps_.put_vendor = &book_.vendor;
      return;
    }
    Differences differences;
    differences.Compare("name", held_.vendor->display_name, book_.vendor.display_name);
    differences.Compare("website", held_.vendor->website_uri, book_.vendor.website_uri);
    if (differences.empty()) return;
    Change(BookAction::kChange, name, differences.Text());
    steps_.put_vendor = &book_.vendor;
  }

  void PlanApps() {
    for (const model::App& app : book_.apps) {
      const auto held = held_.apps.find(app.ref.app);
      if (held == held_.apps.end()) {
        Change(BookAction::kAdd, ToName(app.ref), app.display_name);
        steps_.put_apps.push_back(&app);
        continue;
      }
      Differences differences;
      differences.Compare("name", held->second.display_name, app.display_name);
      differences.Compare("marketplace_key", held->second.marketplace_key,
                          app.marketplace_key);
      differences.Compare("listing", held->second.listing_uri, app.listing_uri);
      if (differences.empty()) continue;
      Change(BookAction::kChange, ToName(app.ref), differences.Text());
      steps_.put_apps.push_back(&app);
    }
  }

  void PlanPolicies() {
    for (const model::Policy& policy : book_.policies) {
      const auto held = held_.policies.find(policy.ref.policy);
      if (held == held_.policies.end()) {
        Change(BookAction::kAdd, ToName(policy.ref), policy.title);
        steps_.put_policies.push_back(&policy);
        continue;
      }
      Differences differences;
      differences.Compare("title", held->second.title, policy.title);
      differences.Compare("url", held->second.uri, policy.uri);
      differences.Compare("of app", held->second.app, policy.app);
      if (held->second.kind != policy.kind)
        differences.Compare("kind", "before", "after");
      if (differences.empty()) continue;
      Change(BookAction::kChange, ToName(policy.ref), differences.Text());
      steps_.put_policies.push_back(&policy);
    }
  }

  // A revision is immutable: one with another URI or format takes the old one's place.
  void PlanRevisions() {
    std::map<std::string, const BookRevision*> wanted;
    for (const BookRevision& revision : book_.revisions) {
      wanted[ToName(revision.revision.ref)] = &revision;
    }
    for (const auto& [name, held] : held_.revisions) {
      if (wanted.contains(name)) continue;
      Change(BookAction::kRetract, name, "withdrawn");
      steps_.withdraw_revisions.push_back(held.ref);
    }
    for (const BookRevision& entry : book_.revisions) {
      const std::string name = ToName(entry.revision.ref);
      const auto held = held_.revisions.find(name);
      if (held == held_.revisions.end()) {
        Change(BookAction::kAdd, name,
               absl::StrCat("effective ", FormatDate(entry.revision.effective), ", ",
                            entry.clauses.size(), " clauses"));
      } else {
        Differences differences;
        differences.Compare("url", held->second.uri, entry.revision.uri);
        differences.Compare("format", NameOfFormat(held->second.media_type),
                            NameOfFormat(entry.revision.media_type));
        differences.Compare("document", held->second.source_sha256,
                            entry.revision.source_sha256);
        if (differences.empty()) continue;
        Change(BookAction::kChange, name, differences.Text());
        steps_.withdraw_revisions.push_back(entry.revision.ref);
      }
      steps_.add_revisions.push_back(&entry);
    }
  }

  const std::string* TextOf(const model::RevisionRef& ref) const {
    for (const BookRevision& revision : book_.revisions) {
      if (revision.revision.ref == ref) return revision.revision.text.get();
    }
    for (const auto& policy : held_.base->policies) {
      for (const auto& revision : policy.revisions) {
        if (revision.revision.ref == ref) return revision.revision.text.get();
      }
    }
    return nullptr;
  }

  std::string FactDifferences(const model::FactContent& before,
                              const model::FactContent& after) const {
    const auto text_of = [this](const model::RevisionRef& ref) { return TextOf(ref); };
    Differences differences;
    differences.Compare("says", answering::StatementOf(before),
                        answering::StatementOf(after));
    differences.Compare("apps", ScopeText(before.scope), ScopeText(after.scope));
    differences.Compare("evidence", EvidenceText(before.evidence, text_of),
                        EvidenceText(after.evidence, text_of));
    differences.Compare("caveat", before.caveat, after.caveat);
    differences.Compare("valid_from", DayText(before.valid_from),
                        DayText(after.valid_from));
    differences.Compare("valid_until", DayText(before.valid_until),
                        DayText(after.valid_until));
    differences.Compare("approved", ApprovalText(before), ApprovalText(after));
    if (after.retraction) {
      differences.Compare("retraction", RetractionText(before), RetractionText(after));
    }
    if (differences.empty()) differences.Compare("clause", "before", "after");
    return differences.Text();
  }

  void PlanFacts() {
    std::map<std::string, const BookFact*> wanted;
    for (const BookFact& fact : book_.facts) wanted[fact.ref.fact] = &fact;
    for (const auto& [id, held] : held_.facts) {
      if (wanted.contains(id)) continue;
      Change(BookAction::kRetract, ToName(held.ref),
             answering::StatementOf(held.content));
      MarkReview(held.content, nullptr);
      steps_.retract_facts.push_back(held.ref);
    }
    for (const BookFact& fact : book_.facts) {
      const auto held = held_.facts.find(fact.ref.fact);
      if (held == held_.facts.end()) {
        Change(BookAction::kAdd, ToName(fact.ref), answering::StatementOf(fact.content));
      } else if (IsHeld(held->second.content, fact.content)) {
        continue;
      } else {
        Change(BookAction::kChange, ToName(fact.ref),
               FactDifferences(held->second.content, fact.content));
        MarkReview(held->second.content, &fact.content);
        steps_.retract_facts.push_back(fact.ref);
      }
      steps_.add_facts.push_back(&fact);
    }
  }

  // Says of the last change what it does to a reviewer's decision.
  void MarkReview(const model::FactContent& held, const model::FactContent* wanted) {
    if (!UndoesReview(held, wanted)) return;
    BookChange& change = steps_.plan.changes.back();
    change.undoes_review = true;
    absl::StrAppend(&change.detail, "; undoes the review of ", ApprovalText(held));
  }

  // What was refused stays so: what the book does not say is no difference.
  void PlanRejections() {
    for (const model::Rejection& rejection : book_.rejections) {
      const std::string name = RejectionName(rejection.policy, rejection.suggestion);
      if (held_.rejections.contains(name)) continue;
      Change(BookAction::kAdd, name,
             absl::StrCat(rejection.statement, rejection.statement.empty() ? "" : ": ",
                          "refused by ", rejection.reviewer, " on ",
                          FormatDate(rejection.date)));
      steps_.add_rejections.push_back(&rejection);
    }
  }

  void PlanDeletions() {
    for (const auto& [id, policy] : held_.policies) {
      const bool kept =
          std::any_of(book_.policies.begin(), book_.policies.end(),
                      [&id = id](const auto& p) { return p.ref.policy == id; });
      if (kept) continue;
      Change(BookAction::kRetract, ToName(policy.ref), policy.title);
      steps_.delete_policies.push_back(policy.ref);
    }
    for (const auto& [id, app] : held_.apps) {
      const bool kept =
          std::any_of(book_.apps.begin(), book_.apps.end(),
                      [&id = id](const auto& a) { return a.ref.app == id; });
      if (kept) continue;
      Change(BookAction::kRetract, ToName(app.ref), app.display_name);
      steps_.delete_apps.push_back(app.ref);
    }
  }

  const FactBook& book_;
  const Held& held_;
  BookSteps steps_;
};

}  // namespace

absl::StatusOr<BookSteps> PlanSteps(const FactBook& book,
                                    storage::ReadSnapshot& snapshot) {
  CB_ASSIGN_OR_RETURN(const Held held, ReadHeld(book.publisher, snapshot));
  return Planner(book, held).Run();
}

absl::StatusOr<BookPlan> PlanBook(const FactBook& book, storage::ReadSnapshot& snapshot) {
  CB_ASSIGN_OR_RETURN(BookSteps steps, PlanSteps(book, snapshot));
  return std::move(steps.plan);
}

}  // namespace clausebook::evidence
