// What a known form's fields take of the evidence. An item may ask for a part of what a
// question of the catalogue answers ("controller of End-User Data"), for a number out of
// a duration, or for one of its own choices: the item comes near the question only, but
// what its field gets is settled as for the form's payload (payload/payload.h).
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_FORM_FIELDS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_FORM_FIELDS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/questionnaires/filling/app_answers.h"
#include "service/questionnaires/filling/asked.h"
#include "service/questionnaires/payload/payload.h"

namespace clausebook::questionnaires::filling {

// A field with what it rests on.
struct FormField {
  const payload::FieldAnswer* field = nullptr;  // never null
  const KnownAnswer* known = nullptr;           // never null
  std::vector<std::string> facts;               // `vendors/acme/facts/x@2`, sorted
  std::vector<std::string> evidence;            // lines: citations, what weakens them
};

class FormFields {
 public:
  // `form` may be null: no fields then. It and the answers outlive this.
  FormFields(const editions::Edition* form, AppAnswers& answers);

  // Null where the item has no field or is not the form's: another id or another text.
  const payload::FieldAnswer* Find(const AskedItem& item) const;
  // Whether the field says what goes into the item, rather than the question's verdict:
  // the item asks no question to the letter, or one for a value, of which the field takes
  // what it has room for.
  bool Decides(const payload::FieldAnswer& field) const;
  // Of a field that is known, in conflict or unknown; nullopt if it asks no question.
  std::optional<FormField> Supported(const payload::FieldAnswer& field) const;

 private:
  AppAnswers& answers_;
  std::vector<payload::FieldAnswer> fields_;
  std::map<std::string, const payload::FieldAnswer*, std::less<>> by_item_;
};

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_FORM_FIELDS_H_
