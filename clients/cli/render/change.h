// What changes from one revision to another, for people.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_CHANGE_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_CHANGE_H_

#include <string>
#include <vector>

#include "clausebook/v1/policy.pb.h"
#include "clausebook/v1/policy_service.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// Two revisions of a policy and all changes between them.
struct RevisionDiff {
  v1::Policy policy;
  v1::PolicyRevision older;
  v1::PolicyRevision newer;
  v1::ComparePolicyRevisionsResponse comparison;  // of all pages together
};

// `3 edited, 1 added, 60 unchanged`; what there is none of is left out.
std::string CountsText(const v1::ClauseChangeCounts& counts);

// For a terminal, unchanged clauses folded. Removed words are struck through in red and
// added ones underlined in green; without colours they are `[-removed-]` and `{+added+}`
// within an edited clause.
std::string RenderDiff(const RevisionDiff& diff, const Style& style);

// The same as one HTML page that needs nothing but itself, for light and dark screens.
std::string DiffToHtml(const RevisionDiff& diff);

// Facts to review and answers that change, the present one above the other.
std::string RenderPreview(const v1::Policy& policy,
                          const v1::PreviewPolicyRevisionResponse& preview,
                          const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_CHANGE_H_
