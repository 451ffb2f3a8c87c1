// What `fill` is about, settled, and the two ways to do it.
#ifndef CLAUSEBOOK_CLIENTS_CLI_COMMANDS_FILL_JOB_H_
#define CLAUSEBOOK_CLIENTS_CLI_COMMANDS_FILL_JOB_H_

#include <string>

#include "absl/status/statusor.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clients/cli/filling/transfer.h"
#include "clients/cli/options.h"
#include "clients/cli/session.h"

namespace clausebook::cli {

struct FillJob {
  FillOptions options;      // as they were typed
  v1::FillOptions request;  // with names in full; `response_id` as it was asked for
  // The service lives inside of the program: what it records ends with it.
  bool in_book = false;
};

// Goes through the open rows at the terminal first, records what is decided, then fills
// and exports. The exit code; errors of the service.
absl::StatusOr<int> FillWalking(const Session& session, FillJob job);

// 0, or 13 while rows need a person.
int ExitCodeOf(const v1::ResponseSummary& summary);

// Exports the response that was recorded into the job's targets.
absl::Status ExportRecorded(const Session& session, const FillJob& job,
                            const std::string& response);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_COMMANDS_FILL_JOB_H_
