// TLS over the wire: who is known by which certificate, files that are no good, and
// certificates that change while the server runs.
#include <gmock/gmock.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <thread>

#include "clients/cpp/client.h"
#include "service/main/admin_token.h"
#include "service/main/server.h"
#include "tests/integration/test_certificates.h"
#include "tests/testing/must.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using ::testing::HasSubstr;

class Tls : public ::testing::Test {
 protected:
  Tls() : ours_(folder_.File("ours")), theirs_(folder_.File("theirs")) {
    for (const TestAuthority* authority : {&ours_, &theirs_}) {
      authority->Issue("tls", "server", "DNS:localhost,IP:127.0.0.1");
    }
    config_.listen = "127.0.0.1:0";
    config_.database = folder_.File("tls.db");
    config_.log_level = "error";
    config_.tls_certificate = ours_.File("tls.crt");
    config_.tls_key = ours_.File("tls.key");
    config_.tls_reload_seconds = 1;
  }

  void Start() {
    EXPECT_TRUE(CheckConfig(config_).ok()) << CheckConfig(config_);
    server_ = Must(Server::Start(config_, &log_));
  }

  // What a client meets that trusts `authority` and shows a certificate of `issuer` by
  // that name, or none, and a token, or none.
  absl::Status Call(const TestAuthority& authority, const TestAuthority* issuer = nullptr,
                    const std::string& name = "", const std::string& token = "") {
    client::ClientOptions options;
    options.address = server_->address();
    options.timeout = std::chrono::seconds(20);
    options.security.tls = true;
    options.security.ca = ReadWholeFile(authority.File("ca.crt"));
    options.token = token;
    if (issuer != nullptr) {
      options.security.certificate = ReadWholeFile(issuer->File(name + ".crt"));
      options.security.key = ReadWholeFile(issuer->File(name + ".key"));
    }
    const client::Client caller(options);
    return caller.ListVendors({}).All().status();
  }

  absl::Status Refusal() { return Server::Start(config_, &log_).status(); }

  TempDir folder_;
  TestAuthority ours_;
  TestAuthority theirs_;
  Config config_;
  Log log_{"error", "text"};
  std::unique_ptr<Server> server_;
};

TEST_F(Tls, AClientThatTrustsTheAuthorityIsServedAndNoOther) {
  Start();
  EXPECT_EQ(Call(ours_), absl::OkStatus());
  EXPECT_EQ(Call(theirs_).code(), absl::StatusCode::kUnavailable);
  client::ClientOptions plain;
  plain.address = server_->address();
  EXPECT_EQ(client::Client(plain).CheckHealth().code(), absl::StatusCode::kUnavailable);
}

TEST_F(Tls, CertificatesOfClientsAreIdentities) {
  config_.authentication = "required";
  config_.tls_client_ca = ours_.File("ca.crt");
  config_.tls_client_certificates = "required";
  config_.certificate_identities = {
      {"uri:spiffe://example.org/job", "job", {"editor"}, {}},
      {"dns:host.example.org", "host", {"reader"}, {}},
      {"cn:plain", "plain", {"reader"}, {}},
      {"cn:limited", "limited", {"reader"}, {"acme"}}};
  ours_.Issue("uri", "nobody", "URI:spiffe://example.org/job");
  ours_.Issue("dns", "nobody", "DNS:host.example.org");
  ours_.Issue("cn", "plain", "");
  ours_.Issue("limited", "limited", "");
  ours_.Issue("unknown", "unknown", "DNS:other.example.org");
  theirs_.Issue("cn", "plain", "");
  const std::string token = Must(CreateAdminToken(config_, "Mara Lind"));
  Start();
  for (const char* name : {"uri", "dns", "cn"}) {
    EXPECT_EQ(Call(ours_, &ours_, name), absl::OkStatus()) << name;
  }
  EXPECT_EQ(Call(ours_, &ours_, "limited").code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Call(ours_, &ours_, "unknown").code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(Call(ours_, &ours_, "unknown", token), absl::OkStatus());
  EXPECT_EQ(Call(ours_, &ours_, "limited", token), absl::OkStatus())
      << "the token counts";
  EXPECT_EQ(Call(ours_, &ours_, "uri", token + "x").code(),
            absl::StatusCode::kUnauthenticated)
      << "a token that is no good is not made good by a certificate";
  EXPECT_EQ(Call(ours_, &theirs_, "cn").code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Call(ours_, nullptr, "", token).code(), absl::StatusCode::kUnavailable);
}

TEST_F(Tls, WhereCertificatesAreOptionalATokenDoes) {
  config_.authentication = "required";
  config_.tls_client_ca = ours_.File("ca.crt");
  config_.tls_client_certificates = "optional";
  config_.certificate_identities = {{"cn:plain", "plain", {"reader"}, {}}};
  ours_.Issue("cn", "plain", "");
  theirs_.Issue("cn", "plain", "");
  const std::string token = Must(CreateAdminToken(config_, "Mara Lind"));
  Start();
  EXPECT_EQ(Call(ours_, nullptr, "", token), absl::OkStatus());
  EXPECT_EQ(Call(ours_, &ours_, "cn"), absl::OkStatus());
  EXPECT_EQ(Call(ours_).code(), absl::StatusCode::kUnauthenticated);
  EXPECT_NE(Call(ours_, &theirs_, "cn"), absl::OkStatus());
}

TEST_F(Tls, FilesThatAreNoGoodStopTheStartInWords) {
  const auto words = [this](const std::string& certificate, const std::string& key) {
    Config config = config_;
    config.tls_certificate = certificate;
    config.tls_key = key;
    return std::string(Server::Start(config, &log_).status().message());
  };
  const std::string good = ours_.File("tls.crt");
  const std::string key = ours_.File("tls.key");
  WriteWholeFile(ours_.File("noise"), "not PEM\n");
  ours_.Issue("old", "server", "DNS:localhost", 0);
  EXPECT_THAT(words(ours_.File("missing.crt"), key), HasSubstr("cannot be read"));
  EXPECT_THAT(words(good, ours_.File("missing.key")), HasSubstr("cannot be read"));
  EXPECT_THAT(words(ours_.File("noise"), key), HasSubstr("PEM certificate"));
  EXPECT_THAT(words(good, ours_.File("noise")), HasSubstr("no PEM key"));
  EXPECT_THAT(words(good, theirs_.File("tls.key")), HasSubstr("not that of"));
  EXPECT_THAT(words(ours_.File("old.crt"), ours_.File("old.key")), HasSubstr("run out"));
  config_.tls_client_certificates = "required";
  config_.tls_client_ca = ours_.File("noise");
  EXPECT_THAT(std::string(Refusal().message()), HasSubstr("PEM certificate"));
}

// As certificates are rotated: a symbolic link to the folder is swapped in one step.
TEST_F(Tls, NewCertificatesAreTakenUpWithoutARestart) {
  const std::string current = folder_.File("current");
  std::filesystem::create_directory_symlink(folder_.File("ours"), current);
  config_.tls_certificate = current + "/tls.crt";
  config_.tls_key = current + "/tls.key";
  Start();
  EXPECT_EQ(Call(ours_), absl::OkStatus());
  EXPECT_EQ(Call(theirs_).code(), absl::StatusCode::kUnavailable);
  std::filesystem::create_directory_symlink(folder_.File("theirs"), current + ".new");
  std::filesystem::rename(current + ".new", current);
  absl::Status status;
  for (int attempt = 0; attempt < 100; ++attempt) {
    status = Call(theirs_);
    if (status.ok()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  EXPECT_EQ(status, absl::OkStatus());
  EXPECT_EQ(Call(ours_).code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace clausebook::testing
