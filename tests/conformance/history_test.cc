// Random histories: all engines tell the same, and no later write changes what was
// known at an earlier time.
#include "tests/conformance/history.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "storage/memory/memory_store.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using storage::Commit;
using storage::Store;
using storage::WriteTransaction;

std::unique_ptr<Store> OpenSqlite(const Clock& clock, const TempDir& folder) {
  // Durability is not what is looked at here.
  return Must(storage::SqliteStore::Open({.path = folder.File("store.db"),
                                          .clock = &clock,
                                          .readers = 1,
                                          .durability = storage::Durability::kRelaxed}));
}

// Runs the transaction; what each step gave and what was committed, in words.
std::string Run(Store& store, const History::Transaction& transaction, Instant* time) {
  std::string told;
  const auto commit = store.Write(nullptr, [&](WriteTransaction& t) {
    for (const Step& step : transaction.steps) told += Perform(step, t) + "\n";
    // It sees its own writes.
    told += TellAll(t, kEndOfTime, 100) + TellTimeless(t, 100);
    return transaction.fails ? absl::AbortedError("changed my mind") : absl::OkStatus();
  });
  *time = commit.ok() ? commit->time : Instant{0};
  if (!commit.ok()) return told + std::string(commit.status().ToString());
  for (const auto& publisher : commit->touched) told += ToName(publisher) + " ";
  return told + std::to_string(commit->time.micros);
}

RC_GTEST_PROP(HistoryConformance, EnginesTellTheSameAndThePastStaysAsItWas, ()) {
  const auto history = *ArbitraryHistory();
  const int page_size = *rc::gen::element(1, 2, 3, 4);
  const TempDir folder;
  FakeClock clock;
  storage::MemoryStore memory(&clock);
  std::unique_ptr<Store> sqlite = OpenSqlite(clock, folder);
  std::map<std::int64_t, std::string> known;  // by time, as told right after the commit
  for (const auto& transaction : history.transactions) {
    clock.AdvanceMicros(1000);
    Instant memory_time;
    Instant sqlite_time;
    const std::string memory_told = Run(memory, transaction, &memory_time);
    RC_ASSERT(Run(*sqlite, transaction, &sqlite_time) == memory_told);
    if (transaction.reopens) {
      sqlite.reset();
      sqlite = OpenSqlite(clock, folder);
    }
    if (memory_time == Instant{0}) continue;
    known[memory_time.micros] = TellAll(*Must(memory.Read(nullptr)), kEndOfTime, 100);
  }
  const auto from_memory = Must(memory.Read(nullptr));
  const auto from_sqlite = Must(sqlite->Read(nullptr));
  RC_ASSERT(from_memory->LatestCommit() == from_sqlite->LatestCommit());
  RC_ASSERT(TellTimeless(*from_sqlite, page_size) == TellTimeless(*from_memory, 100));
  for (const auto& [time, told] : known) {
    RC_ASSERT(TellAll(*from_memory, Instant{time}, 100) == told);
    RC_ASSERT(TellAll(*from_sqlite, Instant{time}, page_size) ==
              TellAll(*from_memory, Instant{time}, page_size));
    const Instant before{time - 1};
    RC_ASSERT(TellAll(*from_sqlite, before, 100) == TellAll(*from_memory, before, 100));
  }
}

}  // namespace
}  // namespace clausebook::testing
