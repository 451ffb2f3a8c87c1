#include "tests/faults/backup_kills.h"

#include <filesystem>

#include "storage/sqlite/backup.h"
#include "storage/sqlite/restore.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/inspection.h"
#include "tests/faults/traced_child.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

class Kills {
 public:
  Kills(std::string worker, std::vector<std::string> words)
      : worker_(std::move(worker)), words_(std::move(words)), files_(FilesOfKills()) {}

  template <typename Look>
  KillsOutcome Run(int stride, const Look& look) {
    const int all = static_cast<int>(Once(0).changes.size());
    for (int n = 1; n <= all && outcome_.wrong.empty(); n += stride) {
      const TracedRun run = Once(n);
      if (!run.killed) {
        outcome_.wrong = "it was not killed";
        break;
      }
      ++outcome_.kills;
      const std::string wrong = look();
      if (!wrong.empty()) {
        outcome_.wrong = "killed before " + run.changes.back() + ", change " +
                         std::to_string(n) + " of " + std::to_string(all) + ": " + wrong;
      }
    }
    return outcome_;
  }

  TracedRun Once(int kill_before) {
    WriteImages(folder_, files_);
    std::vector<std::string> arguments{worker_, words_[0], folder_.File(words_[1]),
                                       folder_.File(words_[2])};
    return RunTraced(arguments, kill_before);
  }

  // Counts it as the state before or after; what is wrong if it is neither.
  std::string Count(bool before, bool after, const std::string& otherwise) {
    outcome_.before += before ? 1 : 0;
    outcome_.after += after ? 1 : 0;
    return before || after ? "" : otherwise;
  }

  std::string File(const std::string& name) const { return folder_.File(name); }
  Inspection Look(const std::string& name) const {
    return Inspect(folder_.File(name), "", kLongBytesOfKills);
  }
  const TempDir& folder() const { return folder_; }

 private:
  const std::string worker_;
  const std::vector<std::string> words_;
  const DiskImages files_;
  TempDir folder_;
  KillsOutcome outcome_;
};

}  // namespace

DiskImages FilesOfKills() {
  const TempDir folder;
  const FakeClock clock;
  const TestVfs vfs;
  const auto store = Must(storage::SqliteStore::Open(
      {.path = folder.File("store.db"), .clock = &clock, .vfs = vfs.name()}));
  for (int i = 0; i < kInBackup; ++i) Must(WriteEntry(*store, i, kLongBytesOfKills));
  Must(storage::CreateBackup({.database = folder.File("store.db"),
                              .target = folder.File("monday.db"),
                              .clock = &clock,
                              .vfs = vfs.name()}));
  for (int i = kInBackup; i < kInDatabase; ++i)
    Must(WriteEntry(*store, i, kLongBytesOfKills));
  DiskImages images = ReadImages(folder);
  images.erase("store.db-shm");
  images.erase("store.db.lock");
  return images;
}

std::string FaultOfKept(const TempDir& folder) {
  for (const auto& [name, bytes] : ReadImages(folder)) {
    if (name.find(".before-restore-") == std::string::npos) continue;
    if (name.ends_with("-wal") || name.ends_with("-shm") || name.ends_with(".lock")) {
      continue;
    }
    const Inspection kept = Inspect(folder.File(name), "", kLongBytesOfKills);
    if (!kept.fault.empty()) return name + ": " + kept.fault;
    if (kept.entries != kInDatabase && kept.entries != kInBackup)
      return name + " is half";
  }
  return "";
}

KillsOutcome KillBackups(const std::string& worker, int stride) {
  Kills kills(worker, {"backup", "store.db", "tuesday.db"});
  const FakeClock clock;
  return kills.Run(stride, [&]() -> std::string {
    const Inspection source = kills.Look("store.db");
    if (!source.fault.empty()) return "the database: " + source.fault;
    if (source.entries != kInDatabase) return "the database has lost entries";
    const bool there = std::filesystem::exists(kills.File("tuesday.db"));
    const auto verified = storage::VerifyBackup(kills.File("tuesday.db"));
    const std::string wrong =
        kills.Count(!there, there && verified.ok(), "half a backup has the name");
    if (!wrong.empty()) return wrong;
    const auto again = storage::CreateBackup({.database = kills.File("store.db"),
                                              .target = kills.File("wednesday.db"),
                                              .clock = &clock});
    return again.ok() ? "" : "the next backup: " + again.status().ToString();
  });
}

KillsOutcome KillRestores(const std::string& worker, int stride) {
  Kills kills(worker, {"restore", "monday.db", "store.db"});
  const FakeClock clock;
  return kills.Run(stride, [&]() -> std::string {
    const Inspection now = kills.Look("store.db");
    if (!now.fault.empty()) return "the database: " + now.fault;
    const std::string wrong =
        kills.Count(now.entries == kInDatabase, now.entries == kInBackup,
                    "the database has " + std::to_string(now.entries) + " entries");
    if (!wrong.empty()) return wrong;
    const auto again = storage::RestoreBackup({.backup = kills.File("monday.db"),
                                               .database = kills.File("store.db"),
                                               .clock = &clock});
    if (!again.ok()) return "restored again: " + again.status().ToString();
    if (kills.Look("store.db").entries != kInBackup) return "restored again, it is not";
    return FaultOfKept(kills.folder());
  });
}

std::vector<std::string> ChangesOfARestore(const std::string& worker) {
  return Kills(worker, {"restore", "monday.db", "store.db"}).Once(0).changes;
}

}  // namespace clausebook::testing
