#include "clients/cli/resolve_policy.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/reach.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

bool IsNamed(const v1::PolicyRevision& revision, const std::string& text) {
  return text == revision.effective_date() || text == revision.name() ||
         text == IdOf(revision.name());
}

absl::StatusOr<std::size_t> Find(const std::vector<v1::PolicyRevision>& revisions,
                                 const std::string& text) {
  const auto found = std::find_if(revisions.begin(), revisions.end(),
                                  [&](const auto& r) { return IsNamed(r, text); });
  if (found != revisions.end()) {
    return static_cast<std::size_t>(found - revisions.begin());
  }
  std::vector<std::string> dates;
  for (const auto& revision : revisions) dates.push_back(revision.effective_date());
  return absl::NotFoundError(absl::StrCat("The policy has no revision '", Printable(text),
                                          "'. There are those of ",
                                          absl::StrJoin(dates, ", "), "."));
}

std::string NamesOf(const std::vector<v1::Policy>& policies) {
  return absl::StrJoin(policies, ", ", [](std::string* out, const v1::Policy& policy) {
    out->append(policy.name());
  });
}

}  // namespace

absl::StatusOr<v1::Policy> ResolvePolicy(const client::Client& client,
                                         const std::string& text) {
  if (text.find('/') != std::string::npos) {
    v1::GetPolicyRequest request;
    request.set_name(text);
    return client.GetPolicy(request);
  }
  CB_ASSIGN_OR_RETURN(
      const auto policies,
      ListOfAllVendors(v1::ListPoliciesRequest(), [&](const auto& request) {
        return client.ListPolicies(request);
      }));
  std::vector<v1::Policy> fitting;
  std::copy_if(policies.begin(), policies.end(), std::back_inserter(fitting),
               [&](const v1::Policy& policy) { return IdOf(policy.name()) == text; });
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty()) {
    return absl::NotFoundError(absl::StrCat("No vendor has a policy '", Printable(text),
                                            "'. List them: clausebook policies"));
  }
  return absl::InvalidArgumentError(absl::StrCat("Several vendors have a policy '",
                                                 Printable(text),
                                                 "'. Name one: ", NamesOf(fitting)));
}

absl::StatusOr<std::vector<v1::Policy>> PoliciesOf(const client::Client& client,
                                                   const std::string& publisher,
                                                   const std::string& text) {
  v1::ListPoliciesRequest request;
  request.set_parent(publisher);
  CB_ASSIGN_OR_RETURN(auto policies, client.ListPolicies(request).All());
  std::erase_if(policies, [&](const v1::Policy& policy) {
    return text.empty() ? policy.kind() != v1::POLICY_KIND_PUBLISHED
                        : policy.name() != text && IdOf(policy.name()) != text;
  });
  if (!policies.empty()) return policies;
  return absl::NotFoundError(
      text.empty()
          ? absl::StrCat("'", publisher, "' has published no policy.")
          : absl::StrCat("'", publisher, "' has no policy '", Printable(text), "'."));
}

absl::StatusOr<v1::PolicyRevision> ChooseRevision(
    const std::vector<v1::PolicyRevision>& revisions, const std::string& text) {
  if (revisions.empty()) {
    return absl::FailedPreconditionError("The policy has no revision.");
  }
  std::size_t last = 0;
  if (!text.empty()) {
    CB_ASSIGN_OR_RETURN(last, Find(revisions, text));
  }
  return revisions[last];
}

absl::StatusOr<std::string> ResolveRevision(const client::Client& client,
                                            const std::string& policy,
                                            const std::string& revision) {
  if (policy.find("/revisions/") != std::string::npos) {
    if (revision.empty()) return policy;
    return absl::InvalidArgumentError(
        absl::StrCat("'", Printable(policy), "' is a revision already: leave '",
                     Printable(revision), "' out, or name the policy alone."));
  }
  CB_ASSIGN_OR_RETURN(const auto found, ResolvePolicy(client, policy));
  v1::ListPolicyRevisionsRequest list;
  list.set_parent(found.name());
  CB_ASSIGN_OR_RETURN(auto revisions, client.ListPolicyRevisions(list).All());
  if (!revision.empty() && !Find(revisions, revision).ok()) {
    list.set_show_withdrawn(true);
    CB_ASSIGN_OR_RETURN(revisions, client.ListPolicyRevisions(list).All());
  }
  CB_ASSIGN_OR_RETURN(const auto chosen, ChooseRevision(revisions, revision));
  return chosen.name();
}

absl::StatusOr<std::pair<v1::PolicyRevision, v1::PolicyRevision>> ChooseRevisions(
    const std::vector<v1::PolicyRevision>& revisions, const std::string& older,
    const std::string& newer) {
  if (revisions.empty()) {
    return absl::FailedPreconditionError("The policy has no revision.");
  }
  std::size_t last = 0;
  if (!newer.empty()) {
    CB_ASSIGN_OR_RETURN(last, Find(revisions, newer));
  }
  std::size_t before = last + 1;
  if (!older.empty()) {
    CB_ASSIGN_OR_RETURN(before, Find(revisions, older));
  }
  if (before >= revisions.size()) {
    return absl::FailedPreconditionError(
        absl::StrCat("The revision of ", revisions[last].effective_date(),
                     " is the first: there is none before it to compare with."));
  }
  return std::pair(revisions[before], revisions[last]);
}

}  // namespace clausebook::cli
