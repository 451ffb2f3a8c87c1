// What a program did to its files, in order, as far as a disk sees it.
#ifndef CLAUSEBOOK_TESTS_FAULTS_DISK_EVENTS_H_
#define CLAUSEBOOK_TESTS_FAULTS_DISK_EVENTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace clausebook::testing {

struct DiskEvent {
  enum class Kind {
    kCreate,     // a new, empty file of that name
    kDelete,     // `durable`: its folder was synced
    kWrite,      // `bytes` at `offset`
    kTruncate,   // to `offset` bytes
    kRename,     // in one step to `other`, in the place of what is there
    kLink,       // `other` is another name for it
    kSync,       // `durable`: its folder too
    kSyncNames,  // of the folder, without a file
    kNote        // nothing happened to a file: `offset` is what a test notes
  };
  Kind kind = Kind::kNote;
  std::string file;  // its name without folders
  std::int64_t offset = 0;
  std::string bytes;
  bool durable = false;
  std::string other;
};

using DiskTrace = std::vector<DiskEvent>;

// Whole files by name.
using DiskImages = std::map<std::string, std::string>;

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_DISK_EVENTS_H_
