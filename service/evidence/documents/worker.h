// Reads documents of others in a process of their own, which may fail, be slow, or be
// taken over, and does no harm.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_WORKER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_WORKER_H_

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/evidence/documents/extracted_document.h"

namespace clausebook::evidence {

// `clausebook-extract` in the folder of the program that runs.
std::string DefaultWorkerPath();

struct WorkerOptions {
  std::string program = DefaultWorkerPath();
  // From start to result; then it is killed. More than the processor time, since
  // others use the processor too.
  std::chrono::milliseconds wall_clock{5000};
  std::chrono::seconds processor_time{2};
  // Address space. Not held in builds with sanitizers, whose shadow memory is larger.
  std::size_t memory_bytes = 512u << 20;
};

// ExtractDocument() in a child process that can open no files or sockets (in builds with
// sanitizers it can, they need some), with the same results and errors. Thread-safe; each
// call has a child of its own and returns when it is gone. Also RESOURCE_EXHAUSTED when
// it takes too long, INVALID_ARGUMENT when the child dies or answers nonsense, INTERNAL
// when it cannot be started.
absl::StatusOr<ExtractedDocument> ExtractInWorker(std::string_view bytes,
                                                  DocumentFormat format,
                                                  const WorkerOptions& options = {});

// ExtractInWorker() with the default options, for who hands an extractor on.
DocumentExtractor WorkerExtractor();

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_WORKER_H_
