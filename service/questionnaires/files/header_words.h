// What the columns of questionnaires are called, in several languages.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_HEADER_WORDS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_HEADER_WORDS_H_

#include <string_view>

namespace clausebook::questionnaires {

enum class ColumnRole { kId, kSection, kQuestion, kAnswer, kComment };

// How well a header fits a column of that kind: 0 for not at all, about 3 for well,
// negative if it speaks against it.
double HeaderFit(std::string_view header, ColumnRole role);

// A sentence is no header, whatever its words: "A response plan is in place."
bool IsSentence(std::string_view header);

// "Response required": may say of each row that it has to be answered.
bool SaysRequired(std::string_view header);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_HEADER_WORDS_H_
