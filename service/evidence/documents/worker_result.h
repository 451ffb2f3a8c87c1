// What a worker writes to whom it works for.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_WORKER_RESULT_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_WORKER_RESULT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/evidence/documents/extracted_document.h"

namespace clausebook::evidence {

// More than any result has.
inline constexpr std::size_t kMaxResultBytes = 32u << 20;

std::string EncodeResult(const absl::StatusOr<ExtractedDocument>& result);

// nullopt if `bytes` are not what EncodeResult() makes, whole, and of a sound document:
// the worker may have been taken over by what it read, so nothing is believed.
std::optional<absl::StatusOr<ExtractedDocument>> DecodeResult(std::string_view bytes);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_WORKER_RESULT_H_
