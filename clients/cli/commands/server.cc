// ping and version.
#include <chrono>
#include <nlohmann/json.hpp>

#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "service/main/version.h"

namespace clausebook::cli {

int Run(const Session& session, const PingOptions&) {
  const auto start = std::chrono::steady_clock::now();
  const absl::Status status = session.client->CheckHealth();
  if (!status.ok()) return Fail(session, status);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  if (session.global.json()) {
    const nlohmann::ordered_json json = {{"server", session.global.server},
                                         {"status", "SERVING"},
                                         {"micros", took.count()}};
    *session.out << json.dump(2) << "\n";
  } else {
    *session.out << session.global.server << " is serving; it answered in "
                 << (took.count() + 500) / 1000 << " ms\n";
  }
  return kOk;
}

int Run(const Session& session, const VersionOptions&) {
  if (session.global.json()) {
    *session.out << nlohmann::ordered_json{{"version", kVersion}}.dump(2) << "\n";
  } else {
    *session.out << "clausebook " << kVersion << "\n";
  }
  return kOk;
}

}  // namespace clausebook::cli
