// What awaits review, one thing at a time, for the person who decides.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_REVIEW_ITEM_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_REVIEW_ITEM_H_

#include <string>
#include <vector>

#include "clausebook/v1/policy.pb.h"
#include "clausebook/v1/suggestion.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// The item with its clause between its neighbours. `clauses` are those of the revision
// that it is quoted from, in order; `position` is shown first: `3 of 12`.
std::string RenderReviewItem(const v1::ReviewItem& item,
                             const std::vector<v1::Clause>& clauses,
                             const std::string& position, const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_REVIEW_ITEM_H_
