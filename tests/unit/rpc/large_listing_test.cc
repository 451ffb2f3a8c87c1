// Narrow searches among very many facts and events: nothing is left out, and no call
// looks at everything.
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

class LargeListingTest : public HandlerTest {
 protected:
  static constexpr int kFacts = 10'700;

  // Facts on app `one`, but every 3,000th and the last one on app `two`.
  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "one");
    AddApp("acme", "two");
    Must(store_.Write(nullptr, [](storage::WriteTransaction& tx) -> absl::Status {
      model::FactContent content;
      content.property = "storage.off_platform";
      content.value = model::Value::Bool(false);
      content.evidence = model::Attestation{"Ada", Date{20'000}, std::nullopt, "So."};
      for (int i = 0; i < kFacts; ++i) {
        const bool rare = i % 3000 == 2999 || i == kFacts - 1;
        content.scope.apps = {rare ? "two" : "one"};
        model::FactRef ref;
        ref.publisher.id = "acme";
        ref.fact = "f" + std::to_string(100'000 + i);
        const auto added = tx.AddFact(ref, content);
        if (!added.ok()) return added.status();
      }
      return absl::OkStatus();
    }));
    clock_.AdvanceMicros(1'000'000);
  }
};

TEST_F(LargeListingTest, FactsOfOneAppAreFoundOverSeveralCalls) {
  std::vector<std::string> names;
  int calls = 0;
  v1::ListFactsRequest request;
  request.set_parent("vendors/acme");
  request.set_app("vendors/acme/apps/two");
  do {
    const auto page = Must(Call(&FactHandlers::ListFacts, request));
    for (const auto& fact : page.facts()) names.push_back(fact.name().substr(19));
    request.set_page_token(page.next_page_token());
    ++calls;
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("f102999", "f105999", "f108999", "f110699"));
  EXPECT_EQ(calls, 2);
}

TEST_F(LargeListingTest, APageOfAThousandIsFull) {
  const auto page =
      Must(Call(&FactHandlers::ListFacts, "parent: 'vendors/acme' page_size: 1000"));
  EXPECT_EQ(page.facts_size(), 1000);
  EXPECT_EQ(page.facts(999).name(), "vendors/acme/facts/f100999");
}

TEST_F(LargeListingTest, EventsOfOneAppAreFoundOverSeveralCalls) {
  std::vector<std::string> names;
  int calls = 0;
  v1::ListFactEventsRequest request;
  request.set_parent("vendors/acme/apps/two");
  request.set_page_size(50);
  do {
    const auto page = Must(Call(&FactHandlers::ListFactEvents, request));
    for (const auto& e : page.fact_events()) names.push_back(e.fact().name().substr(19));
    request.set_page_token(page.next_page_token());
    ++calls;
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("f110699", "f108999", "f105999", "f102999"));
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace clausebook::rpc
