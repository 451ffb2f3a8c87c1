// The fixture of the conformance suite: every test runs on every engine and holds a
// promise of storage/store.h.
#ifndef CLAUSEBOOK_TESTS_CONFORMANCE_STORE_TEST_H_
#define CLAUSEBOOK_TESTS_CONFORMANCE_STORE_TEST_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "storage/store.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {

enum class Engine { kMemory, kSqlite };

inline void PrintTo(Engine engine, std::ostream* out) {
  *out << (engine == Engine::kMemory ? "Memory" : "Sqlite");
}

// A fresh store, or that which was left in `folder`.
std::unique_ptr<storage::Store> OpenStore(Engine engine, const Clock* clock,
                                          const TempDir& folder);

class StoreTest : public ::testing::TestWithParam<Engine> {
 protected:
  StoreTest() : store_(OpenStore(GetParam(), &clock_, folder_)) {}

  // A transaction that must succeed. Each has a clock reading of its own.
  storage::Commit Write(const storage::WriteBody& body) {
    clock_.AdvanceMicros(1000);
    return Must(store_->Write(nullptr, body));
  }
  std::unique_ptr<storage::ReadSnapshot> Read() { return Must(store_->Read(nullptr)); }

  // A vendor `acme` with a policy `privacy`.
  storage::Commit WriteVendorWithPolicy();
  // Adds a revision with its clauses to that policy.
  storage::Commit WriteRevision(const std::string& id, std::string_view effective,
                                const std::string& text);

  const model::Publisher acme_ = VendorNamed("acme");
  const model::PolicyRef privacy_{acme_, "privacy"};
  const storage::Page all_{"", 1000};

  TempDir folder_;
  FakeClock clock_;
  std::unique_ptr<storage::Store> store_;
};

// Runs the tests of a suite on every engine.
#define CB_ON_EVERY_ENGINE(suite)                                               \
  INSTANTIATE_TEST_SUITE_P(Engines, suite,                                      \
                           ::testing::Values(Engine::kMemory, Engine::kSqlite), \
                           ::testing::PrintToStringParamName())

// The reason that a status of ours carries; kInternal if it carries none.
inline Reason ReasonOf(const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  return detail ? detail->reason : Reason::kInternal;
}

// NOT_FOUND that tells which resource.
MATCHER_P2(IsNotFound, type, name, "") {
  const absl::Status status = arg;
  const auto detail = GetErrorDetail(status);
  *result_listener << status.ToString();
  return status.code() == absl::StatusCode::kNotFound && detail &&
         detail->resource_type == "clausebook.v1." + std::string(type) &&
         detail->resource_name == name;
}

// ALREADY_EXISTS that tells which resource.
MATCHER_P2(IsAlreadyThere, type, name, "") {
  const absl::Status status = arg;
  const auto detail = GetErrorDetail(status);
  *result_listener << status.ToString();
  return status.code() == absl::StatusCode::kAlreadyExists && detail &&
         detail->resource_type == "clausebook.v1." + std::string(type) &&
         detail->resource_name == name;
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_CONFORMANCE_STORE_TEST_H_
