// Facts over FactHandlers: reading, retracting, history.
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

class FactHandlersTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "one");
    AddApp("acme", "two");
  }

  std::vector<std::string> List(const std::string& request) {
    std::vector<std::string> shown;
    const auto response = Must(Call(&FactHandlers::ListFacts, request));
    for (const auto& fact : response.facts()) {
      std::string name = fact.name().substr(fact.name().rfind('/') + 1);
      name += " " + v1::FactState_Name(fact.state()).substr(sizeof("FACT_STATE"));
      shown.push_back(name);
    }
    return shown;
  }

  std::vector<std::string> Events(const std::string& parent) {
    std::vector<std::string> shown;
    v1::ListFactEventsRequest request;
    request.set_parent(parent);
    request.set_page_size(1);
    do {
      const auto page = Must(Call(&FactHandlers::ListFactEvents, request));
      for (const auto& event : page.fact_events()) {
        shown.push_back(
            v1::FactEventKind_Name(event.kind()).substr(sizeof("FACT_EVENT_KIND")) + " " +
            event.fact().name().substr(event.fact().name().rfind('/') + 1) + " " +
            std::to_string(event.fact().generation()) +
            (event.reason().empty() ? "" : " " + event.reason()));
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return shown;
  }

  // A fact with the scope in text format.
  void AddScoped(const std::string& id, const std::string& scope,
                 const std::string& property = "storage.off_platform") {
    Must(Call(&FactHandlers::CreateFact,
              "parent: 'vendors/acme' fact_id: '" + id + "' fact { scope { " + scope +
                  " } property: '" + property +
                  "' operator: OPERATOR_EQUALS value { bool_value: true } evidence { "
                  "attestation { attester: 'Ada' date: '2025-01-01' statement: 'So.' } } "
                  "}"));
  }
};

TEST_F(FactHandlersTest, GetShowsTheStateOfADay) {
  AddFact("vendors/acme", "f", "valid_until: '2026-06-01'");
  const auto state = [&](const std::string& more) {
    return Must(Call(&FactHandlers::GetFact, "name: 'vendors/acme/facts/f' " + more))
        .fact()
        .state();
  };
  EXPECT_EQ(state(""), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(state("as_of: '2025-05-31'"), v1::FACT_STATE_NOT_YET_VALID);
  EXPECT_EQ(state("as_of: '2026-06-01'"), v1::FACT_STATE_EXPIRED);
  EXPECT_THAT(
      FieldsOf(Call(&FactHandlers::GetFact,
                    "name: 'vendors/acme' as_of: '2026' known_at { seconds: -5 }")),
      ElementsAre("name", "as_of", "known_at"));
  const auto missing = Call(&FactHandlers::GetFact, "name: 'vendors/acme/facts/g'");
  EXPECT_EQ(ReasonOf(missing), "NOT_FOUND");
  EXPECT_EQ(ResourceOf(missing), "Fact vendors/acme/facts/g");
}

TEST_F(FactHandlersTest, ARetractedFactIsStillKnownForThen) {
  AddFact("vendors/acme", "f");
  const std::string then = KnownNow();
  const auto retracted = Must(Call(&FactHandlers::RetractFact,
                                   "name: 'vendors/acme/facts/f' reason: 'A mistake.'"))
                             .fact();
  EXPECT_EQ(retracted.state(), v1::FACT_STATE_RETRACTED);
  EXPECT_EQ(retracted.retract_time().seconds(), clock_.Now().micros / 1'000'000);
  const auto get = [&](const std::string& more) {
    return Must(Call(&FactHandlers::GetFact, "name: 'vendors/acme/facts/f' " + more))
        .fact();
  };
  EXPECT_EQ(get("").state(), v1::FACT_STATE_RETRACTED);
  EXPECT_EQ(get(then).state(), v1::FACT_STATE_ACTIVE);
  EXPECT_FALSE(get(then).has_retract_time());
  EXPECT_THAT(List("parent: 'vendors/acme'"), IsEmpty());
  EXPECT_THAT(List("parent: 'vendors/acme' " + then), ElementsAre("f ACTIVE"));
  // A new generation with the same id.
  AddFact("vendors/acme", "f");
  EXPECT_EQ(get("").generation(), 2);
  EXPECT_EQ(get(then).generation(), 1);
}

TEST_F(FactHandlersTest, RetractSaysWhatIsWrong) {
  AddFact("vendors/acme", "f");
  Must(Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/f'"));
  const auto again = Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/f'");
  EXPECT_EQ(again.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(again), "ALREADY_RETRACTED");
  EXPECT_EQ(ReasonOf(Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/g'")),
            "NOT_FOUND");
  EXPECT_THAT(
      FieldsOf(Call(&FactHandlers::RetractFact, "name: 'f' request_id: 'x' reason: '" +
                                                    std::string(1001, 'r') + "'")),
      ElementsAre("name", "reason", "request_id"));
}

TEST_F(FactHandlersTest, ListPagesThroughEverything) {
  for (const char* id : {"c", "a", "b", "e", "d"}) AddFact("vendors/acme", id);
  std::vector<std::string> names;
  v1::ListFactsRequest request;
  request.set_parent("vendors/acme");
  request.set_page_size(2);
  do {
    const auto page = Must(Call(&FactHandlers::ListFacts, request));
    EXPECT_LE(page.facts_size(), 2);
    for (const auto& fact : page.facts()) names.push_back(fact.name().substr(19));
    // Later pages show what was known on the first.
    if (names.size() == 2)
      Must(Call(&FactHandlers::RetractFact,
                "name: "
                "'vendors/acme/facts/d'"));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("a", "b", "c", "d", "e"));
}

TEST_F(FactHandlersTest, PagesKeepTheDayOfTheFirst) {
  AddFact("vendors/acme", "a");
  AddFact("vendors/acme", "b", "valid_until: '2026-01-02'");
  v1::ListFactsRequest request;
  request.set_parent("vendors/acme");
  request.set_page_size(1);
  const auto first = Must(Call(&FactHandlers::ListFacts, request));
  clock_.AdvanceHours(48);
  request.set_page_token(first.next_page_token());
  const auto second = Must(Call(&FactHandlers::ListFacts, request));
  ASSERT_EQ(second.facts_size(), 1);
  EXPECT_EQ(second.facts(0).state(), v1::FACT_STATE_ACTIVE);
}

TEST_F(FactHandlersTest, ListNarrowsByPropertyAppAndState) {
  AddScoped("all", "");
  AddScoped("except-one", "except_apps: 'vendors/acme/apps/one'");
  AddScoped("only-one", "apps: 'vendors/acme/apps/one'", "processing.off_platform");
  AddFact("vendors/acme", "over", "valid_until: '2025-12-01'");
  AddFact("vendors/acme", "gone");
  Must(Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/gone'"));
  const std::string acme = "parent: 'vendors/acme' ";
  EXPECT_THAT(List(acme), ElementsAre("all ACTIVE", "except-one ACTIVE",
                                      "only-one ACTIVE", "over EXPIRED"));
  EXPECT_THAT(List(acme + "property: 'processing.off_platform'"),
              ElementsAre("only-one ACTIVE"));
  EXPECT_THAT(List(acme + "app: 'vendors/acme/apps/one'"),
              ElementsAre("all ACTIVE", "only-one ACTIVE", "over EXPIRED"));
  EXPECT_THAT(List("parent: 'vendors/-' app: 'vendors/acme/apps/two'"),
              ElementsAre("all ACTIVE", "except-one ACTIVE", "over EXPIRED"));
  EXPECT_THAT(List(acme + "states: FACT_STATE_RETRACTED states: FACT_STATE_EXPIRED"),
              ElementsAre("gone RETRACTED", "over EXPIRED"));
  EXPECT_THAT(List(acme + "states: FACT_STATE_EXPIRED as_of: '2025-11-30'"), IsEmpty());
}

TEST_F(FactHandlersTest, ListsVendorsPlatformsAndAllVendors) {
  AddVendor("beta");
  AddFact("vendors/beta", "b");
  AddFact("vendors/acme", "a");
  AddFact("platforms/forge", "p");
  EXPECT_THAT(List("parent: 'vendors/-'"), ElementsAre("a ACTIVE", "b ACTIVE"));
  EXPECT_THAT(List("parent: 'platforms/forge'"), ElementsAre("p ACTIVE"));
}

TEST_F(FactHandlersTest, AChangedClauseAwaitsReview) {
  AddPolicy("vendors/acme", "privacy");
  const std::string first = AddRevision("vendors/acme/policies/privacy", "2025-01-01",
                                        "We store nothing. We share nothing.");
  for (const char* verb : {"store", "share"}) {
    Must(
        Call(&FactHandlers::CreateFact,
             std::string("parent: 'vendors/acme' fact_id: '") + verb +
                 "' fact { scope {} property: 'storage.off_platform' operator: "
                 "OPERATOR_EQUALS value { bool_value: false } evidence { clause { quote: "
                 "'We " +
                 verb + " nothing.' revision: '" + first + "' } } }"));
  }
  AddRevision("vendors/acme/policies/privacy", "2025-07-01",
              "We store everything. We share nothing.");
  EXPECT_THAT(List("parent: 'vendors/acme'"),
              ElementsAre("share ACTIVE", "store AWAITING_REVIEW"));
  EXPECT_THAT(List("parent: 'vendors/acme' as_of: '2025-06-30'"),
              ElementsAre("share ACTIVE", "store ACTIVE"));
  EXPECT_THAT(List("parent: 'vendors/acme' as_of: '2024-12-31'"),
              ElementsAre("share NOT_YET_VALID", "store NOT_YET_VALID"));
}

TEST_F(FactHandlersTest, ListSaysWhatIsWrong) {
  for (const char* parent : {"vendors/nobody", "platforms/nowhere"}) {
    EXPECT_EQ(
        ReasonOf(Call(&FactHandlers::ListFacts, std::string("parent: '") + parent + "'")),
        "NOT_FOUND");
  }
  EXPECT_EQ(ResourceOf(Call(&FactHandlers::ListFacts,
                            "parent: 'vendors/acme' app: 'vendors/acme/apps/x'")),
            "App vendors/acme/apps/x");
  EXPECT_THAT(
      FieldsOf(Call(&FactHandlers::ListFacts,
                    "page_size: -1 page_token: 'x' as_of: 'now' known_at { nanos: "
                    "1000000000 } property: 'storage' app: 'one' states: "
                    "FACT_STATE_UNSPECIFIED")),
      UnorderedElementsAre("parent", "page_size", "page_token", "as_of", "known_at",
                           "property", "app", "states"));
  EXPECT_THAT(FieldsOf(Call(&FactHandlers::ListFacts,
                            "parent: 'platforms/forge' app: 'vendors/acme/apps/one'")),
              ElementsAre("app"));
}

TEST_F(FactHandlersTest, HistoryOfAPublisherAnAppAndAFact) {
  AddScoped("all", "");
  AddScoped("one", "apps: 'vendors/acme/apps/one'");
  Must(Call(&FactHandlers::RetractFact,
            "name: 'vendors/acme/facts/all' reason: 'Outdated.'"));
  AddScoped("all", "except_apps: 'vendors/acme/apps/two'");
  EXPECT_THAT(Events("vendors/acme"),
              ElementsAre("RECORDED all 2", "RETRACTED all 1 Outdated.", "RECORDED one 1",
                          "RECORDED all 1"));
  EXPECT_THAT(
      Events("vendors/acme/facts/all"),
      ElementsAre("RECORDED all 2", "RETRACTED all 1 Outdated.", "RECORDED all 1"));
  EXPECT_THAT(Events("vendors/acme/apps/one"),
              ElementsAre("RECORDED all 2", "RETRACTED all 1 Outdated.", "RECORDED one 1",
                          "RECORDED all 1"));
  EXPECT_THAT(Events("vendors/acme/apps/two"),
              ElementsAre("RETRACTED all 1 Outdated.", "RECORDED all 1"));
  EXPECT_THAT(Events("platforms/forge"), IsEmpty());
}

TEST_F(FactHandlersTest, HistorySaysWhatIsWrong) {
  for (const char* parent : {"vendors/nobody", "platforms/nowhere", "vendors/acme/apps/x",
                             "vendors/acme/facts/x"}) {
    EXPECT_EQ(ReasonOf(Call(&FactHandlers::ListFactEvents,
                            std::string("parent: '") + parent + "'")),
              "NOT_FOUND")
        << parent;
  }
  EXPECT_THAT(FieldsOf(Call(&FactHandlers::ListFactEvents,
                            "parent: 'vendors/acme/policies/p' page_size: -1 page_token: "
                            "'x'")),
              UnorderedElementsAre("parent", "page_size", "page_token"));
}

}  // namespace
}  // namespace clausebook::rpc
