// The blocks of a text: headings, paragraphs and list items, before sentences are cut.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_BLOCKS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_BLOCKS_H_

#include <string_view>
#include <vector>

#include "service/evidence/text_scan.h"

namespace clausebook::evidence {

struct Block {
  enum class Kind {
    kHeading,
    kText,   // a paragraph or list item: to be cut into sentences
    kWhole,  // a table row or a piece of code: one clause as it is
  };
  Kind kind = Kind::kText;
  int level = 0;  // headings: 1 is outermost
  Span span;      // trimmed, without markers and markup at its ends
};

// By layout: blank lines, list markers, short lines without a full stop.
std::vector<Block> PlainTextBlocks(std::string_view text);

// By CommonMark with GitHub's tables. Front matter and HTML comments are left out.
std::vector<Block> MarkdownBlocks(std::string_view text);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_BLOCKS_H_
