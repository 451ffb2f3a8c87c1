#include "service/main/config.h"

#include <fstream>
#include <sstream>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/admission/identity.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"
#include "service/main/options.h"
#include "storage/model/names.h"

namespace clausebook {
namespace {

absl::Status BadKey(const std::string& key, const std::string& right) {
  return InvalidField(key, right);
}

// Whether its value is one that the option takes.
absl::Status CheckOption(const Option& option, const Config& config) {
  if (const auto* const number = std::get_if<int Config::*>(&option.value)) {
    const int value = config.*(*number);
    if (value >= option.least && value <= option.most) return absl::OkStatus();
    return BadKey(option.key, absl::StrCat("is ", value, "; it takes ", option.least,
                                           " to ", option.most, "."));
  }
  const auto* const text = std::get_if<std::string Config::*>(&option.value);
  if (text == nullptr || std::string_view(option.choices).empty()) {
    return absl::OkStatus();
  }
  const std::string& value = config.*(*text);
  for (const std::string& choice :
       std::vector<std::string>(absl::StrSplit(option.choices, ", "))) {
    if (value == choice) return absl::OkStatus();
  }
  return BadKey(option.key,
                absl::StrCat("is '", value, "'; it takes one of ", option.choices, "."));
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
    // '-' among them: it would stand for all.
    if (!model::IsValidId(vendor)) {
      return BadKey(key, absl::StrCat("the vendors ", whose, "ids, without 'vendors/'; '",
                                      vendor, "' is none."));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckTls(const Config& config) {
  if (config.tls_certificate.empty() != config.tls_key.empty()) {
    return BadKey(config.tls_key.empty() ? "tls_key" : "tls_certificate",
                  "is missing: certificate and key go together.");
  }
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
  return absl::OkStatus();
}

absl::Status CheckAuthentication(const Config& config) {
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

absl::Status CheckRates(const Config& config) {
  if (config.rate_limit_burst > 0 && config.rate_limit_per_second == 0) {
    return BadKey("rate_limit_burst", "takes rate_limit_per_second.");
  }
  return absl::OkStatus();
}

absl::Status CheckAudit(const Config& config) {
  if (config.audit_key.empty() && !config.audit_checkpoints.empty()) {
    return BadKey("audit_key", "is missing: audit_checkpoints takes what signs them.");
  }
  return absl::OkStatus();
}

void ReadCertificateIdentities(yaml::MapReader& reader, Config& config,
                               yaml::Faults& faults) {
  for (const yaml::Node* node : reader.List("certificate_identities")) {
    yaml::MapReader entry(*node, "certificate identity", faults);
    CertificateIdentity identity;
    identity.certificate = entry.RequiredText("certificate");
    identity.subject = entry.RequiredText("subject");
    identity.roles = entry.TextList("roles").value_or(std::vector<std::string>());
    const auto vendors = entry.TextList("vendors");
    if (vendors && vendors->empty()) {
      faults.Add(node->place,
                 "Its list of vendors is empty, which would mean all of them.",
                 "Name the vendors, or leave 'vendors' out for all.");
    }
    identity.vendors = vendors.value_or(std::vector<std::string>());
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

// Sets what the file says of the option.
void ReadOption(yaml::MapReader& reader, const Option& option, Config& config,
                yaml::Faults& faults) {
  if (const auto* const on = std::get_if<bool Config::*>(&option.value)) {
    config.*(*on) = reader.Bool(option.key, config.*(*on));
    return;
  }
  auto text = reader.OptionalText(option.key);
  if (!text) return;
  if (const auto* const value = std::get_if<std::string Config::*>(&option.value)) {
    config.*(*value) = *std::move(text);
  } else if (!absl::SimpleAtoi(*text, &(config.*std::get<int Config::*>(option.value)))) {
    faults.Add(reader.PlaceOf(option.key),
               absl::StrCat("'", *text, "' is not a whole number."),
               "Write digits only.");
  }
}

}  // namespace

absl::Status CheckConfig(const Config& config) {
  for (const Option& option : Options()) {
    CB_RETURN_IF_ERROR(CheckOption(option, config));
  }
  CB_RETURN_IF_ERROR(CheckAddress("listen", config.listen, "127.0.0.1:7447"));
  CB_RETURN_IF_ERROR(CheckTls(config));
  CB_RETURN_IF_ERROR(CheckAuthentication(config));
  CB_RETURN_IF_ERROR(CheckWatching(config));
  CB_RETURN_IF_ERROR(CheckReach(config, IsLoopback(config.listen)));
  CB_RETURN_IF_ERROR(CheckRates(config));
  CB_RETURN_IF_ERROR(CheckAudit(config));
  if (config.database.empty()) return BadKey("database", "takes the path of a file.");
  return absl::OkStatus();
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
    for (const Option& option : Options()) ReadOption(reader, option, config, faults);
    if (auto files = reader.TextList("catalogue_files")) config.catalogue_files = *files;
    ReadCertificateIdentities(reader, config, faults);
    reader.Finish();
  }
  return faults.empty() ? absl::OkStatus() : faults.ToStatus("the configuration");
}

}  // namespace clausebook
