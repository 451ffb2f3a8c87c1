// From what a questionnaire asks and what the evidence says to what is proposed for each
// item: the heart of filling. What is not known, not agreed or not understood stays blank
// and says why; nothing is guessed.
//
// Knows neither gRPC nor SQL nor a clock: the same input gives the same items.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_PROPOSING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_PROPOSING_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "service/base/cancellation.h"
#include "service/questionnaires/filling/app_answers.h"
#include "service/questionnaires/filling/asked.h"
#include "service/questionnaires/filling/understood.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::filling {

// How the work is watched; all optional.
struct Watch {
  const Cancellation* cancellation = nullptr;
  // Now and then, with the items that are done.
  std::function<void(std::size_t done)> progress;
};

// One item for each that is asked, in order. Each distinct wording is matched once, each
// question asked once. INVALID_ARGUMENT where a text is no UTF-8; CANCELLED or
// DEADLINE_EXCEEDED as the watch says.
absl::StatusOr<std::vector<model::ResponseItem>> ProposeItems(const AskedList& asked,
                                                              const Language& language,
                                                              AppAnswers& answers,
                                                              const Watch& watch = {});

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_PROPOSING_H_
