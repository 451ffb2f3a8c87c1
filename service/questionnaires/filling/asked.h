// What a questionnaire asks, whether it came as a file or is one that is known by heart.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_ASKED_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_ASKED_H_

#include <memory>
#include <string>
#include <vector>

#include "service/questionnaires/editions/edition.h"
#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires::filling {

// One question and what may be written for it. All UTF-8.
struct AskedItem {
  std::string id;       // the list's own; may be empty, and may repeat
  std::string section;  // a follow-up refers to an item of its own section only
  std::string text;
  // Where answer and comment go, `Sheet!C5` or a JSON pointer. Empty where there is no
  // such place, and without a file.
  std::string location;
  std::string comment_location;
  // What may stand in the answer's cell; null: anything.
  std::shared_ptr<const AllowedAnswers> allowed;
  // Whether there is a cell for the comment. Where there is none, a free-text answer
  // brings its citations along.
  bool has_comment = true;
  // What stands in the answer's cell already, and is not to be written over.
  std::string present;
  // There is no cell for the answer.
  bool no_cell = false;
  // Where the list has no word for the answer, the sentence is put there all the same.
  bool allow_unlisted = false;
  // VSAQ: the form asks it only if (files/vsaq_condition.h); empty: always.
  std::string condition;
  // What conditions call the words of `allowed`, one each; empty: they call it nothing.
  std::vector<std::string> choice_ids;
};

struct AskedList {
  std::string edition;  // id of the known questionnaire that this is; empty: none
  std::vector<AskedItem> items;
  // The known questionnaire itself, where its items may have fields of a payload that say
  // more than their questions. Null: none; else outlives the list.
  const editions::Edition* form = nullptr;
};

// The items of a file, in its order, as they are to be filled.
AskedList AskedOf(const QuestionnaireFile& file, std::string edition,
                  const FillOptions& options);

// The items of a questionnaire that is known by heart, for a form of ours.
// Which outlives the list.
AskedList AskedOf(const editions::Edition& edition);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_ASKED_H_
