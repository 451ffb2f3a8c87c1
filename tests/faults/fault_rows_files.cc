// Rows about damaged files, backups and upgrades.
#include <memory>

#include "storage/sqlite/backup.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/database_check.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/restore.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/backup_kills.h"
#include "tests/faults/child_process.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/fault_rows.h"
#include "tests/faults/inspection.h"
#include "tests/faults/restore_power.h"
#include "tests/faults/table_dump.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

constexpr std::size_t kLongOfRows = 20'000;

// A closed database of three entries.
class FileScene {
 public:
  FileScene() {
    const auto store = Must(Open());
    for (int i = 0; i < 3; ++i) Must(WriteEntry(*store, i, kLongOfRows));
  }
  absl::StatusOr<std::unique_ptr<storage::SqliteStore>> Open() {
    return storage::SqliteStore::Open({.path = database, .clock = &clock, .readers = 1});
  }
  absl::Status Load(storage::Store& store) {
    const auto snapshot = store.Read(nullptr);
    if (!snapshot.ok()) return snapshot.status();
    return (*snapshot)->LoadEvidence(VendorNamed("acme"), kEndOfTime).status();
  }
  bool CheckFindsIt() {
    const auto report = storage::CheckDatabase({.path = database});
    return report.ok() && !report->sound();
  }
  // Overwrites all but the first page.
  void DamagePages() {
    std::string bytes = ReadBytes(database);
    for (std::size_t at = 4096; at + 4096 <= bytes.size(); at += 4096) {
      bytes.replace(at, 64, 64, '\xAA');
    }
    WriteBytes(database, bytes);
  }

  TempDir folder;
  const std::string database = folder.File("store.db");
  FakeClock clock;
};

FaultRow DamagedAtTheStart() {
  FaultRow row{"pages are damaged", "overwritten before the start", {}, ""};
  FileScene scene;
  scene.DamagePages();
  const std::string before = ReadBytes(scene.database);
  row.told.insert(ReasonOn(scene.Open().status()));
  const bool kept = ReadBytes(scene.database) == before;
  row.afterwards = AsPromised(kept ? "" : "the file was changed",
                              scene.CheckFindsIt()
                                  ? "not started; the file is as it was; `admin check` "
                                    "finds it"
                                  : "not started; the file is as it was");
  return row;
}

FaultRow DamagedWhileRunning() {
  FaultRow row{
      "pages are damaged", "overwritten under a running store, then read", {}, ""};
  FileScene scene;
  const auto store = Must(scene.Open());
  scene.DamagePages();
  row.told.insert(ReasonOn(scene.Load(*store)));
  row.afterwards = AsPromised(scene.CheckFindsIt() ? "" : "the check finds nothing",
                              "`admin check` finds it; a backup is to be restored");
  return row;
}

FaultRow ChangedText() {
  FaultRow row{"a text was changed", "another text in a row, then read", {}, ""};
  FileScene scene;
  Tamper(scene.database,
         "DROP TRIGGER revisions_keep_u; UPDATE revisions SET text = CAST(text || 'x' AS "
         "BLOB)");
  const auto store = Must(scene.Open());
  row.told.insert(ReasonOn(scene.Load(*store)));
  row.afterwards = AsPromised(scene.CheckFindsIt() ? "" : "the check finds nothing",
                              "`admin check` finds it; a backup is to be restored");
  return row;
}

FaultRow AnothersText() {
  FaultRow row{"an index is damaged", "it leads to another's text, then read", {}, ""};
  FileScene scene;
  CrossIndex(scene.database, "revisions", "revisions_by_policy", "revision_uid",
             "publisher_kind, publisher_id, policy_id", "revision_id");
  const auto store = Must(scene.Open());
  row.told.insert(ReasonOn(scene.Load(*store)));
  row.afterwards = AsPromised(scene.CheckFindsIt() ? "" : "the check finds nothing",
                              "`admin check` finds it; a backup is to be restored");
  return row;
}

FaultRow NoDatabaseOfOurs() {
  FaultRow row{"the file is none of ours", "some bytes, opened", {}, ""};
  FileScene scene;
  WriteBytes(scene.database, std::string(9'000, 'G'));
  row.told.insert(ReasonOn(scene.Open().status()));
  row.afterwards = AsPromised(
      ReadBytes(scene.database) == std::string(9'000, 'G') ? "" : "it was changed",
      "not started; the file is as it was");
  return row;
}

FaultRow NewerFile() {
  FaultRow row{
      "the file is of a newer program", "a schema step that is not known", {}, ""};
  FileScene scene;
  Tamper(scene.database, "INSERT INTO schema_steps VALUES (99, '0099_later.sql', 'x')");
  const TableDump before = DumpTables(scene.database);
  row.told.insert(ReasonOn(scene.Open().status()));
  row.afterwards = AsPromised(FirstDifference(before, DumpTables(scene.database)),
                              "not started; nothing was changed");
  return row;
}

FaultRow OfKills(const char* fault, const KillsOutcome& outcome, const char* promise) {
  FaultRow row{fault, "kill -9 before each change to the disk", {}, ""};
  row.afterwards = AsPromised(
      outcome.before > 0 && outcome.after > 0 ? outcome.wrong : "it was not tried enough",
      promise);
  return row;
}

FaultRow PowerWhileRestoring(const std::string& backup_worker) {
  FaultRow row{"the power fails during a restore",
               "before each change to the disk, every loss that a disk may have",
               {},
               ""};
  const PowerOutcome outcome =
      PowerInRestore(backup_worker, FilesOfKills()).FailEverywhere(OldOrBackup, 1);
  row.afterwards = AsPromised(
      outcome.before > 0 && outcome.restored > 0 ? outcome.wrong
                                                 : "it was not tried enough",
      "the database is the old one or the backup, whole; it can be restored again");
  return row;
}

FaultRow RestoreOfAFileInUse(const std::string& storage_writer) {
  FaultRow row{"a restore of a database in use", "another process has it open", {}, ""};
  FileScene scene;
  const std::string backup = scene.folder.File("b.db");
  Must(storage::CreateBackup(
      {.database = scene.database, .target = backup, .clock = &scene.clock}));
  const std::string other = scene.folder.File("used.db");
  ChildProcess writer({storage_writer, other});
  const auto restore = [&] {
    return storage::RestoreBackup(
        {.backup = backup, .database = other, .clock = &scene.clock});
  };
  std::string wrong = writer.ReadLine() ? "" : "the other does not write";
  row.told.insert(ReasonOn(restore().status()));
  if (!writer.ReadLine()) wrong += "the other was disturbed";
  writer.Kill();
  if (!restore().ok()) wrong += "it is refused when the other is gone";
  row.afterwards =
      AsPromised(wrong, "not put back; the other goes on; put back when that is gone");
  return row;
}

FaultRow BackupOfADamagedDatabase() {
  FaultRow row{"a backup of a damaged database", "another text in a row", {}, ""};
  FileScene scene;
  Tamper(scene.database,
         "DROP TRIGGER revisions_keep_u; UPDATE revisions SET text = X'00'");
  const std::string target = scene.folder.File("b.db");
  row.told.insert(
      ReasonOn(storage::CreateBackup(
                   {.database = scene.database, .target = target, .clock = &scene.clock})
                   .status()));
  row.afterwards = AsPromised(storage::VerifyBackup(target).ok() ? "one was made" : "",
                              "none is made");
  return row;
}

FaultRow BackupWithAFailingDisk() {
  FaultRow row{"the disk fails during a backup", "the n-th write, for good", {}, ""};
  FileScene scene;
  std::string wrong;
  for (int nth = 1; wrong.empty(); nth += 5) {
    TestVfs vfs;
    vfs.Arm({.call = DiskCall::kWrite, .nth = nth, .for_good = true});
    const std::string target = scene.folder.File(std::to_string(nth) + ".db");
    const auto made = storage::CreateBackup({.database = scene.database,
                                             .target = target,
                                             .clock = &scene.clock,
                                             .vfs = vfs.name()});
    if (vfs.hits() == 0) break;
    row.told.insert(ReasonOn(made.status()));
    if (storage::VerifyBackup(target).ok() != made.ok()) wrong = "half a backup";
  }
  if (wrong.empty()) wrong = Inspect(scene.database, "", kLongOfRows).fault;
  row.afterwards = AsPromised(wrong, "none is left; the database is as it was");
  return row;
}

FaultRow ChangedBackup() {
  FaultRow row{"a backup was changed", "one bit of it, then put back", {}, ""};
  FileScene scene;
  const std::string backup = scene.folder.File("b.db");
  Must(storage::CreateBackup(
      {.database = scene.database, .target = backup, .clock = &scene.clock}));
  std::string bytes = ReadBytes(backup);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  WriteBytes(backup, bytes);
  row.told.insert(
      ReasonOn(storage::RestoreBackup(
                   {.backup = backup, .database = scene.database, .clock = &scene.clock})
                   .status()));
  row.afterwards = AsPromised(Inspect(scene.database, "", kLongOfRows).fault,
                              "not put back; the database is as it was");
  return row;
}

FaultRow UpgradeWithoutRoom() {
  FaultRow row{"no room for the backup before an upgrade", "files may not grow", {}, ""};
  const TempDir folder;
  const FakeClock clock;
  TestVfs vfs;
  const std::string database = folder.File("store.db");
  {
    const auto old = Must(storage::Connection::Open(
        {.path = database, .writable = true, .vfs = vfs.name()}));
    Must(storage::Migrate(*old, storage::Migrations().first(1)));
  }
  const TableDump before = DumpTables(database);
  const auto open = [&] {
    return storage::SqliteStore::Open(
        {.path = database, .clock = &clock, .vfs = vfs.name()});
  };
  vfs.ArmFull(0);
  row.told.insert(ReasonOn(open().status()));
  vfs.Disarm();
  std::string wrong = FirstDifference(before, DumpTables(database));
  if (wrong.empty() && !open().ok()) wrong = "not upgraded afterwards";
  row.afterwards = AsPromised(
      wrong, "not started, the schema is as it was; upgraded once there is room");
  return row;
}

}  // namespace

std::vector<FaultRow> FileRows() {
  return {DamagedAtTheStart(), DamagedWhileRunning(), ChangedText(),
          AnothersText(),      NoDatabaseOfOurs(),    NewerFile()};
}

std::vector<FaultRow> BackupRows(const std::string& backup_worker,
                                 const std::string& storage_writer) {
  return {
      OfKills("the process is killed during a backup", KillBackups(backup_worker, 4),
              "the backup is there whole, or not at all; the next one can be made"),
      OfKills("the process is killed during a restore", KillRestores(backup_worker, 2),
              "the database is the old one or the backup; it can be restored again"),
      PowerWhileRestoring(backup_worker),
      RestoreOfAFileInUse(storage_writer),
      BackupOfADamagedDatabase(),
      BackupWithAFailingDisk(),
      ChangedBackup(),
      UpgradeWithoutRoom()};
}

}  // namespace clausebook::testing
