// What somebody finds out who has a log, the public key, and checkpoints kept elsewhere.
#include "service/audit/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/audit/checkpoint_file.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/audit/sample_log.h"

namespace clausebook::testing {
namespace {

using audit::Verification;
using audit::Verifier;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class VerifyAudit : public ::testing::Test {
 protected:
  Verification Check(const std::vector<model::AuditEntry>& log,
                     const std::vector<model::AuditCheckpoint>& elsewhere,
                     bool with_key = true) {
    Verifier verifier(with_key ? std::vector{key_.public_key()}
                               : std::vector<signing::PublicKey>());
    for (const auto& point : elsewhere) verifier.AddCheckpoint(point, "the safe");
    for (const auto& entry : log) verifier.AddEntry(entry);
    return verifier.Finish();
  }
  // The log written anew from entry `from` (0-based) on, by somebody without the key.
  std::vector<model::AuditEntry> Rewritten(std::size_t from) {
    std::vector<model::AuditEntry> log = log_;
    log[from].event.origin.subject = "Somebody else";
    for (std::size_t i = from; i < log.size(); ++i) {
      if (i > 0) log[i].previous = log[i - 1].digest;
      log[i].digest = DigestOfEntry(log[i]);
    }
    return log;
  }

  const signing::PrivateKey key_ = Must(signing::PrivateKey::Generate());
  std::vector<model::AuditEntry> log_ = SampleLog(10);
  const model::AuditCheckpoint eighth_ = SignedCheckpoint(key_, log_[7]);
  TempDir folder_;
};

TEST_F(VerifyAudit, AWholeLog) {
  const Verification found = Check(log_, {SignedCheckpoint(key_, log_[3]), eighth_});
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_TRUE(found.whole());
  EXPECT_EQ(found.entries, 10);
  EXPECT_EQ(found.checkpoints, 2);
  EXPECT_EQ(found.signed_until, 8);
  EXPECT_EQ(found.digest, log_.back().digest);
  EXPECT_EQ(found.first_time, log_.front().time);
  EXPECT_EQ(found.last_time, log_.back().time);
}

TEST_F(VerifyAudit, WithoutAKeyNothingCountsAsSigned) {
  const Verification found = Check(log_, {eighth_}, /*with_key=*/false);
  EXPECT_TRUE(found.whole());
  EXPECT_EQ(found.signed_until, 0);
}

TEST_F(VerifyAudit, WithAKeySomethingHasToBeSigned) {
  EXPECT_THAT(Check(log_, {}).faults, ElementsAre(HasSubstr("Nothing in the log")));
  EXPECT_THAT(Check({}, {}).faults, ElementsAre(HasSubstr("Nothing in the log")));
}

TEST_F(VerifyAudit, TheEndCutOff) {
  log_.resize(7);
  EXPECT_THAT(Check(log_, {eighth_}).faults, Contains(HasSubstr("cut off")));
}

// What no log can tell: the part that nobody has signed yet.
TEST_F(VerifyAudit, TheEndCutOffBehindTheLastCheckpointIsNotSeen) {
  log_.resize(8);
  EXPECT_TRUE(Check(log_, {eighth_}).whole());
}

TEST_F(VerifyAudit, WrittenAnewWithNewDigests) {
  for (const std::size_t from : {0u, 4u, 7u}) {
    EXPECT_THAT(Check(Rewritten(from), {eighth_}).faults,
                Contains(HasSubstr("written anew")));
  }
  EXPECT_TRUE(Check(Rewritten(8), {eighth_}).whole()) << "not signed yet";
}

TEST_F(VerifyAudit, CheckpointsOfOthersDoNotCount) {
  const auto other = Must(signing::PrivateKey::Generate());
  EXPECT_THAT(Check(log_, {SignedCheckpoint(other, log_[7])}).faults,
              Contains(HasSubstr("not signed by a key that is trusted")));
  auto forged = SignedCheckpoint(other, log_[7]);
  forged.key = key_.public_key().id();
  EXPECT_FALSE(Check(log_, {eighth_, forged}).whole());
  auto moved = eighth_;
  moved.sequence = 7;
  EXPECT_FALSE(Check(log_, {eighth_, moved}).whole());
  auto upper = eighth_;
  upper.signature[upper.signature.find_first_of("abcdef")] -= 32;
  EXPECT_FALSE(Check(log_, {upper}).whole());
}

TEST_F(VerifyAudit, AnExportedLogInAFile) {
  const std::string file = folder_.File("log.jsonl");
  WriteText(file, ExportedLog(log_, {eighth_}));
  Verifier verifier({key_.public_key()});
  Must(audit::AddLogFile(file, verifier));
  const Verification found = verifier.Finish();
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_EQ(found.signed_until, 8);
  EXPECT_EQ(found.entries, 10);
  Verifier nothing({});
  EXPECT_FALSE(audit::AddLogFile(folder_.File("none"), nothing).ok());
}

TEST_F(VerifyAudit, AnExportCutOffAnywhereIsFoundWithoutAnyKey) {
  const std::string file = folder_.File("log.jsonl");
  const std::string text = ExportedLog(log_, {eighth_});
  for (std::size_t size = 0; size < text.size(); size += 7) {
    WriteText(file, text.substr(0, size));
    Verifier verifier({});
    Must(audit::AddLogFile(file, verifier));
    EXPECT_FALSE(verifier.Finish().whole()) << size;
  }
}

TEST_F(VerifyAudit, CheckpointsFromAFileOrTheServersLog) {
  const std::string file = folder_.File("points.jsonl");
  Must(audit::AppendCheckpoint(file, SignedCheckpoint(key_, log_[2])));
  Must(audit::AppendCheckpoint(file, eighth_));
  std::string line = audit::ToLine(eighth_);
  line.pop_back();
  std::string quoted;
  for (const char c : line) quoted += c == '"' ? std::string("\\\"") : std::string(1, c);
  const std::string log = folder_.File("server.log");
  WriteText(log,
            "{\"time\":\"t\",\"level\":\"info\",\"event\":\"started\"}\n"
            "{\"time\":\"t\",\"level\":\"info\",\"event\":\"audit checkpoint\","
            "\"sequence\":\"8\",\"line\":\"" +
                quoted + "\"}\n");
  for (const auto& [from, count] : {std::pair(file, 2), std::pair(log, 1)}) {
    Verifier verifier({key_.public_key()});
    Must(audit::AddCheckpointFile(from, verifier));
    for (const auto& entry : log_) verifier.AddEntry(entry);
    const Verification found = verifier.Finish();
    EXPECT_THAT(found.faults, IsEmpty()) << from;
    EXPECT_EQ(found.checkpoints, count);
    EXPECT_EQ(found.signed_until, 8);
  }
}

// A line that a crash broke off stays alone, and what comes after it is read.
TEST_F(VerifyAudit, AFileOfCheckpointsWithABrokenLine) {
  const std::string file = folder_.File("points.jsonl");
  WriteText(file, "{\"checkpoint\":{\"seq");
  Must(audit::AppendCheckpoint(file, eighth_));
  Verifier verifier({key_.public_key()});
  Must(audit::AddCheckpointFile(file, verifier));
  for (const auto& entry : log_) verifier.AddEntry(entry);
  const Verification found = verifier.Finish();
  EXPECT_THAT(found.faults, ElementsAre(HasSubstr("Line 1 of ")));
  EXPECT_EQ(found.signed_until, 8);
  WriteText(file, "");
  Verifier empty({key_.public_key()});
  EXPECT_FALSE(audit::AddCheckpointFile(file, empty).ok());
}

}  // namespace
}  // namespace clausebook::testing
