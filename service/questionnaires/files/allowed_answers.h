// Lists that cells are given, resolved to their values.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_ALLOWED_ANSWERS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_ALLOWED_ANSWERS_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/questionnaires/files/grid.h"
#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires {

// The rule for an item's cell: the first list of the sheet that the cell is in.
// References that move with the cell (`A1`, not `$A$1`) move.
//
// Not thread-safe; keeps pointing to the workbook. What one list says is shared by all
// items that it holds for.
class AllowedAnswersResolver {
 public:
  explicit AllowedAnswersResolver(const Workbook& workbook) : workbook_(workbook) {}

  // `rule` is an index into the sheet's lists.
  std::shared_ptr<const AllowedAnswers> Resolve(std::size_t sheet, std::size_t rule,
                                                CellAddress cell);

 private:
  // A range on a sheet, as a formula names it.
  struct Reference {
    std::size_t sheet = 0;
    CellRange range;
    bool moves = false;
  };

  AllowedAnswers Make(std::size_t sheet, const ListRule& rule, CellAddress cell);
  bool ReadReference(std::string_view formula, std::size_t sheet, const ListRule& rule,
                     CellAddress cell, Reference* reference) const;
  const DefinedName* FindName(std::string_view name, std::size_t sheet) const;
  void Collect(const Reference& reference, AllowedAnswers* allowed);

  const Workbook& workbook_;
  std::map<std::pair<std::size_t, std::size_t>, std::shared_ptr<const AllowedAnswers>>
      resolved_;
  std::size_t budget_ = 20'000'000;  // cells that may be visited in all
  bool moves_ = false;
};

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_ALLOWED_ANSWERS_H_
