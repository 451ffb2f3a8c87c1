// The apps' part of CatalogHandlers.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/catalog_handlers.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/known_reads.h"
#include "service/rpc/listing.h"
#include "service/rpc/parents.h"
#include "service/rpc/validate.h"
#include "service/rpc/versions.h"

namespace clausebook::rpc {
namespace {

std::set<std::string> AppFields() {
  return {"display_name", "marketplace_key", "listing_uri"};
}

// Checks those of the app's fields that are to be recorded.
void CheckAppFields(FieldFaults& faults, const v1::App& app,
                    const std::set<std::string>& fields) {
  if (fields.contains("display_name")) {
    CheckText(faults, "app.display_name", app.display_name());
  }
  if (fields.contains("marketplace_key")) {
    CheckOptionalText(faults, "app.marketplace_key", app.marketplace_key(), 200);
  }
  if (fields.contains("listing_uri")) {
    CheckUri(faults, "app.listing_uri", app.listing_uri());
  }
}

void CopyFields(const v1::App& from, const std::set<std::string>& fields,
                model::App& to) {
  if (fields.contains("display_name")) to.display_name = from.display_name();
  if (fields.contains("marketplace_key")) to.marketplace_key = from.marketplace_key();
  if (fields.contains("listing_uri")) to.listing_uri = from.listing_uri();
}

// OK if no standing fact of the vendor names the app, be it to except it.
absl::Status CheckNoFactNames(storage::ReadSnapshot& snapshot, const model::AppRef& app) {
  const model::Publisher vendor{model::PublisherKind::kVendor, app.vendor};
  CB_ASSIGN_OR_RETURN(const auto base, snapshot.LoadEvidence(vendor, kEndOfTime));
  const auto names = [&](const std::vector<std::string>& apps) {
    return std::find(apps.begin(), apps.end(), app.app) != apps.end();
  };
  for (const model::Fact& fact : base->facts) {
    const model::Scope& scope = fact.content.scope;
    if (names(scope.apps) || names(scope.except_apps)) {
      return StillInUse(ToName(app), ToName(fact.ref),
                        "Retract the facts that name the app first.");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CatalogHandlers::ListApps(const CallContext& context,
                                       const v1::ListAppsRequest& request,
                                       v1::ListAppsResponse* response) const {
  FieldFaults faults;
  std::optional<std::string> vendor;
  if (request.parent() != "vendors/-") {
    vendor = CheckVendor(faults, "parent", request.parent());
  }
  CheckOptionalText(faults, "app_id", request.app_id(), 200);
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  if (vendor) {
    CB_RETURN_IF_ERROR(VendorAt(*snapshot, *vendor, listing.known_at()).status());
  }
  CB_ASSIGN_OR_RETURN(auto apps, snapshot->ListApps(vendor, request.app_id(),
                                                    listing.page(), listing.known_at()));
  const std::size_t kept = listing.Keep(apps.size());
  for (std::size_t i = 0; i < kept; ++i) *response->add_apps() = ToProto(apps[i]);
  if (kept < apps.size()) {
    const model::AppRef& last = apps[kept - 1].ref;
    response->set_next_page_token(listing.TokenAfter(last.vendor + "/" + last.app));
  }
  return absl::OkStatus();
}

absl::Status CatalogHandlers::GetApp(const CallContext& context,
                                     const v1::GetAppRequest& request,
                                     v1::GetAppResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckApp(faults, "name", request.name());
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto app,
                      AppAt(*snapshot, *ref, known_at.value_or(kEndOfTime)));
  *response->mutable_app() = ToProto(app);
  return absl::OkStatus();
}

absl::Status CatalogHandlers::CreateApp(const CallContext& context,
                                        const v1::CreateAppRequest& request,
                                        v1::CreateAppResponse* response) const {
  const auto fields = AppFields();
  FieldFaults faults;
  const auto vendor = CheckVendor(faults, "parent", request.parent());
  CheckId(faults, "app_id", request.app_id());
  CheckAppFields(faults, request.app(), fields);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_RETURN_IF_ERROR(tx.GetVendor(*vendor, kEndOfTime).status());
                     model::App app;
                     app.ref = {*vendor, request.app_id()};
                     CB_RETURN_IF_ERROR(CheckFree(tx.GetApp(app.ref, kEndOfTime), "App",
                                                  ToName(app.ref)));
                     CopyFields(request.app(), fields, app);
                     CB_ASSIGN_OR_RETURN(const auto put, tx.PutApp(app));
                     *response->mutable_app() = ToProto(put);
                     return absl::OkStatus();
                   });
}

absl::Status CatalogHandlers::UpdateApp(const CallContext& context,
                                        const v1::UpdateAppRequest& request,
                                        v1::UpdateAppResponse* response) const {
  const v1::App& wanted = request.app();
  FieldFaults faults;
  const auto ref = CheckApp(faults, "app.name", wanted.name());
  const auto fields = CheckUpdateMask(faults, request.update_mask(), wanted, AppFields());
  CheckAppFields(faults, wanted, fields);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_ASSIGN_OR_RETURN(auto app, tx.GetApp(*ref, kEndOfTime));
        CB_RETURN_IF_ERROR(CheckEtag(wanted.etag(), app.info.version, wanted.name()));
        CopyFields(wanted, fields, app);
        CB_ASSIGN_OR_RETURN(const auto put, tx.PutApp(app));
        *response->mutable_app() = ToProto(put);
        return absl::OkStatus();
      });
}

absl::Status CatalogHandlers::DeleteApp(const CallContext& context,
                                        const v1::DeleteAppRequest& request,
                                        v1::DeleteAppResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckApp(faults, "name", request.name());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_ASSIGN_OR_RETURN(const auto app, tx.GetApp(*ref, kEndOfTime));
        CB_RETURN_IF_ERROR(CheckEtag(request.etag(), app.info.version, request.name()));
        CB_RETURN_IF_ERROR(CheckNoFactNames(tx, *ref));
        return tx.DeleteApp(*ref);
      });
}

}  // namespace clausebook::rpc
