// Walks the body of a DOCX file and writes what a person reads of it.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_READER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_READER_H_

#include <cstddef>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/evidence/documents/docx_package.h"
#include "service/evidence/documents/docx_styles.h"
#include "service/evidence/documents/table_rows.h"
#include "service/evidence/documents/text_writer.h"

namespace clausebook::evidence {

// What a DOCX file's body is read with. Not owned; must outlive the reader.
struct DocxContext {
  const DocxStyles* styles = nullptr;
  const std::map<std::string, Relationship>* relationships = nullptr;
  const pugi::xml_document* footnotes = nullptr;  // null: none
  const pugi::xml_document* endnotes = nullptr;   // null: none
};

// Not thread-safe; one document.
class DocxReader {
 public:
  DocxReader(const DocxContext& context, DocxNumbering numbering)
      : context_(context), numbering_(std::move(numbering)) {}

  // Reads all paragraphs and tables below `body`, then the notes that they refer to.
  // RESOURCE_EXHAUSTED if it is nested too deeply.
  absl::Status Read(const pugi::xml_node& body);

  TextWriter& writer() { return writer_; }

 private:
  struct Field {
    std::string instruction;
    bool shows = false;  // behind the separator: what is shown
    std::size_t begin = 0;
  };
  struct Note {
    const pugi::xml_document* part = nullptr;
    std::string id;
  };

  void ReadBlocks(const pugi::xml_node& parent, int depth);
  void ReadParagraph(const pugi::xml_node& paragraph, int depth);
  void ReadInlines(const pugi::xml_node& parent, int depth);
  void ReadRun(const pugi::xml_node& run, int depth);
  void ReadRunPart(const pugi::xml_node& part, bool bold, int depth);
  void ReadHyperlink(const pugi::xml_node& link, int depth);
  void ReadFieldPart(const pugi::xml_node& part);
  void ReadNoteMark(const pugi::xml_node& mark, const pugi::xml_document* part);
  void FindTextBoxes(const pugi::xml_node& node, int depth);
  void ReadNotes();
  void ReadTable(const pugi::xml_node& table, int depth);
  TableCell ReadCell(const pugi::xml_node& cell, int depth);
  void AddRow(const pugi::xml_node& row, int depth, std::vector<TableRow>* rows,
              std::vector<std::pair<std::size_t, std::size_t>>* owners);
  bool Deep(int depth);
  bool InContents() const;
  void ShowAddress(std::size_t begin, std::string_view address);
  void Emit(Piece piece);
  void EmitParagraph(const DocxStyle& style);

  DocxContext context_;
  DocxNumbering numbering_;
  TextWriter writer_;
  InlineText inline_;
  bool paragraph_bold_ = false;
  std::vector<Field> fields_;
  std::vector<pugi::xml_node> text_boxes_;  // found in the paragraph that is open
  std::vector<Note> notes_;
  std::string note_marker_;
  std::vector<std::string>* cell_ = nullptr;  // where paragraphs go inside of a table
  bool cell_bold_ = true;
  int group_ = 0;
  bool too_deep_ = false;
  bool tracked_ = false;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_READER_H_
