// The file in which a server keeps its checkpoints outside of the database.
#ifndef CLAUSEBOOK_SERVICE_AUDIT_CHECKPOINT_FILE_H_
#define CLAUSEBOOK_SERVICE_AUDIT_CHECKPOINT_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "storage/model/audit.h"

namespace clausebook::audit {

// Appends a line (log_lines.h) and brings it to the disk; makes the file if it is
// missing, readable for everybody. A line that was broken off by a crash stays alone.
// UNAVAILABLE (kStorageUnavailable) if it cannot be written.
absl::Status AppendCheckpoint(const std::string& path,
                              const model::AuditCheckpoint& checkpoint);

}  // namespace clausebook::audit

#endif  // CLAUSEBOOK_SERVICE_AUDIT_CHECKPOINT_FILE_H_
