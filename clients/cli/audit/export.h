// A server's audit log as the lines of service/audit/log_lines.h.
#ifndef CLAUSEBOOK_CLIENTS_CLI_AUDIT_EXPORT_H_
#define CLAUSEBOOK_CLIENTS_CLI_AUDIT_EXPORT_H_

#include <functional>
#include <string_view>

#include "absl/status/status.h"
#include "clausebook/v1/audit_service.pb.h"
#include "clients/cpp/listing.h"

namespace clausebook::cli {

// Takes a line with its line break.
using TakeLine = std::function<absl::Status(std::string_view line)>;

// Hands the log over line by line, as its pages come: no more than one page is held.
// `entries` are the oldest first. The first error of the lists or of `take` ends it; only
// a log that is whole has its last line.
absl::Status ExportAuditLog(client::Listing<v1::AuditCheckpoint> checkpoints,
                            client::Listing<v1::AuditEntry> entries,
                            const TakeLine& take);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_AUDIT_EXPORT_H_
