#include "clients/cli/findings/offline.h"

#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clausebook/v1/book_service.pb.h"
#include "service/base/clock.h"
#include "service/base/embedded_file.h"
#include "service/base/status_macros.h"
#include "service/catalog/catalog.h"
#include "service/evidence/documents/worker.h"
#include "service/rpc/book_handlers.h"
#include "service/rpc/check_handlers.h"
#include "storage/memory/memory_store.h"

namespace clausebook::cli {

// deploy/platforms/forge and deploy/platforms/connect.
std::span<const EmbeddedFile> ForgeFiles();
std::span<const EmbeddedFile> ConnectFiles();

namespace {

OfflineBook BookOf(const char* dir, std::span<const EmbeddedFile> files) {
  OfflineBook book{dir, {}, /*at_hand=*/false};
  for (const EmbeddedFile& file : files) {
    v1::BookFile out;
    out.set_path(std::string(file.path));
    out.set_content(std::string(file.content));
    book.files.push_back(std::move(out));
  }
  return book;
}

// `id` alone becomes the name of an app of the vendor.
void Complete(const std::string& vendor, std::string* app) {
  if (!app->empty() && app->find('/') == std::string::npos) {
    *app = absl::StrCat(vendor, "/apps/", *app);
  }
}

// Makes the store hold the book; returns its publisher.
absl::StatusOr<std::string> Apply(const rpc::HandlerDeps& deps, const OfflineBook& book,
                                  std::map<std::string, FileLine>& places) {
  v1::ApplyBookRequest request;
  for (const v1::BookFile& file : book.files) *request.add_files() = file;
  v1::ApplyBookResponse response;
  CB_RETURN_IF_ERROR(rpc::BookHandlers(deps).ApplyBook({nullptr, deps.clock->Now()},
                                                       request, &response));
  for (const v1::BookChange& change : response.changes()) {
    if (!book.at_hand || change.line() == 0) continue;
    places[change.resource()] = {
        absl::StrCat(book.dir, book.dir.ends_with('/') ? "" : "/", change.path()),
        change.line()};
  }
  return response.publisher();
}

}  // namespace

absl::StatusOr<OfflineCheck> CheckOffline(const std::vector<OfflineBook>& books,
                                          v1::CheckAppsRequest request) {
  CB_ASSIGN_OR_RETURN(const catalog::Catalog catalog, catalog::Catalog::Embedded());
  const SystemClock clock{};
  storage::MemoryStore store(&clock);
  const evidence::DocumentExtractor extract = [](std::string_view bytes,
                                                 evidence::DocumentFormat format) {
    return evidence::ExtractInWorker(bytes, format);
  };
  const rpc::HandlerDeps deps{&store, &catalog, &clock, &extract};
  OfflineCheck check;
  for (const OfflineBook& book : books) {
    CB_ASSIGN_OR_RETURN(const std::string publisher, Apply(deps, book, check.facts));
    request.set_parent(publisher);
  }
  if (request.parent().rfind("vendors/", 0) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", books.back().dir, "' is the book of ", request.parent(),
                     ". Name a vendor's, and this one with --platform-book."));
  }
  for (auto& app : *request.mutable_apps()) Complete(request.parent(), &app);
  if (request.has_declaration()) {
    Complete(request.parent(), request.mutable_declaration()->mutable_app());
  }
  CB_RETURN_IF_ERROR(rpc::CheckHandlers(deps).CheckApps({nullptr, clock.Now()}, request,
                                                        &check.response));
  return check;
}

std::vector<OfflineBook> PlatformBooks() {
  return {BookOf("platforms/forge", ForgeFiles()),
          BookOf("platforms/connect", ConnectFiles())};
}

}  // namespace clausebook::cli
