#include "clients/cli/audit/export.h"

#include "clients/cli/audit/render.h"
#include "service/audit/log_lines.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {

absl::Status ExportAuditLog(client::Listing<v1::AuditCheckpoint> checkpoints,
                            client::Listing<v1::AuditEntry> entries,
                            const TakeLine& take) {
  CB_RETURN_IF_ERROR(take(audit::ToLine(audit::LogHead{})));
  // All of them first: each is then of an entry that follows.
  while (true) {
    CB_ASSIGN_OR_RETURN(const auto checkpoint, checkpoints.Next());
    if (!checkpoint) break;
    CB_RETURN_IF_ERROR(take(audit::ToLine(FromProto(*checkpoint))));
  }
  audit::LogEnd end;
  while (true) {
    CB_ASSIGN_OR_RETURN(const auto entry, entries.Next());
    if (!entry) break;
    CB_RETURN_IF_ERROR(take(audit::ToLine(FromProto(*entry))));
    ++end.entries;
    end.digest = entry->digest();
  }
  return take(audit::ToLine(end));
}

}  // namespace clausebook::cli
