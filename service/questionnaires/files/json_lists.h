// JSON that holds lists of objects with a question each, wherever they are.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_LISTS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_LISTS_H_

#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "service/questionnaires/files/json_questionnaire.h"

namespace clausebook::questionnaires {

// Adds the questions; `keys` becomes the keys that were taken.
absl::Status ReadJsonLists(const nlohmann::ordered_json& json, const LayoutOverride& said,
                           JsonKeys* keys, QuestionnaireFile* file);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_LISTS_H_
