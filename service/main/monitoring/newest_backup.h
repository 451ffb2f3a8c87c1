// How old the newest backup is, by what stands beside it.
#ifndef CLAUSEBOOK_SERVICE_MAIN_MONITORING_NEWEST_BACKUP_H_
#define CLAUSEBOOK_SERVICE_MAIN_MONITORING_NEWEST_BACKUP_H_

#include <optional>
#include <string>

#include "service/base/time.h"

namespace clausebook::monitoring {

// When the newest whole backup in the folder was made: one that has its manifest
// (FILE.json) and its size, and was not cut at a time. Its content is not read;
// `clausebook admin check` does that. Nullopt if there is none, or no such folder.
std::optional<Instant> NewestBackup(const std::string& folder);

}  // namespace clausebook::monitoring

#endif  // CLAUSEBOOK_SERVICE_MAIN_MONITORING_NEWEST_BACKUP_H_
