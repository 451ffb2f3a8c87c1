#include "tests/conformance/store_test.h"

#include "service/base/status_macros.h"
#include "storage/memory/memory_store.h"
#include "storage/sqlite/sqlite_store.h"

namespace clausebook::testing {

std::unique_ptr<storage::Store> OpenStore(Engine engine, const Clock* clock,
                                          const TempDir& folder) {
  if (engine == Engine::kMemory) return std::make_unique<storage::MemoryStore>(clock);
  return Must(
      storage::SqliteStore::Open({.path = folder.File("store.db"), .clock = clock}));
}

storage::Commit StoreTest::WriteVendorWithPolicy() {
  return Write([&](storage::WriteTransaction& t) -> absl::Status {
    CB_RETURN_IF_ERROR(t.PutVendor(SampleVendor("acme")).status());
    return t.PutPolicy(SamplePolicy(acme_, "privacy")).status();
  });
}

storage::Commit StoreTest::WriteRevision(const std::string& id,
                                         std::string_view effective,
                                         const std::string& text) {
  return Write([&](storage::WriteTransaction& t) {
    return t
        .AddRevision(SampleRevision(privacy_, id, effective, text), LinesAsClauses(text))
        .status();
  });
}

}  // namespace clausebook::testing
