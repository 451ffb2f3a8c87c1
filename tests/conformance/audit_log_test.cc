// The audit log: every transaction that records something has its entry, which stands and
// falls with it, and the entries are a chain.
#include "storage/audit/record_check.h"
#include "storage/model/audit.h"
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::AuditFilter;
using storage::Commit;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kMany = 1000;

model::AuditOrigin SampleOrigin(const std::string& subject) {
  return {subject, "tokens/7f3a", "ipv4:192.0.2.7:50412", "S/M", "id-1"};
}

model::AuditEvent Denied(const std::string& subject, std::int64_t times) {
  model::AuditEvent event;
  event.kind = model::AuditKind::kDenied;
  event.origin = SampleOrigin(subject);
  event.outcome = "PERMISSION_DENIED";
  event.occurrences = times;
  return event;
}

model::AccessToken TokenOf(const std::string& id) {
  model::AccessToken token;
  token.id = id;
  token.digest = std::string(64, 'd');
  token.subject = "Mara";
  token.roles = {"reader"};
  token.expire_time = Instant{4'000'000'000'000'000};
  return token;
}

class AuditLogConformance : public StoreTest {
 protected:
  std::vector<model::AuditEntry> Entries(const AuditFilter& filter = {},
                                         std::int64_t after = 0, int limit = kMany) {
    return Must(Read()->ListAuditEntries(filter, after, limit));
  }
  std::vector<std::int64_t> Numbers(const AuditFilter& filter, std::int64_t after = 0,
                                    int limit = kMany) {
    std::vector<std::int64_t> numbers;
    for (const auto& entry : Entries(filter, after, limit)) {
      numbers.push_back(entry.sequence);
    }
    return numbers;
  }
  // Empty: whole.
  std::vector<std::string> FaultsOfChain() {
    model::AuditChain chain;
    std::vector<std::string> faults;
    for (const auto& entry : Entries()) {
      for (auto& fault : chain.Take(entry)) faults.push_back(std::move(fault));
    }
    return faults;
  }
  // What the records and the log say of each other.
  std::vector<std::string> FaultsOfRecords() {
    storage::RecordCheck check;
    for (const auto& entry : Entries()) check.Take(entry);
    std::vector<std::string> faults;
    Must(check.Compare(*Read(),
                       [&](const std::string& fault) { faults.push_back(fault); }));
    return faults;
  }
  Commit PutVendor(const std::string& id, const std::string& by) {
    return Write([&](WriteTransaction& t) {
      t.Attribute(SampleOrigin(by));
      return t.PutVendor(SampleVendor(id)).status();
    });
  }
  Commit Deny(const std::string& subject, std::int64_t times) {
    return Write(
        [&](WriteTransaction& t) { return t.AppendAudit(Denied(subject, times)); });
  }
};

TEST_P(AuditLogConformance, BeginsEmpty) {
  EXPECT_THAT(Entries(), IsEmpty());
  EXPECT_EQ(Must(Read()->LastAuditEntry()), std::nullopt);
  EXPECT_EQ(Must(Read()->LastAuditCheckpoint()), std::nullopt);
}

TEST_P(AuditLogConformance, AWriteLeavesItsEntry) {
  const Commit commit = PutVendor("acme", "Mara");
  const auto entries = Entries();
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].sequence, 1);
  EXPECT_EQ(entries[0].time, commit.time);
  EXPECT_EQ(entries[0].event.kind, model::AuditKind::kWrite);
  EXPECT_EQ(entries[0].event.origin, SampleOrigin("Mara"));
  EXPECT_EQ(entries[0].event.outcome, "OK");
  ASSERT_THAT(entries[0].event.changes, SizeIs(1));
  EXPECT_EQ(entries[0].event.changes[0].name, "vendors/acme");
  EXPECT_EQ(entries[0].event.changes[0].before, "");
  EXPECT_THAT(entries[0].event.changes[0].after, SizeIs(64));
  EXPECT_EQ(entries[0].previous, std::string(64, '0'));
  EXPECT_EQ(entries[0].digest, DigestOfEntry(entries[0]));
  EXPECT_EQ(Must(Read()->LastAuditEntry()), entries[0]);
}

TEST_P(AuditLogConformance, BeforeIsWhatWasWrittenLast) {
  PutVendor("acme", "Mara");
  PutVendor("acme", "Mara");
  Write([&](WriteTransaction& t) { return t.DeleteVendor("acme"); });
  const auto entries = Entries();
  ASSERT_THAT(entries, SizeIs(3));
  const auto change = [&](int i) { return entries[i].event.changes.at(0); };
  EXPECT_EQ(change(1).before, change(0).after);
  EXPECT_NE(change(1).after, change(0).after) << "another version";
  EXPECT_EQ(change(2).before, change(1).after);
  EXPECT_EQ(change(2).after, "");
  EXPECT_EQ(entries[2].event.origin, model::AuditOrigin{}) << "nobody said who";
  EXPECT_THAT(FaultsOfChain(), IsEmpty());
}

TEST_P(AuditLogConformance, EveryKindOfRecordIsToldOf) {
  WriteVendorWithPolicy();
  WriteRevision("r1", "2026-01-01", "# Storage\nWe store nothing.\n");
  Write([&](WriteTransaction& t) -> absl::Status {
    Must(t.PutApp(SampleApp("acme", "board")));
    Must(t.AddFact({acme_, "kept"}, QuotedFact({privacy_, "r1"})));
    Must(t.AddRejection(SampleRejection(privacy_, "s1")));
    Must(t.AddResponse(SampleResponse({"acme", "globex"}, "board"),
                       {SampleItem("q"), SampleItem("r", "No")}, nullptr));
    Must(t.AddItemReviews({"acme", "globex"},
                          {SampleReview(1, model::ItemDecision::kApprove)}));
    Must(t.AddMapping(SampleMapping("acme", 'a')));
    Must(t.AddToken(TokenOf("t1")));
    return absl::OkStatus();
  });
  std::vector<std::string> names;
  const auto recorded = Entries();
  for (const auto& change : recorded.back().event.changes) {
    names.push_back(change.name);
    EXPECT_EQ(change.before, "") << change.name;
    EXPECT_THAT(change.after, SizeIs(64)) << change.name;
  }
  EXPECT_THAT(names, ElementsAre("vendors/acme/apps/board", "vendors/acme/facts/kept",
                                 "vendors/acme/policies/privacy/rejections/s1",
                                 "vendors/acme/responses/globex",
                                 "vendors/acme/responses/globex/items/1",
                                 ToName(SampleMapping("acme", 'a').ref), "tokens/t1"));
  EXPECT_THAT(FaultsOfRecords(), IsEmpty());
  Write([&](WriteTransaction& t) -> absl::Status {
    Must(t.RetractFact({acme_, "kept"}, "Wrong."));
    Must(t.RevokeMapping(SampleMapping("acme", 'a').ref, "Mara", ""));
    Must(t.RevokeToken("t1", "Mara", ""));
    Must(t.WithdrawRevision({privacy_, "r1"}));
    return t.DeleteApp({"acme", "board"});
  });
  const auto entries = Entries();
  for (const auto& change : entries.back().event.changes) {
    EXPECT_THAT(change.before, SizeIs(64)) << change.name;
    EXPECT_EQ(change.after, "") << change.name;
  }
  EXPECT_THAT(entries.back().event.changes, SizeIs(5));
  EXPECT_THAT(FaultsOfChain(), IsEmpty());
  EXPECT_THAT(FaultsOfRecords(), IsEmpty());
}

TEST_P(AuditLogConformance, WhatRecordsNothingLeavesNothing) {
  PutVendor("acme", "Mara");
  Write([&](WriteTransaction& t) {
    t.Attribute(SampleOrigin("Mara"));
    EXPECT_FALSE(t.DeleteApp({"acme", "nowhere"}).ok());
    return t.SaveResponse("id", "digest", "reply");
  });
  EXPECT_FALSE(store_
                   ->Write(nullptr,
                           [&](WriteTransaction& t) -> absl::Status {
                             Must(t.PutVendor(SampleVendor("other")));
                             return absl::AbortedError("no");
                           })
                   .ok());
  EXPECT_THAT(Entries(), SizeIs(1));
}

TEST_P(AuditLogConformance, RefusedCallsAreNoCommits) {
  const Commit write = PutVendor("acme", "Mara");
  const Commit denied = Deny("Eve", 3);
  EXPECT_EQ(denied.time, Instant{});
  EXPECT_EQ(Read()->LatestCommit(), write.time);
  const auto entries = Entries();
  ASSERT_THAT(entries, SizeIs(2));
  EXPECT_EQ(entries[1].event, Denied("Eve", 3));
  EXPECT_GT(entries[1].time, write.time);
  EXPECT_THAT(FaultsOfChain(), IsEmpty());
}

TEST_P(AuditLogConformance, TimesNeverGoBack) {
  PutVendor("acme", "Mara");
  Deny("Eve", 1);
  const Instant last = Entries().back().time;
  clock_.Set(Instant{1000});
  const Commit write = PutVendor("acme", "Mara");
  EXPECT_GE(write.time, last);
  Deny("Eve", 1);
  EXPECT_THAT(FaultsOfChain(), IsEmpty());
}

TEST_P(AuditLogConformance, ListsByTimeSubjectAndKind) {
  PutVendor("a", "Mara");                      // 1
  Deny("Eve", 1);                              // 2
  const Commit third = PutVendor("b", "Ada");  // 3
  PutVendor("c", "Mara");                      // 4
  AuditFilter mara;
  mara.subject = "Mara";
  EXPECT_THAT(Numbers(mara), ElementsAre(1, 4));
  AuditFilter denied;
  denied.kind = model::AuditKind::kDenied;
  EXPECT_THAT(Numbers(denied), ElementsAre(2));
  AuditFilter late;
  late.from = third.time;
  EXPECT_THAT(Numbers(late), ElementsAre(3, 4));
  AuditFilter early;
  early.until = third.time;
  EXPECT_THAT(Numbers(early), ElementsAre(1, 2));
  AuditFilter backwards;
  backwards.newest_first = true;
  EXPECT_THAT(Numbers(backwards, 0, 2), ElementsAre(4, 3));
  EXPECT_THAT(Numbers(backwards, 3, 2), ElementsAre(2, 1));
  backwards.subject = "Mara";
  EXPECT_THAT(Numbers(backwards, 4), ElementsAre(1));
  backwards.until = third.time;
  EXPECT_THAT(Numbers(backwards), ElementsAre(1));
  EXPECT_THAT(Numbers({}, 2, 1), ElementsAre(3));
}

TEST_P(AuditLogConformance, ASnapshotSeesTheLogOfItsTime) {
  PutVendor("acme", "Mara");
  const auto before = Read();
  PutVendor("acme", "Mara");
  EXPECT_THAT(Must(before->ListAuditEntries({}, 0, kMany)), SizeIs(1));
  EXPECT_EQ(Must(before->LastAuditEntry())->sequence, 1);
}

TEST_P(AuditLogConformance, CheckpointsAreOfEntriesThatAreThere) {
  PutVendor("acme", "Mara");
  PutVendor("acme", "Mara");
  const auto entries = Entries();
  const auto add = [&](const model::AuditCheckpoint& checkpoint) {
    return store_
        ->Write(nullptr,
                [&](WriteTransaction& t) { return t.AddAuditCheckpoint(checkpoint); })
        .status();
  };
  const model::AuditCheckpoint good{2, entries[1].digest, entries[1].time, "key",
                                    "signature"};
  EXPECT_FALSE(add({3, entries[1].digest, entries[1].time, "key", "s"}).ok());
  EXPECT_FALSE(add({2, entries[0].digest, entries[1].time, "key", "s"}).ok());
  EXPECT_TRUE(add(good).ok());
  EXPECT_FALSE(add(good).ok()) << "there is one";
  EXPECT_FALSE(add({1, entries[0].digest, entries[0].time, "key", "s"}).ok());
  EXPECT_EQ(Must(Read()->LastAuditCheckpoint()), good);
  EXPECT_THAT(Must(Read()->ListAuditCheckpoints(0, kMany)), ElementsAre(good));
  EXPECT_THAT(Must(Read()->ListAuditCheckpoints(2, kMany)), IsEmpty());
  EXPECT_THAT(Entries(), SizeIs(2)) << "a checkpoint is no entry";
}

CB_ON_EVERY_ENGINE(AuditLogConformance);

}  // namespace
}  // namespace clausebook::testing
