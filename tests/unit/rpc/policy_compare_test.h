// A policy with one revision, to be compared with another or with a text.
#ifndef CLAUSEBOOK_TESTS_UNIT_RPC_POLICY_COMPARE_TEST_H_
#define CLAUSEBOOK_TESTS_UNIT_RPC_POLICY_COMPARE_TEST_H_

#include <string>

#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {

inline constexpr char kPolicy[] = "vendors/acme/policies/privacy";
inline constexpr char kOld[] =
    "# Storage\n\nWe store nothing outside of Atlassian. We keep no logs of what you "
    "do.\n\n"
    "# Contact\n\nWrite to us.\n";
inline constexpr char kNew[] =
    "# Storage\n\nWe store backups outside of Atlassian. We  keep no logs\nof what you "
    "do.\n\nBackups go after 30 days.\n\n# Contact\n";

class PolicyCompareTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "charts");
    AddApp("acme", "clock");
    AddPolicy("vendors/acme", "privacy");
    old_ = AddRevision(kPolicy, "2020-01-01", kOld);
  }

  // A fact on the sentence with `quote`.
  void AddClauseFact(const std::string& id, const std::string& quote,
                     const std::string& content, const std::string& scope = "") {
    Must(Call(&FactHandlers::CreateFact, "parent: 'vendors/acme' fact_id: '" + id +
                                             "' fact { scope { " + scope +
                                             " } operator: OPERATOR_EQUALS " + content +
                                             " evidence { clause { revision: '" + old_ +
                                             "' quote: '" + quote + "' } } }"));
  }

  v1::PreviewPolicyRevisionRequest Candidate(const std::string& effective,
                                             const std::string& text = kNew) {
    v1::PreviewPolicyRevisionRequest request;
    request.set_parent(kPolicy);
    request.mutable_policy_revision()->set_effective_date(effective);
    request.mutable_policy_revision()->set_media_type("text/markdown");
    request.mutable_policy_revision()->set_text(text);
    return request;
  }

  absl::StatusOr<v1::ComparePolicyRevisionsResponse> Compare(
      const std::string& before, const std::string& after, const std::string& more = "") {
    return Call(&PolicyHandlers::ComparePolicyRevisions,
                "old_revision: '" + before + "' new_revision: '" + after + "' " + more);
  }

  std::string old_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_TESTS_UNIT_RPC_POLICY_COMPARE_TEST_H_
