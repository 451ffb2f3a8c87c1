// A filled questionnaire with something of everything.
#ifndef CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_FORMS_SAMPLE_FORM_H_
#define CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_FORMS_SAMPLE_FORM_H_

#include "service/questionnaires/forms/forms.h"

namespace clausebook::questionnaires::forms {

inline FormDocument SampleForm() {
  FormDocument document;
  document.title = "Acme's answers";
  document.questionnaire = "sheet-1";
  document.notice = "Texts by nobody.";
  document.app_name = "vendors/acme/apps/one";
  document.app = "One";
  document.vendor = "Acme";
  document.as_of = *ParseDate("2026-03-01");
  document.known_at = Instant{1'772'000'000'000'000};
  FormItem item;
  item.id = "A-1";
  item.section = "Storage";
  item.question = "Is data stored elsewhere?";
  item.status = FormStatus::kApproved;
  item.answer = "No";
  item.comment =
      "No. Nothing is stored elsewhere.\n“We store nothing.” (Privacy, line 1)";
  item.facts = {"vendors/acme/facts/nothing@1"};
  document.items.push_back(item);
  item = {};
  item.id = "A-2";
  item.section = "Storage";
  item.question = "How long is data kept?";
  item.need = model::ItemNeed::kUnknown;
  item.explanation = "Not known. A statement on retention.active would settle it.";
  document.items.push_back(item);
  item = {};
  item.id = "B-1";
  item.section = "Sharing";
  item.question = "Is data sold?";
  item.need = model::ItemNeed::kConflict;
  item.explanation = "The sources disagree.";
  document.items.push_back(item);
  item = {};
  item.id = "B-2";
  item.section = "Sharing";
  item.question = "Who gets data?";
  item.status = FormStatus::kProposed;
  item.answer = "Sentry";
  document.items.push_back(item);
  item.id = "B-3";
  item.question = "Who else?";
  item.status = FormStatus::kApproved;
  item.overridden = true;
  item.answer = "=1+1";
  document.items.push_back(item);
  return document;
}

// Texts that would like to be something else.
inline FormDocument HostileForm() {
  const std::string hostile =
      "</title></style><script>alert(1)</script> [x](javascript:y) *b* | `c` @SCRIPT@ "
      "\xff \xe2\x80\xae \"q\" \x01";
  FormDocument document = SampleForm();
  document.title = document.app = document.vendor = document.notice = hostile;
  for (FormItem& item : document.items) {
    item.id = item.section = item.question = item.explanation = hostile;
    item.comment = "# no heading\n1. no list\n" + hostile;
    if (!item.answer.empty()) item.answer = "@cmd" + hostile;
  }
  return document;
}

}  // namespace clausebook::questionnaires::forms

#endif  // CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_FORMS_SAMPLE_FORM_H_
