// LoadEvidence: what stands of one publisher, as known at a time.
#include "service/base/status_macros.h"
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kText[] = "# Storage\nWe store nothing.\n";

class EvidenceConformance : public StoreTest {
 protected:
  std::shared_ptr<const model::EvidenceBase> Load(const model::Publisher& publisher,
                                                  Instant known_at = kEndOfTime) {
    return Must(Read()->LoadEvidence(publisher, known_at));
  }
  std::vector<std::string> Facts(Instant known_at = kEndOfTime) {
    std::vector<std::string> ids;
    const auto base = Load(acme_, known_at);  // outlives the loop over its parts
    for (const auto& fact : base->facts) ids.push_back(fact.ref.fact);
    return ids;
  }
  // `policy/revision`
  std::vector<std::string> Revisions(Instant known_at = kEndOfTime) {
    std::vector<std::string> names;
    const auto base = Load(acme_, known_at);
    for (const auto& policy : base->policies) {
      for (const auto& revision : policy.revisions) {
        names.push_back(policy.policy.ref.policy + "/" + revision.revision.ref.revision);
      }
    }
    return names;
  }
};

TEST_P(EvidenceConformance, AnUnknownPublisherHasNone) {
  WriteVendorWithPolicy();
  const auto base = Load(VendorNamed("nobody"));
  EXPECT_EQ(base->publisher, VendorNamed("nobody"));
  EXPECT_THAT(base->policies, IsEmpty());
  EXPECT_THAT(base->facts, IsEmpty());
}

TEST_P(EvidenceConformance, APolicyWithItsTextsClausesAndFacts) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", kText);
  Write([&](WriteTransaction& t) {
    return t.AddFact({acme_, "f"}, QuotedFact({privacy_, "r"})).status();
  });
  const auto base = Load(acme_);
  EXPECT_EQ(base->publisher, acme_);
  ASSERT_EQ(base->policies.size(), 1u);
  EXPECT_EQ(Describe(base->policies[0].policy),
            Describe(Must(Read()->GetPolicy(privacy_, kEndOfTime))));
  ASSERT_EQ(base->policies[0].revisions.size(), 1u);
  const auto& revision = base->policies[0].revisions[0];
  EXPECT_EQ(Describe(revision.revision),
            Describe(Must(Read()->GetRevision({privacy_, "r"}))));
  EXPECT_EQ(Describe(revision.clauses), Describe(LinesAsClauses(kText)))
      << "headings included";
  EXPECT_EQ(Describe(base->facts),
            Describe(Must(Read()->ListFacts({.publisher = acme_}, all_, kEndOfTime))));
  EXPECT_EQ(base->facts.size(), 1u);
}

TEST_P(EvidenceConformance, IsOrderedById) {
  Write([&](WriteTransaction& t) -> absl::Status {
    for (const auto* id : {"q", "p-x", "p"}) {
      CB_RETURN_IF_ERROR(t.PutPolicy(SamplePolicy(acme_, id)).status());
      CB_RETURN_IF_ERROR(t.AddFact({acme_, id}, SampleFact()).status());
    }
    return absl::OkStatus();
  });
  EXPECT_THAT(Facts(), ElementsAre("p", "p-x", "q"));
  std::vector<std::string> policies;
  const auto base = Load(acme_);
  for (const auto& p : base->policies) policies.push_back(p.policy.ref.policy);
  EXPECT_THAT(policies, ElementsAre("p", "p-x", "q"));
}

TEST_P(EvidenceConformance, OfTwoRevisionsOfOneDayTheLastRecordedComesLast) {
  WriteVendorWithPolicy();
  WriteRevision("2025-b", "2025-01-01", "First.");
  WriteRevision("2025-a", "2025-01-01", "Second.");
  WriteRevision("2024-a", "2024-01-01", "Earlier, though recorded later.");
  EXPECT_THAT(Revisions(),
              ElementsAre("privacy/2024-a", "privacy/2025-b", "privacy/2025-a"));
}

TEST_P(EvidenceConformance, HoldsWhatStoodAtTheTime) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", kText);
  const Instant added = Write([&](WriteTransaction& t) {
                          return t.AddFact({acme_, "f"}, SampleFact()).status();
                        }).time;
  const Instant changed = Write([&](WriteTransaction& t) -> absl::Status {
                            Must(t.RetractFact({acme_, "f"}, "Wrong."));
                            Must(t.AddFact({acme_, "g"}, SampleFact()));
                            return t.WithdrawRevision({privacy_, "r"});
                          }).time;
  EXPECT_THAT(Facts(Instant{added.micros - 1}), IsEmpty());
  EXPECT_THAT(Facts(added), ElementsAre("f"));
  EXPECT_THAT(Revisions(added), ElementsAre("privacy/r"));
  EXPECT_THAT(Facts(changed), ElementsAre("g"));
  EXPECT_THAT(Revisions(changed), IsEmpty());
  EXPECT_EQ(Load(acme_, added)->facts[0].retract_time, std::nullopt);
  EXPECT_EQ(Load(acme_, added)->policies[0].revisions[0].revision.withdraw_time,
            std::nullopt);
}

TEST_P(EvidenceConformance, ARevisionRecordedAgainHasTheTextOfEachTime) {
  WriteVendorWithPolicy();
  const Instant first = WriteRevision("r", "2025-01-01", "One.").time;
  Write([&](WriteTransaction& t) { return t.WithdrawRevision({privacy_, "r"}); });
  WriteRevision("r", "2025-01-01", "Two, longer.");
  const auto text_at = [&](Instant known_at) {
    return *Load(acme_, known_at)->policies[0].revisions[0].revision.text;
  };
  EXPECT_EQ(text_at(first), "One.");
  EXPECT_EQ(text_at(kEndOfTime), "Two, longer.");
  EXPECT_THAT(Revisions(), ElementsAre("privacy/r"));
}

TEST_P(EvidenceConformance, ADeletedPolicyIsNoEvidence) {
  WriteVendorWithPolicy();
  const Instant before = WriteRevision("r", "2025-01-01", kText).time;
  Write([&](WriteTransaction& t) { return t.DeletePolicy(privacy_); });
  EXPECT_THAT(Load(acme_)->policies, IsEmpty());
  EXPECT_THAT(Revisions(before), ElementsAre("privacy/r"));
}

TEST_P(EvidenceConformance, FactsThatWaitForApprovalAreAmongThem) {
  model::FactContent proposed = SampleFact();
  proposed.approved = false;
  Write([&](WriteTransaction& t) { return t.AddFact({acme_, "f"}, proposed).status(); });
  ASSERT_THAT(Facts(), ElementsAre("f"));
  EXPECT_FALSE(Load(acme_)->facts[0].content.approved);
}

TEST_P(EvidenceConformance, IsThePublishersOwn) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", kText);
  Write([&](WriteTransaction& t) {
    for (const auto& other : {VendorNamed("acme-2"), PlatformNamed("acme")}) {
      Must(t.PutPolicy(SamplePolicy(other, "privacy")));
      Must(t.AddFact({other, "not-ours"}, SampleFact()));
      Must(t.AddRevision(SampleRevision({other, "privacy"}, "s", "2025-01-01", "."), {}));
    }
    return absl::OkStatus();
  });
  EXPECT_THAT(Facts(), IsEmpty());
  EXPECT_THAT(Revisions(), ElementsAre("privacy/r"));
}

TEST_P(EvidenceConformance, OnceLoadedItOutlivesItsSnapshotAndLaterWrites) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", kText);
  const auto base = Load(acme_);
  const std::string before = Describe(*base);
  Write([&](WriteTransaction& t) { return t.WithdrawRevision({privacy_, "r"}); });
  store_.reset();
  EXPECT_EQ(Describe(*base), before);
}

CB_ON_EVERY_ENGINE(EvidenceConformance);

}  // namespace
}  // namespace clausebook::testing
