// Whether decisions leave all answers that people stand for saying the same.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_AGREEMENT_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_AGREEMENT_H_

#include <vector>

#include "absl/status/status.h"
#include "service/rpc/questionnaires/review_outcome.h"

namespace clausebook::rpc {

// `heads` are those of the response before the decisions. kInconsistentAnswers if an
// answer that `outcome` decides about, and that goes out with approval, disagrees with
// another such one, with an approved one of the response, or with one of the app's other
// responses.
absl::Status CheckAgreement(storage::ReadSnapshot& snapshot, const ReviewOutcome& outcome,
                            const std::vector<model::ItemHead>& heads, Date today);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_AGREEMENT_H_
