// Answers put into the questionnaire's own file: nothing but their cells changes.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/questionnaires/files/header_words.h"
#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires {

// What goes into one question's cells. Empty texts leave their cells alone.
struct ItemAnswer {
  std::size_t item = 0;  // index into the file's items
  std::string answer;
  std::string comment;
  std::string answer_id;  // which answer of ours it is; for the ledger
};

// What is done about texts in CSV that a spreadsheet program would take for formulas
// (they begin with =, +, -, @ or a control character). In XLSX texts are texts.
enum class FormulaTexts {
  kRefuse,       // left blank and reported
  kQuotePrefix,  // with an apostrophe in front, which other programs show
  kAsIs,
};
std::string_view FormulaTextsName(FormulaTexts mode);  // `quote-prefix`

struct FillOptions {
  bool overwrite = false;       // cells that are filled already
  bool unlock = false;          // cells that the sheet's protection locks
  bool allow_unlisted = false;  // texts that a cell's list does not have
  FormulaTexts formula_texts = FormulaTexts::kRefuse;
};

enum class CellOutcome {
  kWritten,
  kUnchanged,         // the same text was there
  kNoCell,            // the list has no column for it
  kFormula,           // the cell is computed
  kLocked,            // the sheet is protected and the cell is locked
  kFilled,            // something else is there
  kNotInList,         // the cell's list does not have it
  kListUnknown,       // the cell has a list that cannot be known here
  kSharedCell,        // merged with the cell of a question that came first
  kTooLong,           // for a cell
  kLooksLikeFormula,  // CSV, see FormulaTexts
  kAnswerNotWritten   // a comment: it would stand beside an answer that is not ours
};
std::string_view OutcomeName(CellOutcome outcome);  // `not-in-list`

// What became of one text.
struct LedgerEntry {
  std::size_t item = 0;
  std::string item_id;
  ColumnRole role = ColumnRole::kAnswer;  // or kComment
  std::string sheet;
  std::string cell;  // `C5`; in JSON the pointer
  std::string before;
  std::string after;    // as it is in the file; `before` unless it was written
  std::string refused;  // what was to be written, where it was not
  std::string answer_id;
  CellOutcome outcome = CellOutcome::kWritten;
};

struct FilledFile {
  std::string bytes;
  std::string digest_before;
  std::string digest_after;
  FormulaTexts formula_texts = FormulaTexts::kRefuse;
  std::vector<LedgerEntry> ledger;  // in the order of the answers
  std::vector<std::string> parts;   // of the package that were changed
  std::vector<std::string> notes;   // whole sentences
};

// `file` must have been read from `bytes`; items are taken in the order of `answers`.
// Cells that must not be written stay as they are and say why in the ledger. A VSAQ form
// is not changed: its answers are a file of their own, as VSAQ loads it.
// INVALID_ARGUMENT (field `file`) for other bytes and for files that are read-only;
// (`answers`) for items that are not there, or are there twice, and for texts that are
// not UTF-8. INTERNAL if what was written does not read back. Thread-safe.
absl::StatusOr<FilledFile> FillQuestionnaire(std::string_view bytes,
                                             const QuestionnaireFile& file,
                                             const std::vector<ItemAnswer>& answers,
                                             const FillOptions& options = {});

// As JSON: what was written where, from which answer, and what was not and why.
std::string LedgerJson(const FilledFile& filled);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_H_
