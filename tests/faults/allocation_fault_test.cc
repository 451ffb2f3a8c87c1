// The n-th allocation inside of SQLite fails, once or from then on. In a program of its
// own: SQLite takes its allocator before its first use.
#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <memory>
#include <string>

#include "service/base/error.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/failing_allocator.h"
#include "tests/faults/inspection.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

constexpr char kFile[] = "store.db";
constexpr std::size_t kLongBytes = 30'000;

const auto* const kFaults = ::testing::AddGlobalTestEnvironment(new FailingAllocator);

// Runs `body` while the n-th allocation fails; whether it came to that.
bool WithFault(long long nth, bool for_good, const std::function<void()>& body) {
  FailNth(nth, for_good);
  body();
  return FailNth(0, false) > 0;
}

void ExpectUnavailable(const absl::Status& status) {
  if (status.ok()) return;
  const auto detail = GetErrorDetail(status);
  ASSERT_TRUE(detail.has_value()) << status;
  EXPECT_EQ(detail->reason, Reason::kStorageUnavailable) << status;
}

class AllocationFaultTest : public ::testing::TestWithParam<bool> {
 protected:
  absl::StatusOr<std::unique_ptr<storage::SqliteStore>> Open() {
    return storage::SqliteStore::Open({.path = folder_.File(kFile),
                                       .clock = &clock_,
                                       .readers = 1,
                                       .checkpoint_pages = 100,
                                       .vfs = vfs_.name()});
  }
  bool for_good() const { return GetParam(); }
  void Tell(const char* what, long long faults, int refused) const {
    std::cout << what << (for_good() ? ", for good: " : ", once: ") << faults
              << " allocations failed, of which " << refused
              << " were noticed by a caller.\n";
  }

  TempDir folder_;
  FakeClock clock_;
  TestVfs vfs_;
};

TEST_P(AllocationFaultTest, WritesAreMadeWholeOrNotAtAll) {
  auto store = Must(Open());
  int count = 0;
  int refused = 0;
  long long nth = 1;
  for (bool hit = true; hit && !HasFailure(); ++nth) {
    SCOPED_TRACE("allocation " + std::to_string(nth));
    hit = WithFault(nth, for_good(), [&] {
      const absl::Status written = WriteEntry(*store, count, kLongBytes);
      ExpectUnavailable(written);
      written.ok() ? ++count : ++refused;
    });
    // What failed before is over.
    ASSERT_EQ(CountEntries(*store), count);
    ASSERT_TRUE(WriteEntry(*store, count, kLongBytes).ok());
    ++count;
  }
  Tell("Writes", nth, refused);
  EXPECT_GT(refused, 10);
  EXPECT_EQ(FindFault(*store, count, kLongBytes), "");
  store.reset();
  EXPECT_EQ(Inspect(folder_.File(kFile), "", kLongBytes).fault, "");
}

// SQLite ends a transaction by itself when memory is short. Who does not look at what a
// call returned must not go on outside of it.
TEST_P(AllocationFaultTest, WhoOverlooksAnErrorWritesNothing) {
  const auto store = Must(Open());
  int count = 0;
  int overlooked = 0;
  long long nth = 1;
  for (bool hit = true; hit && !HasFailure(); ++nth) {
    SCOPED_TRACE("allocation " + std::to_string(nth));
    absl::Status first;
    hit = WithFault(nth, for_good(), [&] {
      const auto commit = store->Write(nullptr, [&](storage::WriteTransaction& t) {
        for (int i = count; i < count + 3; ++i) {
          const auto app = t.PutApp(SampleApp("acme", "app" + std::to_string(i)));
          if (first.ok()) {
            first = app.status();
          } else {
            EXPECT_EQ(app.status(), first);
          }
        }
        return absl::OkStatus();
      });
      ExpectUnavailable(commit.status());
      if (!first.ok()) {
        ++overlooked;
        EXPECT_EQ(commit.status(), first);
      }
      if (commit.ok()) count += 3;
    });
    const auto apps =
        Must(Must(store->Read(nullptr))->ListApps("acme", "", {"", 1000}, kEndOfTime));
    ASSERT_EQ(static_cast<int>(apps.size()), count);
  }
  std::cout << overlooked << " errors were overlooked.\n";
  EXPECT_GT(overlooked, 10);
}

// The same of a reader: what it reads is one state, or nothing any more.
TEST_P(AllocationFaultTest, AReaderThatFailedReadsNoOtherState) {
  const auto store = Must(Open());
  Must(store->Write(nullptr, [](storage::WriteTransaction& t) {
    return t.PutApp(SampleApp("acme", "before")).status();
  }));
  int failed = 0;
  long long nth = 1;
  for (bool hit = true; hit && !HasFailure(); ++nth) {
    SCOPED_TRACE("allocation " + std::to_string(nth));
    const auto snapshot = Must(store->Read(nullptr));
    const auto list = [&] {
      return snapshot->ListApps("acme", "", {"", 1000}, kEndOfTime);
    };
    const std::size_t count = Must(list()).size();
    absl::Status first;
    hit = WithFault(nth, for_good(), [&] {
      first = snapshot->LoadEvidence(VendorNamed("acme"), kEndOfTime).status();
    });
    ExpectUnavailable(first);
    Must(store->Write(nullptr, [&](storage::WriteTransaction& t) {
      return t.PutApp(SampleApp("acme", "app" + std::to_string(nth))).status();
    }));
    const auto after = list();
    if (first.ok()) {
      ASSERT_TRUE(after.ok()) << after.status();
      EXPECT_EQ(after->size(), count);
    } else {
      ++failed;
      EXPECT_EQ(after.status(), first);
    }
  }
  EXPECT_GT(failed, 0);
}

TEST_P(AllocationFaultTest, ReadsAnswerRightOrNotAtAll) {
  const auto store = Must(Open());
  for (int i = 0; i < 12; ++i) Must(WriteEntry(*store, i, kLongBytes));
  const std::string right = Describe(
      *Must(Must(store->Read(nullptr))->LoadEvidence(VendorNamed("acme"), kEndOfTime)));
  int refused = 0;
  long long nth = 1;
  for (bool hit = true; hit && !HasFailure(); ++nth) {
    SCOPED_TRACE("allocation " + std::to_string(nth));
    hit = WithFault(nth, for_good(), [&] {
      const auto snapshot = store->Read(nullptr);
      ExpectUnavailable(snapshot.status());
      if (!snapshot.ok()) {
        ++refused;
        return;
      }
      const auto base = (*snapshot)->LoadEvidence(VendorNamed("acme"), kEndOfTime);
      ExpectUnavailable(base.status());
      if (base.ok()) {
        EXPECT_EQ(Describe(**base), right);
      } else {
        ++refused;
      }
    });
    ASSERT_TRUE(store->Probe().ok());
  }
  Tell("Reads", nth, refused);
  EXPECT_GT(refused, 1);
}

TEST_P(AllocationFaultTest, OpeningWorksOrSaysThatItCannotNow) {
  int refused = 0;
  const int stride = TryAll() ? 1 : 5;
  {
    const auto store = Must(Open());
    for (int i = 0; i < 3; ++i) Must(WriteEntry(*store, i, kLongBytes));
  }
  int count = 3;
  long long nth = 1;
  for (bool hit = true; hit && !HasFailure(); nth += stride) {
    SCOPED_TRACE("allocation " + std::to_string(nth));
    hit = WithFault(nth, for_good(), [&] {
      const auto store = Open();
      ExpectUnavailable(store.status());
      if (!store.ok()) {
        ++refused;
        return;
      }
      // The first write of a store prepares its statements.
      const absl::Status written = WriteEntry(**store, count, kLongBytes);
      ExpectUnavailable(written);
      written.ok() ? ++count : ++refused;
    });
    const auto store = Open();
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_EQ(CountEntries(**store), count);
  }
  Tell("Opening and the first write", nth / stride, refused);
  EXPECT_GT(refused, 10);
  EXPECT_EQ(Inspect(folder_.File(kFile), "", kLongBytes).fault, "");
}

INSTANTIATE_TEST_SUITE_P(Kinds, AllocationFaultTest, ::testing::Bool(),
                         [](const auto& info) {
                           return info.param ? "ForGood" : "Once";
                         });

}  // namespace
}  // namespace clausebook::testing
