// What the test of kills during backups kills: makes a backup or puts one back, in one
// thread, and ends.
//
//   backup_worker backup DATABASE BACKUP
//   backup_worker restore BACKUP DATABASE
#include <iostream>
#include <string>

#include "service/base/clock.h"
#include "storage/sqlite/backup.h"
#include "storage/sqlite/restore.h"

int main(int argc, char** argv) {
  const std::string what = argc == 4 ? argv[1] : "";
  const clausebook::SystemClock clock{};
  absl::Status status;
  if (what == "backup") {
    status = clausebook::storage::CreateBackup(
                 {.database = argv[2], .target = argv[3], .clock = &clock})
                 .status();
  } else if (what == "restore") {
    status = clausebook::storage::RestoreBackup(
                 {.backup = argv[2], .database = argv[3], .clock = &clock})
                 .status();
  } else {
    std::cerr
        << "usage: backup_worker backup DATABASE BACKUP | restore BACKUP DATABASE\n";
    return 2;
  }
  if (!status.ok()) std::cerr << status << "\n";
  return status.ok() ? 0 : 1;
}
