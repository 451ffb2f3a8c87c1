// The server's configuration: defaults, file, flags, and what is refused.
#include "service/main/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "service/base/error.h"
#include "tests/testing/temp_dir.h"

namespace clausebook {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string WriteFile(const std::string& content) {
  static const clausebook::testing::TempDir folder;
  const std::string path = folder.File("clausebookd.yaml");
  std::ofstream(path) << content;
  return path;
}

template <typename... Args>
absl::StatusOr<CommandLine> Parse(Args... args) {
  const char* argv[] = {"clausebookd", args...};
  return ParseCommandLine(1 + sizeof...(args), argv);
}

std::vector<int*> Limits(Config& config) {
  return {&config.tls_reload_seconds,
          &config.rate_limit_per_second,
          &config.rate_limit_burst,
          &config.max_metadata_bytes,
          &config.transport_mib,
          &config.max_connections,
          &config.max_connections_per_peer,
          &config.min_ping_seconds,
          &config.max_streams_per_connection,
          &config.keepalive_seconds,
          &config.connection_idle_seconds,
          &config.connection_age_seconds,
          &config.handshake_seconds,
          &config.survey_seconds,
          &config.probe_seconds,
          &config.min_free_disk_mib,
          &config.slow_call_ms};
}

TEST(Config, TheShippedFileHoldsTheDefaults) {
  Config config;
  config.listen = "changed";
  config.listen_anywhere = true;
  config.backup_before_migration = false;
  config.database = config.durability = config.log_level = config.log_format = "changed";
  config.catalogue_files = {"changed"};
  config.readers = config.read_queue = config.write_queue = config.cache_mib = -7;
  config.max_request_bytes = config.max_response_bytes = config.drain_seconds = -7;
  config.default_deadline_ms = config.max_deadline_ms = -7;
  config.authentication = config.tls_client_certificates = "changed";
  config.review_needs_second_person = config.facts_need_second_person = true;
  for (int* key : Limits(config)) *key = -7;
  config.reflection = false;
  config.access_log_level = "changed";
  config.metrics_listen_anywhere = true;
  ASSERT_TRUE(ReadConfigFile(SHIPPED_CONFIG, config).ok());
  const Config defaults;
  Config plain;
  for (std::size_t i = 0; i < Limits(plain).size(); ++i) {
    EXPECT_EQ(*Limits(config)[i], *Limits(plain)[i]) << i;
  }
  EXPECT_EQ(config.authentication, defaults.authentication);
  EXPECT_EQ(config.certificate_identities, defaults.certificate_identities);
  EXPECT_EQ(config.review_needs_second_person, defaults.review_needs_second_person);
  EXPECT_EQ(config.facts_need_second_person, defaults.facts_need_second_person);
  EXPECT_EQ(config.tls_certificate, defaults.tls_certificate);
  EXPECT_EQ(config.tls_client_certificates, defaults.tls_client_certificates);
  EXPECT_EQ(config.listen, defaults.listen);
  EXPECT_EQ(config.listen_anywhere, defaults.listen_anywhere);
  EXPECT_EQ(config.database, defaults.database);
  EXPECT_EQ(config.durability, defaults.durability);
  EXPECT_EQ(config.backup_before_migration, defaults.backup_before_migration);
  EXPECT_EQ(config.catalogue_files, defaults.catalogue_files);
  EXPECT_EQ(config.readers, defaults.readers);
  EXPECT_EQ(config.read_queue, defaults.read_queue);
  EXPECT_EQ(config.write_queue, defaults.write_queue);
  EXPECT_EQ(config.max_request_bytes, defaults.max_request_bytes);
  EXPECT_EQ(config.max_response_bytes, defaults.max_response_bytes);
  EXPECT_EQ(config.default_deadline_ms, defaults.default_deadline_ms);
  EXPECT_EQ(config.max_deadline_ms, defaults.max_deadline_ms);
  EXPECT_EQ(config.cache_mib, defaults.cache_mib);
  EXPECT_EQ(config.drain_seconds, defaults.drain_seconds);
  EXPECT_EQ(config.reflection, defaults.reflection);
  EXPECT_EQ(config.log_level, defaults.log_level);
  EXPECT_EQ(config.log_format, defaults.log_format);
  EXPECT_EQ(config.access_log_level, defaults.access_log_level);
  EXPECT_EQ(config.metrics_listen, defaults.metrics_listen);
  EXPECT_EQ(config.metrics_listen_anywhere, defaults.metrics_listen_anywhere);
  EXPECT_EQ(config.backup_folder, defaults.backup_folder);
}

TEST(Config, FlagsWinOverTheEnvironmentAndThatOverTheFile) {
  const std::string file = WriteFile(
      "readers: 2\nread_queue: 20\nwrite_queue: 30\ncatalogue_files: [a.yaml]\n");
  setenv("CLAUSEBOOK_READ_QUEUE", "21", 1);
  setenv("CLAUSEBOOK_WRITE_QUEUE", "31", 1);
  const auto line = Parse("--config", file.c_str(), "--write-queue", "32");
  unsetenv("CLAUSEBOOK_READ_QUEUE");
  unsetenv("CLAUSEBOOK_WRITE_QUEUE");
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->config.readers, 2);
  EXPECT_EQ(line->config.read_queue, 21);
  EXPECT_EQ(line->config.write_queue, 32);
  EXPECT_THAT(line->config.catalogue_files, ElementsAre("a.yaml"));
}

TEST(Config, AnUnknownKeyIsRefusedWithItsLineAndTheNearest) {
  const auto status =
      Parse("--config", WriteFile("readers: 2\nlissten: x\n").c_str()).status();
  const auto detail = GetErrorDetail(status);
  ASSERT_TRUE(detail && detail->faults.size() == 1) << status;
  EXPECT_EQ(detail->faults[0].line, 2);
  EXPECT_EQ(detail->faults[0].message, "The configuration has an unknown key 'lissten'.");
  EXPECT_THAT(detail->faults[0].hint, HasSubstr("listen"));
}

TEST(Config, WrongValuesAreRefusedByName) {
  const auto message = [](auto... args) {
    return std::string(Parse(args...).status().message());
  };
  EXPECT_THAT(message("--listen", "nowhere"), HasSubstr("HOST:PORT"));
  EXPECT_THAT(message("--listen", "0.0.0.0:1"), HasSubstr("without TLS"));
  EXPECT_THAT(message("--readers", "0"), HasSubstr("1 to 64"));
  EXPECT_THAT(message("--durability", "none"), HasSubstr("full, relaxed"));
  EXPECT_THAT(message("--log-level", "loud"), HasSubstr("debug"));
  EXPECT_THAT(message("--config", "/no/such/file"), HasSubstr("cannot be read"));
  EXPECT_EQ(message("--listen", "0.0.0.0:1", "--listen-anywhere"), "");
}

TEST(Config, AWrongFlagIsAUsageError) {
  const auto line = Parse("--no-such-flag");
  ASSERT_TRUE(line.ok());
  EXPECT_TRUE(line->done);
  EXPECT_EQ(line->exit_code, 2);
}

// The message of the refusal; empty if there is none.
std::string FaultOf(const Config& config) {
  return std::string(CheckConfig(config).message());
}

TEST(Config, BeyondLoopbackTlsAndAuthenticationAreNeededUnlessToldSo) {
  Config config;
  config.listen = "0.0.0.0:7447";
  EXPECT_THAT(FaultOf(config), HasSubstr("without TLS and authentication"));
  config.authentication = "required";
  EXPECT_THAT(FaultOf(config), HasSubstr("without TLS and authentication"));
  config.tls_certificate = "tls.crt";
  config.tls_key = "tls.key";
  EXPECT_EQ(FaultOf(config), "");
  config.authentication = "none";
  EXPECT_THAT(FaultOf(config), HasSubstr("without TLS and authentication"));
  config.listen_anywhere = true;
  EXPECT_EQ(FaultOf(config), "");
}

TEST(Config, TheExampleForANetworkIsGood) {
  const auto line = Parse("--config", NETWORK_CONFIG);
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->config.authentication, "required");
  EXPECT_EQ(line->config.certificate_identities.size(), 1u);
  EXPECT_FALSE(line->config.listen_anywhere);
}

TEST(Config, KeysThatDependOnOthersSaySo) {
  const auto fault = [](const auto& change) {
    Config config;
    change(config);
    return FaultOf(config);
  };
  EXPECT_THAT(fault([](Config& c) { c.tls_key = "k"; }), HasSubstr("tls_certificate"));
  EXPECT_THAT(fault([](Config& c) { c.tls_certificate = "c"; }), HasSubstr("tls_key"));
  EXPECT_THAT(fault([](Config& c) { c.tls_client_certificates = "required"; }),
              HasSubstr("takes tls_certificate"));
  EXPECT_THAT(fault([](Config& c) {
                c.tls_certificate = c.tls_key = "x";
                c.tls_client_certificates = "optional";
              }),
              HasSubstr("tls_client_ca"));
  EXPECT_THAT(fault([](Config& c) { c.authentication = "maybe"; }),
              HasSubstr("none, required"));
  EXPECT_THAT(fault([](Config& c) { c.review_needs_second_person = true; }),
              HasSubstr("takes authentication"));
  EXPECT_THAT(fault([](Config& c) { c.facts_need_second_person = true; }),
              HasSubstr("takes authentication"));
  EXPECT_THAT(fault([](Config& c) { c.rate_limit_per_second = 5; }),
              HasSubstr("takes authentication"));
  EXPECT_THAT(fault([](Config& c) { c.rate_limit_burst = 5; }),
              HasSubstr("takes rate_limit_per_second"));
}

TEST(Config, MetricsBeyondLoopbackTakeAWord) {
  Config config;
  config.metrics_listen_anywhere = true;
  EXPECT_THAT(FaultOf(config), HasSubstr("takes metrics_listen"));
  config.metrics_listen = "0.0.0.0:9447";
  EXPECT_EQ(FaultOf(config), "");
  config.metrics_listen_anywhere = false;
  EXPECT_THAT(FaultOf(config), HasSubstr("neither TLS nor authentication"));
  config.metrics_listen = "127.0.0.1:0";
  EXPECT_EQ(FaultOf(config), "");
  config.metrics_listen = "9447";
  EXPECT_THAT(FaultOf(config), HasSubstr("HOST:PORT"));
}

TEST(Config, CertificatesHaveIdentities) {
  const std::string head =
      "authentication: required\ntls_certificate: c\ntls_key: k\ntls_client_ca: a\n"
      "tls_client_certificates: required\ncertificate_identities:\n";
  const auto parsed = [&](const std::string& entry) {
    return Parse("--config", WriteFile(head + entry).c_str());
  };
  const auto good = parsed(
      "  - {certificate: 'dns:ci.example', subject: ci, roles: [editor], vendors: "
      "[a]}\n");
  ASSERT_TRUE(good.ok()) << good.status();
  EXPECT_THAT(
      good->config.certificate_identities,
      ElementsAre(CertificateIdentity{"dns:ci.example", "ci", {"editor"}, {"a"}}));
  const auto fault = [&](const std::string& entry) {
    return std::string(parsed(entry).status().message());
  };
  EXPECT_THAT(fault("  - {certificate: ci, subject: ci, roles: [editor]}\n"),
              HasSubstr("dns:NAME"));
  EXPECT_THAT(fault("  - {certificate: 'cn:ci', subject: 'a, b', roles: [editor]}\n"),
              HasSubstr("comma"));
  EXPECT_THAT(fault("  - {certificate: 'cn:ci', subject: ci, roles: [root]}\n"),
              HasSubstr("'root' is no role"));
  EXPECT_THAT(fault("  - {certificate: 'cn:ci', subject: ci}\n"), HasSubstr("Required"));
  EXPECT_THAT(fault("  - {certificate: 'cn:ci', subject: ci, roles: [admin], vendors: "
                    "[a]}\n"),
              HasSubstr("cannot be limited"));
}

}  // namespace
}  // namespace clausebook
