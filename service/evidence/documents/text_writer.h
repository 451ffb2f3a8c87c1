// Lays out the pieces of a document as text, and remembers where each piece is.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_TEXT_WRITER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_TEXT_WRITER_H_

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "service/evidence/documents/extracted_document.h"

namespace clausebook::evidence {

// One block to be: a heading, a paragraph, an item, a table row.
struct Piece {
  Block::Kind kind = Block::Kind::kText;
  int level = 0;       // headings
  std::string text;    // trimmed; line feeds are kept
  int indent = 0;      // list items: how deep, 0 is none
  std::string marker;  // `-`, `3.`; shown before the text, not part of the block
  // Not 0: the list or table it is of, whose pieces follow without empty lines.
  int group = 0;
};

// Not thread-safe; one document.
class TextWriter {
 public:
  void Add(const Piece& piece);
  void Note(std::string sentence) { document_.notes.push_back(std::move(sentence)); }

  // More text than is allowed: adding is pointless, Take() will fail.
  bool full() const { return full_; }

  // RESOURCE_EXHAUSTED if there is too much text; INVALID_ARGUMENT with `if_empty` if
  // there is none.
  absl::StatusOr<ExtractedDocument> Take(std::string_view if_empty);

 private:
  ExtractedDocument document_;
  int last_group_ = 0;
  bool full_ = false;
};

// Gathers the text of one paragraph out of runs: white space becomes one space, what
// cannot be seen (zero-width and direction marks, soft hyphens, controls) goes,
// ligatures become their letters.
class InlineText {
 public:
  // What is not UTF-8 becomes U+FFFD.
  void Add(std::string_view text, bool bold = false);
  void Break() { ++breaks_; }             // a line feed that stays
  int breaks() const { return breaks_; }  // since the last character
  // White space if there is none before what comes next.
  void Space() { space_ = true; }

  bool empty() const { return text_.empty(); }
  std::string_view text() const { return text_; }
  // All that is not white space was bold.
  bool bold() const { return bold_ && !text_.empty(); }

  // The text so far, without white space at its ends. Begins anew.
  std::string Take();

 private:
  void Put(std::string_view character, bool bold);

  std::string text_;
  bool space_ = false;
  int breaks_ = 0;
  bool bold_ = true;
};

// Whether a short line in bold is a heading that nobody marked as one; its level is
// below all marked ones, deeper for `1.2` than for `1.`. 0 if it is not.
int LevelOfBoldLine(std::string_view text);

// A link's address as shown behind its words: `[https://x.example/a]`, or empty if it
// is neither a web nor a mail address or the words hold it already.
std::string ShownAddress(std::string_view words, std::string_view address);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_TEXT_WRITER_H_
