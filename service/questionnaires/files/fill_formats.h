// One writer a format. FillQuestionnaire() chooses.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_FORMATS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_FORMATS_H_

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/questionnaires/files/fill.h"

namespace clausebook::questionnaires {

// All: `answers` are checked already. They set the bytes, the ledger, parts and notes.
absl::Status FillWorkbook(std::string_view bytes, const QuestionnaireFile& file,
                          const std::vector<ItemAnswer>& answers,
                          const FillOptions& options, FilledFile* filled);
absl::Status FillDelimited(std::string_view bytes, const QuestionnaireFile& file,
                           const std::vector<ItemAnswer>& answers,
                           const FillOptions& options, FilledFile* filled);
absl::Status FillJson(std::string_view bytes, const QuestionnaireFile& file,
                      const std::vector<ItemAnswer>& answers, const FillOptions& options,
                      FilledFile* filled);
absl::Status FillVsaq(const QuestionnaireFile& file,
                      const std::vector<ItemAnswer>& answers, const FillOptions& options,
                      FilledFile* filled);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_FORMATS_H_
