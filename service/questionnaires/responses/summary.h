// How the items of a response stand, in numbers. Pure functions; safe to call from any
// thread.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_SUMMARY_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_SUMMARY_H_

#include <cstdint>
#include <vector>

#include "service/questionnaires/responses/item_state.h"

namespace clausebook::questionnaires::responses {

// Numbers of items.
struct Summary {
  std::int32_t items = 0;
  std::int32_t answered = 0;   // something goes out, approved or not
  std::int32_t proposed = 0;   // with an answer
  std::int32_t not_asked = 0;  // the form does not ask them: nobody is needed
  std::int32_t needs_review = 0;
  // Of those that need review.
  std::int32_t conflicts = 0;
  std::int32_t unknown = 0;
  std::int32_t not_matched = 0;
  std::int32_t out_of_scope = 0;
  std::int32_t approved = 0;
  std::int32_t overridden = 0;  // of those that are approved
  friend bool operator==(const Summary&, const Summary&) = default;
};

Summary Summarise(const std::vector<model::ItemTally>& tallies, Date today);

// The tallies of items that are at hand, as a store would give them.
std::vector<model::ItemTally> TallyItems(const std::vector<model::ReviewedItem>& items);

// The status of a whole response: approved if something is and nothing waits for
// approval (what needs review stays blank), else in need of review if an item is.
ItemStatus StatusOf(const Summary& summary);

}  // namespace clausebook::questionnaires::responses

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_SUMMARY_H_
