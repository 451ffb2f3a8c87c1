#include "service/rpc/questionnaires/response_loading.h"

#include <cstdint>
#include <numeric>

#include "service/base/status_macros.h"

namespace clausebook::rpc {

absl::StatusOr<LoadedResponse> LoadResponse(const HandlerDeps& deps,
                                            const CallContext& context,
                                            const model::ResponseRef& ref) {
  CB_ASSIGN_OR_RETURN(auto snapshot, deps.store->Read(context.cancellation));
  LoadedResponse loaded;
  CB_ASSIGN_OR_RETURN(loaded.response, snapshot->GetResponse(ref, kEndOfTime));
  std::vector<std::int32_t> numbers(static_cast<std::size_t>(loaded.response.item_count));
  std::iota(numbers.begin(), numbers.end(), 1);
  CB_ASSIGN_OR_RETURN(loaded.items, snapshot->GetResponseItems(ref, numbers, kEndOfTime));
  if (!loaded.response.file_digest.empty()) {
    CB_ASSIGN_OR_RETURN(loaded.file, snapshot->GetResponseFile(ref));
  }
  const Instant then = loaded.response.known_at;
  CB_ASSIGN_OR_RETURN(const model::App app,
                      snapshot->GetApp({ref.vendor, loaded.response.app}, then));
  CB_ASSIGN_OR_RETURN(const model::Vendor vendor, snapshot->GetVendor(ref.vendor, then));
  loaded.app = app.display_name;
  loaded.vendor = vendor.display_name;
  return loaded;
}

}  // namespace clausebook::rpc
