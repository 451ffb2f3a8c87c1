// The flags and environment variables of clausebookd.
#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "service/base/status_macros.h"
#include "service/main/config.h"
#include "service/main/options.h"
#include "service/main/version.h"

namespace clausebook {
namespace {

constexpr char kFooter[] =
    R"(Flags win over environment variables, these over the configuration file.

Examples:
  clausebookd
      listens on 127.0.0.1:7447, keeps its database in ./clausebook.db
  clausebookd --config /etc/clausebook/clausebookd.yaml --check-config
      says whether the configuration is good, and ends
  clausebookd --listen 127.0.0.1:0 --database /tmp/try.db
      prints the port it was given on standard output
  clausebookd --config /etc/clausebook/clausebookd.yaml --create-admin-token 'Mara Lind'
      records a token for a first admin in the database, prints it this once, and ends;
      not while a server has the database open. With it: clausebook admin token create

Exit codes: 0 ended as asked, 1 could not start, 2 wrong usage or configuration.)";

std::string FlagOf(const std::string& key) {
  return "--" + absl::StrReplaceAll(key, {{"_", "-"}});
}
std::string VariableOf(const std::string& key) {
  return "CLAUSEBOOK_" + absl::AsciiStrToUpper(key);
}

// A switch that is on by default has a flag that turns it off.
std::string FlagsOf(const Option& option) {
  const std::string flag = FlagOf(option.key);
  const auto* const value = std::get_if<bool Config::*>(&option.value);
  if (value == nullptr || !(Config().*(*value))) return flag;
  return flag + ",!--no-" + flag.substr(2);
}

void AddOptions(CLI::App& app, Config& config) {
  // Of a flag that is given twice the last one counts.
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  for (const Option& option : Options()) {
    const auto add = [&](auto member) {
      if constexpr (std::is_same_v<decltype(member), bool Config::*>) {
        return app.add_flag(FlagsOf(option), config.*member, option.help);
      } else {
        return app.add_option(FlagsOf(option), config.*member, option.help);
      }
    };
    std::visit(add, option.value)->envname(VariableOf(option.key));
  }
  app.add_option("--catalogue-file", config.catalogue_files,
                 "YAML file with properties and questions of your own; may be repeated")
      ->envname("CLAUSEBOOK_CATALOGUE_FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

// One pass over the command line. Nullopt: go on; else the exit code.
std::optional<int> Parse(int argc, const char* const* argv, Config& config,
                         std::string& file, CommandLine& line) {
  CLI::App app(
      "Clausebook's server: answers questions about how apps handle data, each "
      "with its clause.",
      "clausebookd");
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("clausebookd ") + kVersion);
  app.add_option("--config", file, "YAML file with the keys of the flags, '_' for '-'")
      ->envname("CLAUSEBOOK_CONFIG");
  app.add_flag("--check-config", line.check_only, "Only check the configuration");
  app.add_option("--create-admin-token", line.create_admin_token,
                 "Make a token for a first admin of this name, print it, and end");
  AddOptions(app, config);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<CommandLine> ParseCommandLine(int argc, const char* const* argv) {
  CommandLine line;
  std::string file;
  // The first pass finds the file, the second lays flags and environment over it.
  Config plain;
  if (const auto code = Parse(argc, argv, plain, file, line)) {
    line.done = true;
    line.exit_code = *code;
    return line;
  }
  if (!file.empty()) {
    CB_RETURN_IF_ERROR(ReadConfigFile(file, line.config));
    const auto from_file = line.config.catalogue_files;
    line.config.catalogue_files.clear();
    Parse(argc, argv, line.config, file, line);
    if (line.config.catalogue_files.empty()) line.config.catalogue_files = from_file;
  } else {
    line.config = plain;
  }
  CB_RETURN_IF_ERROR(CheckConfig(line.config));
  return line;
}

}  // namespace clausebook
