// Which row holds the headers and which columns hold what, by scoring: real lists begin
// with logos, instructions and titles, and call their columns as they like.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_LAYOUT_GUESS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_LAYOUT_GUESS_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "service/questionnaires/files/grid.h"
#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires {

// What a person says about a sheet; what she leaves open is guessed.
struct LayoutOverride {
  std::string sheet;    // empty: each
  bool skip = false;    // no questions here
  int header_row = -1;  // 0: there is none; -1: open
  int first_row = 0;    // 0: open
  int last_row = 0;
  // A column's letters or its header; empty: open, `-`: there is none. Letters win.
  std::string id, section, question, answer, comment;
};

// nullopt if nothing looks like questions. Looks at the first some hundred filled rows.
std::optional<Layout> GuessLayout(const Sheet& sheet);

// Why GuessLayout gives none: what was looked at, and what comes nearest. Whole
// sentences.
std::string WhyNoLayout(const Sheet& sheet);

// The guess with what was said instead. INVALID_ARGUMENT (field `layout`) for a column
// or header that is not there.
absl::StatusOr<std::optional<Layout>> ApplyOverride(const Sheet& sheet,
                                                    const LayoutOverride& said);

// `header in row 2; ids in A "ID"; questions in B "Question"; …`.
std::string ShowLayout(const Sheet& sheet, const Layout& layout);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_LAYOUT_GUESS_H_
