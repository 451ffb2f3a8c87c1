// clausebook: the command line of the service.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <type_traits>

#include "clients/cli/command_line.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/credentials.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/session.h"

namespace {

using clausebook::cli::CommandLine;
using clausebook::cli::Session;
using clausebook::cli::Style;

constexpr int kLeastWidth = 40;
constexpr int kMostWidth = 160;  // longer lines are hard to read
constexpr int kUsualWidth = 80;

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

int WidthOf(int file) {
  int width = std::atoi(Environment("COLUMNS").c_str());
  winsize size{};
  if (width <= 0 && ioctl(file, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  return width <= 0 ? kUsualWidth : std::clamp(width, kLeastWidth, kMostWidth);
}

Style StyleOf(int file, const std::string& color) {
  const bool wanted = isatty(file) != 0 && Environment("NO_COLOR").empty() &&
                      Environment("TERM") != "dumb";
  return {WidthOf(file), color == "always" || (color == "auto" && wanted)};
}

int PrintCompletion(const Session& session, const std::string& shell) {
  const auto script =
      clausebook::cli::CompletionScript(shell, clausebook::cli::DescribeCommands());
  if (!script.ok()) return clausebook::cli::Fail(session, script.status());
  *session.out << *script;
  return clausebook::cli::kOk;
}

std::chrono::milliseconds TimeoutOf(const clausebook::cli::GlobalOptions& global) {
  return std::chrono::milliseconds(static_cast<long>(global.timeout_seconds * 1000));
}

int RunCommand(const CommandLine& line) {
  if (std::holds_alternative<std::monostate>(line.command)) return line.exit_code;
  clausebook::client::ClientOptions with;
  with.address = line.global.server;
  with.timeout = TimeoutOf(line.global);
  // A file may take its time, unless somebody says how much.
  if (line.global.timeout_named) with.transfer_timeout = TimeoutOf(line.global);
  const absl::Status credentials = clausebook::cli::SetCredentials(
      line.global, {Environment("CLAUSEBOOK_TOKEN"), Environment("CLAUSEBOOK_CA")}, with);
  if (!credentials.ok()) {
    std::cerr << credentials.message() << "\n";
    return clausebook::cli::kUsage;
  }
  const clausebook::client::Client client(std::move(with));
  Session session;
  session.client = &client;
  session.global = line.global;
  session.out = &std::cout;
  session.err = &std::cerr;
  session.out_style = StyleOf(STDOUT_FILENO, line.global.color);
  session.err_style = StyleOf(STDERR_FILENO, line.global.color);
  return std::visit(
      [&session, &line](const auto& options) {
        using Options = std::decay_t<decltype(options)>;
        if constexpr (std::is_same_v<Options, std::monostate>) {
          return line.exit_code;
        } else if constexpr (std::is_same_v<Options,
                                            clausebook::cli::CompletionOptions>) {
          return PrintCompletion(session, options.shell);
        } else {
          return clausebook::cli::Run(session, options);
        }
      },
      line.command);
}

}  // namespace

int main(int argc, char** argv) {
  const CommandLine line = clausebook::cli::ParseCommandLine(
      argc, argv, Environment("CLAUSEBOOK_SERVER"), WidthOf(STDOUT_FILENO));
  std::cout << line.out;
  std::cerr << line.err;
  const int code = RunCommand(line);
  std::cout.flush();
  if (std::cout) return code;
  // A reader that has seen enough (| head) is no failure; a full disk is.
  return errno == EPIPE ? code : clausebook::cli::kServerFailed;
}
