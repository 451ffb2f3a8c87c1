// The real command line against a real server that holds the example books.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_CLI_TEST_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_CLI_TEST_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/testing/program.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook {

// One server for all tests of a suite: tests that write use a vendor of their own.
class CliTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    shared_ = std::make_unique<Shared>();
    shared_->server =
        testing::ServerProcess::Start(shared_->folder.File("test.db"), {}, nullptr);
    ASSERT_NE(shared_->server, nullptr);
    for (const char* book : {"/deploy/demo-platform", "/deploy/demo"}) {
      const auto applied = Run({"apply", std::string(CLAUSEBOOK_SOURCE) + book});
      ASSERT_EQ(applied.exit_code, 0) << applied.err;
    }
  }
  static void TearDownTestSuite() { shared_.reset(); }

  // `clausebook words…`, asking the suite's server.
  static testing::ProgramResult Run(std::vector<std::string> words) {
    return RunAt(shared_->server->address(), std::move(words));
  }
  static testing::ProgramResult RunAt(const std::string& server,
                                      std::vector<std::string> words) {
    words.insert(words.begin(), CLAUSEBOOK_PATH);
    return testing::RunProgram(std::move(words), {"CLAUSEBOOK_SERVER=" + server,
                                                  "COLUMNS=160", "LC_ALL=C.UTF-8"});
  }
  // What it wrote to standard output, having ended well and without complaint.
  static std::string Output(std::vector<std::string> words) {
    const auto result = Run(std::move(words));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(result.err, "");
    return result.out;
  }
  // What it complained of, having ended with `exit_code` and written nothing else.
  static std::string Complaint(std::vector<std::string> words, int exit_code) {
    const auto result = Run(std::move(words));
    EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err, "");
    return result.err;
  }

  static std::string server() { return shared_->server->address(); }

  testing::TempDir folder_;

 private:
  struct Shared {
    testing::TempDir folder;
    std::unique_ptr<testing::ServerProcess> server;
  };
  static inline std::unique_ptr<Shared> shared_;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_CLI_TEST_H_
