// Checks of request fields. Faults are collected, so that a caller learns of all of
// them at once.
#ifndef CLAUSEBOOK_SERVICE_RPC_VALIDATE_H_
#define CLAUSEBOOK_SERVICE_RPC_VALIDATE_H_

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/base/error.h"
#include "service/base/time.h"
#include "service/rpc/handlers.h"
#include "storage/model/names.h"

namespace clausebook::rpc {

// The faults of one request.
class FieldFaults {
 public:
  void Add(std::string field, std::string description);
  // Adds the violations of an INVALID_FIELD status under `prefix` (`fact.`).
  void AddFrom(const absl::Status& status, std::string_view prefix);
  bool empty() const { return violations_.empty(); }
  // OK, or INVALID_ARGUMENT with every fault.
  absl::Status ToStatus() const;

 private:
  std::vector<FieldViolation> violations_;
};

// Each returns the parsed value and adds a fault (and returns a default) for what
// it is not. `field` is the path in the request.
std::optional<model::Publisher> CheckPublisher(FieldFaults& faults,
                                               const std::string& field,
                                               const std::string& name);
std::optional<std::string> CheckVendor(FieldFaults& faults, const std::string& field,
                                       const std::string& name);
std::optional<model::AppRef> CheckApp(FieldFaults& faults, const std::string& field,
                                      const std::string& name);
std::optional<model::PolicyRef> CheckPolicy(FieldFaults& faults, const std::string& field,
                                            const std::string& name);
std::optional<model::RevisionRef> CheckRevision(FieldFaults& faults,
                                                const std::string& field,
                                                const std::string& name);
std::optional<model::FactRef> CheckFact(FieldFaults& faults, const std::string& field,
                                        const std::string& name);
// `{collection}/{id}`; the id, which is not checked further.
std::optional<std::string> CheckNameIn(FieldFaults& faults, const std::string& field,
                                       const std::string& name,
                                       const std::string& collection);

void CheckId(FieldFaults& faults, const std::string& field, const std::string& id);
// Required, at most `longest` bytes.
void CheckText(FieldFaults& faults, const std::string& field, const std::string& text,
               std::size_t longest = 200);
// Optional, at most `longest` bytes.
void CheckOptionalText(FieldFaults& faults, const std::string& field,
                       const std::string& text, std::size_t longest);
// Optional; absolute http or https.
void CheckUri(FieldFaults& faults, const std::string& field, const std::string& uri);
// Optional; a UUID of 36 characters.
void CheckRequestId(FieldFaults& faults, const std::string& request_id);
std::optional<Date> CheckDate(FieldFaults& faults, const std::string& field,
                              const std::string& text);
// nullopt: not set. Not in the future of the call.
std::optional<Instant> CheckKnownAt(FieldFaults& faults, const CallContext& context,
                                    bool has, const google::protobuf::Timestamp& time);
// AIP-158: 0 is the default, too much is cut, negative is a fault.
int CheckPageSize(FieldFaults& faults, int page_size, int fallback = 50);

// AIP-134: which of `updatable` are to be changed. An empty mask means those that
// are set in `resource`, `*` all.
std::set<std::string> CheckUpdateMask(FieldFaults& faults,
                                      const google::protobuf::FieldMask& mask,
                                      const google::protobuf::Message& resource,
                                      const std::vector<std::string>& updatable);

// Path of the first string field that is not valid UTF-8, or empty.
std::string FindInvalidText(const google::protobuf::Message& message);

google::protobuf::Timestamp ToProto(Instant time);

// Opaque to clients; tells versions of a resource apart.
std::string EtagOf(std::int64_t version);
// ABORTED if `etag` is set and is not that of `version`.
absl::Status CheckEtag(const std::string& etag, std::int64_t version,
                       const std::string& resource);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_VALIDATE_H_
