// What goes into an answer pack, as a service answers it.
#ifndef CLAUSEBOOK_CLIENTS_CLI_PACKS_COLLECT_H_
#define CLAUSEBOOK_CLIENTS_CLI_PACKS_COLLECT_H_

#include "absl/status/statusor.h"
#include "clausebook/v1/answer_pack.pb.h"
#include "clients/cli/options.h"
#include "clients/cpp/client.h"

namespace clausebook::cli {

// Asks by calls that every reader may make. The pack is whole but for `create_time` and
// `generator`. Errors are those of the calls; besides INVALID_ARGUMENT for options that
// do not go together, NOT_FOUND if there is neither a response nor a questionnaire of the
// name, FAILED_PRECONDITION if more comes than a pack may hold.
absl::StatusOr<v1::AnswerPack> CollectPack(const client::Client& client,
                                           const PackOptions& options);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_PACKS_COLLECT_H_
