#include "storage/sqlite/audit_log_file.h"

#include <unistd.h>

#include <fstream>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/errors.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {
namespace {

constexpr std::size_t kStepOfAudit = 5;
constexpr int kEntriesAtOnce = 1000;
constexpr char kCountEntries[] = "SELECT count(*) FROM audit_entries";
constexpr std::string_view kDatabaseMagic("SQLite format 3\0", 16);

absl::Status Visit(Connection& c, const AuditLogVisitor& visitor) {
  c.Execute("BEGIN");  // one state throughout
  CB_ASSIGN_OR_RETURN(const std::size_t step, CountApplied(c, Migrations()));
  if (step < kStepOfAudit) {
    return MakeError(
        "The database is of a version that kept no audit log: there is nothing to check.",
        {.reason = Reason::kStorageNewer});
  }
  for (const auto& checkpoint :
       ReadAuditCheckpoints(c, 0, std::numeric_limits<int>::max())) {
    visitor.checkpoint(checkpoint);
  }
  std::int64_t seen = 0;
  std::int64_t after = 0;
  while (true) {
    const auto entries = ReadAuditEntries(c, {}, after, kEntriesAtOnce);
    for (const auto& entry : entries) visitor.entry(entry);
    seen += static_cast<std::int64_t>(entries.size());
    if (entries.size() < static_cast<std::size_t>(kEntriesAtOnce)) break;
    after = entries.back().sequence;
  }
  Query count(c, kCountEntries);
  if (!count.Next() || count.Int(0) != seen) {
    visitor.fault("The log has entries that no number leads to.");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VisitAuditLog(const std::string& path, const AuditLogVisitor& visitor) {
  if (access(path.c_str(), F_OK) != 0) {
    return MakeError("There is no such file.", {.reason = Reason::kNotFound});
  }
  CB_ASSIGN_OR_RETURN(const auto connection, Connection::Open({.path = path}));
  return Guard(nullptr, [&] { return Visit(*connection, visitor); });
}

bool IsDatabaseFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(kDatabaseMagic.size(), '\0');
  return file.read(begin.data(), static_cast<std::streamsize>(begin.size())) &&
         begin == kDatabaseMagic;
}

}  // namespace clausebook::storage
