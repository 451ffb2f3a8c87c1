// The flags and environment variables of clausebookd.
#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "service/base/status_macros.h"
#include "service/main/config.h"
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

// Every option with its environment variable.
void AddOptions(CLI::App& app, Config& config) {
  app.add_option("--listen", config.listen,
                 "HOST:PORT to listen on; port 0: any free one")
      ->envname("CLAUSEBOOK_LISTEN");
  app.add_flag("--listen-anywhere", config.listen_anywhere,
               "Allow an address beyond loopback without TLS and authentication of the "
               "server's own")
      ->envname("CLAUSEBOOK_LISTEN_ANYWHERE");
  app.add_option("--database", config.database, "The database file; created if missing")
      ->envname("CLAUSEBOOK_DATABASE");
  app.add_option("--catalogue-file", config.catalogue_files,
                 "YAML file with properties and questions of your own; may be repeated")
      ->envname("CLAUSEBOOK_CATALOGUE_FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  app.add_option(
         "--durability", config.durability,
         "full: acknowledged means on disk; relaxed: the last moments may be lost")
      ->envname("CLAUSEBOOK_DURABILITY");
  app.add_flag("--backup-before-migration,!--no-backup-before-migration",
               config.backup_before_migration,
               "Copy the database before its schema changes (on by default)")
      ->envname("CLAUSEBOOK_BACKUP_BEFORE_MIGRATION");
  app.add_option("--backup-folder", config.backup_folder,
                 "Where backups go that an admin asks the server for, and where the age of "
                 "the newest is read; none without")
      ->envname("CLAUSEBOOK_BACKUP_FOLDER");
  app.add_option("--readers", config.readers, "Threads that read")
      ->envname("CLAUSEBOOK_READERS");
  app.add_option("--read-queue", config.read_queue, "Calls that may wait for a reader")
      ->envname("CLAUSEBOOK_READ_QUEUE");
  app.add_option("--write-queue", config.write_queue,
                 "Calls that may wait for the writer")
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
  app.add_option("--access-log-level", config.access_log_level,
                 "Level of the lines about calls that went well or whose client was "
                 "wrong")
      ->envname("CLAUSEBOOK_ACCESS_LOG_LEVEL");
  app.add_option("--log-level", config.log_level, "debug, info, warning or error")
      ->envname("CLAUSEBOOK_LOG_LEVEL");
  app.add_option("--log-format", config.log_format, "json, text, or auto by the terminal")
      ->envname("CLAUSEBOOK_LOG_FORMAT");
}

// Metrics, health, and what is slow.
void AddWatchingOptions(CLI::App& app, Config& config) {
  app.add_option(
         "--metrics-listen", config.metrics_listen,
         "HOST:PORT of an HTTP endpoint for Prometheus: /metrics, /livez, /readyz; "
         "neither TLS nor authentication")
      ->envname("CLAUSEBOOK_METRICS_LISTEN");
  app.add_flag("--metrics-listen-anywhere", config.metrics_listen_anywhere,
               "Allow an address beyond loopback for it")
      ->envname("CLAUSEBOOK_METRICS_LISTEN_ANYWHERE");
  app.add_option("--survey-seconds", config.survey_seconds,
                 "How often what waits for people is counted for the metrics; 0: never")
      ->envname("CLAUSEBOOK_SURVEY_SECONDS");
  app.add_option("--probe-seconds", config.probe_seconds,
                 "How often the database is looked after")
      ->envname("CLAUSEBOOK_PROBE_SECONDS");
  app.add_option("--min-free-disk-mib", config.min_free_disk_mib,
                 "Not ready with less room on the database's disk; 0: never for that")
      ->envname("CLAUSEBOOK_MIN_FREE_DISK_MIB");
  app.add_option("--slow-call-ms", config.slow_call_ms,
                 "Calls that take longer are logged; 0: none")
      ->envname("CLAUSEBOOK_SLOW_CALL_MS");
}

// Who may call, and how often.
void AddAdmissionOptions(CLI::App& app, Config& config) {
  app.add_option("--authentication", config.authentication,
                 "none: whoever reaches the server may do everything; required: by token "
                 "or client certificate")
      ->envname("CLAUSEBOOK_AUTHENTICATION");
  app.add_flag("--review-needs-second-person", config.review_needs_second_person,
               "Who had a questionnaire filled may not decide about its items")
      ->envname("CLAUSEBOOK_REVIEW_NEEDS_SECOND_PERSON");
  app.add_flag("--facts-need-second-person", config.facts_need_second_person,
               "A fact that one person records counts once a second one accepts it")
      ->envname("CLAUSEBOOK_FACTS_NEED_SECOND_PERSON");
  app.add_option("--tls-certificate", config.tls_certificate,
                 "The server's certificate and its chain, a PEM file")
      ->envname("CLAUSEBOOK_TLS_CERTIFICATE");
  app.add_option("--tls-key", config.tls_key, "Its key, a PEM file")
      ->envname("CLAUSEBOOK_TLS_KEY");
  app.add_option("--tls-client-ca", config.tls_client_ca,
                 "Who may issue client certificates, a PEM file")
      ->envname("CLAUSEBOOK_TLS_CLIENT_CA");
  app.add_option("--tls-client-certificates", config.tls_client_certificates,
                 "none, optional or required")
      ->envname("CLAUSEBOOK_TLS_CLIENT_CERTIFICATES");
  app.add_option("--tls-reload-seconds", config.tls_reload_seconds,
                 "How often the TLS files are looked at")
      ->envname("CLAUSEBOOK_TLS_RELOAD_SECONDS");
  app.add_option("--rate-limit-per-second", config.rate_limit_per_second,
                 "Units that each caller may spend in a second; 0: no limit")
      ->envname("CLAUSEBOOK_RATE_LIMIT_PER_SECOND");
  app.add_option("--rate-limit-burst", config.rate_limit_burst,
                 "Units that she may save up; 0: ten seconds' worth")
      ->envname("CLAUSEBOOK_RATE_LIMIT_BURST");
}

// What a connection may do.
void AddConnectionOptions(CLI::App& app, Config& config) {
  app.add_option("--max-metadata-bytes", config.max_metadata_bytes,
                 "Largest metadata of a call")
      ->envname("CLAUSEBOOK_MAX_METADATA_BYTES");
  app.add_option("--max-connections", config.max_connections,
                 "Connections at once; what is beyond is closed")
      ->envname("CLAUSEBOOK_MAX_CONNECTIONS");
  app.add_option("--max-connections-per-peer", config.max_connections_per_peer,
                 "Of these, from one address")
      ->envname("CLAUSEBOOK_MAX_CONNECTIONS_PER_PEER");
  app.add_option("--max-streams-per-connection", config.max_streams_per_connection,
                 "Calls at once on one connection")
      ->envname("CLAUSEBOOK_MAX_STREAMS_PER_CONNECTION");
  app.add_option("--transport-mib", config.transport_mib,
                 "Memory for connections and what comes over them")
      ->envname("CLAUSEBOOK_TRANSPORT_MIB");
  app.add_option("--min-ping-seconds", config.min_ping_seconds,
                 "Clients that ping oftener are cut off")
      ->envname("CLAUSEBOOK_MIN_PING_SECONDS");
  app.add_option("--keepalive-seconds", config.keepalive_seconds,
                 "How often the server pings, to find dead peers")
      ->envname("CLAUSEBOOK_KEEPALIVE_SECONDS");
  app.add_option("--connection-idle-seconds", config.connection_idle_seconds,
                 "Connections without calls are closed after this")
      ->envname("CLAUSEBOOK_CONNECTION_IDLE_SECONDS");
  app.add_option("--connection-age-seconds", config.connection_age_seconds,
                 "All are closed after this, once their calls are done")
      ->envname("CLAUSEBOOK_CONNECTION_AGE_SECONDS");
  app.add_option("--handshake-seconds", config.handshake_seconds,
                 "How long a connection may take to be made")
      ->envname("CLAUSEBOOK_HANDSHAKE_SECONDS");
}

void AddAuditOptions(CLI::App& app, Config& config) {
  app.add_option("--audit-key", config.audit_key,
                 "Private key (PEM) that signs checkpoints of the audit log")
      ->envname("CLAUSEBOOK_AUDIT_KEY");
  app.add_option("--audit-checkpoints", config.audit_checkpoints,
                 "File that checkpoints are appended to, outside of the database")
      ->envname("CLAUSEBOOK_AUDIT_CHECKPOINTS");
  app.add_option("--audit-checkpoint-seconds", config.audit_checkpoint_seconds,
                 "How often a checkpoint is made, if there is news")
      ->envname("CLAUSEBOOK_AUDIT_CHECKPOINT_SECONDS");
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
  // Of a flag that is given twice the last one counts.
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  AddOptions(app, config);
  AddAdmissionOptions(app, config);
  AddConnectionOptions(app, config);
  AddWatchingOptions(app, config);
  AddAuditOptions(app, config);
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
