// What the program ships, asked of the service inside of it: for commands on the
// catalogue, which somebody who writes a fact book needs before there is a server.
#ifndef CLAUSEBOOK_CLIENTS_CLI_OFFLINE_SHIPPED_H_
#define CLAUSEBOOK_CLIENTS_CLI_OFFLINE_SHIPPED_H_

#include <functional>

#include "clients/cli/session.h"

namespace clausebook::cli {

// Runs `command` with the session, or with `shipped` with one whose client asks the
// service inside of the program. Returns its exit code. INVALID_ARGUMENT, said on the
// session's `err`, if a server was named as well.
int AskingOrShipped(const Session& session, bool shipped,
                    const std::function<int(const Session&)>& command);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_OFFLINE_SHIPPED_H_
