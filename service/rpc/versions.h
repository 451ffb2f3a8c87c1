// Versions of mutable resources on the wire: etags and update masks.
#ifndef CLAUSEBOOK_SERVICE_RPC_VERSIONS_H_
#define CLAUSEBOOK_SERVICE_RPC_VERSIONS_H_

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "service/rpc/field_faults.h"

namespace clausebook::rpc {

// AIP-134: which of the string fields `updatable` are to be changed. An empty mask
// means those that are set in `resource`, `*` all. Any other path is a fault.
std::set<std::string> CheckUpdateMask(FieldFaults& faults,
                                      const google::protobuf::FieldMask& mask,
                                      const google::protobuf::Message& resource,
                                      const std::set<std::string>& updatable);

// Opaque to clients; tells versions of a resource apart.
std::string EtagOf(std::int64_t version);

// ABORTED (kEtagMismatch) if `etag` is set and is not that of `version`.
absl::Status CheckEtag(const std::string& etag, std::int64_t version,
                       const std::string& resource);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_VERSIONS_H_
