#include "service/main/config.h"

#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/admission/identity.h"
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

// Whoever reaches an address beyond loopback must be known, and must not be overheard.
absl::Status CheckReach(const Config& config, bool loopback) {
  const bool safe =
      !config.tls_certificate.empty() && config.authentication == "required";
  if (loopback || safe || config.listen_anywhere) return absl::OkStatus();
  return BadKey("listen",
                "is not a loopback address, and without TLS and authentication whoever "
                "reaches it may read and write. Set tls_certificate, tls_key and "
                "authentication: required. If something in front of the server sees to "
                "both, say listen_anywhere.");
}

absl::Status CheckCertificateIdentity(const CertificateIdentity& identity) {
  const std::string key = "certificate_identities";
  bool named = false;
  for (const char* prefix : {"dns:", "uri:", "cn:"}) {
    named = named || (absl::StartsWith(identity.certificate, prefix) &&
                      identity.certificate.size() > std::string(prefix).size());
  }
  if (!named) {
    return BadKey(key, absl::StrCat("has a certificate '", identity.certificate,
                                    "'; it takes dns:NAME, uri:URI or cn:NAME."));
  }
  const std::string whose = absl::StrCat("of ", identity.certificate, ": ");
  if (auto fault = admission::FaultOfSubject(identity.subject); !fault.empty()) {
    return BadKey(key, absl::StrCat("the subject ", whose, fault));
  }
  auto fault = admission::FaultOfRoles(identity.roles, identity.vendors);
  if (!fault.empty()) return BadKey(key, absl::StrCat("the roles ", whose, fault));
  for (const std::string& vendor : identity.vendors) {
    if (vendor.find('/') != std::string::npos) {
      return BadKey(key, absl::StrCat("the vendors ", whose, "ids, without 'vendors/'."));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckTls(const Config& config) {
  if (config.tls_certificate.empty() != config.tls_key.empty()) {
    return BadKey(config.tls_key.empty() ? "tls_key" : "tls_certificate",
                  "is missing: certificate and key go together.");
  }
  CB_RETURN_IF_ERROR(CheckChoice("tls_client_certificates",
                                 config.tls_client_certificates,
                                 {"none", "optional", "required"}));
  const bool asks = config.tls_client_certificates != "none";
  if (asks && config.tls_certificate.empty()) {
    return BadKey("tls_client_certificates", "takes tls_certificate and tls_key.");
  }
  if (asks && config.tls_client_ca.empty()) {
    return BadKey("tls_client_ca", "is missing: whose client certificates are good?");
  }
  if (!asks && !config.tls_client_ca.empty()) {
    return BadKey("tls_client_ca",
                  "is of no use without tls_client_certificates: optional or required.");
  }
  return CheckRange("tls_reload_seconds", config.tls_reload_seconds, 1, 3600);
}

absl::Status CheckAuthentication(const Config& config) {
  CB_RETURN_IF_ERROR(
      CheckChoice("authentication", config.authentication, {"none", "required"}));
  for (const CertificateIdentity& identity : config.certificate_identities) {
    CB_RETURN_IF_ERROR(CheckCertificateIdentity(identity));
  }
  if (!config.certificate_identities.empty() &&
      config.tls_client_certificates == "none") {
    return BadKey("certificate_identities",
                  "takes tls_client_certificates: optional or required.");
  }
  if (config.authentication == "required") return absl::OkStatus();
  const auto needs_it = [](const char* key) {
    return BadKey(key, "takes authentication: required, since it is about who calls.");
  };
  if (config.review_needs_second_person) return needs_it("review_needs_second_person");
  if (config.facts_need_second_person) return needs_it("facts_need_second_person");
  if (!config.certificate_identities.empty()) return needs_it("certificate_identities");
  if (config.rate_limit_per_second > 0) return needs_it("rate_limit_per_second");
  return absl::OkStatus();
}

absl::Status CheckLimits(const Config& config) {
  CB_RETURN_IF_ERROR(
      CheckRange("rate_limit_per_second", config.rate_limit_per_second, 0, 1'000'000));
  CB_RETURN_IF_ERROR(
      CheckRange("rate_limit_burst", config.rate_limit_burst, 0, 10'000'000));
  if (config.rate_limit_burst > 0 && config.rate_limit_per_second == 0) {
    return BadKey("rate_limit_burst", "takes rate_limit_per_second.");
  }
  CB_RETURN_IF_ERROR(
      CheckRange("max_metadata_bytes", config.max_metadata_bytes, 1024, 1 << 20));
  CB_RETURN_IF_ERROR(
      CheckRange("max_connections", config.max_connections, 1, 1'000'000));
  CB_RETURN_IF_ERROR(CheckRange("max_connections_per_peer",
                                config.max_connections_per_peer, 1, 1'000'000));
  CB_RETURN_IF_ERROR(CheckRange("max_streams_per_connection",
                                config.max_streams_per_connection, 1, 100'000));
  CB_RETURN_IF_ERROR(CheckRange("transport_mib", config.transport_mib, 16, 1 << 20));
  CB_RETURN_IF_ERROR(CheckRange("min_ping_seconds", config.min_ping_seconds, 1, 86'400));
  CB_RETURN_IF_ERROR(
      CheckRange("keepalive_seconds", config.keepalive_seconds, 1, 86'400));
  CB_RETURN_IF_ERROR(
      CheckRange("connection_idle_seconds", config.connection_idle_seconds, 1, 86'400));
  CB_RETURN_IF_ERROR(
      CheckRange("connection_age_seconds", config.connection_age_seconds, 1, 86'400));
  return CheckRange("handshake_seconds", config.handshake_seconds, 1, 600);
}

absl::Status CheckAudit(const Config& config) {
  if (config.audit_key.empty() && !config.audit_checkpoints.empty()) {
    return BadKey("audit_key", "is missing: audit_checkpoints takes what signs them.");
  }
  return CheckRange("audit_checkpoint_seconds", config.audit_checkpoint_seconds, 1,
                    86'400);
}

void ReadCertificateIdentities(yaml::MapReader& reader, Config& config,
                               yaml::Faults& faults) {
  for (const yaml::Node* node : reader.List("certificate_identities")) {
    yaml::MapReader entry(*node, "certificate identity", faults);
    CertificateIdentity identity;
    identity.certificate = entry.RequiredText("certificate");
    identity.subject = entry.RequiredText("subject");
    identity.roles = entry.TextList("roles").value_or(std::vector<std::string>());
    identity.vendors = entry.TextList("vendors").value_or(std::vector<std::string>());
    entry.Finish();
    config.certificate_identities.push_back(std::move(identity));
  }
}

bool IsLoopback(const std::string& listen) {
  for (const char* prefix : {"127.", "localhost:", "[::1]:", "unix:"}) {
    if (absl::StartsWith(listen, prefix)) return true;
  }
  return false;
}

absl::Status CheckAddress(const std::string& key, const std::string& address,
                          const std::string& example) {
  const auto colon = address.rfind(':');
  int port = 0;
  if (colon != std::string::npos && colon != 0 &&
      absl::SimpleAtoi(address.substr(colon + 1), &port) && port >= 0 && port <= 65535) {
    return absl::OkStatus();
  }
  return BadKey(
      key, absl::StrCat("is '", address, "'; it takes HOST:PORT, as ", example, "."));
}

absl::Status CheckWatching(const Config& config) {
  CB_RETURN_IF_ERROR(CheckRange("survey_seconds", config.survey_seconds, 0, 86'400));
  CB_RETURN_IF_ERROR(CheckRange("probe_seconds", config.probe_seconds, 1, 60));
  CB_RETURN_IF_ERROR(
      CheckRange("min_free_disk_mib", config.min_free_disk_mib, 0, 1 << 30));
  CB_RETURN_IF_ERROR(CheckRange("slow_call_ms", config.slow_call_ms, 0, 3'600'000));
  if (config.metrics_listen.empty()) {
    if (!config.metrics_listen_anywhere) return absl::OkStatus();
    return BadKey("metrics_listen_anywhere", "takes metrics_listen.");
  }
  CB_RETURN_IF_ERROR(
      CheckAddress("metrics_listen", config.metrics_listen, "127.0.0.1:9447"));
  if (IsLoopback(config.metrics_listen) || config.metrics_listen_anywhere) {
    return absl::OkStatus();
  }
  return BadKey("metrics_listen",
                "is not a loopback address, and the metrics have neither TLS nor "
                "authentication: whoever reaches it sees what is called how often. If "
                "something in front of it sees to that, say metrics_listen_anywhere.");
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

void ReadWatching(yaml::MapReader& reader, Config& config, yaml::Faults& faults) {
  ReadText(reader, "metrics_listen", config.metrics_listen);
  config.metrics_listen_anywhere =
      reader.Bool("metrics_listen_anywhere", config.metrics_listen_anywhere);
  ReadInt(reader, "survey_seconds", config.survey_seconds, faults);
  ReadInt(reader, "probe_seconds", config.probe_seconds, faults);
  ReadInt(reader, "min_free_disk_mib", config.min_free_disk_mib, faults);
  ReadInt(reader, "slow_call_ms", config.slow_call_ms, faults);
}

}  // namespace

absl::Status CheckConfig(const Config& config) {
  CB_RETURN_IF_ERROR(CheckAddress("listen", config.listen, "127.0.0.1:7447"));
  CB_RETURN_IF_ERROR(CheckTls(config));
  CB_RETURN_IF_ERROR(CheckAuthentication(config));
  CB_RETURN_IF_ERROR(CheckWatching(config));
  CB_RETURN_IF_ERROR(CheckReach(config, IsLoopback(config.listen)));
  CB_RETURN_IF_ERROR(CheckLimits(config));
  CB_RETURN_IF_ERROR(CheckAudit(config));
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
  const std::vector<std::string> levels = {"debug", "info", "warning", "error"};
  CB_RETURN_IF_ERROR(CheckChoice("log_level", config.log_level, levels));
  CB_RETURN_IF_ERROR(CheckChoice("access_log_level", config.access_log_level, levels));
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
    yaml::MapReader reader(*root, "configuration", faults);
    ReadText(reader, "listen", config.listen);
    config.listen_anywhere = reader.Bool("listen_anywhere", config.listen_anywhere);
    ReadText(reader, "database", config.database);
    if (auto files = reader.TextList("catalogue_files")) config.catalogue_files = *files;
    ReadText(reader, "durability", config.durability);
    config.backup_before_migration =
        reader.Bool("backup_before_migration", config.backup_before_migration);
    ReadText(reader, "backup_folder", config.backup_folder);
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
    ReadText(reader, "authentication", config.authentication);
    config.review_needs_second_person =
        reader.Bool("review_needs_second_person", config.review_needs_second_person);
    config.facts_need_second_person =
        reader.Bool("facts_need_second_person", config.facts_need_second_person);
    ReadCertificateIdentities(reader, config, faults);
    ReadText(reader, "tls_certificate", config.tls_certificate);
    ReadText(reader, "tls_key", config.tls_key);
    ReadText(reader, "tls_client_ca", config.tls_client_ca);
    ReadText(reader, "tls_client_certificates", config.tls_client_certificates);
    for (const auto& [key, value] : std::initializer_list<std::pair<const char*, int*>>{
             {"tls_reload_seconds", &config.tls_reload_seconds},
             {"rate_limit_per_second", &config.rate_limit_per_second},
             {"rate_limit_burst", &config.rate_limit_burst},
             {"max_metadata_bytes", &config.max_metadata_bytes},
             {"max_connections", &config.max_connections},
             {"max_connections_per_peer", &config.max_connections_per_peer},
             {"max_streams_per_connection", &config.max_streams_per_connection},
             {"transport_mib", &config.transport_mib},
             {"min_ping_seconds", &config.min_ping_seconds},
             {"keepalive_seconds", &config.keepalive_seconds},
             {"connection_idle_seconds", &config.connection_idle_seconds},
             {"connection_age_seconds", &config.connection_age_seconds},
             {"handshake_seconds", &config.handshake_seconds}}) {
      ReadInt(reader, key, *value, faults);
    }
    ReadWatching(reader, config, faults);
    ReadText(reader, "audit_key", config.audit_key);
    ReadText(reader, "audit_checkpoints", config.audit_checkpoints);
    ReadInt(reader, "audit_checkpoint_seconds", config.audit_checkpoint_seconds, faults);
    ReadText(reader, "log_level", config.log_level);
    ReadText(reader, "access_log_level", config.access_log_level);
    ReadText(reader, "log_format", config.log_format);
    reader.Finish();
  }
  return faults.empty() ? absl::OkStatus() : faults.ToStatus("the configuration");
}

}  // namespace clausebook
