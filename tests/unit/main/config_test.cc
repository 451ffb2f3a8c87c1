// The server's configuration: defaults, file, flags, and what is refused.
#include "service/main/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <type_traits>
#include <variant>

#include "service/base/error.h"
#include "service/main/options.h"
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

// What an option is set to, as text.
std::string ValueOf(const Option& option, const Config& config) {
  return std::visit(
      [&](auto member) {
        if constexpr (std::is_same_v<decltype(member), std::string Config::*>) {
          return config.*member;
        } else {
          return std::to_string(config.*member);
        }
      },
      option.value);
}

// Something else than its default, which the file takes.
std::string OtherValueOf(const Option& option) {
  const std::string usual = ValueOf(option, Config());
  if (std::holds_alternative<bool Config::*>(option.value))
    return usual == "0" ? "1" : "0";
  if (std::holds_alternative<std::string Config::*>(option.value)) return "other";
  return std::to_string(option.most) == usual ? std::to_string(option.least)
                                              : std::to_string(option.most);
}

void Set(const Option& option, const std::string& value, Config& config) {
  if (const auto* const on = std::get_if<bool Config::*>(&option.value)) {
    config.*(*on) = value == "1";
  } else if (const auto* const text = std::get_if<std::string Config::*>(&option.value)) {
    config.*(*text) = value;
  } else {
    config.*std::get<int Config::*>(option.value) = std::stoi(value);
  }
}

TEST(Config, TheShippedFileHoldsTheDefaults) {
  std::ostringstream shipped;
  shipped << std::ifstream(SHIPPED_CONFIG).rdbuf();
  const Config defaults;
  Config config;
  config.catalogue_files = {"changed"};
  for (const Option& option : Options()) Set(option, OtherValueOf(option), config);
  ASSERT_TRUE(ReadConfigFile(SHIPPED_CONFIG, config).ok());
  EXPECT_EQ(config.catalogue_files, defaults.catalogue_files);
  EXPECT_EQ(config.certificate_identities, defaults.certificate_identities);
  for (const Option& option : Options()) {
    const std::string usual = ValueOf(option, defaults);
    if (!usual.empty()) {
      EXPECT_EQ(ValueOf(option, config), usual) << option.key;
    } else {
      // No value at all cannot be written, so an example is.
      EXPECT_THAT(shipped.str(), HasSubstr(std::string("\n#   ") + option.key + ": "));
    }
  }
}

TEST(Config, EveryOptionIsReadFromTheFileIntoAPlaceOfItsOwn) {
  for (const Option& option : Options()) {
    std::string value = OtherValueOf(option);
    if (std::holds_alternative<bool Config::*>(option.value)) {
      value = value == "1" ? "true" : "false";
    }
    Config config;
    ASSERT_TRUE(
        ReadConfigFile(WriteFile(std::string(option.key) + ": " + value), config).ok())
        << option.key;
    for (const Option& other : Options()) {
      const bool same = std::string(other.key) == option.key;
      EXPECT_EQ(ValueOf(other, config),
                same ? OtherValueOf(option) : ValueOf(other, Config()))
          << option.key << " set, " << other.key << " read";
    }
  }
}

TEST(Config, EveryOptionHasAFlagAndAVariable) {
  ::testing::internal::CaptureStdout();
  const auto line = Parse("--help");
  const std::string help = ::testing::internal::GetCapturedStdout();
  ASSERT_TRUE(line.ok());
  for (const Option& option : Options()) {
    std::string flag = std::string("--") + option.key;
    std::replace(flag.begin(), flag.end(), '_', '-');
    std::string variable = std::string("CLAUSEBOOK_") + option.key;
    std::transform(variable.begin(), variable.end(), variable.begin(), ::toupper);
    EXPECT_THAT(help, HasSubstr("  " + flag)) << option.key;
    EXPECT_THAT(help, HasSubstr("(Env:" + variable + ")")) << option.key;
  }
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
  // What is meant as a limit is none by mistake.
  for (const char* vendors : {"[]", "['-']", "['']", "[a/b]", "['vendors/a']"}) {
    EXPECT_THAT(
        fault("  - {certificate: 'cn:ci', subject: ci, roles: [reader], vendors: " +
              std::string(vendors) + "}\n"),
        HasSubstr("vendors"))
        << vendors;
  }
}

}  // namespace
}  // namespace clausebook
