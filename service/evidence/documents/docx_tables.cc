// Tables of a DOCX file: rows, spans and what is a header.
#include <algorithm>
#include <utility>

#include "service/evidence/documents/docx_package.h"
#include "service/evidence/documents/docx_reader.h"

namespace clausebook::evidence {
namespace {

// No limit for a document, one for a hostile attribute.
constexpr int kWidest = 64;
constexpr int kDeepestWrapper = 16;
constexpr int kTableGroups = 100;  // above the groups of text
constexpr int kFirstRowBit = 0x20;

// The children called `name`, also where controls or changes wrap them.
std::vector<pugi::xml_node> Find(const pugi::xml_node& parent, std::string_view name,
                                 int depth = 0) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node child : parent.children()) {
    const std::string_view is = LocalName(child);
    if (is == name) {
      found.push_back(child);
    } else if ((is == "sdt" || is == "sdtContent" || is == "customXml" || is == "ins") &&
               depth < kDeepestWrapper) {
      const auto inner = Find(child, name, depth + 1);
      found.insert(found.end(), inner.begin(), inner.end());
    }
  }
  return found;
}

bool LooksAtFirstRow(const pugi::xml_node& properties) {
  const auto look = ChildOf(properties, "tblLook");
  const std::string_view direct = AttributeOf(look, "firstRow");
  if (!direct.empty()) return direct == "1" || direct == "true";
  int bits = 0;
  const std::string_view value = AttributeOf(look, "val");
  std::from_chars(value.data(), value.data() + value.size(), bits, 16);
  return (bits & kFirstRowBit) != 0;
}

bool IsSingleColumn(const std::vector<pugi::xml_node>& rows) {
  return std::all_of(rows.begin(), rows.end(), [](const pugi::xml_node& row) {
    return Find(row, "tc").size() <= 1;
  });
}

}  // namespace

void DocxReader::ReadTable(const pugi::xml_node& table, int depth) {
  if (Deep(depth)) return;
  const std::vector<pugi::xml_node> nodes = Find(table, "tr");
  // One column, or a table in a table: a frame around text.
  if (IsSingleColumn(nodes) || cell_ != nullptr) {
    for (const pugi::xml_node& row : nodes) {
      for (const pugi::xml_node& cell : Find(row, "tc")) ReadBlocks(cell, depth + 1);
    }
    return;
  }
  std::vector<TableRow> rows;
  std::vector<std::pair<std::size_t, std::size_t>> owners;
  for (const pugi::xml_node& row : nodes) AddRow(row, depth + 1, &rows, &owners);
  const auto properties = ChildOf(table, "tblPr");
  const DocxStyle style = context_.styles->Find(ValueOf(properties, "tblStyle"));
  if (!rows.empty() && style.bold_first_row && LooksAtFirstRow(properties)) {
    rows[0].header = true;
  }
  group_ = std::max(group_, kTableGroups) + 1;
  for (std::string& clause : TableClauses(rows)) {
    Emit({.kind = Block::Kind::kWhole, .text = std::move(clause), .group = group_});
  }
}

// `owners` says for each column which cell is above, by row and place.
void DocxReader::AddRow(const pugi::xml_node& row, int depth, std::vector<TableRow>* rows,
                        std::vector<std::pair<std::size_t, std::size_t>>* owners) {
  const auto row_properties = ChildOf(row, "trPr");
  if (ChildOf(row_properties, "del")) {
    tracked_ = true;
    return;
  }
  TableRow read{.header = IsOn(ChildOf(row_properties, "tblHeader"))};
  std::size_t column = 0;
  for (const pugi::xml_node& node : Find(row, "tc")) {
    const auto properties = ChildOf(node, "tcPr");
    const int span =
        std::clamp(ToInteger(ValueOf(properties, "gridSpan"), 1), 1, kWidest);
    const auto merge = ChildOf(properties, "vMerge");
    const bool goes_on = merge && AttributeOf(merge, "val") != "restart" &&
                         column < owners->size() && !rows->empty();
    if (goes_on) {
      const auto [r, c] = (*owners)[column];
      if (r < rows->size()) ++(*rows)[r].cells[c].rows;
    } else {
      owners->resize(std::max(owners->size(), column + 1));
      (*owners)[column] = {rows->size(), read.cells.size()};
      TableCell cell = ReadCell(node, depth + 1);
      cell.columns = span;
      read.cells.push_back(std::move(cell));
    }
    column += static_cast<std::size_t>(span);
  }
  rows->push_back(std::move(read));
}

TableCell DocxReader::ReadCell(const pugi::xml_node& cell, int depth) {
  std::vector<std::string> parts;
  cell_ = &parts;
  cell_bold_ = true;
  ReadBlocks(cell, depth);
  cell_ = nullptr;
  return {.text = JoinCellParts(parts), .bold = cell_bold_ && !parts.empty()};
}

}  // namespace clausebook::evidence
