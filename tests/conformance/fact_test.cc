// Facts: generations, retractions, lists, events.
#include <tuple>
#include <utility>

#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using model::Operator;
using model::Value;
using storage::Commit;
using storage::FactFilter;
using storage::Page;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FactConformance : public StoreTest {
 protected:
  Commit Add(const model::FactRef& ref, const model::FactContent& content) {
    return Write([&](WriteTransaction& t) { return t.AddFact(ref, content).status(); });
  }
  Commit Add(const std::string& id) { return Add({acme_, id}, SampleFact()); }
  Commit Retract(const std::string& id, const std::string& reason = "No longer so.") {
    return Write([&](WriteTransaction& t) {
      return t.RetractFact({acme_, id}, reason).status();
    });
  }
  std::vector<model::Fact> Facts(const FactFilter& filter, const Page& page,
                                 Instant known_at = kEndOfTime) {
    return Must(Read()->ListFacts(filter, page, known_at));
  }
  // `publisher/fact/generation`
  std::vector<std::string> Keys(const FactFilter& filter, const Page& page,
                                Instant known_at = kEndOfTime) {
    std::vector<std::string> keys;
    for (const auto& fact : Facts(filter, page, known_at)) {
      keys.push_back(fact.ref.publisher.id + "/" + fact.ref.fact + "/" +
                     std::to_string(fact.generation));
    }
    return keys;
  }
  // Adds, and compares what is read with what was given.
  void ExpectKept(const std::string& id, const model::FactContent& content) {
    Add({acme_, id}, content);
    const auto facts = Facts({.publisher = acme_, .fact = id}, all_);
    ASSERT_EQ(facts.size(), 1u);
    EXPECT_EQ(Describe(facts[0].content), Describe(content));
    EXPECT_TRUE(facts[0].content == content);
  }
};

TEST_P(FactConformance, EveryKindOfValueIsKept) {
  const std::vector<std::pair<Operator, Value>> claims = {
      {Operator::kEquals, Value::Bool(true)},
      {Operator::kNotEquals, Value::Bool(false)},
      {Operator::kEquals, Value::String("")},
      {Operator::kEquals, Value::String("true")},
      {Operator::kIncludes, Value::Set({"b", "a"})},
      {Operator::kExcludes, Value::Set({"ü/ß", "*.example.com"})},
      {Operator::kExactly, Value::Set({})},
      {Operator::kAtMost, Value::Duration("P30D")},
      {Operator::kAtLeast, Value::Duration("indefinite")},
      {Operator::kEquals, Value::OfDate(Day("2025-02-28"))}};
  for (std::size_t i = 0; i < claims.size(); ++i) {
    model::FactContent content = SampleFact();
    std::tie(content.op, content.value) = claims[i];
    ExpectKept("f" + std::to_string(i), content);
  }
}

TEST_P(FactConformance, EveryPartOfAFactIsKept) {
  model::FactContent content = SampleFact("retention.after_uninstall");
  content.scope.except_apps = {"advanced", "other"};
  content.qualifiers = {{"data_category", {"logs", "product"}}, {"purpose", {"support"}}};
  content.caveat = "Unless you \"ask\" us; 'promptly' – says the policy.";
  content.valid_from = Day("1970-01-01");
  content.valid_until = Day("9999-12-31");
  content.approved = false;
  content.evidence = model::Attestation{"Ada Example, CTO", Day("2025-06-01"),
                                        Day("2026-06-01"), "It is\nso."};
  ExpectKept("all-but-some", content);
  content.scope = {{"one", "two"}, {}};
  content.qualifiers.clear();
  ExpectKept("only-some", content);
  content.approval = {"Mara Lind", Day("2025-07-01"), "use-sold-0123456789", "use.sold"};
  ExpectKept("proposed-and-accepted", content);
  content.approval = {"Mara Lind", Day("2025-07-01"), "", ""};
  ExpectKept("accepted", content);
  content.retraction = {"Jo Berg", Day("2025-07-02"), "It's \"gone\"."};
  ExpectKept("to-be-retracted", content);
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", "# Storage\nWe store nothing.\n");
  ExpectKept("quoted", QuotedFact({privacy_, "r"}));
}

TEST_P(FactConformance, TheFirstGenerationIsOneAndCarriesTheTransactionsTime) {
  const Instant time = Add("f").time;
  const auto facts = Facts({.publisher = acme_}, all_);
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].ref, (model::FactRef{acme_, "f"}));
  EXPECT_EQ(facts[0].generation, 1);
  EXPECT_EQ(facts[0].create_time, time);
  EXPECT_EQ(facts[0].retract_time, std::nullopt);
}

TEST_P(FactConformance, AStandingFactCannotBeRecordedAgain) {
  Add("f");
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.AddFact({acme_, "f"}, SampleFact("other")).status(),
                IsAlreadyThere("Fact", "vendors/acme/facts/f"));
    return absl::OkStatus();
  });
  const auto facts = Facts({.publisher = acme_, .include_retracted = true}, all_);
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].content.property, "data.stored");
}

TEST_P(FactConformance, ARetractionIsReturnedAndSeenFromItsTimeOn) {
  const Instant added = Add("f").time;
  Instant retracted;
  Write([&](WriteTransaction& t) {
    retracted = t.time();
    const model::Fact fact = Must(t.RetractFact({acme_, "f"}, "A \"typo\"."));
    EXPECT_EQ(fact.retract_time, retracted);
    EXPECT_EQ(fact.retract_reason, "A \"typo\".");
    EXPECT_EQ(fact.create_time, added);
    return absl::OkStatus();
  });
  const FactFilter all{.publisher = acme_, .include_retracted = true};
  EXPECT_THAT(Keys({.publisher = acme_}, all_), IsEmpty());
  EXPECT_THAT(Keys({.publisher = acme_}, all_, retracted), IsEmpty());
  EXPECT_THAT(Keys(all, all_), ElementsAre("acme/f/1"));
  EXPECT_EQ(Facts(all, all_, retracted)[0].retract_reason, "A \"typo\".");
  const Instant before{retracted.micros - 1};
  EXPECT_THAT(Keys({.publisher = acme_}, all_, before), ElementsAre("acme/f/1"));
  EXPECT_EQ(Facts(all, all_, before)[0].retract_time, std::nullopt);
  EXPECT_EQ(Facts(all, all_, before)[0].retract_reason, "");
  EXPECT_THAT(Keys(all, all_, Instant{added.micros - 1}), IsEmpty());
}

TEST_P(FactConformance, OnlyAStandingFactCanBeRetracted) {
  Add("f");
  Retract("f");
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.RetractFact({acme_, "f"}, "again").status(),
                IsNotFound("Fact", "vendors/acme/facts/f"));
    EXPECT_THAT(t.RetractFact({acme_, "g"}, "never there").status(),
                IsNotFound("Fact", "vendors/acme/facts/g"));
    EXPECT_THAT(t.RetractFact({PlatformNamed("acme"), "f"}, "another's").status(),
                IsNotFound("Fact", "platforms/acme/facts/f"));
    return absl::OkStatus();
  });
}

TEST_P(FactConformance, AFactRecordedAgainIsItsNextGeneration) {
  Add("f");
  Write([&](WriteTransaction& t) {
    Must(t.RetractFact({acme_, "f"}, "changed"));
    EXPECT_EQ(Must(t.AddFact({acme_, "f"}, SampleFact("two"))).generation, 2);
    return absl::OkStatus();
  });
  Retract("f");
  Add({acme_, "f"}, SampleFact("three"));
  EXPECT_THAT(Keys({.publisher = acme_}, all_), ElementsAre("acme/f/3"));
  const FactFilter all{.publisher = acme_, .include_retracted = true};
  EXPECT_THAT(Keys(all, all_), ElementsAre("acme/f/1", "acme/f/2", "acme/f/3"));
  EXPECT_EQ(Facts(all, all_)[1].content.property, "two");
}

TEST_P(FactConformance, AFactNeedsAStandingRevision) {
  WriteVendorWithPolicy();
  WriteRevision("r", "2025-01-01", "# Storage\nWe store nothing.\n");
  Add({acme_, "before"}, QuotedFact({privacy_, "r"}));
  Write([&](WriteTransaction& t) { return t.WithdrawRevision({privacy_, "r"}); });
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(
        t.AddFact({acme_, "after"}, QuotedFact({privacy_, "r"})).status(),
        IsNotFound("PolicyRevision", "vendors/acme/policies/privacy/revisions/r"));
    EXPECT_THAT(
        t.AddFact({acme_, "never"}, QuotedFact({privacy_, "none"})).status(),
        IsNotFound("PolicyRevision", "vendors/acme/policies/privacy/revisions/none"));
    return absl::OkStatus();
  });
  EXPECT_THAT(Keys({.publisher = acme_}, all_), ElementsAre("acme/before/1"))
      << "what was recorded keeps its source";
}

TEST_P(FactConformance, ListsAreNarrowedToPublisherAndFact) {
  Add({VendorNamed("a"), "f"}, SampleFact());
  Add({VendorNamed("a-b"), "f"}, SampleFact());
  Add({VendorNamed("a"), "f-g"}, SampleFact());
  Add({PlatformNamed("a"), "p"}, SampleFact());
  EXPECT_THAT(Keys({}, all_), ElementsAre("a/f/1", "a/f-g/1", "a-b/f/1"))
      << "without a publisher: the facts of all vendors";
  EXPECT_THAT(Keys({.publisher = VendorNamed("a")}, all_),
              ElementsAre("a/f/1", "a/f-g/1"));
  EXPECT_THAT(Keys({.publisher = PlatformNamed("a")}, all_), ElementsAre("a/p/1"));
  EXPECT_THAT(Keys({.publisher = VendorNamed("a"), .fact = "f"}, all_),
              ElementsAre("a/f/1"));
  EXPECT_THAT(Keys({.publisher = VendorNamed("a"), .fact = "p"}, all_), IsEmpty());
}

TEST_P(FactConformance, PagesGoOnAfterAGeneration) {
  for (int i = 0; i < 11; ++i) {
    Add("f");
    Retract("f");
  }
  Add("f-g");
  const FactFilter all{.publisher = acme_, .include_retracted = true};
  EXPECT_THAT(Keys(all, {"", 2}), ElementsAre("acme/f/1", "acme/f/2"));
  EXPECT_THAT(Keys(all, {"acme/f/0000000009", 3}),
              ElementsAre("acme/f/10", "acme/f/11", "acme/f-g/1"));
  EXPECT_THAT(Keys(all, {"acme/f-g/0000000001", 3}), IsEmpty());
  EXPECT_THAT(Keys({.include_retracted = true}, {"acme/f/0000000010", 1}),
              ElementsAre("acme/f/11"));
  EXPECT_THAT(Keys({.publisher = acme_}, {"", 5}), ElementsAre("acme/f-g/1"))
      << "what is left out takes no room on a page";
}

class FactEventConformance : public FactConformance {
 protected:
  // `+fact/generation` for a recording, `-fact/generation` for a retraction.
  std::vector<std::string> Events(const std::optional<std::string>& fact, int page_size) {
    std::vector<std::string> told;
    Page page{"", page_size};
    auto snapshot = Read();
    do {
      std::string next;
      const auto events = Must(snapshot->ListFactEvents(acme_, fact, page, &next));
      EXPECT_LE(events.size(), static_cast<std::size_t>(page_size));
      for (const auto& event : events) {
        told.push_back((event.retraction ? "-" : "+") + event.fact.ref.fact + "/" +
                       std::to_string(event.fact.generation));
      }
      page.after = next;
    } while (!page.after.empty());
    return told;
  }
};

TEST_P(FactEventConformance, EventsAreNewestFirst) {
  Add("f");
  Add("g");
  Retract("f");
  Write([&](WriteTransaction& t) {
    Must(t.RetractFact({acme_, "g"}, "changed"));
    return t.AddFact({acme_, "g"}, SampleFact("two")).status();
  });
  for (const int page_size : {1, 2, 3, 5, 100}) {
    EXPECT_THAT(Events(std::nullopt, page_size),
                ElementsAre("+g/2", "-g/1", "-f/1", "+g/1", "+f/1"));
    EXPECT_THAT(Events("g", page_size), ElementsAre("+g/2", "-g/1", "+g/1"));
  }
}

TEST_P(FactEventConformance, EventsAreThePublishersOwn) {
  Add("f");
  Add({VendorNamed("other"), "f"}, SampleFact());
  Add({PlatformNamed("acme"), "f"}, SampleFact());
  EXPECT_THAT(Events(std::nullopt, 100), ElementsAre("+f/1"));
  EXPECT_THAT(Events("none", 100), IsEmpty());
}

TEST_P(FactEventConformance, ManyEventsOfOneTransactionAreToldOnceEach) {
  Write([&](WriteTransaction& t) {
    for (int i = 0; i < 7; ++i) {
      Must(t.AddFact({acme_, "f" + std::to_string(i)}, SampleFact()));
    }
    return absl::OkStatus();
  });
  Write([&](WriteTransaction& t) {
    for (int i = 0; i < 7; ++i) {
      Must(t.RetractFact({acme_, "f" + std::to_string(i)}, "all"));
    }
    return absl::OkStatus();
  });
  const auto at_once = Events(std::nullopt, 100);
  EXPECT_EQ(at_once.size(), 14u);
  for (const int page_size : {1, 2, 3, 6, 7, 13}) {
    EXPECT_EQ(Events(std::nullopt, page_size), at_once);
  }
}

TEST_P(FactEventConformance, AnEventShowsTheFactAsItWasKnownThen) {
  const Instant added = Add("f").time;
  const Instant retracted = Retract("f", "No longer so.").time;
  std::string next;
  const auto events = Must(Read()->ListFactEvents(acme_, std::nullopt, all_, &next));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].time, retracted);
  EXPECT_EQ(events[0].fact.retract_time, retracted);
  EXPECT_EQ(events[0].fact.retract_reason, "No longer so.");
  EXPECT_EQ(events[1].time, added);
  EXPECT_EQ(events[1].fact.retract_time, std::nullopt);
  EXPECT_TRUE(events[1].fact.content == SampleFact());
  EXPECT_EQ(next, "");
}

CB_ON_EVERY_ENGINE(FactConformance);
CB_ON_EVERY_ENGINE(FactEventConformance);

}  // namespace
}  // namespace clausebook::testing
