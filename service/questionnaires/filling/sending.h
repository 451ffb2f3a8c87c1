// From items to what is written into the customer's file, and back: which cells could not
// take what was meant for them.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_SENDING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_SENDING_H_

#include <cstddef>
#include <string>
#include <vector>

#include "service/base/time.h"
#include "service/questionnaires/files/fill.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::filling {

// What goes out of a response's items on a day.
struct Outgoing {
  std::vector<ItemAnswer> answers;
  std::size_t unapproved = 0;  // of the answers: nobody has approved them
};

// Approved answers, those of people included; with `include_unapproved` also what is
// proposed, and then each says beside itself that nobody has approved it. Where there is
// no cell beside it, a free text says so itself; the ledger says it of every one
// (`{prefix}/items/3 not-approved`). What needs review never goes out.
Outgoing OutgoingAnswers(const std::vector<model::ReviewedItem>& items, Date today,
                         bool include_unapproved, const std::string& prefix);

// The same text with the mark that nobody has approved the answer, within a cell's limit.
std::string MarkNotApproved(const std::string& text);

// Items whose answer's cell did not take it (computed, locked, not in the list …) stay
// blank and say why; see `FilledFile.ledger`. Numbers of items are those of the file.
void NoteCells(const FilledFile& filled, std::vector<model::ResponseItem>* items);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_SENDING_H_
