// An answer in the words that the list has for it.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORDING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORDING_H_

#include <optional>
#include <string>
#include <string_view>

#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires {

// What is the case, as the list's question asks for it. Neither whether it is good (where
// "No" is the answer that is wished for) nor how the list writes it.
enum class Truth { kYes, kNo, kNotApplicable };

// The cell's own word: `NA` or `N/A`, whichever its list has. A cell without a list gets
// `Yes`, `No`, `N/A`. nullopt where no word says that and nothing more ("Yes, daily" says
// more than yes, "Compliant" something else), or more than one does: then the cell stays
// blank, and a person is told.
std::optional<std::string> WordFor(const AllowedAnswers& allowed, Truth truth);

// What a word of a list says; nullopt for a word that says something else or more.
std::optional<Truth> MeaningOf(std::string_view word);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORDING_H_
