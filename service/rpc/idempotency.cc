#include "service/rpc/idempotency.h"

#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::rpc {
namespace {

constexpr std::int64_t kReplayWindowMicros = 24LL * 3600 * 1'000'000;

absl::Status Reused() {
  return MakeError(
      "This request_id was used for another request. Choose a new UUID for each write.",
      {.reason = Reason::kRequestIdReused,
       .metadata = {{"field", "request_id"}},
       .violations = {{"request_id", "Used for another request in the last 24 hours."}}});
}

}  // namespace

absl::StatusOr<storage::Commit> WriteOnce(
    const HandlerDeps& deps, const CallContext& context,
    const google::protobuf::Message& request, const std::string& request_id,
    google::protobuf::Message* response,
    const std::function<absl::Status(storage::WriteTransaction&)>& body) {
  const std::string digest =
      Sha256Hex(std::string(request.GetTypeName()) + "\n" + request.SerializeAsString());
  return deps.store->Write(
      context.cancellation, [&](storage::WriteTransaction& transaction) -> absl::Status {
        response->Clear();
        if (request_id.empty()) return body(transaction);
        const Instant oldest{transaction.time().micros - kReplayWindowMicros};
        CB_ASSIGN_OR_RETURN(const auto stored,
                            transaction.FindResponse(request_id, oldest));
        if (stored) {
          if (stored->request_digest != digest) return Reused();
          response->ParseFromString(stored->response);
          return absl::OkStatus();
        }
        CB_RETURN_IF_ERROR(body(transaction));
        return transaction.SaveResponse(request_id, digest,
                                        response->SerializeAsString());
      });
}

}  // namespace clausebook::rpc
