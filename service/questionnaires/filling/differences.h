// What was answered then against what would be answered now, and why it differs.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_DIFFERENCES_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_DIFFERENCES_H_

#include <string>
#include <vector>

#include "service/base/time.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::filling {

struct Difference {
  model::ReviewedItem then;
  model::ResponseItem now;
  std::vector<std::string> reasons;  // whole sentences, at least one
};

// Items whose outgoing answer is another, in reading order. `then` and `now` are of the
// same list, in its order. A person's own answer stays what it is for as long as it
// counts on the day `as_of`. Answers that say the same from other words of the same
// facts' documents (a new revision that has the clause) do not differ.
std::vector<Difference> FindDifferences(const std::vector<model::ReviewedItem>& then,
                                        const std::vector<model::ResponseItem>& now,
                                        Date as_of);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_DIFFERENCES_H_
