#include "clients/cli/findings/offline.h"

#include <algorithm>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clausebook/v1/book_service.pb.h"
#include "clients/cli/offline/local_service.h"
#include "clients/cli/render/words.h"
#include "service/base/embedded_file.h"
#include "service/base/status_macros.h"
#include "service/catalog/nearest.h"

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

// What was applied of a book.
struct Applied {
  std::string publisher;
  std::vector<std::string> apps;  // ids
};

// Makes the service hold the book; remembers where it has its facts.
absl::StatusOr<Applied> Apply(const client::Client& client, const OfflineBook& book,
                              std::map<std::string, FileLine>& places) {
  v1::ApplyBookRequest request;
  for (const v1::BookFile& file : book.files) *request.add_files() = file;
  CB_ASSIGN_OR_RETURN(const auto response, client.ApplyBook(std::move(request)));
  Applied applied{response.publisher(), {}};
  const std::string apps = absl::StrCat(applied.publisher, "/apps/");
  for (const v1::BookChange& change : response.changes()) {
    if (change.resource().rfind(apps, 0) == 0) {
      applied.apps.push_back(change.resource().substr(apps.size()));
    }
    if (!book.at_hand || change.line() == 0) continue;
    places[change.resource()] = {
        absl::StrCat(book.dir, book.dir.ends_with('/') ? "" : "/", change.path()),
        change.line()};
  }
  return applied;
}

// NOT_FOUND for the first that is no app of the book, with the nearest that are.
absl::Status CheckApps(const Applied& applied, const OfflineBook& book,
                       const v1::CheckAppsRequest& request) {
  for (const std::string& app : request.apps()) {
    const std::string id(IdOf(app));
    if (std::find(applied.apps.begin(), applied.apps.end(), id) != applied.apps.end()) {
      continue;
    }
    return absl::NotFoundError(absl::StrCat("The book '", book.dir, "' has no app '", id,
                                            "'. ", yaml::DidYouMean(id, applied.apps)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<OfflineCheck> CheckOffline(const std::vector<OfflineBook>& books,
                                          v1::CheckAppsRequest request) {
  CB_ASSIGN_OR_RETURN(const auto service, LocalService::Start());
  OfflineCheck check;
  Applied applied;
  for (const OfflineBook& book : books) {
    CB_ASSIGN_OR_RETURN(applied, Apply(service->client(), book, check.facts));
  }
  request.set_parent(applied.publisher);
  if (request.parent().rfind("vendors/", 0) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", books.back().dir, "' is the book of ", request.parent(),
                     ". Name a vendor's, and this one with --platform-book."));
  }
  CB_RETURN_IF_ERROR(CheckApps(applied, books.back(), request));
  for (auto& app : *request.mutable_apps()) Complete(request.parent(), &app);
  if (request.has_declaration()) {
    Complete(request.parent(), request.mutable_declaration()->mutable_app());
  }
  CB_ASSIGN_OR_RETURN(check.response, service->client().CheckApps(request));
  return check;
}

std::vector<OfflineBook> PlatformBooks() {
  return {BookOf("platforms/forge", ForgeFiles()),
          BookOf("platforms/connect", ConnectFiles())};
}

}  // namespace clausebook::cli
