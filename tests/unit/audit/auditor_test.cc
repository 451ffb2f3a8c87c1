// What a server does for its audit log: refused calls are written down, and the end of
// the chain is signed.
#include "service/audit/auditor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "service/audit/verify.h"
#include "service/base/error.h"
#include "storage/memory/memory_store.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

using audit::Auditor;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AuditorTest : public ::testing::Test {
 protected:
  AuditorTest() {
    options_.store = &store_;
    options_.clock = &clock_;
    options_.key = key_;
    options_.keep = [this](const model::AuditCheckpoint& checkpoint) {
      if (keeping_fails_)
        return MakeError("full", {.reason = Reason::kStorageUnavailable});
      kept_.push_back(checkpoint);
      return absl::OkStatus();
    };
    options_.tell = [this](const absl::Status& status) { told_.push_back(status); };
  }
  void PutVendor(const std::string& id) {
    Must(store_.Write(nullptr, [&](storage::WriteTransaction& t) {
      return t.PutVendor(SampleVendor(id)).status();
    }));
  }
  static model::AuditEvent Denied() {
    model::AuditEvent event;
    event.kind = model::AuditKind::kDenied;
    event.origin.method = "S/M";
    event.outcome = "UNAUTHENTICATED";
    return event;
  }
  std::vector<model::AuditEntry> Log() {
    return Must(Must(store_.Read(nullptr))->ListAuditEntries({}, 0, 1000));
  }

  const signing::PrivateKey key_ = Must(signing::PrivateKey::Generate());
  FakeClock clock_;
  storage::MemoryStore store_{&clock_};
  Auditor::Options options_;
  bool keeping_fails_ = false;
  std::vector<model::AuditCheckpoint> kept_;
  std::vector<absl::Status> told_;
};

TEST_F(AuditorTest, SignsTheEndAndOnlyIfThereIsNews) {
  Auditor auditor(options_);
  Must(auditor.Sign());
  EXPECT_THAT(kept_, IsEmpty()) << "nothing to sign";
  PutVendor("a");
  PutVendor("b");
  Must(auditor.Sign());
  Must(auditor.Sign());
  ASSERT_THAT(kept_, SizeIs(1));
  EXPECT_EQ(kept_[0].sequence, 2);
  EXPECT_TRUE(audit::VerifiesHex(key_.public_key(), CheckpointStatement(kept_[0]),
                                 kept_[0].signature));
  EXPECT_EQ(Must(Must(store_.Read(nullptr))->LastAuditCheckpoint()), kept_[0]);
  audit::Verifier verifier({key_.public_key()});
  for (const auto& point : kept_) verifier.AddCheckpoint(point, "kept");
  for (const auto& entry : Log()) verifier.AddEntry(entry);
  EXPECT_TRUE(verifier.Finish().whole());
}

TEST_F(AuditorTest, WithoutAKeyThereAreNoCheckpoints) {
  options_.key.reset();
  Auditor auditor(options_);
  PutVendor("a");
  Must(auditor.Sign());
  EXPECT_THAT(kept_, IsEmpty());
}

TEST_F(AuditorTest, ACheckpointThatCouldNotBeKeptIsBroughtAgain) {
  Auditor auditor(options_);
  PutVendor("a");
  keeping_fails_ = true;
  EXPECT_FALSE(auditor.Sign().ok());
  EXPECT_FALSE(auditor.Sign().ok());
  keeping_fails_ = false;
  Must(auditor.Sign());
  ASSERT_THAT(kept_, SizeIs(1));
  EXPECT_EQ(kept_[0].sequence, 1);
}

TEST_F(AuditorTest, WritesDownWhatWasRefused) {
  Auditor auditor(options_);
  for (int i = 0; i < 5; ++i) auditor.Note(Denied());
  Must(auditor.WritePending(false));
  Must(auditor.WritePending(false));
  const auto log = Log();
  ASSERT_THAT(log, SizeIs(1));
  EXPECT_EQ(log[0].event.occurrences, 5);
  EXPECT_EQ(log[0].event.outcome, "UNAUTHENTICATED");
}

TEST_F(AuditorTest, AtTheEndAllIsWrittenAndSigned) {
  {
    Auditor auditor(options_);
    auditor.Start();
    auditor.Note(Denied());
    PutVendor("a");
    auditor.Stop();
    auditor.Stop();
  }
  const auto log = Log();
  ASSERT_THAT(log, SizeIs(2));
  ASSERT_FALSE(kept_.empty());
  EXPECT_EQ(kept_.back().sequence, 2);
  EXPECT_EQ(kept_.back().digest, log.back().digest);
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(AuditorTest, WhatFailsIsTold) {
  keeping_fails_ = true;
  Auditor auditor(options_);
  auditor.Start();
  PutVendor("a");
  auditor.Stop();
  ASSERT_FALSE(told_.empty());
  EXPECT_FALSE(told_.back().ok());
}

}  // namespace
}  // namespace clausebook::testing
