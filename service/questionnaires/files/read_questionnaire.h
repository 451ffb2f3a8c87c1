// A file of any known format into a questionnaire.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_READ_QUESTIONNAIRE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_READ_QUESTIONNAIRE_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/questionnaires/files/layout_guess.h"
#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires {

struct ReadOptions {
  // The last that fits a sheet counts. Columns of JSON files are the keys of objects.
  std::vector<LayoutOverride> layouts;
  // Sheets that are hidden hold lists and sums, as a rule; an override that names one
  // is heard all the same.
  bool hidden_sheets = false;
  // A file without a question is read all the same, to show what was looked at.
  bool may_be_empty = false;
};

// Knows the format by the content. INVALID_ARGUMENT (fields `file`, `layout`) for what is
// damaged, encrypted, of another format (by name) or has no question
// (unless it may be);
// RESOURCE_EXHAUSTED for what asks for too much. Thread-safe.
absl::StatusOr<QuestionnaireFile> ReadQuestionnaire(std::string_view bytes,
                                                    const ReadOptions& options = {});

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_READ_QUESTIONNAIRE_H_
