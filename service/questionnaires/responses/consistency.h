// Whether answers that go out to a customer say the same where they have to. Pure; safe
// to call from any thread.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_CONSISTENCY_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_CONSISTENCY_H_

#include <cstddef>
#include <string>
#include <vector>

#include "service/base/time.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::responses {

// An item whose answer goes out. Points into what the caller keeps.
struct OutgoingAnswer {
  std::string name;  // of the item, for people
  const model::ReviewedItem* item = nullptr;
  // Items of one response have one number. What was proposed in two responses is of two
  // states of evidence and may differ; what a person says counts in all of them.
  int response = 0;
};

// Two answers that disagree, by their positions, the first one first.
struct Inconsistency {
  std::size_t first = 0;
  std::size_t second = 0;
  std::string question;  // id that both answer, or
  std::string fact;      // the fact that one rests on and the other denies
  std::string message;   // both answers, a whole sentence
  friend bool operator==(const Inconsistency&, const Inconsistency&) = default;
};

// Two answers to one question (with the same parameters) disagree if one says yes and
// the other no, each turned round where its wording asks the opposite. An override that
// says the contrary of what its item proposed denies the facts that this rests on;
// answers that still rest on one of them disagree. Whether two other texts say the same
// is for a person. Items of which nothing goes out are passed over; before unapproved
// answers are exported, ask this about them too. Of many answers that disagree some pairs
// are told: each answer that disagrees with an earlier one is in at least one.
std::vector<Inconsistency> FindInconsistencies(const std::vector<OutgoingAnswer>& answers,
                                               Date today);

}  // namespace clausebook::questionnaires::responses

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_CONSISTENCY_H_
