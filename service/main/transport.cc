#include "service/main/transport.h"

#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook {
namespace {

template <typename T, void (*Free)(T*)>
struct FreeWith {
  void operator()(T* value) const { Free(value); }
};
using CertificatePtr = std::unique_ptr<X509, FreeWith<X509, X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY, EVP_PKEY_free>>;
using BioPtr = std::unique_ptr<BIO, FreeWith<BIO, BIO_free_all>>;

constexpr int kKeepaliveTimeoutMs = 20'000;
constexpr int kPingStrikes = 2;
// Beyond the longest deadline, so that a connection's last call can end.
constexpr int kGraceBeyondDeadlineMs = 10'000;
constexpr int kSavedSeconds = 10;  // of the rate, where no burst is given

absl::StatusOr<std::string> ReadTlsFile(const char* key, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (!file || !(content << file.rdbuf())) {
    return InvalidField(key, absl::StrCat("The file '", path, "' cannot be read."));
  }
  return content.str();
}

BioPtr Over(const std::string& text) {
  return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

absl::StatusOr<CertificatePtr> ReadCertificate(const char* key, const std::string& path) {
  CB_ASSIGN_OR_RETURN(const std::string pem, ReadTlsFile(key, path));
  CertificatePtr certificate(
      PEM_read_bio_X509(Over(pem).get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  if (certificate == nullptr) {
    return InvalidField(key, absl::StrCat("The file '", path,
                                          "' does not begin with a PEM certificate."));
  }
  if (X509_cmp_current_time(X509_get0_notAfter(certificate.get())) < 0) {
    return InvalidField(
        key, absl::StrCat("The certificate in '", path, "' has run out. Renew it."));
  }
  return certificate;
}

// No question at a terminal for a key with a passphrase: such a key is refused.
int NoPassphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return 0;
}

absl::Status CheckTlsFiles(const Config& config) {
  CB_ASSIGN_OR_RETURN(const auto certificate,
                      ReadCertificate("tls_certificate", config.tls_certificate));
  CB_ASSIGN_OR_RETURN(const std::string pem, ReadTlsFile("tls_key", config.tls_key));
  const KeyPtr key(
      PEM_read_bio_PrivateKey(Over(pem).get(), nullptr, &NoPassphrase, nullptr));
  ERR_clear_error();
  if (key == nullptr) {
    return InvalidField("tls_key",
                        absl::StrCat("The file '", config.tls_key,
                                     "' holds no PEM key, or one with a passphrase."));
  }
  const bool fits = X509_check_private_key(certificate.get(), key.get()) == 1;
  ERR_clear_error();
  if (!fits) {
    return InvalidField("tls_key", "The key is not that of the certificate.");
  }
  if (config.tls_client_ca.empty()) return absl::OkStatus();
  return ReadCertificate("tls_client_ca", config.tls_client_ca).status();
}

grpc_ssl_client_certificate_request_type RequestType(const std::string& asked) {
  if (asked == "required") {
    return GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY;
  }
  return asked == "optional" ? GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY
                             : GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE;
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeCredentials(
    const Config& config) {
  if (config.tls_certificate.empty()) return grpc::InsecureServerCredentials();
  CB_RETURN_IF_ERROR(CheckTlsFiles(config));
  namespace ge = grpc::experimental;
  const auto reload = static_cast<unsigned>(config.tls_reload_seconds);
  const bool asks = config.tls_client_certificates != "none";
  const auto provider =
      asks ? std::make_shared<ge::FileWatcherCertificateProvider>(
                 config.tls_key, config.tls_certificate, config.tls_client_ca, reload)
           : std::make_shared<ge::FileWatcherCertificateProvider>(
                 config.tls_key, config.tls_certificate, reload);
  ge::TlsServerCredentialsOptions options(provider);
  options.watch_identity_key_cert_pairs();
  if (asks) options.watch_root_certs();
  options.set_cert_request_type(RequestType(config.tls_client_certificates));
  return ge::TlsServerCredentials(options);
}

absl::StatusOr<Instant> EarliestNotAfter(const std::string& path) {
  CB_ASSIGN_OR_RETURN(const std::string pem, ReadTlsFile("certificate", path));
  const BioPtr bio = Over(pem);
  std::optional<Instant> earliest;
  while (const CertificatePtr certificate{
      PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    tm time{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &time) != 1) continue;
    const Instant end{static_cast<std::int64_t>(timegm(&time)) * 1'000'000};
    earliest = std::min(earliest.value_or(end), end);
  }
  ERR_clear_error();
  if (earliest) return *earliest;
  return InvalidField("certificate",
                      absl::StrCat("The file '", path, "' holds no PEM certificate."));
}

rpc::Gate::Options GateOptions(const Config& config, const Clock* clock,
                               const admission::TokenRegistry* tokens) {
  rpc::Gate::Options options;
  options.clock = clock;
  options.authenticate = config.authentication == "required";
  options.tokens = tokens;
  for (const CertificateIdentity& entry : config.certificate_identities) {
    auto identity = std::make_shared<admission::Identity>();
    identity->subject = entry.subject;
    identity->credential = "certificate";
    identity->roles = admission::RolesNamed(entry.roles);
    identity->vendors = entry.vendors;
    options.certificates.emplace(entry.certificate, std::move(identity));
  }
  options.rate_per_second = config.rate_limit_per_second;
  options.rate_burst = config.rate_limit_burst > 0
                           ? config.rate_limit_burst
                           : kSavedSeconds * config.rate_limit_per_second;
  return options;
}

void LimitConnections(const Config& config, grpc::ServerBuilder& builder) {
  const auto set = [&](const char* argument, int value) {
    builder.AddChannelArgument(argument, value);
  };
  grpc::ResourceQuota memory("clausebookd");
  memory.Resize(static_cast<std::size_t>(config.transport_mib) << 20);
  builder.SetResourceQuota(memory);
  set(GRPC_ARG_MAX_METADATA_SIZE, config.max_metadata_bytes);
  set(GRPC_ARG_MAX_CONCURRENT_STREAMS, config.max_streams_per_connection);
  set(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, config.handshake_seconds * 1000);
  // Pings: of clients at most so many, and our own to find peers that are gone.
  set(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      config.min_ping_seconds * 1000);
  set(GRPC_ARG_HTTP2_MAX_PING_STRIKES, kPingStrikes);
  set(GRPC_ARG_KEEPALIVE_TIME_MS, config.keepalive_seconds * 1000);
  set(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  set(GRPC_ARG_MAX_CONNECTION_IDLE_MS, config.connection_idle_seconds * 1000);
  set(GRPC_ARG_MAX_CONNECTION_AGE_MS, config.connection_age_seconds * 1000);
  set(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS,
      config.max_deadline_ms + kGraceBeyondDeadlineMs);
}

}  // namespace clausebook
