// Policies, their revisions and clauses.
#include <memory>

#include "service/base/digest.h"
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::Page;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kPolicyText[] = "# Storage\nWe store nothing.\n";

class PolicyConformance : public StoreTest {
 protected:
  std::vector<std::string> Policies(const std::optional<model::Publisher>& publisher,
                                    const Page& page) {
    std::vector<std::string> names;
    for (const auto& p : Must(Read()->ListPolicies(publisher, page, kEndOfTime))) {
      names.push_back(ToName(p.ref));
    }
    return names;
  }
  std::vector<std::string> Revisions(Instant known_at, bool include_withdrawn) {
    std::vector<std::string> ids;
    for (const auto& r :
         Must(Read()->ListRevisions(privacy_, known_at, include_withdrawn))) {
      ids.push_back(r.ref.revision);
    }
    return ids;
  }
  storage::Commit Withdraw(const std::string& id) {
    return Write([&](WriteTransaction& t) { return t.WithdrawRevision({privacy_, id}); });
  }
};

TEST_P(PolicyConformance, VersionsOfAPolicy) {
  const Instant first = WriteVendorWithPolicy().time;
  model::Policy changed = SamplePolicy(acme_, "privacy");
  changed.title = "Datenschutz";
  Write([&](WriteTransaction& t) { return t.PutPolicy(changed).status(); });
  const auto now = Must(Read()->GetPolicy(privacy_, kEndOfTime));
  EXPECT_EQ(now.title, "Datenschutz");
  EXPECT_EQ(now.info.version, 2);
  EXPECT_EQ(now.info.create_time, first);
  EXPECT_EQ(Must(Read()->GetPolicy(privacy_, first)).title, "Policy privacy");
  Write([&](WriteTransaction& t) { return t.DeletePolicy(privacy_); });
  EXPECT_THAT(Read()->GetPolicy(privacy_, kEndOfTime).status(),
              IsNotFound("Policy", "vendors/acme/policies/privacy"));
  EXPECT_THAT(Policies(acme_, all_), IsEmpty());
}

TEST_P(PolicyConformance, AVendorAndAPlatformOfOneIdAreTwoPublishers) {
  Write([&](WriteTransaction& t) {
    Must(t.PutPolicy(SamplePolicy(VendorNamed("forge"), "of-vendor")));
    return t.PutPolicy(SamplePolicy(PlatformNamed("forge"), "of-platform")).status();
  });
  EXPECT_THAT(Policies(VendorNamed("forge"), all_),
              ElementsAre("vendors/forge/policies/of-vendor"));
  EXPECT_THAT(Policies(PlatformNamed("forge"), all_),
              ElementsAre("platforms/forge/policies/of-platform"));
  EXPECT_THAT(Policies(std::nullopt, all_),
              ElementsAre("vendors/forge/policies/of-vendor"))
      << "a list over all publishers is one over all vendors";
}

TEST_P(PolicyConformance, PoliciesByPages) {
  Write([&](WriteTransaction& t) {
    for (const auto* vendor : {"b", "a-b", "a"}) {
      for (const auto* policy : {"q", "p"}) {
        Must(t.PutPolicy(SamplePolicy(VendorNamed(vendor), policy)));
      }
    }
    return absl::OkStatus();
  });
  EXPECT_THAT(Policies(std::nullopt, {"", 3}),
              ElementsAre("vendors/a/policies/p", "vendors/a/policies/q",
                          "vendors/a-b/policies/p"));
  EXPECT_THAT(Policies(std::nullopt, {"a-b/p", 2}),
              ElementsAre("vendors/a-b/policies/q", "vendors/b/policies/p"));
  EXPECT_THAT(Policies(VendorNamed("a-b"), {"a-b/p", 9}),
              ElementsAre("vendors/a-b/policies/q"));
  EXPECT_THAT(Policies(std::nullopt, {"b/q", 9}), IsEmpty());
}

TEST_P(PolicyConformance, ARevisionIsReadBackToTheByte) {
  WriteVendorWithPolicy();
  std::string text = "# Überschrift\r\nWe \"store\" nöthing \xF0\x9F\x94\x92.\rEnd";
  text += std::string("\0after a NUL", 12);
  const Instant time = WriteRevision("2025-01-01-aaaaaaaa", "2025-01-01", text).time;
  const auto revision = Must(Read()->GetRevision({privacy_, "2025-01-01-aaaaaaaa"}));
  ASSERT_NE(revision.text, nullptr);
  EXPECT_EQ(*revision.text, text);
  EXPECT_EQ(revision.sha256, Sha256Hex(text));
  EXPECT_EQ(revision.size_bytes, static_cast<std::int64_t>(text.size()));
  EXPECT_EQ(revision.clause_count, 2);
  EXPECT_EQ(revision.effective, Day("2025-01-01"));
  EXPECT_EQ(revision.uri, "https://policies.example/2025-01-01-aaaaaaaa");
  EXPECT_EQ(revision.media_type, model::MediaType::kMarkdown);
  EXPECT_EQ(revision.create_time, time);
  EXPECT_EQ(revision.withdraw_time, std::nullopt);
}

TEST_P(PolicyConformance, ADocumentIsKeptBesideTheTextThatWasReadFromIt) {
  WriteVendorWithPolicy();
  const std::string document("%PDF\0\xFF\r\n not text", 18);
  model::Revision scanned = SampleRevision(privacy_, "pdf", "2025-01-01", "One.\n");
  scanned.media_type = model::MediaType::kPdf;
  scanned.source = std::make_shared<const std::string>(document);
  scanned.source_sha256 = Sha256Hex(document);
  Write([&](WriteTransaction& t) {
    return t.AddRevision(scanned, LinesAsClauses("One.\n")).status();
  });
  const auto revision = Must(Read()->GetRevision({privacy_, "pdf"}));
  EXPECT_EQ(*revision.text, "One.\n");
  EXPECT_EQ(revision.media_type, model::MediaType::kPdf);
  EXPECT_EQ(revision.source_sha256, Sha256Hex(document));
  EXPECT_EQ(revision.source_size_bytes, 18);
  ASSERT_NE(revision.source, nullptr);
  EXPECT_EQ(*revision.source, document);

  const auto listed = Must(Read()->ListRevisions(privacy_, kEndOfTime, false));
  EXPECT_EQ(listed[0].source, nullptr);
  EXPECT_EQ(listed[0].source_size_bytes, 18);
  const auto base = Must(Read()->LoadEvidence(privacy_.publisher, kEndOfTime));
  EXPECT_EQ(base->policies[0].revisions[0].revision.source, nullptr);
  EXPECT_EQ(base->policies[0].revisions[0].revision.source_sha256, Sha256Hex(document));
}

TEST_P(PolicyConformance, APolicyKnowsWhoseManifestItIs) {
  WriteVendorWithPolicy();
  model::Policy manifest = SamplePolicy(privacy_.publisher, "manifest");
  manifest.kind = model::PolicyKind::kForgeManifest;
  manifest.app = "x";
  Write([&](WriteTransaction& t) { return t.PutPolicy(manifest).status(); });
  const auto read = Must(Read()->GetPolicy(manifest.ref, kEndOfTime));
  EXPECT_EQ(read.kind, model::PolicyKind::kForgeManifest);
  EXPECT_EQ(read.app, "x");
  EXPECT_EQ(Must(Read()->GetPolicy(privacy_, kEndOfTime)).kind,
            model::PolicyKind::kPublished);
}

TEST_P(PolicyConformance, ALongTextAndAnEmptyOneAreKept) {
  WriteVendorWithPolicy();
  std::string lengthy;
  while (lengthy.size() < 2'000'000) {
    lengthy += "Clause " + std::to_string(lengthy.size()) + ".\n";
  }
  Write([&](WriteTransaction& t) {
    const std::vector<model::Clause> none;
    Must(t.AddRevision(SampleRevision(privacy_, "long", "2025-01-01", lengthy), none));
    return t.AddRevision(SampleRevision(privacy_, "empty", "2025-01-02", ""), none)
        .status();
  });
  EXPECT_TRUE(*Must(Read()->GetRevision({privacy_, "long"})).text == lengthy);
  EXPECT_EQ(*Must(Read()->GetRevision({privacy_, "empty"})).text, "");
}

TEST_P(PolicyConformance, ClausesAreInTheOrderOfTheText) {
  WriteVendorWithPolicy();
  const std::string text = "# A\nOne.\n## B\nTwo.\nTwo.\n";
  std::vector<model::Clause> clauses = LinesAsClauses(text);
  clauses[3].heading_path = {"A \"quoted\", with [signs]", "Ü/ß \\ 🚀"};
  Write([&](WriteTransaction& t) {
    return t.AddRevision(SampleRevision(privacy_, "r", "2025-01-01", text), clauses)
        .status();
  });
  EXPECT_EQ(Describe(Must(Read()->ListClauses({privacy_, "r"}))), Describe(clauses));
}

TEST_P(PolicyConformance, UnknownRevisionsAreNotFound) {
  WriteVendorWithPolicy();
  const auto is_not_found =
      IsNotFound("PolicyRevision", "vendors/acme/policies/privacy/revisions/none");
  EXPECT_THAT(Read()->GetRevision({privacy_, "none"}).status(), is_not_found);
  EXPECT_THAT(Read()->ListClauses({privacy_, "none"}).status(), is_not_found);
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.WithdrawRevision({privacy_, "none"}), is_not_found);
    return absl::OkStatus();
  });
}

TEST_P(PolicyConformance, RevisionsAreListedByEffectiveDateThenRecordingWithoutTexts) {
  WriteVendorWithPolicy();
  WriteRevision("late", "2026-01-01", "Late.");
  WriteRevision("tie-z", "2025-01-01", "First of the day.");
  WriteRevision("tie-a", "2025-01-01", "Second of the day.");
  WriteRevision("early", "2024-01-01", "Early.");
  EXPECT_THAT(Revisions(kEndOfTime, false),
              ElementsAre("early", "tie-z", "tie-a", "late"));
  for (const auto& r : Must(Read()->ListRevisions(privacy_, kEndOfTime, false))) {
    EXPECT_EQ(r.text, nullptr);
    EXPECT_GT(r.size_bytes, 0);
  }
}

TEST_P(PolicyConformance, ARevisionIdIsThePolicysOwn) {
  WriteVendorWithPolicy();
  const model::PolicyRef other{acme_, "dpa"};
  WriteRevision("r", "2025-01-01", "Privacy.");
  Write([&](WriteTransaction& t) {
    return t.AddRevision(SampleRevision(other, "r", "2025-01-01", "DPA."), {}).status();
  });
  EXPECT_EQ(*Must(Read()->GetRevision({privacy_, "r"})).text, "Privacy.");
  EXPECT_EQ(*Must(Read()->GetRevision({other, "r"})).text, "DPA.");
}

TEST_P(PolicyConformance, AStandingRevisionCannotBeRecordedAgain) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", kPolicyText);
  Write([&](WriteTransaction& t) {
    const auto again =
        t.AddRevision(SampleRevision(privacy_, "r", "2025-01-01", "?"), {});
    EXPECT_THAT(
        again.status(),
        IsAlreadyThere("PolicyRevision", "vendors/acme/policies/privacy/revisions/r"));
    return absl::OkStatus();
  });
  EXPECT_EQ(*Must(Read()->GetRevision({privacy_, "r"})).text, kPolicyText);
}

TEST_P(PolicyConformance, AWithdrawalIsSeenFromItsTimeOn) {
  WriteVendorWithPolicy();
  const Instant added = WriteRevision("r", "2025-01-01", kPolicyText).time;
  const Instant withdrawn = Withdraw("r").time;
  EXPECT_THAT(Revisions(kEndOfTime, false), IsEmpty());
  EXPECT_THAT(Revisions(withdrawn, false), IsEmpty());
  EXPECT_THAT(Revisions(Instant{withdrawn.micros - 1}, false), ElementsAre("r"));
  EXPECT_THAT(Revisions(Instant{added.micros - 1}, true), IsEmpty());
  const auto later = Must(Read()->ListRevisions(privacy_, withdrawn, true));
  ASSERT_EQ(later.size(), 1u);
  EXPECT_EQ(later[0].withdraw_time, withdrawn);
  const auto earlier = Must(Read()->ListRevisions(privacy_, added, true));
  ASSERT_EQ(earlier.size(), 1u);
  EXPECT_EQ(earlier[0].withdraw_time, std::nullopt);
}

TEST_P(PolicyConformance, AWithdrawnRevisionCanStillBeReadAndChecked) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", kPolicyText);
  const Instant withdrawn = Withdraw("r").time;
  const auto revision = Must(Read()->GetRevision({privacy_, "r"}));
  EXPECT_EQ(*revision.text, kPolicyText);
  EXPECT_EQ(revision.withdraw_time, withdrawn);
  EXPECT_EQ(Must(Read()->ListClauses({privacy_, "r"})).size(), 2u);
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(
        t.WithdrawRevision({privacy_, "r"}),
        IsNotFound("PolicyRevision", "vendors/acme/policies/privacy/revisions/r"));
    return absl::OkStatus();
  });
}

TEST_P(PolicyConformance, AWithdrawnRevisionCanBeRecordedAgain) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", kPolicyText);
  Withdraw("r");
  const Instant again = WriteRevision("r", "2025-01-01", "Other words.").time;
  const auto revision = Must(Read()->GetRevision({privacy_, "r"}));
  EXPECT_EQ(*revision.text, "Other words.");
  EXPECT_EQ(revision.create_time, again);
  EXPECT_EQ(revision.withdraw_time, std::nullopt);
  EXPECT_THAT(Revisions(kEndOfTime, false), ElementsAre("r"));
  EXPECT_THAT(Revisions(kEndOfTime, true), ElementsAre("r", "r"));
  Withdraw("r");
  EXPECT_THAT(Revisions(kEndOfTime, false), IsEmpty());
}

CB_ON_EVERY_ENGINE(PolicyConformance);

}  // namespace
}  // namespace clausebook::testing
