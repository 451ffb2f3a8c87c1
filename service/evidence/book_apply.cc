// Makes the store hold a book.
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/book_plan.h"

namespace clausebook::evidence {
namespace {

constexpr char kReason[] = "changed or left out in the applied fact book";

absl::Status Take(const BookSteps& steps, storage::WriteTransaction& transaction) {
  if (steps.put_vendor != nullptr) {
    CB_RETURN_IF_ERROR(transaction.PutVendor(*steps.put_vendor).status());
  }
  for (const model::App* app : steps.put_apps) {
    CB_RETURN_IF_ERROR(transaction.PutApp(*app).status());
  }
  for (const model::Policy* policy : steps.put_policies) {
    CB_RETURN_IF_ERROR(transaction.PutPolicy(*policy).status());
  }
  // Facts go before the revisions that they rest on, and come after them.
  for (const model::FactRef& fact : steps.retract_facts) {
    CB_RETURN_IF_ERROR(transaction.RetractFact(fact, kReason).status());
  }
  for (const model::RevisionRef& revision : steps.withdraw_revisions) {
    CB_RETURN_IF_ERROR(transaction.WithdrawRevision(revision));
  }
  for (const BookRevision* entry : steps.add_revisions) {
    CB_RETURN_IF_ERROR(transaction.AddRevision(entry->revision, entry->clauses).status());
  }
  for (const BookFact* fact : steps.add_facts) {
    CB_RETURN_IF_ERROR(transaction.AddFact(fact->ref, fact->content).status());
  }
  for (const model::Rejection* rejection : steps.add_rejections) {
    CB_RETURN_IF_ERROR(transaction.AddRejection(*rejection).status());
  }
  for (const model::PolicyRef& policy : steps.delete_policies) {
    CB_RETURN_IF_ERROR(transaction.DeletePolicy(policy));
  }
  for (const model::AppRef& app : steps.delete_apps) {
    CB_RETURN_IF_ERROR(transaction.DeleteApp(app));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<BookPlan> ApplyBook(const FactBook& book,
                                   const std::string& expected_state,
                                   storage::WriteTransaction& transaction) {
  CB_ASSIGN_OR_RETURN(BookSteps steps, PlanSteps(book, transaction));
  if (!expected_state.empty() && expected_state != steps.plan.state) {
    return MakeError(
        "What the service holds has changed since the plan was made; nothing was applied. "
        "Look at a new plan first.",
        {.reason = Reason::kStateMismatch,
         .metadata = {{"publisher", ToName(book.publisher)}}});
  }
  CB_RETURN_IF_ERROR(Take(steps, transaction));
  return std::move(steps.plan);
}

}  // namespace clausebook::evidence
