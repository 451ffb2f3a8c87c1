#include "clients/cli/session.h"

#include <google/protobuf/util/json_util.h>

#include "clients/cli/exit_codes.h"
#include "clients/cli/render/error.h"
#include "clients/cpp/error.h"

namespace clausebook::cli {

int Fail(const Session& session, const absl::Status& status) {
  const client::Error error = client::ErrorOf(status);
  *session.err << (session.global.json()
                       ? ErrorToJson(error)
                       : RenderError(error, session.global.server, session.err_style));
  return ExitCodeOf(status);
}

void PrintJson(const Session& session, const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto status =
      google::protobuf::util::MessageToJsonString(message, &json, options);
  // Only a google.protobuf.Any of unknown type could fail, and the contract has none.
  *session.out << (status.ok() ? json : "{}") << std::flush;
}

}  // namespace clausebook::cli
