#include "service/main/options.h"

namespace clausebook {
namespace {

constexpr Option Text(const char* key, std::string Config::*value, const char* help,
                      const char* choices = "") {
  return {key, value, help, 0, 0, choices};
}
constexpr Option Number(const char* key, int Config::*value, int least, int most,
                        const char* help) {
  return {key, value, help, least, most, ""};
}
constexpr Option Switch(const char* key, bool Config::*value, const char* help) {
  return {key, value, help, 0, 0, ""};
}

// In the order of --help.
constexpr Option kOptions[] = {
    Text("listen", &Config::listen, "HOST:PORT to listen on; port 0: any free one"),
    Switch("listen_anywhere", &Config::listen_anywhere,
           "Allow an address beyond loopback without TLS and authentication of the "
           "server's own"),
    Text("database", &Config::database, "The database file; created if missing"),
    Text("durability", &Config::durability,
         "full: acknowledged means on disk; relaxed: the last moments may be lost",
         "full, relaxed"),
    Switch("backup_before_migration", &Config::backup_before_migration,
           "Copy the database before its schema changes (on by default)"),
    Text("backup_folder", &Config::backup_folder,
         "Where backups go that an admin asks the server for, and where the age of the "
         "newest is read; none without"),
    Number("readers", &Config::readers, 1, 64, "Threads that read"),
    Number("read_queue", &Config::read_queue, 1, 100'000,
           "Calls that may wait for a reader"),
    Number("write_queue", &Config::write_queue, 1, 100'000,
           "Calls that may wait for the writer"),
    Number("max_request_bytes", &Config::max_request_bytes, 1024, 256 << 20,
           "Largest request"),
    Number("max_response_bytes", &Config::max_response_bytes, 1024, 1 << 30,
           "Largest response"),
    Number("default_deadline_ms", &Config::default_deadline_ms, 1, 3'600'000,
           "Deadline of calls that have none"),
    Number("max_deadline_ms", &Config::max_deadline_ms, 1, 3'600'000,
           "Longest deadline honoured"),
    Number("cache_mib", &Config::cache_mib, 1, 1 << 20,
           "Memory for evidence and answers"),
    Number("drain_seconds", &Config::drain_seconds, 0, 3600,
           "How long calls under way may take at shutdown"),
    Switch("reflection", &Config::reflection,
           "Let clients ask for the contract (on by default)"),
    Text("access_log_level", &Config::access_log_level,
         "Level of the lines about calls that went well or whose client was wrong",
         "debug, info, warning, error"),
    Text("log_level", &Config::log_level, "debug, info, warning or error",
         "debug, info, warning, error"),
    Text("log_format", &Config::log_format, "json, text, or auto by the terminal",
         "json, text, auto"),
    Text("authentication", &Config::authentication,
         "none: whoever reaches the server may do everything; required: by token or "
         "client certificate",
         "none, required"),
    Switch("review_needs_second_person", &Config::review_needs_second_person,
           "Who had a questionnaire filled may not decide about its items"),
    Switch("facts_need_second_person", &Config::facts_need_second_person,
           "A fact that one person records counts once a second one accepts it"),
    Text("tls_certificate", &Config::tls_certificate,
         "The server's certificate and its chain, a PEM file"),
    Text("tls_key", &Config::tls_key, "Its key, a PEM file"),
    Text("tls_client_ca", &Config::tls_client_ca,
         "Who may issue client certificates, a PEM file"),
    Text("tls_client_certificates", &Config::tls_client_certificates,
         "none, optional or required", "none, optional, required"),
    Number("tls_reload_seconds", &Config::tls_reload_seconds, 1, 3600,
           "How often the TLS files are looked at"),
    Number("rate_limit_per_second", &Config::rate_limit_per_second, 0, 1'000'000,
           "Units that each caller may spend in a second; 0: no limit"),
    Number("rate_limit_burst", &Config::rate_limit_burst, 0, 10'000'000,
           "Units that she may save up; 0: ten seconds' worth"),
    Number("max_metadata_bytes", &Config::max_metadata_bytes, 1024, 1 << 20,
           "Largest metadata of a call"),
    Number("max_connections", &Config::max_connections, 1, 1'000'000,
           "Connections at once; what is beyond is closed"),
    Number("max_connections_per_peer", &Config::max_connections_per_peer, 1, 1'000'000,
           "Of these, from one address"),
    Number("max_streams_per_connection", &Config::max_streams_per_connection, 1, 100'000,
           "Calls at once on one connection"),
    Number("transport_mib", &Config::transport_mib, 16, 1 << 20,
           "Memory for connections and what comes over them"),
    Number("min_ping_seconds", &Config::min_ping_seconds, 1, 86'400,
           "Clients that ping oftener are cut off"),
    Number("keepalive_seconds", &Config::keepalive_seconds, 1, 86'400,
           "How often the server pings, to find dead peers"),
    Number("connection_idle_seconds", &Config::connection_idle_seconds, 1, 86'400,
           "Connections without calls are closed after this"),
    Number("connection_age_seconds", &Config::connection_age_seconds, 1, 86'400,
           "All are closed after this, once their calls are done"),
    Number("handshake_seconds", &Config::handshake_seconds, 1, 600,
           "How long a connection may take to be made"),
    Text("metrics_listen", &Config::metrics_listen,
         "HOST:PORT of an HTTP endpoint for Prometheus: /metrics, /livez, /readyz; "
         "neither TLS nor authentication"),
    Switch("metrics_listen_anywhere", &Config::metrics_listen_anywhere,
           "Allow an address beyond loopback for it"),
    Number("survey_seconds", &Config::survey_seconds, 0, 86'400,
           "How often what waits for people is counted for the metrics; 0: never"),
    Number("probe_seconds", &Config::probe_seconds, 1, 60,
           "How often the database is looked after"),
    Number("min_free_disk_mib", &Config::min_free_disk_mib, 0, 1 << 30,
           "Not ready with less room on the database's disk; 0: never for that"),
    Number("slow_call_ms", &Config::slow_call_ms, 0, 3'600'000,
           "Calls that take longer are logged; 0: none"),
    Text("audit_key", &Config::audit_key,
         "Private key (PEM) that signs checkpoints of the audit log"),
    Text("audit_checkpoints", &Config::audit_checkpoints,
         "File that checkpoints are appended to, outside of the database"),
    Number("audit_checkpoint_seconds", &Config::audit_checkpoint_seconds, 1, 86'400,
           "How often a checkpoint is made, if there is news"),
};

}  // namespace

std::span<const Option> Options() { return kOptions; }

}  // namespace clausebook
