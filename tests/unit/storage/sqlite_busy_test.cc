// What the SQLite store does when there is more to do than it can: bounded readers, and
// work that stops in the middle once its deadline has passed.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "service/base/error.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using storage::SqliteStore;
using storage::WriteTransaction;

class SqliteBusy : public ::testing::Test {
 protected:
  std::unique_ptr<SqliteStore> Open(int readers) {
    return Must(SqliteStore::Open(
        {.path = folder_.File("store.db"), .clock = &clock_, .readers = readers}));
  }

  TempDir folder_;
  FakeClock clock_;
};

TEST_F(SqliteBusy, WhenAllReadersAreTakenACallIsShedWithATimeToRetry) {
  const auto store = Open(2);
  const auto first = Must(store->Read(nullptr));
  const auto second = Must(store->Read(nullptr));
  const absl::Status status = store->Read(nullptr).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  const auto detail = GetErrorDetail(status);
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason, Reason::kOverloaded);
  EXPECT_GT(detail->retry_after_ms, 0);
}

TEST_F(SqliteBusy, ACallThatIsGivenUpStopsWaitingForAReader) {
  const auto store = Open(1);
  const auto taken = Must(store->Read(nullptr));
  Cancellation soon(std::chrono::steady_clock::now() + std::chrono::milliseconds(20));
  EXPECT_EQ(store->Read(&soon).status().code(), absl::StatusCode::kDeadlineExceeded);
  Cancellation cancelled;
  std::jthread canceller([&] { cancelled.Cancel(); });
  EXPECT_EQ(store->Read(&cancelled).status().code(), absl::StatusCode::kCancelled);
}

TEST_F(SqliteBusy, AReaderThatComesFreeServesTheNextCall) {
  const auto store = Open(1);
  auto taken = Must(store->Read(nullptr));
  std::jthread giver([&] { taken.reset(); });
  EXPECT_TRUE(store->Read(nullptr).ok());
}

TEST_F(SqliteBusy, AReadIsStoppedInTheMiddleAndItsReaderServesOn) {
  const auto store = Open(1);
  Must(store->Write(nullptr, [&](WriteTransaction& t) {
    for (int i = 0; i < 20'000; ++i) {
      Must(t.PutVendor(SampleVendor("v" + std::to_string(i))));
    }
    return absl::OkStatus();
  }));
  const storage::Page all{"", 1'000'000};
  {
    Cancellation cancellation;
    const auto snapshot = Must(store->Read(&cancellation));
    std::jthread canceller([&] { cancellation.Cancel(); });
    // Sooner or later one of them is met, at its beginning or within.
    absl::Status status;
    while (status.ok()) status = snapshot->ListVendors(all, kEndOfTime).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << status;
  }
  const auto snapshot = Must(store->Read(nullptr));
  EXPECT_EQ(Must(snapshot->ListVendors(all, kEndOfTime)).size(), 20'000u);
}

TEST_F(SqliteBusy, AWriteIsStoppedInTheMiddleAndLeavesNothing) {
  const auto store = Open(1);
  Cancellation cancellation;
  const auto commit = store->Write(&cancellation, [&](WriteTransaction& t) {
    std::jthread canceller([&] { cancellation.Cancel(); });
    absl::Status status;
    for (int i = 0; status.ok(); ++i) {
      status = t.PutVendor(SampleVendor("v" + std::to_string(i))).status();
    }
    return status;
  });
  EXPECT_EQ(commit.status().code(), absl::StatusCode::kCancelled) << commit.status();
  const storage::Page all{"", 1'000'000};
  EXPECT_TRUE(Must(Must(store->Read(nullptr))->ListVendors(all, kEndOfTime)).empty());
  EXPECT_TRUE(store
                  ->Write(nullptr,
                          [](WriteTransaction& t) {
                            return t.PutVendor(SampleVendor("after")).status();
                          })
                  .ok());
}

}  // namespace
}  // namespace clausebook::testing
