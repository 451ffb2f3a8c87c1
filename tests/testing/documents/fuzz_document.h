// What fuzzers of document readers assert.
#ifndef CLAUSEBOOK_TESTS_TESTING_DOCUMENTS_FUZZ_DOCUMENT_H_
#define CLAUSEBOOK_TESTS_TESTING_DOCUMENTS_FUZZ_DOCUMENT_H_

#include "absl/status/statusor.h"
#include "service/evidence/documents/extracted_document.h"
#include "service/evidence/documents/worker_result.h"
#include "service/evidence/segmenter.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook::testing {

inline void FuzzCheckDocument(
    const absl::StatusOr<evidence::ExtractedDocument>& document) {
  // What a worker sends arrives.
  const auto arrived = evidence::DecodeResult(evidence::EncodeResult(document));
  FuzzCheck(arrived.has_value(), "a result is whole and sound");
  FuzzCheck(arrived->ok() == document.ok(), "a result stays what it is");
  if (!document.ok()) {
    if (absl::IsResourceExhausted(document.status())) return;
    FuzzCheckRefusal(document.status());
    FuzzCheck((*arrived).status().message() == document.status().message(),
              "errors keep their words");
    return;
  }
  FuzzCheckText(document->text);
  FuzzCheck((*arrived)->text == document->text, "texts stay to the byte");
  FuzzCheck(evidence::SegmentBlocks(document->text, document->blocks).ok(),
            "blocks can be cut into clauses");
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_DOCUMENTS_FUZZ_DOCUMENT_H_
