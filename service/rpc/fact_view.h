// Stored facts as clients see them: with their quote, and where they stand.
#ifndef CLAUSEBOOK_SERVICE_RPC_FACT_VIEW_H_
#define CLAUSEBOOK_SERVICE_RPC_FACT_VIEW_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "clausebook/v1/fact.pb.h"
#include "service/answering/answering.h"
#include "service/base/time.h"
#include "storage/store.h"

namespace clausebook::rpc {

// Shows facts of one snapshot, as of one day and as known at one time. Keeps the
// evidence of one publisher at a time, so facts had better come ordered by
// publisher. Not thread-safe; refers to the snapshot.
class FactView {
 public:
  FactView(storage::ReadSnapshot& snapshot, Date as_of, Instant known_at)
      : snapshot_(snapshot), as_of_(as_of), known_at_(known_at) {}

  absl::StatusOr<answering::FactState> StateOf(const model::Fact& fact);
  absl::StatusOr<v1::Fact> Show(const model::Fact& fact);

 private:
  absl::Status TurnTo(const model::Publisher& publisher);
  absl::StatusOr<std::shared_ptr<const std::string>> TextOf(
      const model::RevisionRef& revision);

  storage::ReadSnapshot& snapshot_;
  Date as_of_;
  Instant known_at_;
  std::shared_ptr<const model::EvidenceBase> base_;
  std::map<model::RevisionRef, std::shared_ptr<const std::string>> texts_;
};

// The standing generation of a fact, or its last one. NOT_FOUND if it has none.
absl::StatusOr<model::Fact> FindFact(storage::ReadSnapshot& snapshot,
                                     const model::FactRef& ref, Instant known_at);

// Whether a vendor's fact with this scope speaks of the vendor's app with this id.
bool Covers(const model::Scope& scope, const std::string& app);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_FACT_VIEW_H_
