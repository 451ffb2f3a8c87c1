// One answer in a report: verdict, sentence, the quotes that it rests on, what weakens
// it, what would settle it, when it changed.
#ifndef CLAUSEBOOK_SERVICE_REPORTS_ANSWER_CARD_H_
#define CLAUSEBOOK_SERVICE_REPORTS_ANSWER_CARD_H_

#include "service/reports/html.h"
#include "service/reports/pages.h"

namespace clausebook::reports {

// Adds the answer to `parent`, under the question's id.
void AddAnswerCard(Element parent, const AppReport& report,
                   const answering::Answer& answer);

}  // namespace clausebook::reports

#endif  // CLAUSEBOOK_SERVICE_REPORTS_ANSWER_CARD_H_
