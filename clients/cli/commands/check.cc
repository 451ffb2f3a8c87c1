// check: where the sources on apps disagree, for people and for CI jobs.
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/findings/offline.h"
#include "clients/cli/findings/report.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"
#include "service/base/digest.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

absl::Status Usage(std::string_view message) {
  return absl::InvalidArgumentError(absl::string_view(message.data(), message.size()));
}

void Remember(const std::string& path, const std::string& content, CheckReport& report) {
  report.files.emplace(Sha256Hex(content), path);
}

// The manifest or descriptor that was handed in, as a part of the request.
absl::Status AddDeclaration(const CheckOptions& options, v1::CheckAppsRequest& request,
                            CheckReport& report) {
  if (!options.manifest.empty() && !options.descriptor.empty()) {
    return Usage("Either --manifest or --descriptor: check one after the other.");
  }
  const bool forge = !options.manifest.empty();
  const std::string& path = forge ? options.manifest : options.descriptor;
  if (path.empty()) return absl::OkStatus();
  if (options.apps.size() != 1) {
    return Usage("A manifest is of one app: name it with --app.");
  }
  CB_ASSIGN_OR_RETURN(std::string text, ReadFile(path));
  Remember(path, text, report);
  report.declaration_path = path;
  v1::Declaration& declaration = *request.mutable_declaration();
  declaration.set_app(request.apps(0));
  declaration.set_kind(forge ? v1::POLICY_KIND_FORGE_MANIFEST
                             : v1::POLICY_KIND_CONNECT_DESCRIPTOR);
  declaration.set_text(std::move(text));
  return absl::OkStatus();
}

absl::StatusOr<OfflineBook> ReadOffline(const std::string& dir, CheckReport& report) {
  OfflineBook book{dir, {}};
  CB_ASSIGN_OR_RETURN(book.files, ReadBook(dir));
  for (const v1::BookFile& file : book.files) {
    Remember(absl::StrCat(dir, dir.ends_with('/') ? "" : "/", file.path()), file.content(),
             report);
  }
  return book;
}

absl::Status CheckBooks(const CheckOptions& options, CheckReport& report) {
  v1::CheckAppsRequest request;
  request.set_as_of(options.times.as_of);
  for (const std::string& app : options.apps) request.add_apps(app);
  CB_RETURN_IF_ERROR(AddDeclaration(options, request, report));
  std::vector<OfflineBook> books;
  if (options.platform_books.empty()) books = PlatformBooks();
  for (const std::string& dir : options.platform_books) {
    CB_ASSIGN_OR_RETURN(books.emplace_back(), ReadOffline(dir, report));
  }
  CB_ASSIGN_OR_RETURN(books.emplace_back(), ReadOffline(options.book, report));
  CB_ASSIGN_OR_RETURN(report.response, CheckOffline(books, std::move(request)));
  return absl::OkStatus();
}

// `vendors/x` of `vendors/x/apps/y`.
std::string VendorOf(const std::string& app) { return app.substr(0, app.find("/apps/")); }

absl::Status CheckServer(const Session& session, const CheckOptions& options,
                         CheckReport& report) {
  v1::CheckAppsRequest request;
  for (const std::string& wanted : options.apps) {
    CB_ASSIGN_OR_RETURN(const auto app, ResolveApp(*session.client, wanted));
    const std::string vendor = VendorOf(app.name());
    if (!request.parent().empty() && request.parent() != vendor) {
      return Usage("The apps are of several vendors: check one vendor at a time.");
    }
    request.set_parent(vendor);
    request.add_apps(app.name());
  }
  if (!options.vendor.empty()) {
    CB_ASSIGN_OR_RETURN(const std::string vendor,
                        ResolvePublisher(*session.client, options.vendor));
    if (!request.parent().empty() && request.parent() != vendor) {
      return Usage("The app is not of that vendor.");
    }
    request.set_parent(vendor);
  }
  if (request.parent().empty()) {
    return Usage("Name an app with --app, a vendor with --vendor, or a fact book with "
                 "--book.");
  }
  request.set_as_of(options.times.as_of);
  CB_ASSIGN_OR_RETURN(const auto known_at, ParseKnownAt(options.times.known_at, Now()));
  if (known_at) *request.mutable_known_at() = *known_at;
  CB_RETURN_IF_ERROR(AddDeclaration(options, request, report));
  CB_ASSIGN_OR_RETURN(report.response, session.client->CheckApps(request));
  return absl::OkStatus();
}

std::string Written(const Session& session, const CheckOptions& options,
                    const CheckReport& report) {
  if (options.format == "github") return GithubAnnotations(report);
  if (options.format == "gitlab") return GitlabReport(report);
  if (options.format == "bitbucket") return BitbucketAnnotations(report);
  if (options.format == "sarif") return SarifReport(report);
  return RenderFindings(report, session.out_style);
}

}  // namespace

int Run(const Session& session, const CheckOptions& options) {
  CheckReport report;
  const auto fail_on = ParseGravity(options.fail_on);
  report.fail_on = fail_on.value_or(v1::GRAVITY_HIGH);
  const absl::Status status = options.book.empty()
                                  ? CheckServer(session, options, report)
                                  : CheckBooks(options, report);
  if (!status.ok()) return Fail(session, status);
  if (session.global.json() && options.format == "text") {
    PrintJson(session, report.response);
  } else {
    *session.out << Written(session, options, report);
  }
  return CountFailing(report) > 0 ? kRefused : kOk;
}

}  // namespace clausebook::cli
