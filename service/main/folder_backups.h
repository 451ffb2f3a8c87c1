// Backups in the folder that the operator has configured.
#ifndef CLAUSEBOOK_SERVICE_MAIN_FOLDER_BACKUPS_H_
#define CLAUSEBOOK_SERVICE_MAIN_FOLDER_BACKUPS_H_

#include <mutex>
#include <string>

#include "service/base/clock.h"
#include "storage/backups.h"

namespace clausebook {

// One is made at a time, as `FOLDER/ID.db` with its manifest beside it.
class FolderBackups final : public storage::Backups {
 public:
  // `clock` outlives this. An empty folder: none are made.
  FolderBackups(std::string database, std::string folder, const Clock* clock)
      : database_(std::move(database)), folder_(std::move(folder)), clock_(clock) {}

  absl::StatusOr<storage::NewBackup> Make(const Request& request) override;

 private:
  const std::string database_;
  const std::string folder_;
  const Clock* clock_;
  std::mutex making_;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_FOLDER_BACKUPS_H_
