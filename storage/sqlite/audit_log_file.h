// The audit log of a database file, for whoever checks it with no server. Only reads; the
// file may be in use.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_AUDIT_LOG_FILE_H_
#define CLAUSEBOOK_STORAGE_SQLITE_AUDIT_LOG_FILE_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "storage/model/audit.h"

namespace clausebook::storage {

struct AuditLogVisitor {
  std::function<void(const model::AuditCheckpoint&)> checkpoint;
  std::function<void(const model::AuditEntry&)> entry;
  // A sentence about rows that are not what they can be.
  std::function<void(const std::string&)> fault;
};

// All checkpoints and then all entries of one moment, each in order. NOT_FOUND if there
// is no file, FAILED_PRECONDITION if it is newer than this program or older than audit
// logs, DATA_LOSS if it is damaged or not ours, UNAVAILABLE if it cannot be read.
absl::Status VisitAuditLog(const std::string& path, const AuditLogVisitor& visitor);

// Whether the file begins as databases do.
bool IsDatabaseFile(const std::string& path);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_AUDIT_LOG_FILE_H_
