#include "clients/cli/offline/shipped.h"

#include "clients/cli/exit_codes.h"
#include "clients/cli/offline/local_service.h"
#include "clients/cli/render/page.h"

namespace clausebook::cli {
namespace {

constexpr int kErrorIndent = 7;  // as errors have it

}  // namespace

int AskingOrShipped(const Session& session, bool shipped,
                    const std::function<int(const Session&)>& command) {
  if (!shipped) {
    const int code = command(session);
    if (code == kUnreachable && !session.global.json()) {
      Page page(session.err_style);
      page.Text(kErrorIndent, "What this program ships is shown without one: --shipped");
      *session.err << page.text();
    }
    return code;
  }
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
