// What a power failure may leave of a folder: of each file what was last synced or what
// is there, and of its names those that were last synced or those that are there.
#ifndef CLAUSEBOOK_TESTS_FAULTS_POWER_LOSS_FOLDER_H_
#define CLAUSEBOOK_TESTS_FAULTS_POWER_LOSS_FOLDER_H_

#include <sys/types.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/faults/disk/events.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {

// Files are kept or lost whole; torn ones are DiskState's. Not thread-safe.
class PowerLossFolder {
 public:
  // All that is in the folder now is on the disk.
  explicit PowerLossFolder(std::string folder);

  // To be called before each change. `synced`: the file, or the folder itself, that is
  // about to be synced; empty for none.
  void Look(const std::string& synced);

  // What may be there if the power fails now: everything unsynced lost, only the names
  // kept, only contents kept, everything kept, and so many mixtures.
  std::vector<DiskImages> Disks(int mixtures, std::mt19937& random) const;

 private:
  using Names = std::map<std::string, ino_t>;
  using Contents = std::map<ino_t, std::string>;

  void Read();
  template <typename KeepName, typename KeepContent>
  DiskImages Disk(const KeepName& keep_name, const KeepContent& keep_content) const;

  const std::string folder_;
  // Links to all files that were seen, so that no new one gets the number of a deleted
  // one.
  TempDir held_;
  Names names_, durable_names_;
  Contents contents_, durable_contents_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_POWER_LOSS_FOLDER_H_
