// check: where the sources on apps disagree, for people and for CI jobs.
#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/findings/offline.h"
#include "clients/cli/findings/report.h"
#include "clients/cli/reach.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"
#include "service/base/digest.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

// The platform takes 200 KB; what is much larger is no manifest and need not be read.
constexpr std::size_t kLargestDeclaration = 1 << 20;
// Where a repository keeps its fact book if nobody says otherwise.
constexpr char kUsualBook[] = "clausebook";

absl::Status CheckOptionsTogether(const CheckOptions& options) {
  if (!options.manifest.empty() && !options.descriptor.empty()) {
    return absl::InvalidArgumentError(
        "Either --manifest or --descriptor: check one after the other.");
  }
  const bool declares = !options.manifest.empty() || !options.descriptor.empty();
  if (declares && options.apps.size() != 1) {
    return absl::InvalidArgumentError(
        "A manifest or descriptor is of one app: name it with --app.");
  }
  if (options.book.empty()) {
    return options.platform_books.empty()
               ? absl::OkStatus()
               : absl::InvalidArgumentError(
                     "--platform-book goes with --book; a server has its own.");
  }
  if (!options.times.known_at.empty()) {
    return absl::InvalidArgumentError(
        "A fact book has no history: --known-at needs a server, not --book.");
  }
  return options.vendor.empty()
             ? absl::OkStatus()
             : absl::InvalidArgumentError(
                   "A fact book is of one vendor: leave --vendor out.");
}

void Remember(const std::string& path, const std::string& content, CheckReport& report) {
  report.files.emplace(Sha256Hex(content), path);
}

// The manifest or descriptor that was handed in, as a part of the request.
absl::Status AddDeclaration(const CheckOptions& options, v1::CheckAppsRequest& request,
                            CheckReport& report) {
  const bool forge = !options.manifest.empty();
  const std::string& path = forge ? options.manifest : options.descriptor;
  if (path.empty()) return absl::OkStatus();
  CB_ASSIGN_OR_RETURN(std::string text, ReadSmallFile(path, kLargestDeclaration));
  if (text.empty())
    return absl::InvalidArgumentError(absl::StrCat("'", path, "' is empty."));
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
    Remember(absl::StrCat(dir, dir.ends_with('/') ? "" : "/", file.path()),
             file.content(), report);
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
  CB_ASSIGN_OR_RETURN(OfflineCheck check, CheckOffline(books, std::move(request)));
  report.response = std::move(check.response);
  report.facts = std::move(check.facts);
  return absl::OkStatus();
}

// `vendors/x` of `vendors/x/apps/y`.
std::string VendorOf(const std::string& app) { return app.substr(0, app.find("/apps/")); }

absl::Status AddApps(const Session& session, const CheckOptions& options,
                     v1::CheckAppsRequest& request) {
  for (const std::string& wanted : options.apps) {
    CB_ASSIGN_OR_RETURN(const auto app,
                        ResolveApp(*session.client, wanted, options.times.known_at));
    const std::string vendor = VendorOf(app.name());
    if (!request.parent().empty() && request.parent() != vendor) {
      return absl::InvalidArgumentError(
          "The apps are of several vendors: check one vendor at a time.");
    }
    request.set_parent(vendor);
    request.add_apps(app.name());
  }
  if (options.vendor.empty()) return absl::OkStatus();
  CB_ASSIGN_OR_RETURN(const std::string vendor,
                      ResolvePublisher(*session.client, options.vendor));
  if (!request.parent().empty() && request.parent() != vendor) {
    return absl::InvalidArgumentError("The app is not of that vendor.");
  }
  request.set_parent(vendor);
  return absl::OkStatus();
}

// Every vendor's apps, one after the other.
absl::Status CheckEverybody(const Session& session, v1::CheckAppsRequest request,
                            v1::CheckAppsResponse& all) {
  CB_ASSIGN_OR_RETURN(const auto vendors, VisibleVendors(*session.client));
  for (const std::string& vendor : vendors) {
    request.set_parent(vendor);
    const auto one = session.client->CheckApps(request);
    if (absl::IsNotFound(one.status())) continue;  // a token may name one to come
    if (!one.ok()) return one.status();
    const int before = all.app_count();
    all.MergeFrom(*one);
    all.set_app_count(before + one->app_count());
  }
  std::stable_sort(all.mutable_findings()->begin(), all.mutable_findings()->end(),
                   [](const v1::Finding& a, const v1::Finding& b) {
                     return a.gravity() > b.gravity();
                   });
  return absl::OkStatus();
}

absl::Status CheckServer(const Session& session, const CheckOptions& options,
                         CheckReport& report) {
  v1::CheckAppsRequest request;
  CB_RETURN_IF_ERROR(AddApps(session, options, request));
  request.set_as_of(options.times.as_of);
  CB_ASSIGN_OR_RETURN(const auto known_at, ParseKnownAt(options.times.known_at, Now()));
  if (known_at) *request.mutable_known_at() = *known_at;
  if (request.parent().empty()) return CheckEverybody(session, request, report.response);
  CB_RETURN_IF_ERROR(AddDeclaration(options, request, report));
  CB_ASSIGN_OR_RETURN(report.response, session.client->CheckApps(request));
  return absl::OkStatus();
}

// Code hosts want paths from the root of the repository, and know no standard input.
void NameFilesAsHostsDo(CheckReport& report) {
  std::erase_if(report.files, [](const auto& file) { return file.second == "-"; });
  if (report.declaration_path == "-") report.declaration_path.clear();
  report.declaration_path = PathInRepository(report.declaration_path);
  for (auto& [digest, path] : report.files) path = PathInRepository(path);
  for (auto& [fact, place] : report.facts) place.path = PathInRepository(place.path);
}

std::string Written(const Session& session, const CheckOptions& options,
                    CheckReport& report) {
  if (options.format == "text") return RenderFindings(report, session.out_style);
  NameFilesAsHostsDo(report);
  if (options.format == "github") return GithubAnnotations(report);
  if (options.format == "gitlab") return GitlabReport(report);
  if (options.format == "bitbucket") return BitbucketAnnotations(report);
  return SarifReport(report);
}

// The options with the book that lies where books usually lie, if no other source is
// named.
CheckOptions WithUsualBook(const Session& session, CheckOptions options) {
  const bool named = !options.book.empty() || !options.vendor.empty() ||
                     !options.times.known_at.empty() || session.global.server_named;
  std::error_code error;
  if (!named &&
      std::filesystem::exists(std::string(kUsualBook) + "/factbook.yaml", error)) {
    options.book = kUsualBook;
  }
  return options;
}

absl::Status Check(const Session& session, const CheckOptions& options,
                   CheckReport& report) {
  CB_RETURN_IF_ERROR(CheckOptionsTogether(options));
  CB_RETURN_IF_ERROR(options.book.empty() ? CheckServer(session, options, report)
                                          : CheckBooks(options, report));
  return Ignore(options.ignored, report);
}

// For people, the request's field is the file that they handed in.
absl::Status NamingTheFile(const CheckReport& report, const absl::Status& status) {
  constexpr std::string_view kField = "declaration.text: ";
  const std::string message(status.message());
  if (report.declaration_path.empty() || message.rfind(kField, 0) != 0) return status;
  return absl::InvalidArgumentError(
      absl::StrCat(report.declaration_path, ": ", message.substr(kField.size())));
}

// 1 is for findings alone: faults in the books are wrong input here.
int FailCheck(const Session& session, const CheckOptions& options,
              const CheckReport& report, const absl::Status& status) {
  // Of several books it is not known whose the faults are.
  const bool one_book = !options.book.empty() && options.platform_books.empty();
  const auto named = session.global.json() ? status : NamingTheFile(report, status);
  const int code =
      one_book ? FailBook(session, options.book, named) : Fail(session, named);
  return code == kRefused ? kUsage : code;
}

}  // namespace

int Run(const Session& session, const CheckOptions& given) {
  const CheckOptions options = WithUsualBook(session, given);
  CheckReport report;
  report.fail_on = ParseGravity(options.fail_on).value_or(v1::GRAVITY_HIGH);
  report.fail_on_faults = options.fail_on_faults;
  const absl::Status status = Check(session, options, report);
  if (!status.ok()) return FailCheck(session, options, report, status);
  if (session.global.json() && options.format == "text") {
    PrintJson(session, report.response);
  } else {
    *session.out << Written(session, options, report);
    // The hosts' forms have a place for findings only, but a check of a manifest that
    // could not be read whole must not look like one of a sound manifest.
    if (options.format != "text") {
      *session.err << RenderNotices(report, session.err_style);
    }
  }
  const bool faulty = report.fail_on_faults && CountFaults(report) > 0;
  return faulty || CountFailing(report) > 0 ? kRefused : kOk;
}

}  // namespace clausebook::cli
