#include "tests/faults/inspection.h"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "storage/sqlite/connection.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/entries.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

// What the pragma has to say beyond `good`.
std::string Rows(storage::Connection& connection, const char* pragma,
                 const std::string& good) {
  std::string rows;
  storage::Query query(connection, pragma);
  while (query.Next()) {
    if (query.Text(0) != good) rows += query.Text(0) + "\n";
  }
  return rows;
}

std::string FindFaultOfPages(const std::string& database, const std::string& vfs) {
  const auto connection = Must(storage::Connection::Open({.path = database, .vfs = vfs}));
  return Rows(*connection, "PRAGMA integrity_check", "ok") +
         Rows(*connection, "PRAGMA foreign_key_check", "");
}

}  // namespace

Inspection Inspect(const std::string& database, const std::string& vfs,
                   std::size_t long_bytes) {
  Inspection result;
  const FakeClock clock;
  const auto store = storage::SqliteStore::Open(
      {.path = database, .clock = &clock, .readers = 1, .vfs = vfs});
  if (!store.ok()) {
    result.fault = "cannot be opened: " + store.status().ToString();
    return result;
  }
  try {
    result.entries = CountEntries(**store);
    result.fault = FindFault(**store, result.entries, long_bytes);
    if (result.fault.empty()) result.fault = FindFaultOfPages(database, vfs);
  } catch (const std::exception& e) {
    result.fault = std::string("cannot be read: ") + e.what();
  }
  return result;
}

Inspection InspectAfter(int acknowledged, const std::string& database,
                        const std::string& vfs, std::size_t long_bytes) {
  Inspection result = Inspect(database, vfs, long_bytes);
  if (!result.fault.empty()) return result;
  if (result.entries < acknowledged) {
    result.fault =
        std::to_string(acknowledged - result.entries) + " acknowledged entries are lost";
  } else if (result.entries > acknowledged + 1) {
    result.fault = "more than the one entry under way is there";
  }
  return result;
}

std::string ReadBytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void WriteBytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

void WriteImages(const TempDir& folder, const DiskImages& images) {
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::filesystem::remove(entry.path());
  }
  for (const auto& [name, bytes] : images) {
    WriteBytes(folder.File(name), bytes);
  }
}

DiskImages ReadImages(const TempDir& folder) {
  DiskImages images;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    images[entry.path().filename().string()] = ReadBytes(entry.path().string());
  }
  return images;
}

std::size_t HashOf(const DiskImages& images) {
  std::size_t hash = 0;
  for (const auto& [name, bytes] : images) {
    hash = hash * 31 + std::hash<std::string>()(name);
    hash = hash * 31 + std::hash<std::string>()(bytes);
  }
  return hash;
}

bool TryAll() {
  const char* wanted = std::getenv("CLAUSEBOOK_FAULTS");
  return wanted != nullptr && std::string(wanted) == "all";
}

}  // namespace clausebook::testing
