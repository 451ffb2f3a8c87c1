#include "service/evidence/documents/worker.h"

#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/evidence/documents/child.h"
#include "service/evidence/documents/extract.h"
#include "service/evidence/documents/worker_result.h"

namespace clausebook::evidence {
namespace {

constexpr std::chrono::milliseconds kTimeToDie(300);

absl::Status TooSlow() {
  return MakeError(
      "Reading the document takes too long. Give the policy alone, without pictures, or "
      "its text.",
      {.reason = Reason::kTooLarge});
}

absl::Status Failed(int signal) {
  const std::string how = signal == 0 ? "" : absl::StrCat(" (signal ", signal, ")");
  return InvalidField(
      "document", absl::StrCat("The document made its reader fail", how,
                               ". It may be damaged, or need too much memory. Save it "
                               "again, or give its text."));
}

}  // namespace

std::string DefaultWorkerPath() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return (self.parent_path() / "clausebook-extract").string();
}

absl::StatusOr<ExtractedDocument> ExtractInWorker(std::string_view bytes,
                                                  DocumentFormat format,
                                                  const WorkerOptions& options) {
  // Not worth a process, and more than one should be sent.
  if (bytes.empty() || bytes.size() > kMaxDocumentBytes) {
    return ExtractDocument(bytes, format);
  }
  const auto deadline = Child::Clock::now() + options.wall_clock;
  const std::vector<std::string> arguments = {
      options.program, std::string(FormatName(format)),
      absl::StrCat(options.memory_bytes >> 20),
      absl::StrCat(options.processor_time.count())};
  std::optional<Child> child = Child::Start(arguments);
  if (!child) {
    return MakeError(
        "The program clausebook-extract, which reads documents, cannot be "
        "started. Is it installed beside the server?",
        {.reason = Reason::kInternal});
  }
  std::string output;
  if (!child->Converse(bytes, deadline, kMaxResultBytes, &output)) return TooSlow();
  if (auto result = DecodeResult(output)) return *std::move(result);
  // A worker that is done for is gone at once; one that is not is not waited for.
  const auto soon = std::min(deadline, Child::Clock::now() + kTimeToDie);
  const int signal = child->WaitForSignal(soon);
  return signal == SIGXCPU ? TooSlow() : Failed(signal);
}

DocumentExtractor WorkerExtractor() {
  return [](std::string_view bytes, DocumentFormat format) {
    return ExtractInWorker(bytes, format);
  };
}

}  // namespace clausebook::evidence
