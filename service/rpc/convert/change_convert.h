// Comparisons of revisions on the wire.
#ifndef CLAUSEBOOK_SERVICE_RPC_CONVERT_CHANGE_CONVERT_H_
#define CLAUSEBOOK_SERVICE_RPC_CONVERT_CHANGE_CONVERT_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "clausebook/v1/revision_change.pb.h"
#include "service/evidence/revisions/comparison.h"
#include "storage/model/evidence_base.h"

namespace clausebook::rpc {

// Where the lines of a text begin, to number many places of it. Borrows nothing.
class LineNumbers {
 public:
  explicit LineNumbers(std::string_view text);
  // 1-based line of the byte at `offset`; see service/base/text_lines.h.
  int Of(std::int64_t offset) const;

 private:
  std::vector<std::int64_t> starts_;  // of all lines but the first
};

// Shows changes between two revisions, which outlive it. Either may be null, for a
// comparison with nothing.
class ChangeView {
 public:
  ChangeView(const model::RevisionEvidence* before, const model::RevisionEvidence* after);

  v1::ClauseChange Show(const evidence::ClauseChange& change) const;

 private:
  const model::RevisionEvidence* before_;
  const model::RevisionEvidence* after_;
  LineNumbers old_lines_;
  LineNumbers new_lines_;
};

v1::ClauseChangeCounts CountChanges(const std::vector<evidence::ClauseChange>& changes);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CONVERT_CHANGE_CONVERT_H_
