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
  std::vector<std::string> ProposedItems(const std::string& parent = "vendors/acme") {
    std::vector<std::string> items;
    const auto listed = Must(Call(&ReviewHandlers::ListReviewItems,
                                  "parent: '" + parent + "' page_size: 1000"));
    for (const auto& item : listed.review_items()) {
      if (item.has_proposed()) items.push_back(item.proposed().name());
    }
    return items;
  }

  // Facts whose retraction is proposed.
  std::vector<std::string> ItemsToRetract(const std::string& parent = "vendors/acme") {
    std::vector<std::string> items;
    const auto listed = Must(Call(&ReviewHandlers::ListReviewItems,
                                  "parent: '" + parent + "' page_size: 1000"));
    for (const auto& item : listed.review_items()) {
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

  bool on_ = true;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_TESTS_UNIT_RPC_FOUR_EYES_TEST_H_
