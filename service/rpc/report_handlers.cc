#include "service/rpc/report_handlers.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "service/answering/answering.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/reports/pages.h"
#include "service/rpc/known_reads.h"
#include "service/rpc/platform_evidence.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kMostColumns = 200;
constexpr std::size_t kLongestPath = 200;
// A page of 169 questions has less than one; clients take 64.
constexpr std::size_t kMostPageBytes = 32 << 20;

absl::Status CheckSize(const std::string& html, const char* remedy) {
  if (html.size() <= kMostPageBytes) return absl::OkStatus();
  return MakeError(absl::StrCat("The page would have ", html.size() >> 20,
                                " MiB, more than 32. ", remedy),
                   {.reason = Reason::kTooLarge});
}

void CheckReportPath(FieldFaults& faults, const std::string& path) {
  if (path.empty()) return;
  const std::string rest = absl::StrReplaceAll(path, {{"{app}", ""}});
  const bool plain = std::all_of(rest.begin(), rest.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~' ||
           c == '/';
  });
  if (!plain || path.front() == '/' || path.size() > kLongestPath || rest == path) {
    faults.Add("report_path",
               "A relative reference with {app} in it, such as '{app}.html': at most 200 "
               "characters of A-Z a-z 0-9 - . _ ~ /, no / first.");
  }
}

std::vector<model::AppRef> CheckApps(FieldFaults& faults,
                                     const std::optional<std::string>& vendor,
                                     const v1::RenderAppMatrixRequest& request) {
  std::vector<model::AppRef> apps;
  std::set<std::string> seen;
  if (request.apps_size() > kMostColumns) faults.Add("apps", "At most 200 apps.");
  for (int i = 0; i < std::min(request.apps_size(), kMostColumns); ++i) {
    const std::string field = absl::StrCat("apps[", i, "]");
    const auto app = CheckApp(faults, field, request.apps(i));
    if (!app) continue;
    if (vendor && app->vendor != *vendor) faults.Add(field, "Not an app of the vendor.");
    if (!seen.insert(request.apps(i)).second) faults.Add(field, "Is there twice.");
    apps.push_back(*app);
  }
  return apps;
}

// Those that are named, or all of the vendor's.
absl::StatusOr<std::vector<model::App>> FindApps(storage::ReadSnapshot& snapshot,
                                                 const std::string& vendor,
                                                 const std::vector<model::AppRef>& named,
                                                 Instant known_at) {
  std::vector<model::App> apps;
  for (const model::AppRef& ref : named) {
    CB_ASSIGN_OR_RETURN(apps.emplace_back(), AppAt(snapshot, ref, known_at));
  }
  if (!named.empty()) return apps;
  CB_ASSIGN_OR_RETURN(apps,
                      snapshot.ListApps(vendor, "", {"", kMostColumns + 1}, known_at));
  if (apps.size() > kMostColumns) {
    return MakeError("The vendor has more than 200 apps. Name those to show in `apps`.",
                     {.reason = Reason::kTooLarge, .metadata = {{"field", "apps"}}});
  }
  return apps;
}

}  // namespace

absl::Status ReportHandlers::RenderAppReport(
    const CallContext& context, const v1::RenderAppReportRequest& request,
    v1::RenderAppReportResponse* response) const {
  FieldFaults faults;
  const auto app = CheckApp(faults, "app", request.app());
  const Date as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  const auto wanted =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  reports::AppReport report;
  report.catalog = deps_.catalog;
  report.as_of = as_of;
  report.known_at = wanted.value_or(snapshot->LatestCommit());
  CB_ASSIGN_OR_RETURN(report.app, AppAt(*snapshot, *app, report.known_at));
  CB_ASSIGN_OR_RETURN(report.vendor, VendorAt(*snapshot, app->vendor, report.known_at));
  CB_ASSIGN_OR_RETURN(auto input, LoadVendorInput(deps_, *snapshot, report.vendor, as_of,
                                                  report.known_at));
  snapshot.reset();  // what follows needs no reader
  input.app = *app;
  input.app_display_name = report.app.display_name;
  report.answers = reports::AskAll(input);
  CB_ASSIGN_OR_RETURN(report.history,
                      reports::FindHistory(std::move(input), context.cancellation));
  response->set_html(reports::RenderAppReport(report));
  CB_RETURN_IF_ERROR(CheckSize(response->html(), "Use ListAnswers, which has pages."));
  response->set_as_of(FormatDate(as_of));
  *response->mutable_known_at() = ToProto(report.known_at);
  return absl::OkStatus();
}

absl::Status ReportHandlers::RenderAppMatrix(
    const CallContext& context, const v1::RenderAppMatrixRequest& request,
    v1::RenderAppMatrixResponse* response) const {
  FieldFaults faults;
  const auto vendor = CheckVendor(faults, "parent", request.parent());
  const auto named = CheckApps(faults, vendor, request);
  const Date as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  const auto wanted =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CheckReportPath(faults, request.report_path());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  reports::AppMatrix matrix;
  matrix.catalog = deps_.catalog;
  matrix.as_of = as_of;
  matrix.known_at = wanted.value_or(snapshot->LatestCommit());
  matrix.report_path = request.report_path();
  CB_ASSIGN_OR_RETURN(matrix.vendor, VendorAt(*snapshot, *vendor, matrix.known_at));
  CB_ASSIGN_OR_RETURN(const auto apps,
                      FindApps(*snapshot, *vendor, named, matrix.known_at));
  CB_ASSIGN_OR_RETURN(auto input, LoadVendorInput(deps_, *snapshot, matrix.vendor, as_of,
                                                  matrix.known_at));
  snapshot.reset();  // what follows needs no reader
  for (const model::App& app : apps) {
    CB_RETURN_IF_ERROR(CheckCancelled(context));
    input.app = app.ref;
    input.app_display_name = app.display_name;
    matrix.columns.push_back({app, reports::AskAll(input)});
  }
  response->set_html(reports::RenderAppMatrix(matrix));
  CB_RETURN_IF_ERROR(CheckSize(response->html(), "Name fewer apps."));
  response->set_as_of(FormatDate(as_of));
  *response->mutable_known_at() = ToProto(matrix.known_at);
  response->set_app_count(static_cast<int>(apps.size()));
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
