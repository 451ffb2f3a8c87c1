// Two people who both record and review, on a server where facts take two.
#ifndef CLAUSEBOOK_TESTS_UNIT_RPC_FOUR_EYES_TEST_H_
#define CLAUSEBOOK_TESTS_UNIT_RPC_FOUR_EYES_TEST_H_

#include <string>
#include <vector>

#include "tests/unit/rpc/review_test.h"

namespace clausebook::rpc {

inline const admission::Identity kMaraOfTwo{
    "Mara Lind", "tokens/1", admission::RolesNamed({"editor", "reviewer"}), {}};
inline const admission::Identity kJoOfTwo{
    "Jo Berg", "tokens/2", admission::RolesNamed({"editor", "reviewer"}), {}};

class FourEyesTest : public ReviewHandlersTest {
 protected:
  static constexpr char kSaid[] = "vendors/acme/facts/said";

  HandlerDeps deps() override {
    HandlerDeps deps = HandlerTest::deps();
    deps.facts_second_person = on_;
    return deps;
  }
  void SetUp() override {
    ReviewHandlersTest::SetUp();
    caller_ = &kMaraOfTwo;
  }
  absl::StatusOr<v1::RecordDecisionsResponse> DecideAs(const admission::Identity& who,
                                                       const std::string& item,
                                                       const std::string& verdict,
                                                       bool validate_only = false) {
    caller_ = &who;
    v1::RecordDecisionsRequest request = Decision(item, verdict);
    request.set_reviewer(who.subject + ", Security");
    request.set_validate_only(validate_only);
    return Call(&ReviewHandlers::RecordDecisions, request);
  }
  google::protobuf::RepeatedPtrField<v1::ReviewItem> Items(const std::string& parent) {
    return Must(Call(&ReviewHandlers::ListReviewItems,
                     "parent: '" + parent + "' page_size: 1000"))
        .review_items();
  }
  std::vector<std::string> ProposedItems(const std::string& parent = "vendors/acme") {
    std::vector<std::string> items;
    for (const auto& item : Items(parent)) {
      if (item.has_proposed()) items.push_back(item.proposed().name());
    }
    return items;
  }

  // Facts whose retraction is proposed.
  std::vector<std::string> ItemsToRetract(const std::string& parent = "vendors/acme") {
    std::vector<std::string> items;
    for (const auto& item : Items(parent)) {
      if (item.has_retraction()) items.push_back(item.retraction().name());
    }
    return items;
  }
  absl::StatusOr<v1::RetractFactResponse> RetractAs(const admission::Identity& who,
                                                    const std::string& fact,
                                                    const std::string& reason = "") {
    caller_ = &who;
    return Call(&FactHandlers::RetractFact,
                "name: '" + fact + "' reason: '" + reason + "'");
  }
  // Recorded by the one and accepted by the other.
  void AddAcceptedFact(const std::string& id) {
    caller_ = &kMaraOfTwo;
    AddFact("vendors/acme", id);
    Must(DecideAs(kJoOfTwo, "vendors/acme/facts/" + id, "accept {}"));
  }

  // A suggestion that the one accepts as a fact, and then the other; the fact's name.
  std::string AcceptSuggestion(const std::string& property) {
    const std::string name = Must(DecideAs(kMaraOfTwo, On(property).name(), "accept {}"))
                                 .outcomes(0)
                                 .recorded()
                                 .name();
    Must(DecideAs(kJoOfTwo, name, "accept {}"));
    return name;
  }

  bool on_ = true;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_TESTS_UNIT_RPC_FOUR_EYES_TEST_H_
