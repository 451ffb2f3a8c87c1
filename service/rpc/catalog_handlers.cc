#include "service/rpc/catalog_handlers.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/known_reads.h"
#include "service/rpc/listing.h"
#include "service/rpc/parents.h"
#include "service/rpc/validate.h"
#include "service/rpc/versions.h"

namespace clausebook::rpc {
namespace {

std::set<std::string> VendorFields() { return {"display_name", "website_uri"}; }

// Checks those of the vendor's fields that are to be recorded.
void CheckVendorFields(FieldFaults& faults, const v1::Vendor& vendor,
                       const std::set<std::string>& fields) {
  if (fields.contains("display_name")) {
    CheckText(faults, "vendor.display_name", vendor.display_name());
  }
  if (fields.contains("website_uri")) {
    CheckUri(faults, "vendor.website_uri", vendor.website_uri());
  }
}

void CopyFields(const v1::Vendor& from, const std::set<std::string>& fields,
                model::Vendor& to) {
  if (fields.contains("display_name")) to.display_name = from.display_name();
  if (fields.contains("website_uri")) to.website_uri = from.website_uri();
}

// OK if the vendor has nothing left.
absl::Status CheckVendorIsEmpty(storage::ReadSnapshot& snapshot, const std::string& id) {
  const model::Publisher vendor{model::PublisherKind::kVendor, id};
  const std::string name = ToName(vendor);
  constexpr char kRemedy[] =
      "A vendor is deleted last: first its facts, mappings, policies and apps have to "
      "go.";
  CB_ASSIGN_OR_RETURN(const auto facts,
                      snapshot.ListFacts({vendor}, {"", 1}, kEndOfTime));
  if (!facts.empty()) return StillInUse(name, ToName(facts.front().ref), kRemedy);
  CB_ASSIGN_OR_RETURN(
      const auto mappings,
      snapshot.ListMappings(id, /*include_revoked=*/false, {"", 1}, kEndOfTime));
  if (!mappings.empty()) return StillInUse(name, ToName(mappings.front().ref), kRemedy);
  CB_ASSIGN_OR_RETURN(const auto policies,
                      snapshot.ListPolicies(vendor, {"", 1}, kEndOfTime));
  if (!policies.empty()) return StillInUse(name, ToName(policies.front().ref), kRemedy);
  CB_ASSIGN_OR_RETURN(const auto apps, snapshot.ListApps(id, "", {"", 1}, kEndOfTime));
  if (!apps.empty()) return StillInUse(name, ToName(apps.front().ref), kRemedy);
  return absl::OkStatus();
}

}  // namespace

absl::Status CatalogHandlers::ListPlatforms(const CallContext&,
                                            const v1::ListPlatformsRequest& request,
                                            v1::ListPlatformsResponse* response) const {
  FieldFaults faults;
  const int size = CheckPageSize(faults, request.page_size());
  PageState page = ReadPageToken(faults, request, request.page_token());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  std::vector<const catalog::Platform*> platforms;
  for (const auto& platform : deps_.catalog->platforms()) {
    if (page.first || platform.id > page.after) platforms.push_back(&platform);
  }
  std::sort(platforms.begin(), platforms.end(),
            [](const auto* a, const auto* b) { return a->id < b->id; });
  for (const auto* platform : platforms) {
    if (response->platforms_size() == size) {
      response->set_next_page_token(MakePageToken(request, page));
      break;
    }
    *response->add_platforms() = ToProto(*platform);
    page.after = platform->id;
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
                      VendorAt(*snapshot, *id, known_at.value_or(kEndOfTime)));
  *response->mutable_vendor() = ToProto(vendor);
  return absl::OkStatus();
}

absl::Status CatalogHandlers::CreateVendor(const CallContext& context,
                                           const v1::CreateVendorRequest& request,
                                           v1::CreateVendorResponse* response) const {
  const auto fields = VendorFields();
  FieldFaults faults;
  CheckId(faults, "vendor_id", request.vendor_id());
  CheckVendorFields(faults, request.vendor(), fields);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_RETURN_IF_ERROR(CheckFree(tx.GetVendor(request.vendor_id(), kEndOfTime),
                                     "Vendor", "vendors/" + request.vendor_id()));
        model::Vendor vendor;
        vendor.id = request.vendor_id();
        CopyFields(request.vendor(), fields, vendor);
        CB_ASSIGN_OR_RETURN(const auto put, tx.PutVendor(vendor));
        *response->mutable_vendor() = ToProto(put);
        return absl::OkStatus();
      });
}

absl::Status CatalogHandlers::UpdateVendor(const CallContext& context,
                                           const v1::UpdateVendorRequest& request,
                                           v1::UpdateVendorResponse* response) const {
  const v1::Vendor& wanted = request.vendor();
  FieldFaults faults;
  const auto id = CheckVendor(faults, "vendor.name", wanted.name());
  const auto fields =
      CheckUpdateMask(faults, request.update_mask(), wanted, VendorFields());
  CheckVendorFields(faults, wanted, fields);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_ASSIGN_OR_RETURN(auto vendor, tx.GetVendor(*id, kEndOfTime));
        CB_RETURN_IF_ERROR(CheckEtag(wanted.etag(), vendor.info.version, wanted.name()));
        CopyFields(wanted, fields, vendor);
        CB_ASSIGN_OR_RETURN(const auto put, tx.PutVendor(vendor));
        *response->mutable_vendor() = ToProto(put);
        return absl::OkStatus();
      });
}

absl::Status CatalogHandlers::DeleteVendor(const CallContext& context,
                                           const v1::DeleteVendorRequest& request,
                                           v1::DeleteVendorResponse* response) const {
  FieldFaults faults;
  const auto id = CheckVendor(faults, "name", request.name());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_ASSIGN_OR_RETURN(const auto vendor,
                                         tx.GetVendor(*id, kEndOfTime));
                     CB_RETURN_IF_ERROR(
                         CheckEtag(request.etag(), vendor.info.version, request.name()));
                     CB_RETURN_IF_ERROR(CheckVendorIsEmpty(tx, *id));
                     return tx.DeleteVendor(*id);
                   });
}

}  // namespace clausebook::rpc
