// What the patterns propose for recorded revisions, kept for the next page and the
// decision that follows.
#ifndef CLAUSEBOOK_SERVICE_RPC_PROPOSAL_READER_H_
#define CLAUSEBOOK_SERVICE_RPC_PROPOSAL_READER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/review/suggestions.h"
#include "service/view/lru_cache.h"

namespace clausebook::rpc {

// Thread-safe. A text of a MiB takes seconds to read, so what was read is kept for as
// long as nothing that it depends on has changed.
class ProposalReader {
 public:
  // `catalog` outlives this.
  explicit ProposalReader(const catalog::Catalog* catalog) : catalog_(catalog) {}

  // ProposeFacts of a revision that is recorded.
  absl::StatusOr<std::shared_ptr<const evidence::Suggestions>> Read(
      const evidence::ReviewBasis& basis, const model::PolicyEvidence& policy,
      const model::RevisionEvidence& revision);

 private:
  static constexpr std::size_t kMostBytes = 32 << 20;

  const catalog::Catalog* catalog_;
  view::LruCache<std::shared_ptr<const evidence::Suggestions>> cache_{kMostBytes};
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_PROPOSAL_READER_H_
