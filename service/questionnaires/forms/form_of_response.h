// A stored response as a document: what goes out on a day, and what still needs a person.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_OF_RESPONSE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_OF_RESPONSE_H_

#include <string>
#include <vector>

#include "service/questionnaires/forms/form_document.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::forms {

// What a response knows by id only, for people.
struct FormNames {
  std::string app;
  std::string vendor;
  std::string notice;  // of the edition; may be empty
};

// `items` in reading order, with the last decision about each. `today` is the day on
// which overrides have to count still.
FormDocument FormOf(const model::Response& response,
                    const std::vector<model::ReviewedItem>& items, const FormNames& names,
                    Date today);

}  // namespace clausebook::questionnaires::forms

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_OF_RESPONSE_H_
