// SQLite ends a transaction by itself when a statement runs into an I/O error, a full
// disk or short memory. Whoever overlooks that error must not go on outside of the
// transaction: a reader would see what came later, a writer would write what no commit
// belongs to.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <string>

#include "service/base/error.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

constexpr std::size_t kLongBytes = 60'000;
constexpr int kEntries = 12;

class RolledBackTest : public ::testing::Test {
 protected:
  // With nothing in its memory yet: reads go to the disk.
  void SetUp() override {
    {
      const auto store = Open();
      for (int i = 0; i < kEntries; ++i) Must(WriteEntry(*store, i, kLongBytes));
    }
    store_ = Open();
  }
  std::unique_ptr<storage::SqliteStore> Open() {
    return Must(storage::SqliteStore::Open(
        {.path = folder_.File("store.db"), .clock = &clock_, .vfs = vfs_.name()}));
  }

  // A read that fails, whose error the caller overlooks; the disk works again.
  absl::Status FailToRead(storage::ReadSnapshot& snapshot) {
    vfs_.Arm({.call = DiskCall::kRead, .for_good = true});
    const auto base = snapshot.LoadEvidence(VendorNamed("acme"), kEndOfTime);
    vfs_.Disarm();
    return base.status();
  }

  // The same with a write: more than the writer keeps in memory until the commit.
  absl::Status FailToWrite(storage::WriteTransaction& write) {
    vfs_.Arm({.call = DiskCall::kWrite, .for_good = true, .code = SQLITE_FULL});
    const auto vendor =
        write.PutVendor(SampleVendor("large", std::string(5'000'000, 'x')));
    vfs_.Disarm();
    return vendor.status();
  }

  TempDir folder_;
  FakeClock clock_;
  TestVfs vfs_;
  std::unique_ptr<storage::SqliteStore> store_;
};

TEST_F(RolledBackTest, ASnapshotDoesNotGoOnWithWhatCameLater) {
  const auto snapshot = Must(store_->Read(nullptr));
  const absl::Status first = FailToRead(*snapshot);
  ASSERT_EQ(first.code(), absl::StatusCode::kUnavailable) << first;
  Must(WriteEntry(*store_, kEntries, kLongBytes));
  for (int i = 0; i < 2; ++i) {
    const auto vendor = snapshot->GetVendor("acme", kEndOfTime);
    EXPECT_EQ(vendor.status(), first) << "the first error, not an answer of another time";
  }
  EXPECT_EQ(FindFault(*store_, kEntries + 1, kLongBytes), "") << "the next one works";
}

TEST_F(RolledBackTest, NothingIsWrittenOutsideOfTheTransaction) {
  absl::Status first, later;
  const auto commit =
      store_->Write(nullptr, [&](storage::WriteTransaction& write) -> absl::Status {
        Must(write.PutVendor(SampleVendor("bolt")));
        first = FailToWrite(write);
        later = write.PutVendor(SampleVendor("late")).status();
        return absl::OkStatus();
      });
  ASSERT_EQ(first.code(), absl::StatusCode::kUnavailable) << first;
  EXPECT_EQ(later, first);
  EXPECT_EQ(commit.status(), first) << "what is not there is not acknowledged";
  for (const bool reopened : {false, true}) {
    if (reopened) {
      store_.reset();
      store_ = Open();
    }
    const auto snapshot = Must(store_->Read(nullptr));
    for (const char* vendor : {"bolt", "large", "late"}) {
      EXPECT_EQ(snapshot->GetVendor(vendor, kEndOfTime).status().code(),
                absl::StatusCode::kNotFound)
          << vendor;
    }
  }
  EXPECT_EQ(FindFault(*store_, kEntries, kLongBytes), "");
  Must(WriteEntry(*store_, kEntries, kLongBytes));
}

// Nothing is asked of the transaction any more, and still it is not committed.
TEST_F(RolledBackTest, ABodyThatOverlooksTheErrorIsToldOfIt) {
  absl::Status first;
  const auto commit = store_->Write(nullptr, [&](storage::WriteTransaction& write) {
    first = FailToWrite(write);
    return absl::OkStatus();
  });
  ASSERT_EQ(first.code(), absl::StatusCode::kUnavailable) << first;
  EXPECT_EQ(commit.status(), first);
}

// An error that ends no transaction is the caller's to live with.
TEST_F(RolledBackTest, WhatIsNotFoundEndsNothing) {
  Must(store_->Write(nullptr, [&](storage::WriteTransaction& write) -> absl::Status {
    EXPECT_FALSE(write.GetVendor("bolt", kEndOfTime).ok());
    return write.PutVendor(SampleVendor("bolt")).status();
  }));
  EXPECT_TRUE(Must(store_->Read(nullptr))->GetVendor("bolt", kEndOfTime).ok());
}

}  // namespace
}  // namespace clausebook::testing
