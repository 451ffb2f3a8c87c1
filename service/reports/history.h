// When answers about an app changed: asked again for every day on which a document took
// effect or a statement began or ceased to count.
#ifndef CLAUSEBOOK_SERVICE_REPORTS_HISTORY_H_
#define CLAUSEBOOK_SERVICE_REPORTS_HISTORY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/answering/answering.h"
#include "service/base/cancellation.h"

namespace clausebook::reports {

// An answer that became another.
struct AnswerChange {
  std::string question;  // id
  answering::Verdict before = answering::Verdict::kUnknown;
  answering::Verdict after = answering::Verdict::kUnknown;
  std::string sentence;         // afterwards
  std::string sentence_before;  // empty if nothing was on record
};

struct DayOfChange {
  Date day;
  std::vector<std::string> events;  // what happened on that day, in words
  std::vector<AnswerChange> changes;
};

struct History {
  std::vector<DayOfChange> days;  // oldest first; only those on which an answer changed
  bool cut = false;               // whether there are older days that were not looked at
};

// The answers to all questions of the catalogue, in its order.
std::vector<answering::Answer> AskAll(const answering::AppDossier::Input& input);

// By the evidence in `input`, whose own day does not matter: days to come, as far as they
// are announced, are there too. Looks at the last 60 days on which something happened.
// CANCELLED and DEADLINE_EXCEEDED from `cancellation`, which may be null.
absl::StatusOr<History> FindHistory(answering::AppDossier::Input input,
                                    const Cancellation* cancellation);

}  // namespace clausebook::reports

#endif  // CLAUSEBOOK_SERVICE_REPORTS_HISTORY_H_
