#include "clients/cli/session.h"

#include <google/protobuf/util/json_util.h>

#include "clients/cli/exit_codes.h"
#include "clients/cli/render/book.h"
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

int FailBook(const Session& session, const std::string& dir, const absl::Status& status) {
  const client::Error error = client::ErrorOf(status);
  if (session.global.json() || error.problems.problems().empty()) {
    return Fail(session, status);
  }
  *session.err << RenderProblems(error.problems, dir, session.err_style);
  return kRefused;
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
