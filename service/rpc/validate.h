// Checks of request fields: names, ids, texts, times.
#ifndef CLAUSEBOOK_SERVICE_RPC_VALIDATE_H_
#define CLAUSEBOOK_SERVICE_RPC_VALIDATE_H_

#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <string>

#include "service/base/time.h"
#include "service/rpc/field_faults.h"
#include "service/rpc/handlers.h"
#include "storage/model/names.h"

namespace clausebook::rpc {

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
std::optional<model::SuggestionRef> CheckSuggestion(FieldFaults& faults,
                                                    const std::string& field,
                                                    const std::string& name);
std::optional<model::ResponseRef> CheckResponse(FieldFaults& faults,
                                                const std::string& field,
                                                const std::string& name);
std::optional<model::ResponseItemRef> CheckResponseItem(FieldFaults& faults,
                                                        const std::string& field,
                                                        const std::string& name);
std::optional<model::MappingRef> CheckMappingName(FieldFaults& faults,
                                                  const std::string& field,
                                                  const std::string& name);
// `{collection}/{id}`; the id, which is not checked further.
std::optional<std::string> CheckNameIn(FieldFaults& faults, const std::string& field,
                                       const std::string& name,
                                       const std::string& collection);

void CheckId(FieldFaults& faults, const std::string& field, const std::string& id);
// Required and not only white space, at most `longest` characters.
void CheckText(FieldFaults& faults, const std::string& field, const std::string& text,
               std::size_t longest = 200);
// Of a customer's question, in characters.
inline constexpr std::size_t kLongestWording = 10'000;
// Optional, at most `longest` characters.
void CheckOptionalText(FieldFaults& faults, const std::string& field,
                       const std::string& text, std::size_t longest);
// Optional; absolute, http or https.
void CheckUri(FieldFaults& faults, const std::string& field, const std::string& uri);
// Optional; a UUID of 36 characters.
void CheckRequestId(FieldFaults& faults, const std::string& request_id);
// Optional; 1970-01-01 to 9999-12-31.
std::optional<Date> CheckDate(FieldFaults& faults, const std::string& field,
                              const std::string& text);
std::optional<Date> CheckRequiredDate(FieldFaults& faults, const std::string& field,
                                      const std::string& text);
// 1970-01-01T00:00:00Z to the end of 9999-12-31.
std::optional<Instant> CheckTime(FieldFaults& faults, const std::string& field,
                                 const google::protobuf::Timestamp& time);
// nullopt: not set. Not in the future of the call.
std::optional<Instant> CheckKnownAt(FieldFaults& faults, const CallContext& context,
                                    bool has, const google::protobuf::Timestamp& time);
// AIP-158: 0 is the default, too much is cut, negative is a fault.
int CheckPageSize(FieldFaults& faults, int page_size, int fallback = 50);

google::protobuf::Timestamp ToProto(Instant time);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_VALIDATE_H_
