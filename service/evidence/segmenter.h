// Cuts a policy text into clauses: sentences and list items under their headings,
// as ranges of the original bytes.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SEGMENTER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SEGMENTER_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/evidence/blocks.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

// The clauses of `text` in the order of the text. Every clause is a non-empty,
// valid UTF-8 range without white space at its ends; clauses do not overlap, and
// all bytes between them are white space or markup (list markers, `#`, rules).
// Deterministic; linear in the text's size.
// INVALID_ARGUMENT (field `text`) with the byte offset if it is not UTF-8, holds a
// NUL, is empty, or is larger than kMaxTextBytes.
absl::StatusOr<std::vector<model::Clause>> SegmentText(std::string_view text,
                                                       model::MediaType media_type);

// The same from blocks that are known already (documents/extracted_document.h), which
// must be as CheckBlocks() wants them. Errors as above.
absl::StatusOr<std::vector<model::Clause>> SegmentBlocks(
    std::string_view text, const std::vector<Block>& blocks);

// OK if `text` may be segmented and the blocks lie in it in their order, none empty,
// none overlapping another, none cutting a character. INVALID_ARGUMENT otherwise.
absl::Status CheckBlocks(std::string_view text, const std::vector<Block>& blocks);

// 1 MiB.
inline constexpr std::size_t kMaxTextBytes = 1 << 20;

// Runs of white space (no-break spaces included) become one space, none at the
// ends. Two clauses are the same clause when this is equal.
std::string NormaliseText(std::string_view text);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SEGMENTER_H_
