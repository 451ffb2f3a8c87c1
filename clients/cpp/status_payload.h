// How a gRPC status with its details travels inside of an absl::Status.
#ifndef CLAUSEBOOK_CLIENTS_CPP_STATUS_PAYLOAD_H_
#define CLAUSEBOOK_CLIENTS_CPP_STATUS_PAYLOAD_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/strings/cord.h"

namespace clausebook::client {

// The payload holds the bytes of `grpc-status-details-bin`, a google.rpc.Status.
inline constexpr char kStatusPayload[] = "type.googleapis.com/google.rpc.Status";

// The codes of both are the same numbers.
inline absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status out(static_cast<absl::StatusCode>(status.error_code()),
                   status.error_message());
  if (!status.error_details().empty()) {
    out.SetPayload(kStatusPayload, absl::Cord(status.error_details()));
  }
  return out;
}

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_STATUS_PAYLOAD_H_
