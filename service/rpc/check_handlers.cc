#include "service/rpc/check_handlers.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/checking/checking.h"
#include "service/evidence/candidate.h"
#include "service/rpc/convert/answer_convert.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/known_reads.h"
#include "service/rpc/platform_evidence.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kMostNamedApps = 1000;  // of those that are named
constexpr int kAppsAPage = 500;
constexpr std::size_t kMostFindings = 2000;

// What is asked for, checked.
struct Wanted {
  std::optional<model::Publisher> vendor;
  std::vector<model::AppRef> apps;
  Date as_of;
  Instant known_at = kEndOfTime;
  std::optional<model::AppRef> declared_app;
  model::PolicyKind kind = model::PolicyKind::kPublished;
};

bool Contains(const std::vector<model::AppRef>& apps, const model::AppRef& app) {
  return std::find(apps.begin(), apps.end(), app) != apps.end();
}

void CheckDeclaration(FieldFaults& faults, const v1::CheckAppsRequest& request,
                      Wanted& wanted) {
  if (!request.has_declaration()) return;
  const v1::Declaration& declaration = request.declaration();
  wanted.declared_app = CheckApp(faults, "declaration.app", declaration.app());
  if (wanted.declared_app && wanted.vendor &&
      wanted.declared_app->vendor != wanted.vendor->id) {
    faults.Add("declaration.app", "Not an app of the vendor.");
  } else if (wanted.declared_app && !wanted.apps.empty() &&
             !Contains(wanted.apps, *wanted.declared_app)) {
    faults.Add("declaration.app",
               "Not among `apps`: name it there, or leave `apps` empty.");
  }
  wanted.kind = FromProto(declaration.kind()).value_or(model::PolicyKind::kPublished);
  if (wanted.kind == model::PolicyKind::kPublished) {
    faults.Add("declaration.kind", "Required: FORGE_MANIFEST or CONNECT_DESCRIPTOR.");
  }
}

Wanted CheckRequest(FieldFaults& faults, const CallContext& context,
                    const v1::CheckAppsRequest& request) {
  Wanted wanted;
  wanted.vendor = CheckPublisher(faults, "parent", request.parent());
  if (wanted.vendor && wanted.vendor->kind != model::PublisherKind::kVendor) {
    faults.Add("parent", "Not a vendor: 'vendors/{vendor}'.");
  }
  if (request.apps_size() > kMostNamedApps) {
    faults.Add("apps", absl::StrCat("At most ", kMostNamedApps, " apps."));
  }
  for (int i = 0; i < std::min(request.apps_size(), kMostNamedApps); ++i) {
    const std::string field = absl::StrCat("apps[", i, "]");
    const auto app = CheckApp(faults, field, request.apps(i));
    if (!app) continue;
    if (wanted.vendor && app->vendor != wanted.vendor->id) {
      faults.Add(field, "Not an app of the vendor.");
    }
    if (!Contains(wanted.apps, *app)) wanted.apps.push_back(*app);
  }
  std::sort(wanted.apps.begin(), wanted.apps.end());
  wanted.as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  wanted.known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at())
          .value_or(kEndOfTime);
  CheckDeclaration(faults, request, wanted);
  return wanted;
}

absl::StatusOr<std::vector<model::App>> FindApps(storage::ReadSnapshot& snapshot,
                                                 const Wanted& wanted) {
  std::vector<model::App> apps;
  for (const model::AppRef& ref : wanted.apps) {
    CB_ASSIGN_OR_RETURN(apps.emplace_back(), AppAt(snapshot, ref, wanted.known_at));
  }
  if (!wanted.apps.empty()) return apps;
  storage::Page page{"", kAppsAPage};
  while (true) {
    CB_ASSIGN_OR_RETURN(auto more,
                        snapshot.ListApps(wanted.vendor->id, "", page, wanted.known_at));
    const bool last = static_cast<int>(more.size()) < kAppsAPage;
    apps.insert(apps.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
    if (last) return apps;
    page.after = absl::StrCat(apps.back().ref.vendor, "/", apps.back().ref.app);
  }
}

v1::Gravity GravityProto(checking::Gravity gravity) {
  return static_cast<v1::Gravity>(static_cast<int>(gravity) + 1);
}
static_assert(static_cast<int>(checking::Gravity::kHigh) + 1 == v1::GRAVITY_HIGH);

// A finding with the apps of which it is made.
struct Found {
  checking::Finding finding;
  std::vector<model::AppRef> apps;
};

// The same for the same trouble with another app: what all apps share is said once.
std::string KeyOf(const checking::Finding& finding) {
  std::string key =
      absl::StrCat(std::string(finding.pattern->id), "\n",
                   static_cast<int>(finding.gravity), "\n", finding.message);
  for (const auto* side : {&finding.left, &finding.right}) {
    absl::StrAppend(&key, "\n");
    for (const auto& citation : *side) absl::StrAppend(&key, ToName(citation.fact), " ");
  }
  return key;
}

v1::Finding FindingProto(const Found& found) {
  const checking::Finding& finding = found.finding;
  v1::Finding proto;
  proto.set_pattern(std::string(finding.pattern->id));
  proto.set_code(std::string(finding.pattern->code));
  proto.set_gravity(GravityProto(finding.gravity));
  proto.set_app(ToName(found.apps.front()));
  for (const model::AppRef& app : found.apps) proto.add_apps(ToName(app));
  proto.set_title(std::string(finding.pattern->title));
  proto.set_message(finding.message);
  proto.set_help(std::string(finding.pattern->help));
  for (const auto& citation : finding.left) *proto.add_left() = rpc::ToProto(citation);
  for (const auto& citation : finding.right) *proto.add_right() = rpc::ToProto(citation);
  return proto;
}

// What there is to hold against each other.
absl::StatusOr<checking::CheckInput> LoadInput(const HandlerDeps& deps,
                                               storage::ReadSnapshot& snapshot,
                                               const Wanted& wanted) {
  checking::CheckInput input;
  input.catalog = deps.catalog;
  input.as_of = wanted.as_of;
  CB_ASSIGN_OR_RETURN(input.vendor,
                      VendorAt(snapshot, wanted.vendor->id, wanted.known_at));
  CB_ASSIGN_OR_RETURN(input.evidence,
                      snapshot.LoadEvidence(*wanted.vendor, wanted.known_at));
  CB_ASSIGN_OR_RETURN(input.platforms, LoadPlatforms(deps, snapshot, wanted.known_at));
  return input;
}

// Puts the declaration in the place of what is held of its app.
absl::Status AddDeclaration(const HandlerDeps& deps, const Wanted& wanted,
                            const v1::CheckAppsRequest& request,
                            checking::CheckInput& input,
                            v1::CheckAppsResponse* response) {
  auto candidate = evidence::WithDeclaration(*input.evidence, *wanted.declared_app,
                                             wanted.kind, request.declaration().text(),
                                             wanted.as_of, *deps.catalog);
  if (!candidate.ok()) {
    FieldFaults faults;
    faults.AddFrom(candidate.status(), "declaration.");
    return faults.empty() ? candidate.status() : faults.ToStatus();
  }
  for (const auto& notice : candidate->notices) {
    *response->add_notices() = rpc::ToProto(notice);
  }
  input.evidence =
      std::make_shared<const model::EvidenceBase>(std::move(candidate->base));
  return absl::OkStatus();
}

// The gravest first, and of one gravity by app.
absl::StatusOr<std::vector<Found>> CheckAll(const CallContext& context,
                                            const std::vector<model::App>& apps,
                                            checking::CheckInput input) {
  std::vector<Found> findings;
  std::map<std::string, std::size_t> known;
  for (const model::App& app : apps) {
    CB_RETURN_IF_ERROR(CheckCancelled(context));
    input.app = app;
    for (checking::Finding& finding : checking::CheckApp(input)) {
      const auto [place, added] = known.emplace(KeyOf(finding), findings.size());
      if (added) findings.push_back({std::move(finding), {}});
      findings[place->second].apps.push_back(app.ref);
    }
  }
  std::stable_sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
    return a.finding.gravity > b.finding.gravity;
  });
  return findings;
}

}  // namespace

absl::Status CheckHandlers::CheckApps(const CallContext& context,
                                      const v1::CheckAppsRequest& request,
                                      v1::CheckAppsResponse* response) const {
  FieldFaults faults;
  const Wanted wanted = CheckRequest(faults, context, request);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(checking::CheckInput input, LoadInput(deps_, *snapshot, wanted));
  CB_ASSIGN_OR_RETURN(const auto apps, FindApps(*snapshot, wanted));
  if (wanted.declared_app) {
    CB_RETURN_IF_ERROR(AppAt(*snapshot, *wanted.declared_app, wanted.known_at).status());
  }
  const Instant latest = snapshot->LatestCommit();
  snapshot.reset();  // what follows needs no reader
  if (wanted.declared_app) {
    CB_RETURN_IF_ERROR(AddDeclaration(deps_, wanted, request, input, response));
  }
  CB_ASSIGN_OR_RETURN(auto findings, CheckAll(context, apps, std::move(input)));
  response->set_truncated(findings.size() > kMostFindings);
  if (findings.size() > kMostFindings) findings.resize(kMostFindings);
  for (const Found& found : findings) *response->add_findings() = FindingProto(found);
  response->set_as_of(FormatDate(wanted.as_of));
  *response->mutable_known_at() = ToProto(std::min(wanted.known_at, latest));
  response->set_app_count(static_cast<int>(apps.size()));
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
