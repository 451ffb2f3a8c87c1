// Acknowledged means kept: a process with several writers is killed at 200 random moments
// (while it opens a file, commits, or folds the log into the file), and each time all
// that it had acknowledged is there, whole, in a sound file.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <thread>

#include "service/base/clock.h"
#include "service/base/error.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/database_check.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/child_process.h"
#include "tests/faults/entries.h"
#include "tests/testing/kill_record.h"
#include "tests/testing/must.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

constexpr int kKillsEach = 8;
constexpr int kWriters = 3;  // at once, in the process that is killed

// CLAUSEBOOK_KILLS in the environment asks for more kills than two hundred, or fewer.
int Databases() {
  constexpr int kUsual = 25;
  const char* said = std::getenv("CLAUSEBOOK_KILLS");
  if (said == nullptr) return kUsual;
  return std::max(1, (std::atoi(said) + kKillsEach - 1) / kKillsEach);
}

// Picks the moments.
class Fate {
 public:
  explicit Fate(unsigned seed) : random_(seed) {}
  int UpTo(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
  // A short entry takes some milliseconds, a long one some tens.
  std::chrono::microseconds Delay() {
    return std::chrono::microseconds(UpTo(2) > 0 ? UpTo(4'000) : UpTo(60'000));
  }

 private:
  std::mt19937 random_;
};

// Lets writers go on from entry `first` and kills their process. The last entry that they
// acknowledged; `first` - 1 if none. Those before it were committed before it was, but
// may be acknowledged after it.
int WriteUntilKilled(const std::string& database, int first, Fate& fate) {
  ChildProcess writer({CLAUSEBOOK_STORAGE_WRITER, database, std::to_string(kWriters)});
  int acknowledged = first - 1;
  const auto take_line = [&] {
    const auto line = writer.ReadLine();
    if (line) acknowledged = std::max(acknowledged, std::stoi(*line));
    return line.has_value();
  };
  for (int wait_for = fate.UpTo(6); wait_for > 0; --wait_for) {
    if (!take_line()) break;
  }
  std::this_thread::sleep_for(fate.Delay());
  EXPECT_TRUE(writer.Kill()) << "the writer ended by itself; its message is above";
  while (take_line()) {
  }
  return acknowledged;
}

// Nothing if the pragma has this one row or, with nullopt, no row.
void ExpectPragma(storage::Connection& connection, const char* pragma,
                  const std::optional<std::string>& row) {
  storage::Query query(connection, pragma);
  if (!query.Next()) {
    EXPECT_FALSE(row.has_value()) << pragma;
    return;
  }
  EXPECT_EQ(query.Text(0), row.value_or("no row")) << pragma;
}

class StorageKill : public ::testing::Test {
 protected:
  // Opens the file again, looks at all of it, and returns how many entries it has.
  int Inspect(const std::string& database, int acknowledged) {
    const auto store =
        Must(storage::SqliteStore::Open({.path = database, .clock = &clock_}));
    const auto connection = Must(storage::Connection::Open({.path = database}));
    ExpectPragma(*connection, "PRAGMA integrity_check", "ok");
    ExpectPragma(*connection, "PRAGMA foreign_key_check", std::nullopt);
    const int count = CountEntries(*store);
    EXPECT_GE(count, acknowledged + 1) << "an acknowledged entry is lost";
    EXPECT_LE(count, acknowledged + 1 + kWriters) << "more than the entries under way";
    EXPECT_EQ(FindFault(*store, count), "");
    return count;
  }

  const SystemClock clock_{};
};

TEST_F(StorageKill, EveryAcknowledgedWriteSurvivesEveryKill) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Fate fate(seed);
  int entries = 0;
  int unacknowledged = 0;
  const int databases = Databases();
  for (int i = 0; i < databases && !HasFailure(); ++i) {
    const TempDir folder;
    const std::string database = folder.File("store.db");
    int count = 0;
    for (int kill = 0; kill < kKillsEach && !HasFailure(); ++kill) {
      SCOPED_TRACE("database " + std::to_string(i) + ", kill " + std::to_string(kill));
      const int acknowledged = WriteUntilKilled(database, count, fate);
      count = Inspect(database, acknowledged);
      unacknowledged += count - 1 - acknowledged;
    }
    entries += count;
    // The audit log too: its chain, and that the records are what it says.
    const auto report = Must(storage::CheckDatabase({.path = database}));
    EXPECT_TRUE(report.sound()) << report.findings.front().what;
  }
  EXPECT_GT(entries, 0);
  const std::string injected = "kill -9, " + std::to_string(databases * kKillsEach) +
                               " times, among " + std::to_string(kWriters) + " writers";
  const std::string found = std::to_string(entries) + " entries written, of which " +
                            std::to_string(unacknowledged) +
                            " were committed and not yet acknowledged: none lost, each "
                            "file sound, each audit chain whole";
  std::cout << injected << ": " << found << "\n";
  if (HasFailure()) return;
  RecordKills(CLAUSEBOOK_KILL_ROW, "the process with the database is killed", injected,
              found);
}

// The lock is the operating system's: it goes with the process, however that ends.
TEST_F(StorageKill, ASecondProcessIsRefusedUntilTheFirstIsGone) {
  const TempDir folder;
  const std::string database = folder.File("store.db");
  ChildProcess writer({CLAUSEBOOK_STORAGE_WRITER, database});
  ASSERT_TRUE(writer.ReadLine().has_value());
  const auto second = storage::SqliteStore::Open({.path = database, .clock = &clock_});
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  const auto detail = GetErrorDetail(second.status());
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason, Reason::kStorageLocked);
  EXPECT_TRUE(writer.ReadLine().has_value()) << "the first is not disturbed";
  EXPECT_TRUE(writer.Kill());
  EXPECT_TRUE(storage::SqliteStore::Open({.path = database, .clock = &clock_}).ok());
}

}  // namespace
}  // namespace clausebook::testing
