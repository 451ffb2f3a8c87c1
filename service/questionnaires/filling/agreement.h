// Two outgoing answers that rest on one fact may never disagree.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_AGREEMENT_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_AGREEMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/response.h"

namespace clausebook::questionnaires::filling {

struct Disagreement {
  std::int32_t first = 0;  // numbers of items
  std::int32_t second = 0;
  std::string question;  // that both answer
};

// The first two items whose proposed words say that one question (with the same
// parameters) is so and is not so, or that rest on different facts for it; after turning
// round those that ask the opposite. nullopt: all agree.
std::optional<Disagreement> FindDisagreement(
    const std::vector<model::ResponseItem>& items);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_AGREEMENT_H_
