// What clausebookd can be told: a file, the environment, flags; the later win.
#ifndef CLAUSEBOOK_SERVICE_MAIN_CONFIG_H_
#define CLAUSEBOOK_SERVICE_MAIN_CONFIG_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace clausebook {

// A client certificate and whom it makes its bearer known as; in the file only.
struct CertificateIdentity {
  std::string certificate;  // `dns:ci.example`, `uri:spiffe://example/ci` or `cn:ci`
  std::string subject;
  std::vector<std::string> roles;
  std::vector<std::string> vendors;  // ids; empty: all

  friend bool operator==(const CertificateIdentity&,
                         const CertificateIdentity&) = default;
};

struct Config {
  // Host and port; port 0 lets the system choose. Beyond loopback TLS and authentication
  // are needed, or `listen_anywhere`, which says that something else sees to both.
  std::string listen = "127.0.0.1:7447";
  bool listen_anywhere = false;
  std::string database = "clausebook.db";
  // YAML files with an operator's own properties, platforms and questions.
  std::vector<std::string> catalogue_files;
  // `full`: a write is on disk when it is acknowledged. `relaxed`: the last moments
  // may be lost when the power fails.
  std::string durability = "full";
  // Whether a verified copy is put beside the database before a newer program changes its
  // schema.
  bool backup_before_migration = true;
  // Where AdminService.CreateBackup puts backups, and where the metrics look how old the
  // newest is; empty: it makes none, and that is not told.
  std::string backup_folder;
  int readers = 4;        // threads and connections that read
  int read_queue = 1000;  // calls that may wait for a reader
  int write_queue = 200;  // calls that may wait for the writer
  int max_request_bytes = 4 << 20;
  int max_response_bytes = 64 << 20;
  int default_deadline_ms = 30'000;  // for calls without a deadline
  int max_deadline_ms = 120'000;     // longer ones are cut to this

  // `none`: whoever reaches the server may do everything. `required`: by a token or a
  // client certificate.
  std::string authentication = "none";
  std::vector<CertificateIdentity> certificate_identities;
  // Who had a questionnaire filled may not decide about its items.
  bool review_needs_second_person = false;
  // A fact that one person records counts once a second one accepts it.
  bool facts_need_second_person = false;
  // PEM files; empty: no TLS. Looked at again every `tls_reload_seconds`.
  std::string tls_certificate;
  std::string tls_key;
  std::string tls_client_ca;                     // who may issue client certificates
  std::string tls_client_certificates = "none";  // none, optional, required
  int tls_reload_seconds = 10;

  // Units (service/admission/rules.cc) that each caller may spend in a second, and save
  // up; 0: no limit, and ten seconds' worth.
  int rate_limit_per_second = 0;
  int rate_limit_burst = 0;
  int max_metadata_bytes = 8192;
  // What is beyond is closed at once, and where descriptors run short some more.
  int max_connections = 4096;
  int max_connections_per_peer = 2048;
  int max_streams_per_connection = 256;
  // What gRPC may use for connections and what comes over them, before it closes some.
  int transport_mib = 256;
  int min_ping_seconds = 300;   // a client that pings oftener is cut off
  int keepalive_seconds = 120;  // the server's own pings, to find dead peers
  int connection_idle_seconds = 300;
  int connection_age_seconds = 3600;
  int handshake_seconds = 10;

  // A private key (Ed25519, PEM) that signs checkpoints of the audit log; empty: none are
  // made. Checkpoints go to the server's log, and to `audit_checkpoints` if that names a
  // file, which is made if it is missing.
  std::string audit_key;
  std::string audit_checkpoints;
  int audit_checkpoint_seconds = 60;  // at most so often, and only if there is news

  int cache_mib = 256;
  int drain_seconds = 20;  // how long calls under way may take at shutdown
  bool reflection = true;
  // HOST:PORT of an HTTP endpoint with metrics (and `/livez`, `/readyz`); empty: none. It
  // has neither TLS nor authentication, so beyond loopback it takes
  // `metrics_listen_anywhere`.
  std::string metrics_listen;
  bool metrics_listen_anywhere = false;
  // How often open conflicts, facts and answers that wait for people are counted anew for
  // the metrics; 0: never.
  int survey_seconds = 300;
  int probe_seconds = 5;      // how often the database is looked after
  int min_free_disk_mib = 0;  // with less the server is not ready; 0: never for that
  int slow_call_ms = 2000;    // unary calls that take longer are logged; 0: none

  std::string log_level = "info";  // debug, info, warning, error
  // Of calls that went well or whose client was wrong.
  std::string access_log_level = "debug";
  std::string log_format = "auto";  // json, text, auto (text on a terminal)

  // SQLite's name of the file system to use, for tests; no key of files or flags.
  std::string sqlite_vfs;
};

// OK, or INVALID_ARGUMENT that names the key and what would be right.
absl::Status CheckConfig(const Config& config);

// What the command line asks for.
struct CommandLine {
  Config config;
  bool check_only = false;
  std::optional<std::string> create_admin_token;  // for this subject; none: serve
  // Set when the program is done already (--help, --version, a usage error).
  bool done = false;
  int exit_code = 0;
};

// Reads flags, the environment (CLAUSEBOOK_LISTEN for --listen, and so on) and the
// file named by --config. Prints help and usage errors itself; faults in values are
// the status.
absl::StatusOr<CommandLine> ParseCommandLine(int argc, const char* const* argv);

// Overwrites the keys of `config` that the YAML file at `path` sets. INVALID_ARGUMENT
// with line and nearest key for unknown keys and wrong kinds.
absl::Status ReadConfigFile(const std::string& path, Config& config);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_CONFIG_H_
