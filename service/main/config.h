// What clausebookd can be told: a file, the environment, flags; the later win.
#ifndef CLAUSEBOOK_SERVICE_MAIN_CONFIG_H_
#define CLAUSEBOOK_SERVICE_MAIN_CONFIG_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace clausebook {

struct Config {
  // Host and port; port 0 lets the system choose. Loopback only, unless
  // `listen_anywhere`: there is no TLS and no authentication yet.
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
  int readers = 4;             // threads and connections that read
  int read_queue = 1000;       // calls that may wait for a reader
  int write_queue = 200;       // calls that may wait for the writer
  int max_request_bytes = 4 << 20;
  int max_response_bytes = 64 << 20;
  int default_deadline_ms = 30'000;  // for calls without a deadline
  int max_deadline_ms = 120'000;     // longer ones are cut to this
  int cache_mib = 256;
  int drain_seconds = 20;  // how long calls under way may take at shutdown
  bool reflection = true;
  std::string log_level = "info";   // debug, info, warning, error
  std::string log_format = "auto";  // json, text, auto (text on a terminal)
};

// OK, or INVALID_ARGUMENT that names the key and what would be right.
absl::Status CheckConfig(const Config& config);

// What the command line asks for.
struct CommandLine {
  Config config;
  bool check_only = false;
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
