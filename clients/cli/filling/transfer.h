// The calls that carry files, as a command makes them: from a path, to a path, with a bar
// on a terminal, until Ctrl-C.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FILLING_TRANSFER_H_
#define CLAUSEBOOK_CLIENTS_CLI_FILLING_TRANSFER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/response_service.pb.h"
#include "clients/cli/session.h"

namespace clausebook::cli {

// Where what comes of it is written. Empty: nowhere. `-` for the file: standard output.
struct Targets {
  std::string file;
  std::string ledger;
};

// What a fill came to.
struct Filled {
  v1::FillHead head;
  std::vector<v1::ResponseItem> items;  // in reading order
  bool wrote_file = false;
};

// Fills the questionnaire in the file at `path`; empty: without a file; `-`: that comes
// on standard input. The targets are
// written when all has come, or not at all. INVALID_ARGUMENT if the file cannot be read,
// FAILED_PRECONDITION if a target cannot be written, CANCELLED after Ctrl-C.
absl::StatusOr<Filled> Fill(const Session& session, const v1::FillOptions& options,
                            const std::string& path, const Targets& targets);

// Exports a response; errors as above.
absl::Status Export(const Session& session, const v1::ExportResponseRequest& request,
                    const Targets& targets);

// `markdown`, `json` and so on; where `name` is empty, by the ending of the path.
// UNSPECIFIED if that tells nothing.
v1::ExportForm FormOf(const std::string& name, const std::string& path);

// INVALID_ARGUMENT if `out` is the file at `path` itself.
absl::Status CheckNotTheSame(const std::string& path, const std::string& out);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FILLING_TRANSFER_H_
