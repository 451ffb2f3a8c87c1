// The flags and environment variables of clausebookd.
#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "service/base/status_macros.h"
#include "service/main/config.h"
#include "service/main/version.h"

namespace clausebook {
namespace {

constexpr char kFooter[] = R"(Flags win over environment variables, these over the configuration file.

Examples:
  clausebookd
      listens on 127.0.0.1:7447, keeps its database in ./clausebook.db
  clausebookd --config /etc/clausebook/clausebookd.yaml --check-config
      says whether the configuration is good, and ends
  clausebookd --listen 127.0.0.1:0 --database /tmp/try.db
      prints the port it was given on standard output

Exit codes: 0 ended as asked, 1 could not start, 2 wrong usage or configuration.)";

// Every option with its environment variable.
void AddOptions(CLI::App& app, Config& config) {
  app.add_option("--listen", config.listen, "HOST:PORT to listen on; port 0: any free one")
      ->envname("CLAUSEBOOK_LISTEN");
  app.add_flag("--listen-anywhere", config.listen_anywhere,
               "Allow an address beyond loopback although there is no TLS yet")
      ->envname("CLAUSEBOOK_LISTEN_ANYWHERE");
  app.add_option("--database", config.database, "The database file; created if missing")
      ->envname("CLAUSEBOOK_DATABASE");
  app.add_option("--catalogue-file", config.catalogue_files,
                 "YAML file with properties and questions of your own; may be repeated")
      ->envname("CLAUSEBOOK_CATALOGUE_FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  app.add_option("--durability", config.durability,
                 "full: acknowledged means on disk; relaxed: the last moments may be lost")
      ->envname("CLAUSEBOOK_DURABILITY");
  app.add_flag("--backup-before-migration,!--no-backup-before-migration",
               config.backup_before_migration,
               "Copy the database before its schema changes (on by default)")
      ->envname("CLAUSEBOOK_BACKUP_BEFORE_MIGRATION");
  app.add_option("--readers", config.readers, "Threads that read")
      ->envname("CLAUSEBOOK_READERS");
  app.add_option("--read-queue", config.read_queue, "Calls that may wait for a reader")
      ->envname("CLAUSEBOOK_READ_QUEUE");
  app.add_option("--write-queue", config.write_queue, "Calls that may wait for the writer")
      ->envname("CLAUSEBOOK_WRITE_QUEUE");
  app.add_option("--max-request-bytes", config.max_request_bytes, "Largest request")
      ->envname("CLAUSEBOOK_MAX_REQUEST_BYTES");
  app.add_option("--max-response-bytes", config.max_response_bytes, "Largest response")
      ->envname("CLAUSEBOOK_MAX_RESPONSE_BYTES");
  app.add_option("--default-deadline-ms", config.default_deadline_ms,
                 "Deadline of calls that have none")
      ->envname("CLAUSEBOOK_DEFAULT_DEADLINE_MS");
  app.add_option("--max-deadline-ms", config.max_deadline_ms, "Longest deadline honoured")
      ->envname("CLAUSEBOOK_MAX_DEADLINE_MS");
  app.add_option("--cache-mib", config.cache_mib, "Memory for evidence and answers")
      ->envname("CLAUSEBOOK_CACHE_MIB");
  app.add_option("--drain-seconds", config.drain_seconds,
                 "How long calls under way may take at shutdown")
      ->envname("CLAUSEBOOK_DRAIN_SECONDS");
  app.add_flag("--reflection,!--no-reflection", config.reflection,
               "Let clients ask for the contract (on by default)")
      ->envname("CLAUSEBOOK_REFLECTION");
  app.add_option("--log-level", config.log_level, "debug, info, warning or error")
      ->envname("CLAUSEBOOK_LOG_LEVEL");
  app.add_option("--log-format", config.log_format, "json, text, or auto by the terminal")
      ->envname("CLAUSEBOOK_LOG_FORMAT");
}

// One pass over the command line. Nullopt: go on; else the exit code.
std::optional<int> Parse(int argc, const char* const* argv, Config& config,
                         std::string& file, bool& check_only) {
  CLI::App app("Clausebook's server: answers questions about how apps handle data, each "
               "with its clause.",
               "clausebookd");
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("clausebookd ") + kVersion);
  app.add_option("--config", file, "YAML file with the keys of the flags, '_' for '-'")
      ->envname("CLAUSEBOOK_CONFIG");
  app.add_flag("--check-config", check_only, "Only check the configuration");
  // Of a flag that is given twice the last one counts.
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
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
  if (const auto code = Parse(argc, argv, plain, file, line.check_only)) {
    line.done = true;
    line.exit_code = *code;
    return line;
  }
  if (!file.empty()) {
    CB_RETURN_IF_ERROR(ReadConfigFile(file, line.config));
    const auto from_file = line.config.catalogue_files;
    line.config.catalogue_files.clear();
    Parse(argc, argv, line.config, file, line.check_only);
    if (line.config.catalogue_files.empty()) line.config.catalogue_files = from_file;
  } else {
    line.config = plain;
  }
  CB_RETURN_IF_ERROR(CheckConfig(line.config));
  return line;
}

}  // namespace clausebook
