// Tables of a web page: rows, spans and what is a header.
#include <string>
#include <utility>
#include <vector>

#include "service/evidence/documents/html_elements.h"
#include "service/evidence/documents/html_reader.h"

namespace clausebook::evidence {
void HtmlReader::WalkTable(const GumboNode& table, int depth) {
  const GumboElement& element = table.v.element;
  if (IsLayoutTable(table) || cell_ != nullptr) return WalkChildren(element, depth);
  std::vector<TableRow> rows;
  for (unsigned i = 0; i < element.children.length; ++i) {
    const GumboNode& child = ChildOf(element, i);
    if (child.type != GUMBO_NODE_ELEMENT) continue;
    if (child.v.element.tag == GUMBO_TAG_CAPTION) {
      Walk(child, depth + 1);
    } else if (!IsHidden(child.v.element)) {
      WalkRows(child.v.element, child.v.element.tag == GUMBO_TAG_THEAD, depth + 1, &rows);
    }
  }
  const int group = ++last_group_;
  for (std::string& clause : TableClauses(rows)) {
    Emit({.kind = Block::Kind::kWhole, .text = std::move(clause), .group = group});
  }
}

void HtmlReader::WalkRows(const GumboElement& part, bool header, int depth,
                          std::vector<TableRow>* rows) {
  for (unsigned i = 0; i < part.children.length; ++i) {
    const GumboNode& child = ChildOf(part, i);
    if (child.type != GUMBO_NODE_ELEMENT || child.v.element.tag != GUMBO_TAG_TR) continue;
    const GumboElement& row = child.v.element;
    if (IsHidden(row)) continue;
    TableRow& read = rows->emplace_back();
    read.header = header;
    for (unsigned k = 0; k < row.children.length; ++k) {
      const GumboNode& cell = ChildOf(row, k);
      if (cell.type == GUMBO_NODE_ELEMENT) {
        read.cells.push_back(ReadCell(cell.v.element, depth + 2));
      }
    }
  }
}

TableCell HtmlReader::ReadCell(const GumboElement& cell, int depth) {
  std::vector<std::string> parts;
  cell_ = &parts;
  cell_bold_ = true;
  const auto lists = std::exchange(lists_, {});
  const auto marker = std::exchange(marker_, {});
  if (!IsHidden(cell)) WalkChildren(cell, depth);
  Flush();
  lists_ = lists;
  marker_ = marker;
  cell_ = nullptr;
  return {.text = JoinCellParts(parts),
          .columns = IntegerOf(cell, "colspan", 1, 1000, 1),
          .rows = IntegerOf(cell, "rowspan", 1, 65534, 1),
          .header = cell.tag == GUMBO_TAG_TH,
          .bold = cell_bold_ && !parts.empty()};
}

}  // namespace clausebook::evidence
