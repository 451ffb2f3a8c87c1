#include "clients/cli/command_line.h"

#include <map>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/parser.h"
#include "clients/cli/render/text.h"
#include "service/base/utf8.h"
#include "service/catalog/nearest.h"

namespace clausebook::cli {
namespace {

// The values of options that are one of a few.
const std::map<std::string, std::vector<std::string>>& Choices() {
  static const auto* const choices = new std::map<std::string, std::vector<std::string>>{
      {"--output", {"text", "json", "yaml"}},
      {"--color", {"auto", "always", "never"}},
      {"--fail-on", {"info", "low", "medium", "high"}},
      {"--kind", {"auto", "forge", "connect"}},
      {"--verdict", {"yes", "no", "unknown", "conflict", "value"}},
      {"--form", {"markdown", "json", "csv", "xlsx", "html", "payload"}},
      {"--formula-texts", {"refuse", "quote-prefix", "as-is"}},
      {"--show", {"open", "accepted", "rejected"}},
      {"--evidence", {"policy", "manifest", "descriptor", "platform", "attestation"}},
      {"--only", {"write", "denied", "administration"}},
      {"--state",
       {"active", "not-yet-valid", "expired", "awaiting-review", "retracted",
        "proposed"}}};
  return *choices;
}

ArgumentKind KindOf(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (type == "QUESTION") return ArgumentKind::kQuestion;
  if (type.rfind("APP", 0) == 0) return ArgumentKind::kApp;
  if (type == "PROPERTY") return ArgumentKind::kProperty;
  if (type == "QUESTIONNAIRE") return ArgumentKind::kQuestionnaire;
  if (type == "FILE" || type == "POLICY|FILE") return ArgumentKind::kFile;
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

// The library only says that a command is missing where one is misspelt.
std::string UnknownCommand(const CLI::App& app, int argc, const char* const* argv) {
  const CLI::App* command = &app;
  std::vector<std::string> known;
  int i = 1;
  for (; i < argc && argv[i][0] != '-'; ++i) {
    known.clear();
    const CLI::App* next = nullptr;
    for (const CLI::App* sub :
         command->get_subcommands([](const CLI::App*) { return true; })) {
      known.push_back(sub->get_name());
      if (sub->get_name() == argv[i]) next = sub;
    }
    if (known.empty()) return "";
    if (next == nullptr) break;
    command = next;
  }
  if (i >= argc || argv[i][0] == '-') return "";
  return absl::StrCat("There is no command '", Printable(argv[i]), "'. ",
                      yaml::DidYouMean(argv[i], known),
                      "\nRun with --help for more information.\n");
}

// What is wrong with the texts themselves. An empty one is mostly the variable of a
// script that is not set, and would be taken for "not said": another answer than was
// asked for. Requests hold UTF-8 only; names of files may be of any bytes.
std::string FaultyText(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    const ArgumentKind kind = KindOf(*option);
    const bool path = kind == ArgumentKind::kFile || kind == ArgumentKind::kDirectory;
    for (const std::string& text : option->results()) {
      if (text.empty()) {
        return absl::StrCat(option->get_name(),
                            " is empty. Is a variable not set? To say nothing, leave the "
                            "option out.\n");
      }
      if (!path && FindInvalidUtf8(text)) {
        return absl::StrCat(option->get_name(), " '", Printable(text),
                            "' is not UTF-8.\n");
      }
    }
  }
  for (const CLI::App* command : app.get_subcommands()) {
    std::string fault = FaultyText(*command);
    if (!fault.empty()) return fault;
  }
  return "";
}

}  // namespace

CommandLine ParseCommandLine(int argc, const char* const* argv,
                             const std::string& environment_server, int help_width) {
  Parser parser(help_width);
  if (!environment_server.empty()) parser.global.server = environment_server;
  CommandLine line;
  try {
    parser.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    line.exit_code = parser.app.exit(error, out, err) == 0 ? kOk : kUsage;
    line.out = out.str();
    line.err = line.exit_code == kOk ? err.str() : UnknownCommand(parser.app, argc, argv);
    if (line.err.empty()) line.err = err.str();
    return line;
  }
  line.global = parser.global;
  line.global.server_named = parser.server->count() > 0;
  line.global.timeout_named = parser.timeout->count() > 0;
  line.command = parser.chosen;
  if (std::string fault = FaultyText(parser.app); !fault.empty()) {
    line.command = std::monostate();
    line.exit_code = kUsage;
    line.err = std::move(fault);
    return line;
  }
  if (line.global.output == "yaml" &&
      !std::holds_alternative<SuggestOptions>(line.command)) {
    line.command = std::monostate();
    line.exit_code = kUsage;
    line.err = "--output yaml is for `clausebook suggest`. Write text or json.\n";
  }
  return line;
}

CommandNode DescribeCommands() { return Describe(Parser(/*help_width=*/80).app); }

}  // namespace clausebook::cli
