// A book as one person's proposal.
#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "service/base/status_macros.h"
#include "service/evidence/book_held.h"
#include "service/evidence/fact_book.h"

namespace clausebook::evidence {
namespace {

// Whether both say the same, whoever stands for it or wants it gone.
bool SayTheSame(model::FactContent a, model::FactContent b) {
  a.approved = b.approved = true;
  a.approval.reset();
  b.approval.reset();
  a.retraction.reset();
  b.retraction.reset();
  return a == b;
}

// Adds to a book what facts that are kept rest on and speak of.
class Keeper {
 public:
  Keeper(const Held& held, FactBook& book) : held_(held), book_(book) {}

  void Keep(const model::FactContent& content) {
    for (const std::string& app : content.scope.apps) KeepApp(app);
    for (const std::string& app : content.scope.except_apps) KeepApp(app);
    const auto* clause = std::get_if<model::ClauseEvidence>(&content.evidence);
    if (clause == nullptr) return;
    KeepPolicy(clause->revision.policy);
    KeepRevision(clause->revision);
  }

 private:
  template <typename List, typename Matches>
  static bool Has(const List& list, const Matches& matches) {
    return std::any_of(list.begin(), list.end(), matches);
  }

  void KeepApp(const std::string& id) {
    const auto held = held_.apps.find(id);
    if (held == held_.apps.end()) return;
    if (Has(book_.apps, [&](const model::App& app) { return app.ref.app == id; })) return;
    book_.apps.push_back(held->second);
  }

  void KeepPolicy(const model::PolicyRef& ref) {
    const auto held = held_.policies.find(ref.policy);
    if (held == held_.policies.end()) return;
    if (!held->second.app.empty()) KeepApp(held->second.app);
    if (Has(book_.policies, [&](const auto& policy) { return policy.ref == ref; }))
      return;
    book_.policies.push_back(held->second);
  }

  void KeepRevision(const model::RevisionRef& ref) {
    if (Has(book_.revisions,
            [&](const BookRevision& known) { return known.revision.ref == ref; })) {
      return;
    }
    for (const model::PolicyEvidence& policy : held_.base->policies) {
      for (const model::RevisionEvidence& known : policy.revisions) {
        if (known.revision.ref != ref) continue;
        book_.revisions.push_back({known.revision, known.clauses});
        return;
      }
    }
  }

  const Held& held_;
  FactBook& book_;
};

}  // namespace

absl::StatusOr<FactBook> AsProposal(FactBook book, const std::string& proposer,
                                    Date today, storage::ReadSnapshot& snapshot) {
  CB_ASSIGN_OR_RETURN(const Held held, ReadHeld(book.publisher, snapshot));
  Keeper keeper(held, book);
  // Of a fact that counts: as it is held, wanted gone for this reason.
  const auto wanted_gone = [&](const model::Fact& fact, const char* reason) {
    keeper.Keep(fact.content);
    model::FactContent content = fact.content;
    if (!content.retraction) {
      content.retraction = model::ProposedRetraction{proposer, today, reason};
    }
    return content;
  };
  std::set<std::string> named;
  for (BookFact& fact : book.facts) {
    named.insert(fact.ref.fact);
    const auto known = held.facts.find(fact.ref.fact);
    if (known != held.facts.end() && SayTheSame(known->second.content, fact.content)) {
      fact.content = known->second.content;
    } else if (known != held.facts.end() && known->second.content.approved) {
      fact.content = wanted_gone(known->second, "Changed in the applied fact book.");
    } else {
      const auto said = fact.content.approval.value_or(model::Approval{});
      fact.content.approved = false;
      fact.content.approval =
          model::Approval{proposer, today, said.suggestion, said.pattern};
    }
  }
  for (const auto& [id, fact] : held.facts) {
    if (named.contains(id) || !fact.content.approved) continue;
    book.facts.push_back(
        {fact.ref, wanted_gone(fact, "Left out in the applied fact book.")});
  }
  return book;
}

}  // namespace clausebook::evidence
