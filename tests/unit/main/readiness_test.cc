// When the server says that it should not be sent calls, and when that ends.
#include "service/main/readiness.h"

#include <gtest/gtest.h>

#include <string>

#include "service/base/error.h"

namespace clausebook {
namespace {

using State = Readiness::State;

absl::Status Failure(Reason reason, int sqlite_code) {
  return MakeError(
      "It failed.",
      {.reason = reason, .metadata = {{"sqlite_code", std::to_string(sqlite_code)}}});
}
const absl::Status kReadError = Failure(Reason::kStorageUnavailable, 266);
const absl::Status kSyncError = Failure(Reason::kStorageUnavailable, 1034);
const absl::Status kDamage = Failure(Reason::kStorageDamaged, 11);

void GoodProbes(Readiness& readiness, int count) {
  for (int i = 0; i < count; ++i) readiness.NoteProbe(absl::OkStatus(), false);
}

TEST(Readiness, IsThereFromTheStart) {
  const Readiness readiness;
  EXPECT_EQ(readiness.state(), State::kReady);
}

TEST(Readiness, AFailedReadOrWriteTakesGoodProbesInARow) {
  for (const absl::Status& failure : {kReadError, kSyncError}) {
    Readiness readiness;
    readiness.NoteFailure(failure);
    EXPECT_EQ(readiness.state(), State::kUnavailable);
    GoodProbes(readiness, Readiness::kGoodProbes - 1);
    EXPECT_EQ(readiness.state(), State::kUnavailable);
    readiness.NoteFailure(failure);  // from the beginning
    GoodProbes(readiness, Readiness::kGoodProbes - 1);
    readiness.NoteProbe(failure, false);  // and again
    GoodProbes(readiness, Readiness::kGoodProbes - 1);
    EXPECT_EQ(readiness.state(), State::kUnavailable);
    GoodProbes(readiness, 1);
    EXPECT_EQ(readiness.state(), State::kReady);
  }
}

TEST(Readiness, DamageIsForGood) {
  Readiness by_call, by_probe;
  by_call.NoteFailure(kDamage);
  by_probe.NoteProbe(kDamage, false);
  for (Readiness* readiness : {&by_call, &by_probe}) {
    GoodProbes(*readiness, 100);
    EXPECT_EQ(readiness->state(), State::kDamaged);
  }
}

TEST(Readiness, AFullDiskOrWantOfMemoryIsOfTheCallOnly) {
  Readiness readiness;
  readiness.NoteFailure(Failure(Reason::kStorageUnavailable, 13));
  readiness.NoteFailure(Failure(Reason::kStorageUnavailable, 7));
  readiness.NoteFailure(Failure(Reason::kStorageUnavailable, 10 | 12 << 8));
  EXPECT_EQ(readiness.state(), State::kUnavailable) << "an I/O error for want of memory";
  Readiness other;
  other.NoteFailure(Failure(Reason::kStorageUnavailable, 13));
  other.NoteFailure(Failure(Reason::kStorageUnavailable, 7));
  EXPECT_EQ(other.state(), State::kReady);
}

TEST(Readiness, AProbeThatFindsAnotherFileCounts) {
  Readiness readiness;
  readiness.NoteProbe(MakeError("Moved.", {.reason = Reason::kStorageUnavailable}),
                      false);
  EXPECT_EQ(readiness.state(), State::kUnavailable);
}

TEST(Readiness, LittleRoomCountsWhileItLasts) {
  Readiness readiness;
  readiness.NoteProbe(absl::OkStatus(), true);
  EXPECT_EQ(readiness.state(), State::kDiskLow);
  readiness.NoteProbe(absl::OkStatus(), false);
  EXPECT_EQ(readiness.state(), State::kReady);
}

TEST(Readiness, DrainingComesBeforeAll) {
  Readiness readiness;
  readiness.NoteFailure(kDamage);
  readiness.Drain();
  EXPECT_EQ(readiness.state(), State::kDraining);
}

}  // namespace
}  // namespace clausebook
