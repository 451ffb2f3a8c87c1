// Finds a quote in a text, once, when evidence is recorded. From then on its place
// is the offsets, never a search.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_QUOTE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_QUOTE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

// Where a quote lies: its exact bytes in the text and the clause around it.
struct QuotePlace {
  model::ByteRange range;
  std::string clause;  // id
};

// All places of `quote` in `text`, in order. A run of white space in the quote
// matches any run of white space in the text, so that a quote may be wrapped
// otherwise than the text; everything else must agree to the byte.
std::vector<model::ByteRange> FindQuote(std::string_view text, std::string_view quote);

// The place of `quote`. `occurrence` (from 1) says which, 0 that it must be the
// only one. Errors are INVALID_ARGUMENT with a message made for people: not in the
// text (with the nearest passage and where it differs), several places (with their
// lines), no such occurrence, a quote that crosses from one clause into another
// (with both), a quote inside a heading.
absl::StatusOr<QuotePlace> LocateQuote(std::string_view text,
                                       const std::vector<model::Clause>& clauses,
                                       std::string_view quote, int occurrence);

// The clause that `range` lies in. Errors as above, and for a range outside of the
// text, empty, or starting or ending inside of a UTF-8 character.
absl::StatusOr<QuotePlace> CheckRange(std::string_view text,
                                      const std::vector<model::Clause>& clauses,
                                      const model::ByteRange& range);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_QUOTE_H_
