#include "clients/cli/findings/offline.h"

#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clausebook/v1/book_service.pb.h"
#include "service/base/clock.h"
#include "service/base/embedded_file.h"
#include "service/base/status_macros.h"
#include "service/catalog/embedded.h"
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
  OfflineBook book{dir, {}};
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

}  // namespace

absl::StatusOr<v1::CheckAppsResponse> CheckOffline(const std::vector<OfflineBook>& books,
                                                   v1::CheckAppsRequest request) {
  CB_ASSIGN_OR_RETURN(const catalog::Catalog catalog,
                      catalog::Catalog::FromFiles(catalog::EmbeddedFiles()));
  const SystemClock clock{};
  storage::MemoryStore store(&clock);
  const evidence::DocumentExtractor extract = [](std::string_view bytes,
                                                 evidence::DocumentFormat format) {
    return evidence::ExtractInWorker(bytes, format);
  };
  const rpc::HandlerDeps deps{&store, &catalog, &clock, &extract};
  for (const OfflineBook& book : books) {
    v1::ApplyBookRequest apply;
    for (const v1::BookFile& file : book.files) *apply.add_files() = file;
    v1::ApplyBookResponse applied;
    CB_RETURN_IF_ERROR(
        rpc::BookHandlers(deps).ApplyBook({nullptr, clock.Now()}, apply, &applied));
    request.set_parent(applied.publisher());
  }
  for (auto& app : *request.mutable_apps()) Complete(request.parent(), &app);
  if (request.has_declaration()) {
    Complete(request.parent(), request.mutable_declaration()->mutable_app());
  }
  v1::CheckAppsResponse response;
  CB_RETURN_IF_ERROR(
      rpc::CheckHandlers(deps).CheckApps({nullptr, clock.Now()}, request, &response));
  return response;
}

std::vector<OfflineBook> PlatformBooks() {
  return {BookOf("platforms/forge", ForgeFiles()),
          BookOf("platforms/connect", ConnectFiles())};
}

}  // namespace clausebook::cli
