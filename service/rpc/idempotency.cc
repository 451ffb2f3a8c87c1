#include "service/rpc/idempotency.h"

#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/attributed_write.h"

namespace clausebook::rpc {
namespace {

// 24 hours are promised. The store keeps a response for 48, and for as long as it does
// the response is replayed: an id must not be forgotten here and still be taken there.
constexpr std::int64_t kReplayWindowMicros = 48LL * 3600 * 1'000'000;

absl::Status Reused() {
  return MakeError(
      "This request_id was used for another request. Choose a new UUID for each write.",
      {.reason = Reason::kRequestIdReused,
       .metadata = {{"field", "request_id"}},
       .violations = {{"request_id", "Used for another request not long ago."}}});
}

// The type's name says which method it is: every method has a request of its own.
std::string DigestOf(const google::protobuf::Message& request) {
  return Sha256Hex(std::string(request.GetTypeName()) + "\n" +
                   request.SerializeAsString());
}

absl::Status Replay(const storage::StoredResponse& stored, const std::string& digest,
                    google::protobuf::Message* response) {
  if (stored.request_digest != digest) return Reused();
  if (!response->ParseFromString(stored.response)) {
    return MakeError("The response stored for this request_id cannot be read.",
                     {.reason = Reason::kStorageDamaged});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteOnce(const HandlerDeps& deps, const CallContext& context,
                       const google::protobuf::Message& request,
                       const std::string& request_id, google::protobuf::Message* response,
                       const storage::WriteBody& body) {
  const std::string digest = DigestOf(request);
  return AttributedWrite(deps, context, request_id,
                         [&](storage::WriteTransaction& tx) -> absl::Status {
                           response->Clear();  // of what an earlier attempt put there
                           if (request_id.empty()) return body(tx);
                           const Instant oldest{tx.time().micros - kReplayWindowMicros};
                           CB_ASSIGN_OR_RETURN(const auto stored,
                                               tx.FindResponse(request_id, oldest));
                           if (stored) return Replay(*stored, digest, response);
                           CB_RETURN_IF_ERROR(body(tx));
                           return tx.SaveResponse(request_id, digest,
                                                  response->SerializeAsString());
                         })
      .status();
}

}  // namespace clausebook::rpc
