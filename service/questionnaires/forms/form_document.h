// A filled questionnaire as it is shown, whatever it was filled from. Plain values: who
// stored it, and who decided what goes out, is not this room's business.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_DOCUMENT_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_DOCUMENT_H_

#include <string>
#include <vector>

#include "service/base/time.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::forms {

enum class FormStatus {
  kProposed,     // an answer that nobody has approved
  kNeedsReview,  // no answer: a person has to give one
  kApproved,     // a person stands for it
  kNotAsked,     // the form does not ask it, by the answers given: blank
};

// One question with what goes out. All UTF-8; texts may have several lines.
struct FormItem {
  std::string id;  // the questionnaire's own; may be empty
  std::string section;
  std::string question;
  FormStatus status = FormStatus::kNeedsReview;
  std::string answer;       // what goes out; empty: it stays blank
  std::string comment;      // what goes beside it: the sentence, its citations
  bool overridden = false;  // a person's own answer
  // Of kNeedsReview: why, and what would settle it; of kNotAsked why.
  model::ItemNeed need = model::ItemNeed::kNothing;
  std::string explanation;
  std::vector<std::string> facts;  // `vendors/acme/facts/x@2`
};

struct FormDocument {
  std::string title;          // of this filling, or the questionnaire's
  std::string questionnaire;  // id of the edition; may be empty
  std::string notice;         // whose texts the questions are; may be empty
  std::string app_name;       // `vendors/acme/apps/one`
  std::string app;            // for people
  std::string vendor;         // for people
  std::string prepared_by;    // may be empty
  Date as_of;
  Instant known_at;
  std::vector<FormItem> items;  // in reading order
};

// How the items stand.
struct FormCounts {
  int answered = 0;  // with an answer that goes out
  int unapproved = 0;
  int open = 0;  // that need a person
};
FormCounts CountsOf(const FormDocument& document);

// The items that need a person: conflicts first, then what is unknown, then what is not
// matched, then the rest; in reading order within each. Point into `document`.
std::vector<const FormItem*> OpenItems(const FormDocument& document);

// `the sources disagree`: a few words for a list.
const char* NeedWords(model::ItemNeed need);
// `approved`, `not approved`, `needs a person`; of overrides `a person's own answer`.
const char* StatusWords(const FormItem& item);

}  // namespace clausebook::questionnaires::forms

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORM_DOCUMENT_H_
