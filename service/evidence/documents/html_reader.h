// Walks a web page's tree and writes what a person sees of it.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_READER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_READER_H_

#include <gumbo.h>

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "service/evidence/documents/table_rows.h"
#include "service/evidence/documents/text_writer.h"

namespace clausebook::evidence {

// Not thread-safe; one page.
class HtmlReader {
 public:
  // Reads all below `node`. RESOURCE_EXHAUSTED if it is nested too deeply.
  absl::Status Read(const GumboNode& node);

  // What was read so far.
  TextWriter& writer() { return writer_; }
  // Words that the page hides.
  std::size_t hidden_words() const { return hidden_words_; }

 private:
  struct List {
    bool ordered = false;
    int next = 1;
    char type = '1';
  };

  void Walk(const GumboNode& node, int depth);
  void WalkChildren(const GumboElement& element, int depth);
  void WalkElement(const GumboNode& node, int depth);
  void WalkBlock(const GumboNode& node, int depth);
  void WalkInline(const GumboElement& element, int depth);
  void WalkLink(const GumboElement& element, int depth);
  void WalkList(const GumboElement& element, int depth);
  void WalkItem(const GumboElement& element, int depth);
  void WalkTerm(const GumboElement& element, int depth);
  void WalkTable(const GumboNode& table, int depth);
  void WalkRows(const GumboElement& part, bool header, int depth,
                std::vector<TableRow>* rows);
  TableCell ReadCell(const GumboElement& cell, int depth);
  void ReadPreformatted(const GumboNode& node);
  std::string NextMarker(const GumboElement& item);

  // Ends the paragraph that is open, if any.
  void Flush(int heading_level = 0);
  void Emit(Piece piece);
  void CountHidden(const GumboNode& node, int depth);

  TextWriter writer_;
  InlineText inline_;
  std::vector<List> lists_;
  std::string marker_;                        // of the item whose text has not begun
  std::string lead_;                          // the term whose definition has not begun
  std::vector<std::string>* cell_ = nullptr;  // where paragraphs go inside of a table
  int group_ = 0;
  int last_group_ = 0;
  int bold_ = 0;     // how many elements in bold are open
  int content_ = 0;  // main, article and section elements that are open
  bool heading_ = false;
  bool cell_bold_ = true;
  std::size_t flushes_ = 0;
  std::size_t hidden_words_ = 0;
  bool too_deep_ = false;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_READER_H_
