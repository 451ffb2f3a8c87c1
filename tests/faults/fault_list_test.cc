// The list of injected faults with their outcomes, FAULTS.md: every row is injected here,
// and what came of it is what the file says (CLAUSEBOOK_UPDATE_GOLDEN=1 writes it anew).
// The other tests of this folder inject the same faults at every place.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/faults/failing_allocator.h"
#include "tests/faults/fault_rows.h"
#include "tests/faults/inspection.h"

namespace clausebook::testing {
namespace {

const auto* const kEnvironment =
    ::testing::AddGlobalTestEnvironment(new FailingAllocator);

constexpr char kHead[] =
    "# Injected faults\n"
    "\n"
    "Written by `fault_list_test`, which injects every fault of this list and fails if "
    "anything\n"
    "else comes of it. What the outcomes are for whoever runs the service is in\n"
    "[storage/DESIGN.md](../../storage/DESIGN.md); the tests beside this file inject the "
    "same at\n"
    "every place. Callers are told the reasons of `proto/README.md`. The kills at the "
    "end "
    "were\n"
    "counted by the last run of the target `kills`.\n";

constexpr char kColumns[] =
    "\n\n| fault | injected | callers are told | afterwards |\n| --- | --- | --- | --- "
    "|\n";

void AddRows(std::ostringstream& out, const char* title,
             const std::vector<FaultRow>& rows) {
  out << "\n## " << title << kColumns;
  for (const FaultRow& row : rows) {
    std::string told;
    for (const std::string& reason : row.told) {
      told += (told.empty() ? "`" : ", `") + reason + "`";
    }
    out << "| " << row.fault << " | " << row.injected << " | "
        << (told.empty() ? "nothing" : told) << " | " << row.afterwards << " |\n";
  }
}

// What takes too long here: rows that the kill tests wrote (tests/testing/kill_record.h).
void AddRecorded(std::ostringstream& out, const char* title) {
  out << "\n## " << title << kColumns;
  for (const char* name : {"storage.row", "server.row"}) {
    out << ReadBytes(CLAUSEBOOK_KILL_ROWS + ("/" + std::string(name)));
  }
}

TEST(FaultListTest, IsWhatCameOfEveryFault) {
  std::ostringstream out;
  out << kHead;
  AddRows(out, "The disk", DiskRows());
  AddRows(out, "Memory", MemoryRows(FailNth));
  AddRows(out, "Power, processes, clocks", ProcessRows(CLAUSEBOOK_STORAGE_WRITER));
  AddRows(out, "Files", FileRows());
  AddRows(out, "Backups and upgrades",
          BackupRows(CLAUSEBOOK_BACKUP_WORKER, CLAUSEBOOK_STORAGE_WRITER));
  AddRecorded(out, "Kills, by the hundred");
  EXPECT_EQ(out.str().find("WRONG"), std::string::npos) << out.str();
  if (std::getenv("CLAUSEBOOK_UPDATE_GOLDEN") != nullptr) {
    WriteBytes(CLAUSEBOOK_FAULT_LIST, out.str());
  }
  EXPECT_EQ(ReadBytes(CLAUSEBOOK_FAULT_LIST), out.str());
}

}  // namespace
}  // namespace clausebook::testing
