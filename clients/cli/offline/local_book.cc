// A fact book in a directory, opened in a service of its own, and saved.
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/files.h"
#include "clients/cli/offline/local_service.h"
#include "service/base/status_macros.h"
#include "service/evidence/documents/worker.h"
#include "service/evidence/fact_book.h"
#include "storage/store.h"

namespace clausebook::cli {
namespace {

evidence::BookFiles FilesOf(const std::vector<v1::BookFile>& files) {
  evidence::BookFiles out;
  for (const v1::BookFile& file : files) out[file.path()] = file.content();
  return out;
}

absl::StatusOr<evidence::FactBook> Parse(const evidence::BookFiles& files,
                                         const LocalService& service) {
  return evidence::ParseBook(files, service.catalog(),
                             [](std::string_view bytes, evidence::DocumentFormat format) {
                               return evidence::ExtractInWorker(bytes, format);
                             });
}

// Makes the service hold the book; its publisher's resource name.
absl::StatusOr<std::string> Apply(const LocalService& service,
                                  const std::vector<v1::BookFile>& files) {
  v1::ApplyBookRequest request;
  for (const v1::BookFile& file : files) *request.add_files() = file;
  CB_ASSIGN_OR_RETURN(const auto applied, service.client().ApplyBook(std::move(request)));
  return applied.publisher();
}

// Whether the directory still holds what the book was opened with.
absl::Status CheckUnchanged(const LocalBook& book, const std::string& dir) {
  CB_ASSIGN_OR_RETURN(const auto now, ReadBook(dir));
  if (FilesOf(now) == FilesOf(book.files)) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "'", dir, "' was changed during the review; nothing was written. Review again."));
}

}  // namespace

absl::StatusOr<LocalBook> OpenBook(const std::string& dir) {
  LocalBook book;
  CB_ASSIGN_OR_RETURN(book.files, ReadBook(dir));
  CB_ASSIGN_OR_RETURN(book.service, LocalService::Start());
  CB_ASSIGN_OR_RETURN(book.publisher, Apply(*book.service, book.files));
  return book;
}

absl::StatusOr<LocalBook> OpenBookToFill(
    const std::string& dir, const std::vector<std::vector<v1::BookFile>>& before) {
  LocalBook book;
  CB_ASSIGN_OR_RETURN(book.files, ReadBook(dir));
  CB_ASSIGN_OR_RETURN(book.service, LocalService::Start(/*questionnaires=*/true));
  for (const auto& files : before) {
    CB_RETURN_IF_ERROR(Apply(*book.service, files).status());
  }
  CB_ASSIGN_OR_RETURN(book.publisher, Apply(*book.service, book.files));
  return book;
}

absl::StatusOr<std::string> SaveReviews(const LocalBook& book, const std::string& dir) {
  CB_RETURN_IF_ERROR(CheckUnchanged(book, dir));
  auto files = FilesOf(book.files);
  CB_ASSIGN_OR_RETURN(const auto before, Parse(files, *book.service));
  CB_ASSIGN_OR_RETURN(auto snapshot, book.service->store().Read(nullptr));
  CB_ASSIGN_OR_RETURN(
      const std::string content,
      evidence::WriteReviewedFile(before, book.service->catalog(), *snapshot));
  if (content.empty()) return content;
  // What is written has to say what was decided, or nothing is written.
  files[evidence::kReviewedFile] = content;
  CB_ASSIGN_OR_RETURN(const auto after, Parse(files, *book.service));
  CB_ASSIGN_OR_RETURN(const auto plan, evidence::PlanBook(after, *snapshot));
  if (!plan.changes.empty()) {
    return absl::InternalError(
        absl::StrCat("The file of reviews would not say what was decided about '",
                     plan.changes.front().resource, "'; nothing was written."));
  }
  const std::string path =
      absl::StrCat(dir, dir.ends_with('/') ? "" : "/", evidence::kReviewedFile);
  CB_RETURN_IF_ERROR(ReplaceFile(path, content));
  return path;
}

}  // namespace clausebook::cli
