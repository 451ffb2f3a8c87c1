// Which states a disk can be in when the power fails: what was synced is there, of what
// was not anything may be.
#ifndef CLAUSEBOOK_TESTS_FAULTS_DISK_DISK_STATE_H_
#define CLAUSEBOOK_TESTS_FAULTS_DISK_DISK_STATE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/faults/disk/events.h"

namespace clausebook::testing {

// What becomes of changes that were not synced.
enum class Loss {
  kAll,      // none of them is there
  kNothing,  // all are, as when the process alone is killed
  kTail,     // those before a random one are
  kSome,     // each is or is not
  kSectors,  // each sector of each is or is not
  kGarbage   // as kSectors; what a file grew by and was not written is anything
};
inline constexpr Loss kLosses[] = {Loss::kAll,  Loss::kNothing, Loss::kTail,
                                   Loss::kSome, Loss::kSectors, Loss::kGarbage};
const char* NameOf(Loss loss);

// A disk on which one event after the other happens. Not thread-safe.
class DiskState {
 public:
  // With these files on it, all durable.
  explicit DiskState(const DiskImages& files = {});
  DiskState(const DiskState&) = delete;
  DiskState& operator=(const DiskState&) = delete;

  void Happen(const DiskEvent& event);

  // How many changes are not durable.
  std::size_t pending() const { return pending_.size(); }

  // The files after a power failure now.
  DiskImages Fail(Loss loss, std::mt19937& random) const;

 private:
  struct Inode {
    std::string durable;
  };
  struct Change {
    DiskEvent event;
    std::shared_ptr<Inode> inode;
    bool of_folder() const {
      return event.kind == DiskEvent::Kind::kCreate ||
             event.kind == DiskEvent::Kind::kDelete ||
             event.kind == DiskEvent::Kind::kRename ||
             event.kind == DiskEvent::Kind::kLink;
    }
  };
  using Folder = std::map<std::string, std::shared_ptr<Inode>>;

  static void ApplyName(const Change& change, Folder& folder);
  void SyncFile(const std::shared_ptr<Inode>& inode);
  void SyncFolder();

  Folder now_;      // as programs see it
  Folder durable_;  // as the disk has it
  std::vector<Change> pending_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_DISK_DISK_STATE_H_
