// The texts of a request by the paths of the authorisation table, for any message.
#ifndef CLAUSEBOOK_SERVICE_RPC_REQUEST_NAMES_H_
#define CLAUSEBOOK_SERVICE_RPC_REQUEST_NAMES_H_

#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/admission/authorisation.h"
#include "service/admission/identity.h"
#include "service/admission/rules.h"

namespace clausebook::rpc {

// The texts at `path` (`decisions.item`: of each of the decisions). Empty texts and
// messages that are not set have none.
std::vector<std::string> TextsAt(const google::protobuf::Message& message,
                                 std::string_view path);

// Whether `visit` is true for a text (not bytes) anywhere in it.
bool AnyText(const google::protobuf::Message& message,
             const std::function<bool(std::string_view)>& visit);

// Whether the table can read the type: every path of the rule is there, and of texts.
bool HasPaths(const admission::Rule& rule, const google::protobuf::Descriptor& type);

// Whether the caller may touch what the request names (admission::CheckNames), and is who
// it says that acts; her name is put where none was given. Before any handler.
absl::Status AdmitRequest(const admission::Identity& caller, const admission::Rule& rule,
                          google::protobuf::Message* request);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_REQUEST_NAMES_H_
