// The audit log as text, a JSON object a line: for keeping it elsewhere and for checking
// it there. There is one way to write each line, and no other is read, so that not a bit
// of a log can be changed unseen.
//
//   {"log":1}                                  the first line
//   {"checkpoint":{"sequence":…,"digest":…,"time":…,"key":…,"signature":…}}
//   {"entry":{"sequence":…,"time":…,…,"previous":…,"digest":…}}
//   {"end":{"entries":…,"digest":…}}           the last line: that of the last entry
#ifndef CLAUSEBOOK_SERVICE_AUDIT_LOG_LINES_H_
#define CLAUSEBOOK_SERVICE_AUDIT_LOG_LINES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/statusor.h"
#include "storage/model/audit.h"

namespace clausebook::audit {

struct LogHead {};
struct LogEnd {
  std::int64_t entries = 0;
  std::string digest;  // of the last entry; empty: there is none
};
using LogLine = std::variant<LogHead, model::AuditCheckpoint, model::AuditEntry, LogEnd>;

// The line, with its line break.
std::string ToLine(const LogHead& head);
std::string ToLine(const model::AuditCheckpoint& checkpoint);
std::string ToLine(const model::AuditEntry& entry);
std::string ToLine(const LogEnd& end);

// `line` without its line break; INVALID_ARGUMENT for anything that ToLine does not
// write.
absl::StatusOr<LogLine> ReadLine(std::string_view line);

// `WRITE`, `DENIED`, `ADMINISTRATION`.
std::string_view KindName(model::AuditKind kind);

}  // namespace clausebook::audit

#endif  // CLAUSEBOOK_SERVICE_AUDIT_LOG_LINES_H_
