// Sentences that all forms have in common.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_WORDS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "service/questionnaires/forms/form_document.h"

namespace clausebook::questionnaires::forms {

// `What held on 2026-11-30, by what was on record at 2026-11-30T19:00:00Z.`
std::string TimesSentence(const FormDocument& document);
// `3 answers. 2 of them are not approved by anybody. 1 question needs a person.`
std::string StandingSentence(const FormDocument& document);

// The lines of a text, each made printable (service/base/printable.h); none that is
// empty.
std::vector<std::string> LinesOf(std::string_view text);
// The same for a reader: a quotation stays together, however its document's lines break.
std::vector<std::string> ParagraphsOf(std::string_view text);
// The lines, joined by line feeds.
std::string PrintableLines(std::string_view text);

// What stands beside the answer: the explanation of what is open, else the comment.
const std::string& BesideOf(const FormItem& item);

}  // namespace clausebook::questionnaires::forms

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_WORDS_H_
