// From what people type to policies and their revisions; see resolve.h.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RESOLVE_POLICY_H_
#define CLAUSEBOOK_CLIENTS_CLI_RESOLVE_POLICY_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/policy.pb.h"
#include "clients/cpp/client.h"

namespace clausebook::cli {

// A resource name, or the id of a vendor's policy. NOT_FOUND with what there is;
// INVALID_ARGUMENT with all of them if several vendors have such a policy.
absl::StatusOr<v1::Policy> ResolvePolicy(const client::Client& client,
                                         const std::string& text);

// The publisher's policy with that id or name; with no name all that it has published.
// NOT_FOUND if there is none.
absl::StatusOr<std::vector<v1::Policy>> PoliciesOf(const client::Client& client,
                                                   const std::string& publisher,
                                                   const std::string& text);

// The revision that `text` names out of `revisions`, which come newest first, as below;
// empty: the last. Pure.
absl::StatusOr<v1::PolicyRevision> ChooseRevision(
    const std::vector<v1::PolicyRevision>& revisions, const std::string& text);

// The name of a policy's revision: of `revision` as above, withdrawn ones too, or of the
// last that stands. `policy` as for ResolvePolicy, or a revision's whole name, with which
// `revision` is empty. Errors as of both.
absl::StatusOr<std::string> ResolveRevision(const client::Client& client,
                                            const std::string& policy,
                                            const std::string& revision);

// An older and a newer revision out of `revisions`, which come newest first. Each is
// named by its effective date (the last one recorded with it), id or resource name;
// empty: the last for `newer`, the one before it for `older`. NOT_FOUND with the dates
// that there are; FAILED_PRECONDITION if there is nothing to compare. Pure.
absl::StatusOr<std::pair<v1::PolicyRevision, v1::PolicyRevision>> ChooseRevisions(
    const std::vector<v1::PolicyRevision>& revisions, const std::string& older,
    const std::string& newer);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RESOLVE_POLICY_H_
