#include "clients/cli/offline/shipped.h"

#include "clients/cli/offline/local_service.h"

namespace clausebook::cli {

int AskingOrShipped(const Session& session, bool shipped,
                    const std::function<int(const Session&)>& command) {
  if (!shipped) return command(session);
  if (session.global.server_named) {
    return Fail(session, absl::InvalidArgumentError(
                             "Either --server or --shipped, which asks no server."));
  }
  const auto service = LocalService::Start();
  if (!service.ok()) return Fail(session, service.status());
  Session local = session;
  local.client = &(*service)->client();
  return command(local);
}

}  // namespace clausebook::cli
