// Reads one sheet's XML, and the workbook's shared strings, as streams.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_READER_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_READER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/package/xml_stream.h"
#include "service/questionnaires/files/grid.h"

namespace clausebook::questionnaires {

// Texts by index, without phonetic guides.
class SharedStringsReader : public package::XmlHandler {
 public:
  explicit SharedStringsReader(TextPool* pool) : pool_(pool) {}

  absl::Status Start(const package::XmlTag& tag) override;
  absl::Status End(const package::XmlTag& tag) override;
  void Text(std::string_view text) override;

  std::vector<std::string_view> Take() { return std::move(strings_); }

 private:
  TextPool* pool_;  // not owned
  std::vector<std::string_view> strings_;
  std::string text_;
  bool shows_ = false;
  int phonetic_ = 0;
};

// Fills `sheet`; cells must be put in order by Finish().
class SheetReader : public package::XmlHandler {
 public:
  // Keeps pointing to all. `room` is how many more cells and ranges the workbook may
  // have.
  SheetReader(const std::vector<std::string_view>& shared, TextPool* pool, Sheet* sheet,
              std::size_t* room)
      : shared_(shared), pool_(pool), sheet_(sheet), room_(room) {}

  absl::Status Start(const package::XmlTag& tag) override;
  absl::Status End(const package::XmlTag& tag) override;
  void Text(std::string_view text) override;

  // INVALID_ARGUMENT if a cell is there twice.
  absl::Status Finish();

 private:
  absl::Status StartCell(const package::XmlTag& tag);
  absl::Status EndCell();
  absl::Status StartRow(const package::XmlTag& tag);
  absl::Status AddRanges(std::string_view text, std::vector<CellRange>* ranges);
  absl::Status EndRule();
  absl::Status Take(std::size_t count);
  absl::Status Faulty(std::string_view what) const;

  const std::vector<std::string_view>& shared_;
  TextPool* pool_;
  Sheet* sheet_;
  std::size_t* room_;
  bool in_data_ = false;
  CellAddress at_;
  bool in_cell_ = false;
  std::string type_;  // of the cell that is open
  bool formula_ = false;
  std::string text_;
  std::string* taking_ = nullptr;  // where text goes
  int phonetic_ = 0;
  bool in_rule_ = false;
  bool is_list_ = false;
  std::string formula1_;
  std::string items_;
  std::string sqref_;
};

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_READER_H_
