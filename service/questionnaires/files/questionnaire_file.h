// A questionnaire as its file has it: sheets, and on them questions with the cells that
// their answers go into.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_QUESTIONNAIRE_FILE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_QUESTIONNAIRE_FILE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/questionnaires/files/cell_address.h"
#include "service/questionnaires/files/grid.h"

namespace clausebook::questionnaires {

// Bytes of a file that are looked at at all.
inline constexpr std::size_t kMostFileBytes = 64u << 20;
inline constexpr std::size_t kMostItems = 50'000;

enum class FileFormat {
  kXlsx,       // also with macros
  kDelimited,  // CSV, TSV
  kJson,       // objects with a question each
  kVsaq,       // JSON of nested blocks, with comments and joined texts
};
std::string_view FormatName(FileFormat format);  // `XLSX`

// The columns that matter, by number from 1 on; 0: there is none.
struct Layout {
  int header_row = 0;  // 0: none
  int first_row = 1;   // that may hold a question
  int last_row = kMostRows;
  int id = 0;
  int section = 0;
  int question = 0;
  int answer = 0;
  int comment = 0;
};

// What may stand in an answer's cell.
struct AllowedAnswers {
  enum class Kind {
    kAnything,
    kList,        // one of `values`, to the letter
    kUnresolved,  // a list that cannot be known without the spreadsheet program
  };
  Kind kind = Kind::kAnything;
  std::vector<std::string> values;
  std::string source;    // the rule as the file has it; empty: none
  bool several = false;  // more than one of `values` may be chosen at once
};

// A question. Texts are as the file has them.
struct Item {
  std::string id;       // the list's own: `DSP-19.1`
  std::string section;  // its heading, or its section's cell
  std::string question;
  std::string answer;  // what is there already
  std::string comment;
  // VSAQ: the form asks it only if, its blocks' conditions included (vsaq_condition.h).
  std::string condition;
  std::shared_ptr<const AllowedAnswers> allowed;  // never null
  std::size_t sheet = 0;
  CellAddress question_at;
  // The first cell of a merge; row 0: there is none.
  CellAddress answer_at;
  CellAddress comment_at;
  std::string pointer;  // JSON: where the question's object is (RFC 6901)
};

struct QuestionSheet {
  std::string name;
  Visibility visibility = Visibility::kVisible;
  bool is_protected = false;
  std::optional<Layout> layout;  // nullopt: nothing was taken for a question
  // The guess as a person checks it: `questions in B "Question"; …`. Empty without one.
  std::string shown;
  std::size_t items = 0;
  // Where there are none: what was looked at, and why nothing was taken for a question.
  // Whole sentences.
  std::string reason;
};

struct QuestionnaireFile {
  FileFormat format = FileFormat::kXlsx;
  std::string digest;  // SHA-256 of the bytes, hexadecimal
  std::vector<QuestionSheet> sheets;
  std::vector<Item> items;  // in reading order
  // What stands in the way of filling it, a whole sentence; empty: nothing.
  std::string read_only;
  std::vector<std::string> notes;  // whole sentences
  // JSON: the keys that answers and comments go into.
  std::string answer_key;
  std::string comment_key;
};

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_QUESTIONNAIRE_FILE_H_
