// Snapshots: one consistent state each, beside writers, and given up when nobody
// waits for them any more.
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::ReadSnapshot;
using storage::WriteTransaction;
using ::testing::IsEmpty;

class SnapshotConformance : public StoreTest {
 protected:
  storage::Commit PutVendor(const std::string& id, const std::string& display_name) {
    return Write([&](WriteTransaction& t) {
      return t.PutVendor(SampleVendor(id, display_name)).status();
    });
  }
};

std::string NameOf(ReadSnapshot& snapshot, const std::string& vendor) {
  return Must(snapshot.GetVendor(vendor, kEndOfTime)).display_name;
}

TEST_P(SnapshotConformance, KeepsTheStateThatItBeganWith) {
  const Instant first = PutVendor("acme", "One").time;
  const auto before = Read();
  const Instant second = PutVendor("acme", "Two").time;
  Write([&](WriteTransaction& t) {
    return t.AddFact({acme_, "f"}, SampleFact()).status();
  });
  EXPECT_EQ(before->LatestCommit(), first);
  EXPECT_EQ(NameOf(*before, "acme"), "One");
  EXPECT_EQ(Must(before->GetVendor("acme", second)).display_name, "One");
  EXPECT_THAT(Must(before->LoadEvidence(acme_, kEndOfTime))->facts, IsEmpty());
  EXPECT_GT(Read()->LatestCommit(), second);
  EXPECT_EQ(NameOf(*Read(), "acme"), "Two") << "a new snapshot sees it at once";
}

TEST_P(SnapshotConformance, DoesNotWaitForAWriterNorSeeItsUnfinishedWork) {
  PutVendor("acme", "One");
  Write([&](WriteTransaction& t) {
    Must(t.PutVendor(SampleVendor("acme", "Two")));
    EXPECT_EQ(NameOf(*Read(), "acme"), "One");
    std::jthread([&] { EXPECT_EQ(NameOf(*Read(), "acme"), "One"); }).join();
    return absl::OkStatus();
  });
  EXPECT_EQ(NameOf(*Read(), "acme"), "Two");
}

TEST_P(SnapshotConformance, DoesNotKeepAWriterWaiting) {
  PutVendor("acme", "0");
  const auto held = Read();
  for (int i = 1; i <= 50; ++i) PutVendor("acme", std::to_string(i));
  EXPECT_EQ(NameOf(*held, "acme"), "0");
  EXPECT_EQ(NameOf(*Read(), "acme"), "50");
}

TEST_P(SnapshotConformance, IsConsistentWhileAWriterIsAtWork) {
  const auto put_both = [&](int number) {
    Write([&](WriteTransaction& t) {
      Must(t.PutVendor(SampleVendor("left", std::to_string(number))));
      return t.PutVendor(SampleVendor("right", std::to_string(number))).status();
    });
  };
  put_both(0);
  std::atomic<bool> done{false};
  std::atomic<int> torn{0};
  std::atomic<int> backwards{0};
  const auto watch = [&] {
    Instant last{0};
    while (!done.load()) {
      const auto snapshot = Read();
      const std::string left = NameOf(*snapshot, "left");
      if (NameOf(*snapshot, "right") != left) ++torn;
      if (snapshot->LatestCommit() < last) ++backwards;
      last = snapshot->LatestCommit();
    }
  };
  {
    std::vector<std::jthread> readers;
    for (int i = 0; i < 3; ++i) readers.emplace_back(watch);
    for (int number = 1; number <= 150; ++number) put_both(number);
    done = true;
  }
  EXPECT_EQ(torn.load(), 0);
  EXPECT_EQ(backwards.load(), 0);
  EXPECT_EQ(NameOf(*Read(), "right"), "150");
}

TEST_P(SnapshotConformance, TheStoreSaysThatItCanServe) {
  EXPECT_TRUE(store_->Probe().ok());
}

class CancellationConformance : public SnapshotConformance {
 protected:
  // Every read there is, one after the other.
  std::vector<absl::Status> ReadAll(ReadSnapshot& s) {
    std::string next;
    const model::RevisionRef revision{privacy_, "r"};
    return {s.GetVendor("acme", kEndOfTime).status(),
            s.ListVendors(all_, kEndOfTime).status(),
            s.GetApp({"acme", "x"}, kEndOfTime).status(),
            s.ListApps(std::nullopt, "", all_, kEndOfTime).status(),
            s.GetPolicy(privacy_, kEndOfTime).status(),
            s.ListPolicies(acme_, all_, kEndOfTime).status(),
            s.GetRevision(revision).status(),
            s.ListRevisions(privacy_, kEndOfTime, true).status(),
            s.ListClauses(revision).status(),
            s.ListFacts({}, all_, kEndOfTime).status(),
            s.ListFactEvents(acme_, std::nullopt, all_, &next).status(),
            s.LoadEvidence(acme_, kEndOfTime).status(),
            s.FindResponse("id", Instant{0}).status()};
  }
  void SetUp() override {
    WriteVendorWithPolicy();
    WriteRevision("r", "2025-01-01", "# Storage\nWe store nothing.\n");
    Write([&](WriteTransaction& t) {
      Must(t.AddFact({acme_, "f"}, SampleFact()));
      return t.PutApp(SampleApp("acme", "x")).status();
    });
  }
};

TEST_P(CancellationConformance, StopsEveryReadOfItsSnapshotAndOfNoOther) {
  Cancellation cancellation;
  const auto snapshot = Must(store_->Read(&cancellation));
  const auto other = Read();
  for (const auto& status : ReadAll(*snapshot)) EXPECT_TRUE(status.ok()) << status;
  cancellation.Cancel();
  for (const auto& status : ReadAll(*snapshot)) {
    EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << status;
    EXPECT_EQ(ReasonOf(status), Reason::kCancelled);
  }
  for (const auto& status : ReadAll(*other)) EXPECT_TRUE(status.ok()) << status;
}

TEST_P(CancellationConformance, ACallThatNobodyWaitsForIsNotBegun) {
  Cancellation cancelled;
  cancelled.Cancel();
  EXPECT_EQ(store_->Read(&cancelled).status().code(), absl::StatusCode::kCancelled);
  bool ran = false;
  const auto body = [&](WriteTransaction&) {
    ran = true;
    return absl::OkStatus();
  };
  EXPECT_EQ(store_->Write(&cancelled, body).status().code(),
            absl::StatusCode::kCancelled);
  Cancellation late(std::chrono::steady_clock::now() - std::chrono::seconds(1));
  EXPECT_EQ(store_->Read(&late).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(store_->Write(&late, body).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReasonOf(store_->Write(&late, body).status()), Reason::kDeadlineExceeded);
  EXPECT_FALSE(ran);
}

TEST_P(CancellationConformance, BeforeTheCommitItRollsBack) {
  const Instant latest = Read()->LatestCommit();
  Cancellation cancellation;
  const auto commit = store_->Write(&cancellation, [&](WriteTransaction& t) {
    Must(t.PutVendor(SampleVendor("acme", "Changed")));
    cancellation.Cancel();
    return absl::OkStatus();
  });
  EXPECT_EQ(commit.status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(Read()->LatestCommit(), latest);
  EXPECT_EQ(NameOf(*Read(), "acme"), "A Vendor");
  PutVendor("acme", "The store goes on");
  EXPECT_EQ(NameOf(*Read(), "acme"), "The store goes on");
}

TEST_P(CancellationConformance, WithinATransactionItStopsReadsAndWrites) {
  Cancellation cancellation;
  const auto commit = store_->Write(&cancellation, [&](WriteTransaction& t) {
    cancellation.Cancel();
    std::vector<absl::Status> statuses = ReadAll(t);
    statuses.push_back(t.PutVendor(SampleVendor("late")).status());
    statuses.push_back(t.PutApp(SampleApp("acme", "late")).status());
    statuses.push_back(t.PutPolicy(SamplePolicy(acme_, "late")).status());
    statuses.push_back(t.DeleteVendor("acme"));
    statuses.push_back(t.DeleteApp({"acme", "x"}));
    statuses.push_back(t.DeletePolicy(privacy_));
    statuses.push_back(
        t.AddRevision(SampleRevision(privacy_, "late", "2025-01-01", "."), {}).status());
    statuses.push_back(t.WithdrawRevision({privacy_, "r"}));
    statuses.push_back(t.AddFact({acme_, "late"}, SampleFact()).status());
    statuses.push_back(t.RetractFact({acme_, "f"}, "late").status());
    statuses.push_back(t.SaveResponse("late", "digest", "response"));
    for (const auto& status : statuses) {
      EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << status;
    }
    return statuses.front();
  });
  EXPECT_EQ(commit.status().code(), absl::StatusCode::kCancelled);
  const auto snapshot = Read();
  for (const auto& status : ReadAll(*snapshot)) EXPECT_TRUE(status.ok()) << status;
}

CB_ON_EVERY_ENGINE(SnapshotConformance);
CB_ON_EVERY_ENGINE(CancellationConformance);

}  // namespace
}  // namespace clausebook::testing
