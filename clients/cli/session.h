// What every command works with: the service, where output goes, how it looks.
#ifndef CLAUSEBOOK_CLIENTS_CLI_SESSION_H_
#define CLAUSEBOOK_CLIENTS_CLI_SESSION_H_

#include <google/protobuf/message.h>

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "clients/cli/options.h"
#include "clients/cli/render/style.h"
#include "clients/cpp/client.h"

namespace clausebook::cli {

// One run of the program. Borrows the client and the streams.
struct Session {
  const client::Client* client = nullptr;
  GlobalOptions global;
  std::ostream* out = nullptr;
  std::ostream* err = nullptr;
  Style out_style;
  Style err_style;
};

// Says on `err` what went wrong; returns the exit code for it.
int Fail(const Session& session, const absl::Status& status);

// The same for a fault in the book of `dir`: each on a line of its own, as editors and CI
// jobs read it.
int FailBook(const Session& session, const std::string& dir, const absl::Status& status);

// Writes `message` as proto JSON, one document.
void PrintJson(const Session& session, const google::protobuf::Message& message);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_SESSION_H_
