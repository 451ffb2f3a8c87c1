// CatalogService: platforms, vendors, apps.
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {

Listing<v1::Platform> Client::ListPlatforms(v1::ListPlatformsRequest request) const {
  return List(parts_->options, *parts_->catalog, &v1::CatalogService::Stub::ListPlatforms,
              std::move(request), &v1::ListPlatformsResponse::mutable_platforms);
}

absl::StatusOr<v1::Platform> Client::GetPlatform(
    const v1::GetPlatformRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->catalog,
                     &v1::CatalogService::Stub::GetPlatform, request),
                &v1::GetPlatformResponse::mutable_platform);
}

Listing<v1::Vendor> Client::ListVendors(v1::ListVendorsRequest request) const {
  return List(parts_->options, *parts_->catalog, &v1::CatalogService::Stub::ListVendors,
              std::move(request), &v1::ListVendorsResponse::mutable_vendors);
}

absl::StatusOr<v1::Vendor> Client::GetVendor(const v1::GetVendorRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->catalog,
                     &v1::CatalogService::Stub::GetVendor, request),
                &v1::GetVendorResponse::mutable_vendor);
}

absl::StatusOr<v1::Vendor> Client::CreateVendor(v1::CreateVendorRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->catalog,
                      &v1::CatalogService::Stub::CreateVendor, std::move(request)),
                &v1::CreateVendorResponse::mutable_vendor);
}

absl::StatusOr<v1::Vendor> Client::UpdateVendor(v1::UpdateVendorRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->catalog,
                      &v1::CatalogService::Stub::UpdateVendor, std::move(request)),
                &v1::UpdateVendorResponse::mutable_vendor);
}

absl::Status Client::DeleteVendor(v1::DeleteVendorRequest request) const {
  return Write(parts_->options, *parts_->catalog, &v1::CatalogService::Stub::DeleteVendor,
               std::move(request))
      .status();
}

Listing<v1::App> Client::ListApps(v1::ListAppsRequest request) const {
  return List(parts_->options, *parts_->catalog, &v1::CatalogService::Stub::ListApps,
              std::move(request), &v1::ListAppsResponse::mutable_apps);
}

absl::StatusOr<v1::App> Client::GetApp(const v1::GetAppRequest& request) const {
  return Unwrap(
      Read(parts_->options, *parts_->catalog, &v1::CatalogService::Stub::GetApp, request),
      &v1::GetAppResponse::mutable_app);
}

absl::StatusOr<v1::App> Client::CreateApp(v1::CreateAppRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->catalog,
                      &v1::CatalogService::Stub::CreateApp, std::move(request)),
                &v1::CreateAppResponse::mutable_app);
}

absl::StatusOr<v1::App> Client::UpdateApp(v1::UpdateAppRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->catalog,
                      &v1::CatalogService::Stub::UpdateApp, std::move(request)),
                &v1::UpdateAppResponse::mutable_app);
}

absl::Status Client::DeleteApp(v1::DeleteAppRequest request) const {
  return Write(parts_->options, *parts_->catalog, &v1::CatalogService::Stub::DeleteApp,
               std::move(request))
      .status();
}

}  // namespace clausebook::client
