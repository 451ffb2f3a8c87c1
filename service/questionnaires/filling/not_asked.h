// What a form does not ask, by the answers that are given in it: VSAQ shows items only
// under conditions on the choices that were made before.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_NOT_ASKED_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_NOT_ASKED_H_

#include <string>
#include <vector>

#include "service/questionnaires/filling/asked.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::filling {

// Takes the item out of play: it stays blank, nobody is needed for it, and the
// explanation says why.
void SetNotAsked(const std::string& why, model::ResponseItem* item);

// Takes out what the conditions rule out. Where an answer that decides stays open, the
// item stays in play; if it needs a person, the explanation says that it may not have to
// be answered. One item for each that is asked, in order.
void TakeOutUnasked(const AskedList& asked, std::vector<model::ResponseItem>* items);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_NOT_ASKED_H_
