// The list of injected faults with their outcomes, FAULTS.md: every row is injected here,
// and what came of it is what the file says (CLAUSEBOOK_UPDATE_GOLDEN=1 writes it anew).
// The other tests of this folder inject the same faults at every place.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/faults/fault_rows.h"
#include "tests/faults/inspection.h"

namespace clausebook::testing {
namespace {

// SQLite's allocator with a fault; this program uses one thread while it is armed.
struct ShortMemory {
  sqlite3_mem_methods real{};
  long long count = 0;
  long long nth = 0;  // 0: none fails
  bool for_good = false;
  int hits = 0;

  bool Fails() {
    ++count;
    if (nth == 0 || count < nth || (count > nth && !for_good)) return false;
    ++hits;
    return true;
  }
};
ShortMemory memory;

void* AllocateOrNot(int size) {
  return memory.Fails() ? nullptr : memory.real.xMalloc(size);
}
void* ReallocateOrNot(void* old, int size) {
  return memory.Fails() ? nullptr : memory.real.xRealloc(old, size);
}

class ShortMemoryEnvironment : public ::testing::Environment {
 public:
  void SetUp() override {
    sqlite3_shutdown();
    ASSERT_EQ(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.real), SQLITE_OK);
    sqlite3_mem_methods ours = memory.real;
    ours.xMalloc = AllocateOrNot;
    ours.xRealloc = ReallocateOrNot;
    ASSERT_EQ(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours), SQLITE_OK);
    ASSERT_EQ(sqlite3_initialize(), SQLITE_OK);
  }
};
const auto* const kEnvironment =
    ::testing::AddGlobalTestEnvironment(new ShortMemoryEnvironment);

int FailNth(long long nth, bool for_good) {
  const int hits = memory.hits;
  memory.count = 0;
  memory.hits = 0;
  memory.for_good = for_good;
  memory.nth = nth;
  return hits;
}

constexpr char kHead[] =
    "# Injected faults\n"
    "\n"
    "Written by `fault_list_test`, which injects every fault of this list and fails if "
    "anything\n"
    "else comes of it. What the outcomes are for whoever runs the service is in\n"
    "[storage/DESIGN.md](../../storage/DESIGN.md); the tests beside this file inject the "
    "same at\n"
    "every place. Callers are told the reasons of `proto/README.md`.\n";

void AddRows(std::ostringstream& out, const char* title,
             const std::vector<FaultRow>& rows) {
  out << "\n## " << title
      << "\n\n| fault | injected | callers are told | afterwards |\n| --- | --- | --- | "
         "--- |\n";
  for (const FaultRow& row : rows) {
    std::string told;
    for (const std::string& reason : row.told) {
      told += (told.empty() ? "`" : ", `") + reason + "`";
    }
    out << "| " << row.fault << " | " << row.injected << " | "
        << (told.empty() ? "nothing" : told) << " | " << row.afterwards << " |\n";
  }
}

TEST(FaultListTest, IsWhatCameOfEveryFault) {
  std::ostringstream out;
  out << kHead;
  AddRows(out, "The disk", DiskRows());
  AddRows(out, "Memory", MemoryRows(FailNth));
  AddRows(out, "Power, processes, clocks", ProcessRows(CLAUSEBOOK_STORAGE_WRITER));
  AddRows(out, "Files", FileRows());
  AddRows(out, "Backups and upgrades", BackupRows(CLAUSEBOOK_BACKUP_WORKER));
  EXPECT_EQ(out.str().find("WRONG"), std::string::npos) << out.str();
  if (std::getenv("CLAUSEBOOK_UPDATE_GOLDEN") != nullptr) {
    WriteBytes(CLAUSEBOOK_FAULT_LIST, out.str());
  }
  EXPECT_EQ(ReadBytes(CLAUSEBOOK_FAULT_LIST), out.str());
}

}  // namespace
}  // namespace clausebook::testing
