// report: answers as pages for a browser.
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"
#include "service/base/file_name.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

// In a folder of their own: an app may be called `index`.
constexpr char kReportFolder[] = "apps";
constexpr char kReportPath[] = "apps/{app}.html";

// The two times in the form of requests, settled once for all pages of a run.
struct Times {
  std::string as_of;
  std::optional<google::protobuf::Timestamp> known_at;
};

template <typename Request>
void SetTimes(const Times& times, Request& request) {
  request.set_as_of(times.as_of);
  if (times.known_at) *request.mutable_known_at() = *times.known_at;
}

absl::Status WritePage(const Session& session, const std::string& path,
                       const std::string& html) {
  if (path == "-") {
    *session.out << html;
    return absl::OkStatus();
  }
  CB_RETURN_IF_ERROR(ReplaceFile(path, html));
  Page page(session.out_style);
  page.Text(0, absl::StrCat("Wrote ", path, "."));
  if (!session.global.json()) *session.out << page.text();
  return absl::OkStatus();
}

absl::Status WriteApp(const Session& session, const std::string& app, const Times& times,
                      const std::string& path) {
  v1::RenderAppReportRequest request;
  request.set_app(app);
  SetTimes(times, request);
  CB_ASSIGN_OR_RETURN(const auto response, session.client->RenderAppReport(request));
  return WritePage(session, path, response.html());
}

// `apps`: resource names; empty: all of the vendor's.
absl::StatusOr<v1::RenderAppMatrixResponse> FindMatrix(
    const Session& session, const std::string& vendor,
    const std::vector<std::string>& apps, const Times& times, const char* report_path) {
  v1::RenderAppMatrixRequest request;
  request.set_parent(vendor);
  for (const std::string& app : apps) request.add_apps(app);
  request.set_report_path(report_path);
  SetTimes(times, request);
  return session.client->RenderAppMatrix(request);
}

absl::StatusOr<std::vector<std::string>> AllApps(const Session& session,
                                                 const std::string& vendor,
                                                 const Times& times) {
  v1::ListAppsRequest request;
  request.set_parent(vendor);
  *request.mutable_known_at() = *times.known_at;
  CB_ASSIGN_OR_RETURN(const auto apps, session.client->ListApps(request).All());
  std::vector<std::string> names;
  for (const v1::App& app : apps) names.push_back(app.name());
  return names;
}

// Resource names of the vendor's apps that are named in words.
absl::StatusOr<std::vector<std::string>> NamedApps(const Session& session,
                                                   const std::string& vendor,
                                                   const ReportOptions& options) {
  std::vector<std::string> names;
  for (const std::string& text : options.apps) {
    CB_ASSIGN_OR_RETURN(const auto app,
                        ResolveApp(*session.client, text, options.times.known_at));
    if (!app.name().starts_with(vendor + "/")) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--apps '", text, "' is ", app.name(), ", which is not of ", vendor, "."));
    }
    names.push_back(app.name());
  }
  return names;
}

// The table and the reports, all of one day and one state of knowledge.
absl::Status WriteFolder(const Session& session, const std::string& vendor,
                         std::vector<std::string> apps, Times times,
                         const std::string& folder) {
  CB_ASSIGN_OR_RETURN(const auto matrix,
                      FindMatrix(session, vendor, apps, times, kReportPath));
  std::error_code error;
  const std::string reports = absl::StrCat(folder, "/", kReportFolder);
  std::filesystem::create_directories(reports, error);
  if (error) {
    return absl::InvalidArgumentError(
        absl::StrCat("--out '", folder, "' is no folder and cannot be made one."));
  }
  CB_RETURN_IF_ERROR(WritePage(session, folder + "/index.html", matrix.html()));
  times = {matrix.as_of(), matrix.known_at()};
  if (apps.empty()) {
    CB_ASSIGN_OR_RETURN(apps, AllApps(session, vendor, times));
  }
  for (const std::string& app : apps) {
    CB_RETURN_IF_ERROR(WriteApp(
        session, app, times, absl::StrCat(reports, "/", FileNameOf(IdOf(app)), ".html")));
  }
  return absl::OkStatus();
}

absl::Status Write(const Session& session, const ReportOptions& options) {
  if (options.app.empty() == options.vendor.empty()) {
    return absl::InvalidArgumentError(
        "Name an app with --app, or a vendor with --vendor.");
  }
  CB_ASSIGN_OR_RETURN(const auto known_at, ParseKnownAt(options.times.known_at, Now()));
  const Times times{options.times.as_of, known_at};
  if (!options.app.empty()) {
    CB_ASSIGN_OR_RETURN(const auto app,
                        ResolveApp(*session.client, options.app, options.times.known_at));
    return WriteApp(session, app.name(), times, options.out);
  }
  CB_ASSIGN_OR_RETURN(const auto vendor,
                      ResolvePublisher(*session.client, options.vendor));
  if (!vendor.starts_with("vendors/")) {
    return absl::InvalidArgumentError(
        absl::StrCat("--vendor '", options.vendor, "' is a platform: it has no apps."));
  }
  CB_ASSIGN_OR_RETURN(auto apps, NamedApps(session, vendor, options));
  if (!options.matrix) {
    return WriteFolder(session, vendor, std::move(apps), times, options.out);
  }
  CB_ASSIGN_OR_RETURN(const auto matrix, FindMatrix(session, vendor, apps, times, ""));
  return WritePage(session, options.out, matrix.html());
}

}  // namespace

int Run(const Session& session, const ReportOptions& options) {
  const absl::Status written = Write(session, options);
  return written.ok() ? kOk : Fail(session, written);
}

}  // namespace clausebook::cli
