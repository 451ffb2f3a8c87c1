// The first token, and tokens over the command line, with real processes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <string>
#include <vector>

#include "tests/testing/program.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

constexpr char kATokenAlone[] = "cbk_[-_A-Za-z0-9]*\n";

class AdminCli : public ::testing::Test {
 protected:
  ProgramResult FirstToken(const std::string& name) {
    return RunProgram(
        {CLAUSEBOOKD_PATH, "--database", database_, "--create-admin-token", name});
  }
  void StartServer() {
    server_ = ServerProcess::Start(database_, {"--authentication", "required"});
    ASSERT_NE(server_, nullptr);
  }
  ProgramResult Run(std::vector<std::string> words, const std::string& token) {
    words.insert(words.begin(), {CLAUSEBOOK_PATH, "--server", server_->address()});
    return token.empty() ? RunProgram(std::move(words))
                         : RunProgram(std::move(words), {"CLAUSEBOOK_TOKEN=" + token});
  }

  TempDir folder_;
  const std::string database_ = folder_.File("admin.db");
  std::unique_ptr<ServerProcess> server_;
};

TEST_F(AdminCli, ThatThereAreNoTokensIsSaid) {
  server_ = ServerProcess::Start(database_, {});
  ASSERT_NE(server_, nullptr);
  EXPECT_EQ(Run({"admin", "token", "list"}, "").out,
            "No token is good now; --all lists those that were.\n");
  EXPECT_EQ(Run({"admin", "token", "list", "--all"}, "").out,
            "No token was ever made.\n");
  EXPECT_THAT(Run({"admin", "token", "list", "--json"}, "").out,
              Not(HasSubstr("No token")));
}

TEST_F(AdminCli, FromTheFirstTokenToOneThatIsRevoked) {
  const auto first = FirstToken("Mara Lind");
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, MatchesRegex(kATokenAlone));
  EXPECT_THAT(first.err, Not(HasSubstr("cbk_")));
  StartServer();
  EXPECT_EQ(Run({"ping"}, "").exit_code, 0) << "health is told to everybody";
  const auto stranger = Run({"apps"}, "");
  EXPECT_EQ(stranger.exit_code, 1);
  EXPECT_THAT(stranger.err, HasSubstr("--token-file"));
  EXPECT_EQ(Run({"apps"}, first.out).exit_code, 0);

  const auto made = Run({"admin", "token", "create", "job", "--role", "reader,editor",
                         "--vendor", "acme", "--note", "Of the release."},
                        first.out);
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, MatchesRegex(kATokenAlone));
  const auto list = Run({"admin", "token", "list"}, first.out);
  EXPECT_THAT(list.out, HasSubstr("Mara Lind  admin"));
  EXPECT_THAT(list.out, HasSubstr("job  reader,editor of vendors/acme"));
  EXPECT_THAT(list.out, HasSubstr("Of the release."));
  EXPECT_THAT(list.out, Not(HasSubstr("cbk_")));

  const std::string token_file = folder_.File("job.token");
  WriteWholeFile(token_file, made.out);
  const auto refused = Run({"apps", "--token-file", token_file}, "");
  EXPECT_EQ(refused.exit_code, 1) << "all vendors' apps";
  const auto own = Run({"apps", "--vendor", "acme", "--token-file", token_file}, "");
  EXPECT_EQ(own.exit_code, 4) << own.err << "admitted, but there is no such vendor yet";
  EXPECT_EQ(Run({"admin", "token", "list", "--token-file", token_file}, "").exit_code, 1);

  const auto job =
      list.out.substr(list.out.rfind("tokens/", list.out.find("  job  ")), 23);
  const auto gone =
      Run({"admin", "token", "revoke", job, "--reason", "Lost."}, first.out);
  ASSERT_EQ(gone.exit_code, 0) << gone.err;
  EXPECT_THAT(gone.out, HasSubstr("by Mara Lind"));
  EXPECT_EQ(Run({"apps", "--vendor", "acme", "--token-file", token_file}, "").exit_code,
            1);
  EXPECT_THAT(Run({"admin", "token", "list"}, first.out).out, Not(HasSubstr("job")));
  EXPECT_THAT(Run({"admin", "token", "list", "--all"}, first.out).out, HasSubstr("job"));
}

TEST_F(AdminCli, AFirstTokenIsMadeWhileNoServerHasTheDatabase) {
  StartServer();
  const auto refused = FirstToken("Mara Lind");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(FirstToken("Lind, Mara").exit_code, 1);
  EXPECT_EQ(FirstToken("").exit_code, 1) << "an empty name is no reason to serve";
}

TEST_F(AdminCli, TokensOutliveTheServer) {
  const auto first = FirstToken("Mara Lind");
  StartServer();
  const auto made =
      Run({"admin", "token", "create", "job", "--role", "reader"}, first.out);
  ASSERT_EQ(made.exit_code, 0) << made.err;
  server_->Signal(SIGTERM);
  server_->Wait();
  StartServer();
  EXPECT_EQ(Run({"apps"}, made.out).exit_code, 0);
}

}  // namespace
}  // namespace clausebook::testing
