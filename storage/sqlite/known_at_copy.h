// A database cut at a time: every row that was recorded until then, and no other.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_KNOWN_AT_COPY_H_
#define CLAUSEBOOK_STORAGE_SQLITE_KNOWN_AT_COPY_H_

#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "service/base/cancellation.h"
#include "service/base/time.h"
#include "storage/sqlite/connection.h"

namespace clausebook::storage {

// Since nothing is overwritten, this is the database as it was then, by today's schema:
// versions, tombstones, retractions and decisions are rows of their own with a time.
// `from` is inside of a read transaction, `to` is an empty database. Replies to request
// ids are kept as far as they are from before. INTERNAL if the schema has a table of
// which this does not know how to cut it.
absl::Status CopyAsKnownAt(Connection& from, Connection& to, Instant known_at,
                           const Cancellation* cancellation);

// How rows of each table are told to be from before, parents first.
struct CutRule {
  std::string_view table;
  std::string_view until;  // a condition with ?1, the time
};
std::span<const CutRule> CutRules();

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_KNOWN_AT_COPY_H_
