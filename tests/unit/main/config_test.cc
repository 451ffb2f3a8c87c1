// The server's configuration: defaults, file, flags, and what is refused.
#include "service/main/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "service/base/error.h"

namespace clausebook {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string WriteFile(const std::string& content) {
  const std::string path = ::testing::TempDir() + "/clausebookd-test.yaml";
  std::ofstream(path) << content;
  return path;
}

template <typename... Args>
absl::StatusOr<CommandLine> Parse(Args... args) {
  const char* argv[] = {"clausebookd", args...};
  return ParseCommandLine(1 + sizeof...(args), argv);
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
  config.reflection = false;
  ASSERT_TRUE(ReadConfigFile(SHIPPED_CONFIG, config).ok());
  const Config defaults;
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
}

TEST(Config, FlagsWinOverTheEnvironmentAndThatOverTheFile) {
  const std::string file =
      WriteFile("readers: 2\nread_queue: 20\nwrite_queue: 30\ncatalogue_files: [a.yaml]\n");
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
  EXPECT_THAT(detail->faults[0].hint, HasSubstr("listen"));
}

TEST(Config, WrongValuesAreRefusedByName) {
  const auto message = [](auto... args) {
    return std::string(Parse(args...).status().message());
  };
  EXPECT_THAT(message("--listen", "nowhere"), HasSubstr("HOST:PORT"));
  EXPECT_THAT(message("--listen", "0.0.0.0:1"), HasSubstr("no TLS"));
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

}  // namespace
}  // namespace clausebook
