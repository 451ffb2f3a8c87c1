// Where facts take two people: what of one person's act is a proposal, and what she may
// not do alone. The table is in service/DESIGN.md.
#ifndef CLAUSEBOOK_SERVICE_RPC_SECOND_PERSON_H_
#define CLAUSEBOOK_SERVICE_RPC_SECOND_PERSON_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/rpc/handlers.h"
#include "storage/store.h"

namespace clausebook::rpc {

// Whether what this call says of facts waits for a second person.
bool TakesTwo(const HandlerDeps& deps, const CallContext& context);

// Makes the content the caller's proposal.
void Propose(const CallContext& context, model::FactContent& content);

// Records that the caller wants this standing fact, which counts, retracted. Returns it
// anew. FAILED_PRECONDITION (kSecondPersonNeeded) if somebody wanted that before.
absl::StatusOr<model::Fact> ProposeRetraction(storage::WriteTransaction& tx,
                                              const CallContext& context,
                                              const model::Fact& fact,
                                              const std::string& reason);

// Runs a write about a publisher's revisions. FAILED_PRECONDITION (kSecondPersonNeeded,
// `fact`) if it takes two and would bring back facts that await review.
absl::Status WithoutReviving(const HandlerDeps& deps, const CallContext& context,
                             storage::WriteTransaction& tx,
                             const model::Publisher& publisher,
                             const std::function<absl::Status()>& write);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_SECOND_PERSON_H_
