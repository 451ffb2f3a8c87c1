// What was answered against what would be answered: the same list, filled the same way
// with the evidence of another day.
#include "service/base/status_macros.h"
#include "service/questionnaires/filling/differences.h"
#include "service/rpc/convert/response_convert.h"
#include "service/rpc/questionnaires/export_handlers.h"
#include "service/rpc/questionnaires/fill_request.h"
#include "service/rpc/questionnaires/fill_work.h"
#include "service/rpc/questionnaires/response_loading.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {

absl::Status ExportHandlers::CompareResponse(
    const CallContext& context, const v1::CompareResponseRequest& request,
    v1::CompareResponseResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckResponse(faults, "name", request.name());
  const Date as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(const LoadedResponse then, LoadResponse(deps_, context, *ref));
  CB_ASSIGN_OR_RETURN(FillRequest again,
                      ParseFillOptions(context, then.response.fill_options));
  again.as_of = as_of;
  again.known_at = known_at;
  CB_ASSIGN_OR_RETURN(const FillResult now,
                      Fill(deps_, context, again, then.file,
                           [](const char*, std::size_t, std::size_t) {}));
  const Date today = DateOf(context.now);
  for (const auto& difference :
       questionnaires::filling::FindDifferences(then.items, now.items, as_of)) {
    v1::ResponseDifference* out = response->add_differences();
    *out->mutable_then() = ToProto(*ref, difference.then, today);
    *out->mutable_now() = ToProto(*ref, {difference.now, std::nullopt}, today);
    for (const std::string& reason : difference.reasons) out->add_reasons(reason);
  }
  response->set_item_count(static_cast<std::int32_t>(then.items.size()));
  response->set_as_of(FormatDate(as_of));
  *response->mutable_known_at() = ToProto(now.response.known_at);
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
