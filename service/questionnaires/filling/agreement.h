// Two outgoing answers that rest on one fact may never disagree.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_AGREEMENT_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_AGREEMENT_H_

#include <cstddef>
#include <vector>

#include "storage/model/response.h"

namespace clausebook::questionnaires::filling {

// Takes proposals that disagree (see responses/consistency.h) out, both of them: their
// cells stay blank, and each says which is the other. Since every question is asked once,
// there are none unless something is wrong here; then nothing wrong goes out. How many
// were taken out.
std::size_t TakeOutDisagreements(std::vector<model::ResponseItem>* items);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_AGREEMENT_H_
