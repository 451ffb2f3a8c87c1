// Handlers of CatalogService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_CATALOG_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_CATALOG_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/catalog_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class CatalogHandlers {
 public:
  explicit CatalogHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status ListPlatforms(const CallContext& context,
                             const v1::ListPlatformsRequest& request,
                             v1::ListPlatformsResponse* response) const;
  absl::Status GetPlatform(const CallContext& context,
                           const v1::GetPlatformRequest& request,
                           v1::GetPlatformResponse* response) const;
  absl::Status ListVendors(const CallContext& context,
                           const v1::ListVendorsRequest& request,
                           v1::ListVendorsResponse* response) const;
  absl::Status GetVendor(const CallContext& context, const v1::GetVendorRequest& request,
                         v1::GetVendorResponse* response) const;
  absl::Status CreateVendor(const CallContext& context,
                            const v1::CreateVendorRequest& request,
                            v1::CreateVendorResponse* response) const;
  absl::Status UpdateVendor(const CallContext& context,
                            const v1::UpdateVendorRequest& request,
                            v1::UpdateVendorResponse* response) const;
  absl::Status DeleteVendor(const CallContext& context,
                            const v1::DeleteVendorRequest& request,
                            v1::DeleteVendorResponse* response) const;
  absl::Status ListApps(const CallContext& context, const v1::ListAppsRequest& request,
                        v1::ListAppsResponse* response) const;
  absl::Status GetApp(const CallContext& context, const v1::GetAppRequest& request,
                      v1::GetAppResponse* response) const;
  absl::Status CreateApp(const CallContext& context, const v1::CreateAppRequest& request,
                         v1::CreateAppResponse* response) const;
  absl::Status UpdateApp(const CallContext& context, const v1::UpdateAppRequest& request,
                         v1::UpdateAppResponse* response) const;
  absl::Status DeleteApp(const CallContext& context, const v1::DeleteAppRequest& request,
                         v1::DeleteAppResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CATALOG_HANDLERS_H_
