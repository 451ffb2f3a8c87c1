// VSAQ's form: blocks within blocks, with questions of several kinds.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_VSAQ_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_VSAQ_H_

#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires {

bool IsVsaq(const nlohmann::ordered_json& json);

// Choices become allowed answers; their ids are in the same order in the rule's source,
// set apart by line feeds, since answers name them.
absl::Status ReadVsaq(const nlohmann::ordered_json& json, QuestionnaireFile* file);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_VSAQ_H_
