// Looks whether a database file is sound, all the way down: pages, references, the schema
// and its steps, digests of every document, places in texts, and what else must hold
// among rows, and the audit log. Only reads; the file may be in use.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_DATABASE_CHECK_H_
#define CLAUSEBOOK_STORAGE_SQLITE_DATABASE_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "service/base/cancellation.h"
#include "service/base/time.h"

namespace clausebook::storage {

struct CheckFinding {
  std::string check;  // one of kDatabaseChecks
  std::string what;   // a sentence; names resources, never quotes a text
};

// What is looked at, in this order.
inline constexpr const char* kDatabaseChecks[] = {"pages", "schema",    "references",
                                                  "texts", "clauses",   "facts",
                                                  "files", "numbering", "audit"};

struct CheckReport {
  std::size_t schema_step = 0;
  Instant last_commit;
  std::int64_t size_bytes = 0;  // of the file's pages
  // How many of what was looked at: `revisions`, `clauses`, `facts` and so on.
  std::vector<std::pair<std::string, std::int64_t>> counts;
  std::vector<CheckFinding> findings;  // at most 100 of each check
  bool sound() const { return findings.empty(); }
};

struct CheckRequest {
  std::string path;
  std::string vfs;                             // empty: the usual one
  const Cancellation* cancellation = nullptr;  // may be null
};

// A file that is damaged or not ours is a report with findings. NOT_FOUND if there is no
// file, FAILED_PRECONDITION (kStorageNewer) if its schema is newer than this program,
// UNAVAILABLE if it cannot be read, CANCELLED.
absl::StatusOr<CheckReport> CheckDatabase(const CheckRequest& request);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_DATABASE_CHECK_H_
