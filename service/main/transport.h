// The configuration's part about connections, in gRPC's terms: TLS, who is known by which
// certificate, and what a connection may do.
#ifndef CLAUSEBOOK_SERVICE_MAIN_TRANSPORT_H_
#define CLAUSEBOOK_SERVICE_MAIN_TRANSPORT_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/base/time.h"
#include "service/main/config.h"
#include "service/rpc/gate.h"

namespace clausebook {

// TLS with the configuration's files, which are read again when they change, or none.
// INVALID_ARGUMENT that names the key for a file that cannot be read, holds no PEM, has
// run out, or a key that is not the certificate's.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeCredentials(
    const Config& config);

// When the first of the certificates in a PEM file runs out. INVALID_ARGUMENT if it
// cannot be read or holds none.
absl::StatusOr<Instant> EarliestNotAfter(const std::string& path);

rpc::Gate::Options GateOptions(const Config& config, const Clock* clock,
                               const admission::TokenRegistry* tokens);

// Sizes, streams, pings, ages.
void LimitConnections(const Config& config, grpc::ServerBuilder& builder);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_TRANSPORT_H_
