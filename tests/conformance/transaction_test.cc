// Transactions: one time each, all or nothing, one after the other, durable.
#include <thread>

#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::Commit;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TransactionConformance : public StoreTest {
 protected:
  Commit PutVendor(const std::string& id, const std::string& display_name = "A Vendor") {
    return Must(store_->Write(nullptr, [&](WriteTransaction& t) {
      return t.PutVendor(SampleVendor(id, display_name)).status();
    }));
  }
  std::string VendorName(const std::string& id) {
    return Must(Read()->GetVendor(id, kEndOfTime)).display_name;
  }
};

TEST_P(TransactionConformance, AnEmptyStoreHasNoCommit) {
  EXPECT_EQ(Read()->LatestCommit(), Instant{0});
  EXPECT_THAT(Must(Read()->ListVendors(all_, kEndOfTime)), IsEmpty());
}

TEST_P(TransactionConformance, EverythingRecordedCarriesTheTransactionsTime) {
  Instant time;
  const Commit commit = Write([&](WriteTransaction& t) {
    time = t.time();
    EXPECT_EQ(Must(t.PutVendor(SampleVendor("acme"))).info.update_time, time);
    EXPECT_EQ(Must(t.PutApp(SampleApp("acme", "x"))).info.update_time, time);
    EXPECT_EQ(Must(t.PutPolicy(SamplePolicy(acme_, "privacy"))).info.update_time, time);
    const auto revision = SampleRevision(privacy_, "r", "2025-01-01", "Text.");
    EXPECT_EQ(Must(t.AddRevision(revision, {})).create_time, time);
    EXPECT_EQ(Must(t.AddFact({acme_, "f"}, SampleFact())).create_time, time);
    return t.SaveResponse("id", "digest", "response");
  });
  EXPECT_EQ(commit.time, time);
  EXPECT_EQ(time, clock_.Now());
  EXPECT_EQ(Read()->LatestCommit(), time);
  EXPECT_EQ(Must(Read()->FindResponse("id", Instant{0}))->time, time);
}

TEST_P(TransactionConformance, TellsWhoseResourcesWereTouched) {
  const Commit commit = Write([&](WriteTransaction& t) {
    Must(t.PutApp(SampleApp("with-app", "x")));
    Must(t.PutPolicy(SamplePolicy(PlatformNamed("with-policy"), "p")));
    Must(t.AddFact({VendorNamed("with-fact"), "f"}, SampleFact()));
    EXPECT_FALSE(t.GetVendor("only-read", kEndOfTime).ok());
    return absl::OkStatus();
  });
  EXPECT_THAT(commit.touched,
              ElementsAre(PlatformNamed("with-policy"), VendorNamed("with-app"),
                          VendorNamed("with-fact")));
  EXPECT_THAT(Write([&](WriteTransaction& t) {
                Must(t.DeleteApp({"with-app", "x"}));
                return t.RetractFact({VendorNamed("with-fact"), "f"}, "-").status();
              }).touched,
              ElementsAre(VendorNamed("with-app"), VendorNamed("with-fact")));
}

TEST_P(TransactionConformance, ATransactionThatWritesNothingLeavesNoTrace) {
  const Instant latest = PutVendor("acme").time;
  const Commit commit = Write([](WriteTransaction&) { return absl::OkStatus(); });
  EXPECT_EQ(commit.time, Instant{0});
  EXPECT_THAT(commit.touched, IsEmpty());
  EXPECT_EQ(Read()->LatestCommit(), latest);
}

TEST_P(TransactionConformance, TimesGrowEvenWhenTheClockDoesNot) {
  const Instant first = PutVendor("acme", "One").time;
  const Instant second = PutVendor("acme", "Two").time;
  clock_.AdvanceHours(-48);
  const Instant third = PutVendor("acme", "Three").time;
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_EQ(VendorName("acme"), "Three");
  EXPECT_EQ(Must(Read()->GetVendor("acme", second)).display_name, "Two");
}

TEST_P(TransactionConformance, AnErrorRollsEverythingBackAndIsReturnedAsItIs) {
  WriteVendorWithPolicy();
  const Instant latest = Read()->LatestCommit();
  const absl::Status error = InvalidField("app.display_name", "Too long.");
  const auto commit = store_->Write(nullptr, [&](WriteTransaction& t) {
    Must(t.PutVendor(SampleVendor("acme", "Changed")));
    Must(t.PutApp(SampleApp("acme", "x")));
    Must(t.AddRevision(SampleRevision(privacy_, "r", "2025-01-01", "Text."),
                       LinesAsClauses("Text.")));
    Must(t.AddFact({acme_, "f"}, SampleFact()));
    Must(t.SaveResponse("id", "digest", "response"));
    return error;
  });
  EXPECT_EQ(commit.status(), error);
  EXPECT_EQ(Read()->LatestCommit(), latest);
  EXPECT_EQ(VendorName("acme"), "A Vendor");
  EXPECT_FALSE(Read()->GetApp({"acme", "x"}, kEndOfTime).ok());
  EXPECT_FALSE(Read()->GetRevision({privacy_, "r"}).ok());
  EXPECT_THAT(Must(Read()->ListFacts({}, all_, kEndOfTime)), IsEmpty());
  EXPECT_FALSE(Must(Read()->FindResponse("id", Instant{0})).has_value());
  EXPECT_EQ(Must(Read()->GetVendor("acme", kEndOfTime)).info.version, 1);
  PutVendor("acme", "The store goes on");
  EXPECT_EQ(VendorName("acme"), "The store goes on");
}

TEST_P(TransactionConformance, ReadsSeeTheTransactionsOwnWrites) {
  WriteVendorWithPolicy();
  Write([&](WriteTransaction& t) {
    Must(t.PutVendor(SampleVendor("acme", "Mine")));
    EXPECT_EQ(Must(t.GetVendor("acme", kEndOfTime)).display_name, "Mine");
    Must(t.PutApp(SampleApp("acme", "x")));
    EXPECT_EQ(Must(t.ListApps("acme", "", all_, kEndOfTime)).size(), 1u);
    const std::string text = "# Storage\nWe store nothing.\n";
    Must(t.AddRevision(SampleRevision(privacy_, "r", "2025-01-01", text),
                       LinesAsClauses(text)));
    EXPECT_EQ(Must(t.ListClauses({privacy_, "r"})).size(), 2u);
    Must(t.AddFact({acme_, "f"}, QuotedFact({privacy_, "r"})));
    EXPECT_EQ(Must(t.LoadEvidence(acme_, kEndOfTime))->facts.size(), 1u);
    Must(t.RetractFact({acme_, "f"}, "at once"));
    EXPECT_EQ(Must(t.LoadEvidence(acme_, kEndOfTime))->facts.size(), 0u);
    Must(t.SaveResponse("id", "digest", "response"));
    EXPECT_TRUE(Must(t.FindResponse("id", t.time())).has_value());
    Must(t.DeleteApp({"acme", "x"}));
    EXPECT_FALSE(t.GetApp({"acme", "x"}, kEndOfTime).ok());
    return absl::OkStatus();
  });
}

TEST_P(TransactionConformance, ARefusedCallLeavesTheRestOfTheTransactionStanding) {
  Write([&](WriteTransaction& t) {
    Must(t.AddFact({acme_, "f"}, SampleFact()));
    EXPECT_FALSE(t.AddFact({acme_, "f"}, SampleFact()).ok());
    EXPECT_FALSE(t.DeleteVendor("nobody").ok());
    return t.AddFact({acme_, "g"}, SampleFact()).status();
  });
  EXPECT_EQ(Must(Read()->ListFacts({}, all_, kEndOfTime)).size(), 2u);
}

TEST_P(TransactionConformance, ConcurrentTransactionsRunOneAfterTheOther) {
  PutVendor("counter", "0");
  constexpr int kThreads = 4;
  constexpr int kEach = 25;
  const auto count = [&] {
    for (int i = 0; i < kEach; ++i) {
      Must(store_->Write(nullptr, [](WriteTransaction& t) {
        const auto vendor = Must(t.GetVendor("counter", kEndOfTime));
        const int next = std::stoi(vendor.display_name) + 1;
        return t.PutVendor(SampleVendor("counter", std::to_string(next))).status();
      }));
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) threads.emplace_back(count);
  }
  const auto vendor = Must(Read()->GetVendor("counter", kEndOfTime));
  EXPECT_EQ(vendor.display_name, std::to_string(kThreads * kEach));
  EXPECT_EQ(vendor.info.version, kThreads * kEach + 1);
}

// For the engines that have a disk.
class DurabilityConformance : public TransactionConformance {};

TEST_P(DurabilityConformance, WhatWasAcknowledgedIsThereAfterReopening) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", "# Storage\nWe store nothing.\n");
  const Instant latest = Write([&](WriteTransaction& t) {
                           Must(t.AddFact({acme_, "f"}, QuotedFact({privacy_, "r"})));
                           return t.SaveResponse("id", "digest", "response");
                         }).time;
  const std::string before = Describe(*Must(Read()->LoadEvidence(acme_, kEndOfTime)));
  store_.reset();
  clock_.AdvanceHours(-24);
  store_ = OpenStore(GetParam(), &clock_, folder_);
  EXPECT_EQ(Read()->LatestCommit(), latest);
  EXPECT_EQ(Describe(*Must(Read()->LoadEvidence(acme_, kEndOfTime))), before);
  EXPECT_TRUE(Must(Read()->FindResponse("id", latest)).has_value());
  EXPECT_GT(PutVendor("acme").time, latest);
}

CB_ON_EVERY_ENGINE(TransactionConformance);

INSTANTIATE_TEST_SUITE_P(Engines, DurabilityConformance,
                         ::testing::Values(Engine::kSqlite),
                         ::testing::PrintToStringParamName());

}  // namespace
}  // namespace clausebook::testing
