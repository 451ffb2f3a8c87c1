#include "service/rpc/catalog_handlers.h"

#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/listing.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

absl::Status StillInUse(const std::string& resource, const std::string& by) {
  return MakeError("'" + resource + "' cannot be deleted: it still has " + by +
                       ". Remove them first, or apply a fact book without it.",
                   {.reason = Reason::kStillInUse, .metadata = {{"resource", resource}}});
}

void CheckVendorFields(FieldFaults& faults, const v1::Vendor& vendor) {
  CheckText(faults, "vendor.display_name", vendor.display_name());
  CheckUri(faults, "vendor.website_uri", vendor.website_uri());
}

void CheckAppFields(FieldFaults& faults, const v1::App& app) {
  CheckText(faults, "app.display_name", app.display_name());
  CheckOptionalText(faults, "app.marketplace_key", app.marketplace_key(), 200);
  CheckUri(faults, "app.listing_uri", app.listing_uri());
}

constexpr storage::Page kOne{"", 1};

}  // namespace

absl::Status CatalogHandlers::ListPlatforms(const CallContext&,
                                            const v1::ListPlatformsRequest& request,
                                            v1::ListPlatformsResponse* response) const {
  FieldFaults faults;
  const int size = CheckPageSize(faults, request.page_size());
  PageState page = ReadPageToken(faults, request, request.page_token());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  for (const auto& platform : deps_.catalog->platforms()) {
    if (!page.first && platform.id <= page.after) continue;
    if (response->platforms_size() == size) {
      page.after = response->platforms(size - 1).name().substr(sizeof("platforms/") - 1);
      response->set_next_page_token(MakePageToken(request, page));
      break;
    }
    *response->add_platforms() = ToProto(platform);
  }
  return absl::OkStatus();
}

absl::Status CatalogHandlers::GetPlatform(const CallContext&,
                                          const v1::GetPlatformRequest& request,
                                          v1::GetPlatformResponse* response) const {
  FieldFaults faults;
  const auto id = CheckNameIn(faults, "name", request.name(), "platforms");
  CB_RETURN_IF_ERROR(faults.ToStatus());
  const catalog::Platform* platform = deps_.catalog->FindPlatform(*id);
  if (platform == nullptr) return NotFound("Platform", request.name());
  *response->mutable_platform() = ToProto(*platform);
  return absl::OkStatus();
}

absl::Status CatalogHandlers::ListVendors(const CallContext& context,
                                          const v1::ListVendorsRequest& request,
                                          v1::ListVendorsResponse* response) const {
  FieldFaults faults;
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_ASSIGN_OR_RETURN(auto vendors,
                      snapshot->ListVendors(listing.page(), listing.known_at()));
  const std::size_t kept = listing.Keep(vendors.size());
  for (std::size_t i = 0; i < kept; ++i) *response->add_vendors() = ToProto(vendors[i]);
  if (kept < vendors.size()) {
    response->set_next_page_token(listing.TokenAfter(vendors[kept - 1].id));
  }
  return absl::OkStatus();
}

absl::Status CatalogHandlers::GetVendor(const CallContext& context,
                                        const v1::GetVendorRequest& request,
                                        v1::GetVendorResponse* response) const {
  FieldFaults faults;
  const auto id = CheckVendor(faults, "name", request.name());
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto vendor,
                      snapshot->GetVendor(*id, known_at.value_or(kEndOfTime)));
  *response->mutable_vendor() = ToProto(vendor);
  return absl::OkStatus();
}

absl::Status CatalogHandlers::CreateVendor(const CallContext& context,
                                           const v1::CreateVendorRequest& request,
                                           v1::CreateVendorResponse* response) const {
  FieldFaults faults;
  CheckId(faults, "vendor_id", request.vendor_id());
  CheckVendorFields(faults, request.vendor());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, request.request_id(), response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     if (tx.GetVendor(request.vendor_id(), kEndOfTime).ok()) {
                       return AlreadyExists("Vendor", "vendors/" + request.vendor_id());
                     }
                     model::Vendor vendor;
                     vendor.id = request.vendor_id();
                     vendor.display_name = request.vendor().display_name();
                     vendor.website_uri = request.vendor().website_uri();
                     CB_ASSIGN_OR_RETURN(const auto put, tx.PutVendor(vendor));
                     *response->mutable_vendor() = ToProto(put);
                     return absl::OkStatus();
                   })
      .status();
}

absl::Status CatalogHandlers::UpdateVendor(const CallContext& context,
                                           const v1::UpdateVendorRequest& request,
                                           v1::UpdateVendorResponse* response) const {
  FieldFaults faults;
  const auto id = CheckVendor(faults, "vendor.name", request.vendor().name());
  const auto paths = CheckUpdateMask(faults, request.update_mask(), request.vendor(),
                                     {"display_name", "website_uri"});
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
             deps_, context, request, request.request_id(), response,
             [&](storage::WriteTransaction& tx) -> absl::Status {
               CB_ASSIGN_OR_RETURN(auto vendor, tx.GetVendor(*id, kEndOfTime));
               CB_RETURN_IF_ERROR(CheckEtag(request.vendor().etag(), vendor.info.version,
                                            request.vendor().name()));
               if (paths.contains("display_name")) {
                 vendor.display_name = request.vendor().display_name();
               }
               if (paths.contains("website_uri")) {
                 vendor.website_uri = request.vendor().website_uri();
               }
               FieldFaults after;
               CheckVendorFields(after, ToProto(vendor));
               CB_RETURN_IF_ERROR(after.ToStatus());
               CB_ASSIGN_OR_RETURN(const auto put, tx.PutVendor(vendor));
               *response->mutable_vendor() = ToProto(put);
               return absl::OkStatus();
             })
      .status();
}

absl::Status CatalogHandlers::DeleteVendor(const CallContext& context,
                                           const v1::DeleteVendorRequest& request,
                                           v1::DeleteVendorResponse* response) const {
  FieldFaults faults;
  const auto id = CheckVendor(faults, "name", request.name());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  const model::Publisher publisher{model::PublisherKind::kVendor, *id};
  return WriteOnce(deps_, context, request, request.request_id(), response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_ASSIGN_OR_RETURN(const auto vendor,
                                         tx.GetVendor(*id, kEndOfTime));
                     CB_RETURN_IF_ERROR(
                         CheckEtag(request.etag(), vendor.info.version, request.name()));
                     CB_ASSIGN_OR_RETURN(const auto apps,
                                         tx.ListApps(*id, "", kOne, kEndOfTime));
                     if (!apps.empty()) return StillInUse(request.name(), "apps");
                     CB_ASSIGN_OR_RETURN(const auto policies,
                                         tx.ListPolicies(publisher, kOne, kEndOfTime));
                     if (!policies.empty()) return StillInUse(request.name(), "policies");
                     CB_ASSIGN_OR_RETURN(const auto facts,
                                         tx.ListFacts({publisher}, kOne, kEndOfTime));
                     if (!facts.empty()) return StillInUse(request.name(), "facts");
                     return tx.DeleteVendor(*id);
                   })
      .status();
}

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
    CB_RETURN_IF_ERROR(snapshot->GetVendor(*vendor, listing.known_at()).status());
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
                      snapshot->GetApp(*ref, known_at.value_or(kEndOfTime)));
  *response->mutable_app() = ToProto(app);
  return absl::OkStatus();
}

absl::Status CatalogHandlers::CreateApp(const CallContext& context,
                                        const v1::CreateAppRequest& request,
                                        v1::CreateAppResponse* response) const {
  FieldFaults faults;
  const auto vendor = CheckVendor(faults, "parent", request.parent());
  CheckId(faults, "app_id", request.app_id());
  CheckAppFields(faults, request.app());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, request.request_id(), response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_RETURN_IF_ERROR(tx.GetVendor(*vendor, kEndOfTime).status());
                     model::App app;
                     app.ref = {*vendor, request.app_id()};
                     if (tx.GetApp(app.ref, kEndOfTime).ok()) {
                       return AlreadyExists("App", ToName(app.ref));
                     }
                     app.display_name = request.app().display_name();
                     app.marketplace_key = request.app().marketplace_key();
                     app.listing_uri = request.app().listing_uri();
                     CB_ASSIGN_OR_RETURN(const auto put, tx.PutApp(app));
                     *response->mutable_app() = ToProto(put);
                     return absl::OkStatus();
                   })
      .status();
}

absl::Status CatalogHandlers::UpdateApp(const CallContext& context,
                                        const v1::UpdateAppRequest& request,
                                        v1::UpdateAppResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckApp(faults, "app.name", request.app().name());
  const auto paths = CheckUpdateMask(faults, request.update_mask(), request.app(),
                                     {"display_name", "marketplace_key", "listing_uri"});
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, request.request_id(), response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_ASSIGN_OR_RETURN(auto app, tx.GetApp(*ref, kEndOfTime));
                     CB_RETURN_IF_ERROR(CheckEtag(request.app().etag(), app.info.version,
                                                  request.app().name()));
                     const v1::App& wanted = request.app();
                     if (paths.contains("display_name"))
                       app.display_name = wanted.display_name();
                     if (paths.contains("marketplace_key")) {
                       app.marketplace_key = wanted.marketplace_key();
                     }
                     if (paths.contains("listing_uri"))
                       app.listing_uri = wanted.listing_uri();
                     FieldFaults after;
                     CheckAppFields(after, ToProto(app));
                     CB_RETURN_IF_ERROR(after.ToStatus());
                     CB_ASSIGN_OR_RETURN(const auto put, tx.PutApp(app));
                     *response->mutable_app() = ToProto(put);
                     return absl::OkStatus();
                   })
      .status();
}

absl::Status CatalogHandlers::DeleteApp(const CallContext& context,
                                        const v1::DeleteAppRequest& request,
                                        v1::DeleteAppResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckApp(faults, "name", request.name());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  const model::Publisher vendor{model::PublisherKind::kVendor, ref->vendor};
  return WriteOnce(
             deps_, context, request, request.request_id(), response,
             [&](storage::WriteTransaction& tx) -> absl::Status {
               CB_ASSIGN_OR_RETURN(const auto app, tx.GetApp(*ref, kEndOfTime));
               CB_RETURN_IF_ERROR(
                   CheckEtag(request.etag(), app.info.version, request.name()));
               CB_ASSIGN_OR_RETURN(const auto base, tx.LoadEvidence(vendor, kEndOfTime));
               for (const model::Fact& fact : base->facts) {
                 const auto& scope = fact.content.scope;
                 for (const auto* list : {&scope.apps, &scope.except_apps}) {
                   for (const std::string& named : *list) {
                     if (named == ref->app) {
                       return StillInUse(request.name(),
                                         "facts that name it, as " + ToName(fact.ref));
                     }
                   }
                 }
               }
               return tx.DeleteApp(*ref);
             })
      .status();
}

}  // namespace clausebook::rpc
