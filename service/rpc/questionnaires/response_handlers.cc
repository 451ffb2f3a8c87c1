// Reads of filled questionnaires. Decisions are in response_review.cc.
#include "service/rpc/questionnaires/response_handlers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/response_convert.h"
#include "service/rpc/listing.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

namespace responses = questionnaires::responses;

// Numbers of the statuses that are asked for.
std::vector<int> CheckStatuses(FieldFaults& faults,
                               const v1::ListResponseItemsRequest& request) {
  std::vector<int> statuses;
  for (const int status : request.statuses()) {
    if (status == v1::RESPONSE_STATUS_UNSPECIFIED ||
        !v1::ResponseStatus_IsValid(status)) {
      faults.Add("statuses", absl::StrCat(status, " is not a status of an item."));
    }
    statuses.push_back(status);
  }
  return statuses;
}

}  // namespace

absl::Status ResponseHandlers::ListResponses(const CallContext& context,
                                             const v1::ListResponsesRequest& request,
                                             v1::ListResponsesResponse* response) const {
  FieldFaults faults;
  const auto vendor = CheckVendor(faults, "parent", request.parent());
  std::optional<model::AppRef> app;
  if (!request.app().empty()) app = CheckApp(faults, "app", request.app());
  if (app && vendor && app->vendor != *vendor) {
    faults.Add("app", "Not an app of `parent`.");
  }
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  const Instant known_at = listing.known_at();
  CB_RETURN_IF_ERROR(snapshot->GetVendor(*vendor, known_at).status());
  std::optional<std::string> app_id;
  if (app) {
    CB_RETURN_IF_ERROR(snapshot->GetApp(*app, known_at).status());
    app_id = app->app;
  }
  CB_ASSIGN_OR_RETURN(const auto found,
                      snapshot->ListResponses(*vendor, app_id, listing.page(), known_at));
  const Date today = listing.FixAsOf(DateOf(context.now));
  const std::size_t kept = listing.Keep(found.size());
  for (std::size_t i = 0; i < kept; ++i) {
    *response->add_responses() = ToProto(found[i], today);
  }
  if (kept < found.size()) {
    response->set_next_page_token(listing.TokenAfter(found[kept - 1].ref.response));
  }
  return absl::OkStatus();
}

absl::Status ResponseHandlers::GetResponse(const CallContext& context,
                                           const v1::GetResponseRequest& request,
                                           v1::GetResponseResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckResponse(faults, "name", request.name());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto found, snapshot->GetResponse(*ref, kEndOfTime));
  *response->mutable_response() = ToProto(found, DateOf(context.now));
  return absl::OkStatus();
}

absl::Status ResponseHandlers::ListResponseItems(
    const CallContext& context, const v1::ListResponseItemsRequest& request,
    v1::ListResponseItemsResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckResponse(faults, "parent", request.parent());
  const auto statuses = CheckStatuses(faults, request);
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  const Date today = listing.FixAsOf(DateOf(context.now));
  CB_ASSIGN_OR_RETURN(auto heads, snapshot->ListItemHeads(*ref, listing.known_at()));
  std::erase_if(heads, [&](const model::ItemHead& head) {
    const int status = ToProto(responses::StatusOf(head.standing, today));
    return !statuses.empty() &&
           std::find(statuses.begin(), statuses.end(), status) == statuses.end();
  });
  if (request.open_first()) responses::SortOpenFirst(heads, today);
  // Only what is on the page is read whole.
  std::vector<std::int32_t> numbers;
  listing.AddByPosition(
      heads, [&](const model::ItemHead& head) { numbers.push_back(head.number); },
      response->mutable_next_page_token());
  CB_ASSIGN_OR_RETURN(const auto items,
                      snapshot->GetResponseItems(*ref, numbers, listing.known_at()));
  for (const auto& item : items) {
    *response->add_response_items() = ToProto(*ref, item, today);
  }
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
