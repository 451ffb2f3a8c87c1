// Fact books: faults with place and remedy, plan, apply, export.
#include "service/evidence/fact_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "service/base/error.h"
#include "service/evidence/segmenter.h"
#include "tests/unit/evidence/shelf.h"

namespace clausebook::evidence {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kPolicy[] =
    "Privacy Policy\n\nRetention\nWe store no data outside of Atlassian. We delete data "
    "within 30 days.\nWe store no data outside of Atlassian.\n";

constexpr char kBook[] = R"(clausebook: 1
vendor: {id: acme, name: Acme}
apps:
  - {id: one, name: One}
  - {id: two, name: Two}
policies:
  - id: privacy
    title: Privacy Policy
    revisions:
      - {file: privacy.txt, effective: 2025-01-01}
facts:
  - id: stored
    property: storage.off_platform
    equals: false
    occurrence: 2
    quote: We store no data outside of Atlassian.
  - id: kept
    apps: [one]
    property: retention.after_uninstall
    at_most: 30 days
    quote: We delete data within 30 days.
  - id: dpa
    except: [two]
    property: legal.dpa_available
    equals: true
    attestation: {by: Jo, on: 2025-02-01, until: 2026-02-01, statement: "Yes: we do."}
)";

BookFiles Files(std::string book = kBook) {
  return {{kBookFile, std::move(book)}, {"privacy.txt", kPolicy}};
}

std::vector<BookFault> FaultsOf(const BookFiles& files) {
  const auto book = ParseBook(files, TheCatalog(), {});
  const auto detail = GetErrorDetail(book.status());
  return detail ? detail->faults : std::vector<BookFault>{};
}

// The one fault that the book gets when `what` becomes `with`, as `line: message hint`.
std::string FaultAfter(const std::string& what, const std::string& with) {
  const auto faults = FaultsOf(Files(Replace(kBook, what, with)));
  if (faults.size() != 1) {
    std::string all;
    for (const auto& f : faults) all += f.message + " | ";
    return std::to_string(faults.size()) + " faults: " + all;
  }
  return faults[0].path + ":" + std::to_string(faults[0].line) + ": " + faults[0].message +
         " " + faults[0].hint;
}

TEST(FactBookFaults, CallThingsByTheirNames) {
  const auto faults = FaultsOf(Files(""));
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].message, "The fact book is nothing where a map belongs.");
}

TEST(FactBookFaults, NameThePlaceAndTheRemedy) {
  ASSERT_THAT(FaultsOf(Files()), IsEmpty());
  EXPECT_THAT(FaultAfter("storage.off_platform", "storage.off_platfrom"),
              HasSubstr("factbook.yaml:13: There is no property"));
  EXPECT_THAT(FaultAfter("storage.off_platform", "storage.off_platfrom"),
              HasSubstr("storage.off_platform"));
  EXPECT_THAT(FaultAfter("equals: false", "equals: maybe"), HasSubstr(":14: "));
  EXPECT_THAT(FaultAfter("equals: false", "at_most: false"), HasSubstr(":14: "));
  EXPECT_THAT(FaultAfter("30 days\n    quote", "a while\n    quote"), HasSubstr(":20: "));
  EXPECT_THAT(FaultAfter("    occurrence: 2\n", ""), HasSubstr("2 times, on lines 4, 5"));
  EXPECT_THAT(FaultAfter("occurrence: 2", "occurrence: 3"), HasSubstr("no occurrence 3"));
  EXPECT_THAT(FaultAfter("We delete data within 30 days.", "We delete data in 30 days."),
              HasSubstr("'within' where the quote has 'in'"));
  EXPECT_THAT(FaultAfter("apps: [one]", "apps: [onn]"), HasSubstr("Did you mean 'one'"));
  EXPECT_THAT(FaultAfter("    quote: We delete data within 30 days.\n", ""),
              HasSubstr("one piece of evidence"));
  EXPECT_THAT(FaultAfter("on: 2025-02-01", "on: 2025-02-31"), HasSubstr("not a day"));
  EXPECT_THAT(FaultAfter("until: 2026-02-01", "until: 2024-02-01"), HasSubstr("expires"));
  EXPECT_THAT(FaultAfter("id: kept", "id: stored"), HasSubstr("there twice"));
  EXPECT_THAT(FaultAfter("id: kept", "id: Kept!"), HasSubstr("cannot be an id"));
  EXPECT_THAT(FaultAfter("    at_most: 30 days", "    att_most: 30 days"),
              HasSubstr("2 faults"));
  EXPECT_THAT(FaultAfter("file: privacy.txt", "file: privaci.txt"), HasSubstr("faults"));
  EXPECT_THAT(FaultAfter("except: [two]", "apps: [one]\n    except: [two]"),
              HasSubstr("goes with all apps only"));
  EXPECT_THAT(FaultAfter("clausebook: 1", "clausebook: 2"), HasSubstr("format 1"));
  EXPECT_THAT(FaultAfter("vendor: {id: acme, name: Acme}", "platform: nowhere"),
              HasSubstr("no platform 'nowhere'"));
}

TEST(FactBookFaults, AMissingTextIsNotBlamedOnTheQuotesFromIt) {
  constexpr char kOther[] = "      - {file: other.txt, effective: 2026-01-01}\nfacts:";
  const std::string book =
      Replace(Replace(kBook, "facts:", kOther), "30 days\n    quote",
              "30 days\n    policy: privacy\n    revision: 2026-01-01\n    quote");
  const auto faults = FaultsOf(Files(book));
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_THAT(faults[0].message, HasSubstr("no file 'other.txt'"));
}

TEST(FactBookFaults, AreAllReportedAtOnce) {
  std::string book = Replace(kBook, "equals: false", "equals: maybe");
  book = Replace(book, "30 days\n    quote", "a while\n    quote");
  EXPECT_EQ(FaultsOf(Files(book)).size(), 2u);
}

TEST(FactBookFaults, AFileThatNobodyNamesIsNotForgotten) {
  BookFiles files = Files();
  files["old.txt"] = "Old.";
  const auto faults = FaultsOf(files);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].path, "old.txt");
}

TEST(FactBook, ApplyingTwiceChangesNothing) {
  Shelf shelf;
  EXPECT_EQ(shelf.Changes(Files()).size(), 8u);
  EXPECT_THAT(shelf.Changes(Files()), IsEmpty());
}

TEST(FactBook, OnlyWhatDiffersIsTouched) {
  Shelf shelf;
  shelf.Changes(Files());
  std::string book = Replace(kBook, "30 days\n    quote", "60 days\n    quote");
  book = Replace(book, "name: Two", "name: Two!");
  const auto plan = shelf.Apply(Files(book));
  ASSERT_TRUE(plan.ok());
  ASSERT_EQ(plan->changes.size(), 2u);
  EXPECT_EQ(plan->changes[0].detail, "name: Two -> Two!");
  EXPECT_THAT(plan->changes[1].detail, HasSubstr("P30D -> retention.after_uninstall is at "
                                                 "most P60D"));
  EXPECT_EQ(plan->changes[1].place.line, 17);
}

TEST(FactBook, WhatTheBookNoLongerHoldsGoesAndStaysInTheHistory) {
  Shelf shelf;
  shelf.Changes(Files());
  const Instant before = shelf.clock.Now();
  std::string book = Replace(kBook, "  - {id: two, name: Two}\n", "");
  book = book.substr(0, book.find("  - id: dpa"));
  EXPECT_THAT(shelf.Changes(Files(book)),
              ElementsAre("- vendors/acme/facts/dpa", "- vendors/acme/apps/two"));
  EXPECT_THAT(shelf.Export(before)[kBookFile], HasSubstr("id: dpa"));
}

TEST(FactBook, AnEditedTextIsAnotherRevision) {
  Shelf shelf;
  shelf.Changes(Files());
  BookFiles files = Files();
  files["privacy.txt"] = std::string("New first line of the policy.\n") + kPolicy;
  const auto changes = shelf.Changes(files);
  EXPECT_THAT(changes, Contains(HasSubstr("- vendors/acme/policies/privacy/revisions/")));
  EXPECT_THAT(changes, Contains(HasSubstr("+ vendors/acme/policies/privacy/revisions/")));
  EXPECT_THAT(changes, Contains("~ vendors/acme/facts/stored"));
  EXPECT_THAT(shelf.Changes(files), IsEmpty());
}

TEST(FactBook, AStalePlanIsNotApplied) {
  Shelf shelf;
  const auto first = shelf.Apply(Files());
  ASSERT_TRUE(first.ok());
  const auto stale = shelf.Apply(Files(Replace(kBook, "name: Two", "name: Three")),
                                 first->state);
  EXPECT_EQ(GetErrorDetail(stale.status())->reason, Reason::kStateMismatch);
  EXPECT_THAT(shelf.Changes(Files()), IsEmpty()) << "nothing was applied";
}

TEST(FactBook, ExportGivesTheBookBack) {
  Shelf shelf;
  shelf.Changes(Files());
  EXPECT_THAT(shelf.Changes(shelf.Export()), IsEmpty());
}

// Texts that are hard on YAML and on offsets, facts at any of their clauses.
RC_GTEST_PROP(FactBook, ExportGivesAnyBookBack, ()) {
  const std::vector<std::string> sentences = {
      "We store it: always # or never.", "It's \"so\".",        "Ünïcode – “ok”.",
      "- Not a list.",                   "Yes.",                "A b.",
      "\\n is no newline.",              "{braces} [brackets]."};
  std::string text = "Title Of It\n\n";
  const int count = *rc::gen::inRange(1, 8);
  std::vector<std::string> used;
  for (int i = 0; i < count; ++i) {
    used.push_back(*rc::gen::elementOf(sentences));
    text += used.back() + *rc::gen::element<std::string>(" ", "\r\n", "\n\n", "\xc2\xa0");
  }
  Shelf shelf;
  const auto clauses = SegmentText(text, model::MediaType::kPlainText);
  RC_ASSERT(clauses.ok());
  std::string book =
      "clausebook: 1\nvendor: {id: acme, name: Acme}\napps: [{id: one, name: One}]\n"
      "policies:\n  - id: p\n    title: P\n    revisions: [{file: p.txt, effective: "
      "2025-01-01}]\n";
  RC_PRE(shelf.Apply({{kBookFile, book}, {"p.txt", text}}).ok());
  // Facts by offset, as an RPC would record them.
  std::vector<model::Clause> usable;
  for (const auto& clause : *clauses) {
    if (!clause.heading) usable.push_back(clause);
  }
  RC_PRE(!usable.empty());
  auto snapshot = *shelf.store.Read(nullptr);
  const auto base =
      *snapshot->LoadEvidence({model::PublisherKind::kVendor, "acme"}, kEndOfTime);
  const auto revision = base->policies.at(0).revisions.at(0).revision.ref;
  const auto written =
      shelf.store.Write(nullptr, [&](storage::WriteTransaction& tx) -> absl::Status {
        for (int i = 0; i < 3; ++i) {
          const auto& clause = usable[static_cast<std::size_t>(i) % usable.size()];
          model::FactContent content;
          content.property = "storage.off_platform";
          content.value = model::Value::Bool(i % 2 == 0);
          content.caveat = sentences[static_cast<std::size_t>(i)];
          content.evidence = model::ClauseEvidence{revision, clause.id, clause.range};
          model::FactRef ref;
          ref.publisher = {model::PublisherKind::kVendor, "acme"};
          ref.fact = "f" + std::to_string(i);
          const auto fact = tx.AddFact(ref, content);
          if (!fact.ok()) return fact.status();
        }
        return absl::OkStatus();
      });
  RC_ASSERT(written.ok());
  const BookFiles exported = shelf.Export();
  const auto plan = shelf.Apply(exported);
  if (!plan.ok()) RC_FAIL(std::string(plan.status().message()) + "\n" + exported.at(kBookFile));
  RC_ASSERT(plan->changes.empty());
}

}  // namespace
}  // namespace clausebook::evidence
