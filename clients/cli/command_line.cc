#include "clients/cli/command_line.h"

#include <map>
#include <sstream>

#include "clients/cli/exit_codes.h"
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

// The values of options that are one of a few.
const std::map<std::string, std::vector<std::string>>& Choices() {
  static const auto* const choices = new std::map<std::string, std::vector<std::string>>{
      {"--output", {"text", "json"}},
      {"--color", {"auto", "always", "never"}},
      {"--verdict", {"yes", "no", "unknown", "conflict", "value"}},
      {"--state",
       {"active", "not-yet-valid", "expired", "awaiting-review", "retracted",
        "proposed"}}};
  return *choices;
}

ArgumentKind KindOf(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (type == "QUESTION") return ArgumentKind::kQuestion;
  if (type.rfind("APP", 0) == 0) return ArgumentKind::kApp;
  if (type == "FILE") return ArgumentKind::kFile;
  if (type == "DIR") return ArgumentKind::kDirectory;
  if (type.rfind("SHELL", 0) == 0) return ArgumentKind::kShell;
  return ArgumentKind::kNone;
}

CommandNode Describe(const CLI::App& app) {
  CommandNode node;
  node.name = app.get_name();
  node.description = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      if (node.argument == ArgumentKind::kNone) node.argument = KindOf(*option);
      continue;
    }
    OptionNode out;
    for (const auto& name : option->get_lnames()) out.names.push_back("--" + name);
    for (const auto& name : option->get_snames()) out.names.push_back("-" + name);
    out.description = option->get_description();
    out.takes_value = option->get_expected_max() > 0 && option->get_type_size_max() > 0;
    const auto choices = Choices().find(out.names.front());
    if (choices != Choices().end()) out.choices = choices->second;
    node.options.push_back(std::move(out));
  }
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App*) { return true; })) {
    node.commands.push_back(Describe(*command));
  }
  return node;
}

}  // namespace

CommandLine ParseCommandLine(int argc, const char* const* argv,
                             const std::string& environment_server) {
  Parser parser;
  if (!environment_server.empty()) parser.global.server = environment_server;
  CommandLine line;
  try {
    parser.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    line.exit_code = parser.app.exit(error, out, err) == 0 ? kOk : kUsage;
    line.out = out.str();
    line.err = err.str();
    return line;
  }
  line.global = parser.global;
  line.global.server_named = parser.server->count() > 0;
  line.command = parser.chosen;
  return line;
}

CommandNode DescribeCommands() { return Describe(Parser().app); }

}  // namespace clausebook::cli
