#include "service/main/config.h"

#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook {
namespace {

absl::Status BadKey(const std::string& key, const std::string& right) {
  return InvalidField(key, right);
}

absl::Status CheckRange(const std::string& key, int value, int least, int most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return BadKey(key, absl::StrCat("is ", value, "; it takes ", least, " to ", most, "."));
}

absl::Status CheckChoice(const std::string& key, const std::string& value,
                         const std::vector<std::string>& choices) {
  std::string all;
  for (const std::string& choice : choices) {
    if (value == choice) return absl::OkStatus();
    absl::StrAppend(&all, all.empty() ? "" : ", ", choice);
  }
  return BadKey(key, absl::StrCat("is '", value, "'; it takes one of ", all, "."));
}

bool IsLoopback(const std::string& listen) {
  for (const char* prefix : {"127.", "localhost:", "[::1]:", "unix:"}) {
    if (absl::StartsWith(listen, prefix)) return true;
  }
  return false;
}

void ReadInt(yaml::MapReader& reader, const char* key, int& value, yaml::Faults& faults) {
  const auto text = reader.OptionalText(key);
  if (text && !absl::SimpleAtoi(*text, &value)) {
    faults.Add(reader.PlaceOf(key), absl::StrCat("'", *text, "' is not a whole number."),
               "Write digits only.");
  }
}

void ReadText(yaml::MapReader& reader, const char* key, std::string& value) {
  if (auto text = reader.OptionalText(key)) value = *std::move(text);
}

}  // namespace

absl::Status CheckConfig(const Config& config) {
  const auto colon = config.listen.rfind(':');
  int port = 0;
  if (colon == std::string::npos || colon == 0 ||
      !absl::SimpleAtoi(config.listen.substr(colon + 1), &port) || port < 0 ||
      port > 65535) {
    return BadKey("listen", absl::StrCat("is '", config.listen,
                                         "'; it takes HOST:PORT, as 127.0.0.1:7447."));
  }
  if (!config.listen_anywhere && !IsLoopback(config.listen)) {
    return BadKey("listen",
                  "is not a loopback address. The service has no TLS and no "
                  "authentication yet: whoever reaches it may write. If something in "
                  "front of it sees to that, say listen_anywhere.");
  }
  if (config.database.empty()) return BadKey("database", "takes the path of a file.");
  CB_RETURN_IF_ERROR(CheckChoice("durability", config.durability, {"full", "relaxed"}));
  CB_RETURN_IF_ERROR(CheckRange("readers", config.readers, 1, 64));
  CB_RETURN_IF_ERROR(CheckRange("read_queue", config.read_queue, 1, 100'000));
  CB_RETURN_IF_ERROR(CheckRange("write_queue", config.write_queue, 1, 100'000));
  CB_RETURN_IF_ERROR(
      CheckRange("max_request_bytes", config.max_request_bytes, 1024, 256 << 20));
  CB_RETURN_IF_ERROR(
      CheckRange("max_response_bytes", config.max_response_bytes, 1024, 1 << 30));
  CB_RETURN_IF_ERROR(
      CheckRange("default_deadline_ms", config.default_deadline_ms, 1, 3'600'000));
  CB_RETURN_IF_ERROR(CheckRange("max_deadline_ms", config.max_deadline_ms, 1, 3'600'000));
  CB_RETURN_IF_ERROR(CheckRange("cache_mib", config.cache_mib, 1, 1 << 20));
  CB_RETURN_IF_ERROR(CheckRange("drain_seconds", config.drain_seconds, 0, 3600));
  CB_RETURN_IF_ERROR(CheckChoice("log_level", config.log_level,
                                 {"debug", "info", "warning", "error"}));
  return CheckChoice("log_format", config.log_format, {"json", "text", "auto"});
}

absl::Status ReadConfigFile(const std::string& path, Config& config) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (!file || !(content << file.rdbuf())) {
    return InvalidField("config", absl::StrCat("The file '", path, "' cannot be read."));
  }
  yaml::Faults faults;
  const auto root = yaml::Parse(path, content.str(), faults);
  if (root && root->kind != yaml::Node::Kind::kNull) {
    yaml::MapReader reader(*root, "the configuration", faults);
    ReadText(reader, "listen", config.listen);
    config.listen_anywhere = reader.Bool("listen_anywhere", config.listen_anywhere);
    ReadText(reader, "database", config.database);
    if (auto files = reader.TextList("catalogue_files")) config.catalogue_files = *files;
    ReadText(reader, "durability", config.durability);
    config.backup_before_migration =
        reader.Bool("backup_before_migration", config.backup_before_migration);
    ReadInt(reader, "readers", config.readers, faults);
    ReadInt(reader, "read_queue", config.read_queue, faults);
    ReadInt(reader, "write_queue", config.write_queue, faults);
    ReadInt(reader, "max_request_bytes", config.max_request_bytes, faults);
    ReadInt(reader, "max_response_bytes", config.max_response_bytes, faults);
    ReadInt(reader, "default_deadline_ms", config.default_deadline_ms, faults);
    ReadInt(reader, "max_deadline_ms", config.max_deadline_ms, faults);
    ReadInt(reader, "cache_mib", config.cache_mib, faults);
    ReadInt(reader, "drain_seconds", config.drain_seconds, faults);
    config.reflection = reader.Bool("reflection", config.reflection);
    ReadText(reader, "log_level", config.log_level);
    ReadText(reader, "log_format", config.log_format);
    reader.Finish();
  }
  return faults.empty() ? absl::OkStatus() : faults.ToStatus("the configuration");
}

}  // namespace clausebook
