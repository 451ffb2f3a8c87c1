// The steps from what the store holds of a publisher to what a book says.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_PLAN_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_PLAN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/evidence/fact_book.h"

namespace clausebook::evidence {

// What to do, in the order in which it has to be done. Points into the book.
struct BookSteps {
  const model::Vendor* put_vendor = nullptr;
  std::vector<const model::App*> put_apps;
  std::vector<const model::Policy*> put_policies;
  std::vector<model::FactRef> retract_facts;
  std::vector<model::RevisionRef> withdraw_revisions;
  std::vector<const BookRevision*> add_revisions;
  std::vector<const BookFact*> add_facts;
  std::vector<const model::Rejection*> add_rejections;
  std::vector<model::PolicyRef> delete_policies;
  std::vector<model::AppRef> delete_apps;
  BookPlan plan;  // the same for people, and the digest of what is held
};

absl::StatusOr<BookSteps> PlanSteps(const FactBook& book,
                                    storage::ReadSnapshot& snapshot);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_PLAN_H_
