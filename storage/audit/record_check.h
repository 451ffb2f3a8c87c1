// Whether the audit log and the records that it tells of agree.
#ifndef CLAUSEBOOK_STORAGE_AUDIT_RECORD_CHECK_H_
#define CLAUSEBOOK_STORAGE_AUDIT_RECORD_CHECK_H_

#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "storage/model/audit.h"
#include "storage/store.h"

namespace clausebook::storage {

// Takes entries in order, then compares the last that was said of every record with what
// it holds. Records of which the log says nothing (they are older than it) are not looked
// at. Not thread-safe.
class RecordCheck {
 public:
  void Take(const model::AuditEntry& entry);

  // Calls `fault` with a sentence for each record that is not as it was written. An error
  // is one of reading.
  absl::Status Compare(ReadSnapshot& snapshot,
                       const std::function<void(const std::string&)>& fault) const;

 private:
  std::map<std::string, std::string> digests_;  // by name; empty: it does not stand
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_AUDIT_RECORD_CHECK_H_
