// A policy with a few suggestions, and decisions about them.
#ifndef CLAUSEBOOK_TESTS_UNIT_RPC_REVIEW_TEST_H_
#define CLAUSEBOOK_TESTS_UNIT_RPC_REVIEW_TEST_H_

#include <stdexcept>
#include <string>
#include <vector>

#include "service/rpc/review_handlers.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {

inline constexpr char kPrivacy[] = "vendors/acme/policies/privacy";
inline constexpr char kText[] =
    "# Privacy\n\nWe never sell your data. Data is deleted within 30 days after you "
    "uninstall the app.\n\nAll data is encrypted at rest.\n";

class ReviewHandlersTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "one");
    AddPolicy("vendors/acme", "privacy");
    revision_ = AddRevision(kPrivacy, "2025-01-01", kText);
  }

  std::vector<v1::Suggestion> List(const std::string& more = "") {
    const auto response =
        Must(Call(&ReviewHandlers::ListSuggestions,
                  "parent: '" + revision_ + "' page_size: 1000 " + more));
    return {response.suggestions().begin(), response.suggestions().end()};
  }
  // The suggestion on a property.
  v1::Suggestion On(const std::string& property) {
    for (const auto& suggestion : List()) {
      if (suggestion.fact().property() == property) return suggestion;
    }
    throw std::invalid_argument("nothing suggested on " + property);
  }
  // `use.sold OPEN`, in the order of the list.
  std::vector<std::string> States(const std::string& more = "") {
    std::vector<std::string> states;
    for (const auto& suggestion : List(more)) {
      states.push_back(suggestion.fact().property() + " " +
                       v1::SuggestionState_Name(suggestion.state())
                           .substr(sizeof("SUGGESTION_STATE")));
    }
    return states;
  }
  std::vector<std::string> Items(const std::string& parent = "vendors/acme") {
    std::vector<std::string> items;
    const auto response = Must(Call(&ReviewHandlers::ListReviewItems,
                                    "parent: '" + parent + "' page_size: 1000"));
    for (const auto& item : response.review_items()) {
      items.push_back(item.has_suggestion() ? item.suggestion().fact().property()
                                            : "! " + item.fact().fact().name());
    }
    return items;
  }
  static v1::RecordDecisionsRequest Decision(const std::string& item,
                                             const std::string& verdict) {
    return Parse<v1::RecordDecisionsRequest>(
        "parent: 'vendors/acme' reviewer: 'Mara Lind' decisions { item: '" + item + "' " +
        verdict + " }");
  }
  absl::StatusOr<v1::RecordDecisionsResponse> Decide(const std::string& item,
                                                     const std::string& verdict) {
    return Call(&ReviewHandlers::RecordDecisions, Decision(item, verdict));
  }
  v1::Fact Fact(const std::string& name) {
    return Must(Call(&FactHandlers::GetFact, "name: '" + name + "'")).fact();
  }

  std::string revision_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_TESTS_UNIT_RPC_REVIEW_TEST_H_
