// NOT_FOUND of a read as of an earlier time: what is on record now may not have been
// known then, and "does not exist" would be wrong to say of it.
#ifndef CLAUSEBOOK_STORAGE_MODEL_NOT_KNOWN_H_
#define CLAUSEBOOK_STORAGE_MODEL_NOT_KNOWN_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "service/base/error.h"
#include "service/base/time.h"

namespace clausebook::model {

// NOT_FOUND for a resource that is on record since `since`, which is after `known_at`;
// the metadata `known_since` says so to programs. Both times are told to the microsecond,
// so that they can be asked for. `type` is without the package: `App`.
absl::Status NotKnownThen(std::string_view type, const std::string& name,
                          Instant known_at, Instant since);

// What to say of a resource that a read as known at `known_at` did not find: `read_now`
// reads it as known now, in the same state. Its error if that fails for another reason.
template <typename ReadNow>
absl::Status NotKnown(std::string_view type, const std::string& name, Instant known_at,
                      const ReadNow& read_now) {
  if (known_at == kEndOfTime) return NotFound(type, name);
  const auto now = read_now();
  if (absl::IsNotFound(now.status())) return NotFound(type, name);
  if (!now.ok()) return now.status();
  return NotKnownThen(type, name, known_at, now->info.create_time);
}

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_NOT_KNOWN_H_
