// Questionnaires as JSON: lists of objects with a question each, and VSAQ's blocks.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_QUESTIONNAIRE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_QUESTIONNAIRE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/questionnaires/files/layout_guess.h"
#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires {

// Whether the file is meant to be JSON: its first character outside of comments.
bool LooksLikeJson(std::string_view bytes);

// Whether the file is a script that gives JSON a name, as `var list = {…};` does. It
// would otherwise be taken for a table whose first row is code.
bool LooksLikeScript(std::string_view bytes);

// Joins texts that are written as `"a" + "b"`, as VSAQ does; comments and everything
// else stay. `joined` (if not null) becomes whether there were any.
std::string JoinStrings(std::string_view json, bool* joined);

// The keys that hold a question's parts in this file; empty: none does.
struct JsonKeys {
  std::string id, section, question, answer, comment;
};

// `said` names keys where the guess is wrong. INVALID_ARGUMENT (field `file`) for what
// is no JSON, says a key twice or holds no question (unless it may); RESOURCE_EXHAUSTED
// for what is nested too deeply or too long.
absl::StatusOr<QuestionnaireFile> ReadJson(std::string_view bytes,
                                           const LayoutOverride& said, bool may_be_empty);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_JSON_QUESTIONNAIRE_H_
