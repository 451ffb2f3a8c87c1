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

using ::testing::AllOf;
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
  const auto none = Run({"apps", "--token-file", token_file}, "");
  EXPECT_EQ(none.exit_code, 0) << none.err;
  EXPECT_EQ(none.out, "0 apps\n") << "of the vendor to come";
  const auto refused = Run({"apps", "--vendor", "lind", "--token-file", token_file}, "");
  EXPECT_EQ(refused.exit_code, 1) << "another vendor's";
  EXPECT_THAT(refused.err, HasSubstr("vendors/acme"));
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

TEST_F(AdminCli, ShortNamesAreThoseOfWhatTheTokenMaySee) {
  const auto admin = FirstToken("Mara Lind");
  StartServer();
  const auto applied = Run({"apply", CLAUSEBOOK_SOURCE "/deploy/demo"}, admin.out);
  ASSERT_EQ(applied.exit_code, 0) << applied.err;
  const auto token = [&](const std::string& vendors) {
    return Run({"admin", "token", "create", "job", "--role", "reader", "--vendor",
                vendors},
               admin.out)
        .out;
  };
  const std::string own = token("lanternfish,not-yet-there");
  const std::string others = token("acme");
  const std::vector<std::vector<std::string>> commands = {
      {"ask", "data-sold", "--app", "tidewatch"},
      {"ask", "data-sold", "--app", "tidewatch", "--known-at", "2999-01-01"},
      {"answers", "--app", "tidewatch", "--topic", "hosting"},
      {"apps"},
      {"policies"},
      {"policies", "show", "privacy-policy"},
      {"policies", "text", "privacy-policy"},
      {"diff", "privacy-policy"},
      {"facts"},
      {"facts", "--app", "tidewatch"},
      {"check", "--app", "tidewatch"},
      {"check", "--fail-on", "high"},
      {"responses"},
      {"history", "tidewatch"},
      {"history", "lanternfish"},
      {"export", "lanternfish", folder_.File("book")},
      {"report", "--app", "tidewatch", "--out", folder_.File("r.html")}};
  for (const auto& words : commands) {
    const auto asked = Run(words, own);
    EXPECT_THAT(asked.err, Not(HasSubstr("limited to"))) << words[0];
    EXPECT_LE(asked.exit_code, 2) << words[0] << asked.err;
  }
  EXPECT_EQ(Run({"ask", "data-sold", "--app", "tidewatch"}, own).out,
            Run({"ask", "data-sold", "--app", "tidewatch"}, admin.out).out);
  EXPECT_EQ(Run({"apps"}, own).out, Run({"apps"}, admin.out).out);
  EXPECT_THAT(Run({"ask", "data-sold", "--app", "tidwatch"}, own).err,
              HasSubstr("Did you mean 'tidewatch'?"));

  const auto hidden = Run({"ask", "data-sold", "--app", "tidewatch"}, others);
  EXPECT_EQ(hidden.exit_code, 4);
  EXPECT_THAT(hidden.err, HasSubstr("There is no app 'tidewatch'"));
  EXPECT_THAT(Run({"apps"}, others).out, Not(HasSubstr("tidewatch")));
  const auto vendor = Run({"export", "lanternfish", folder_.File("no")}, others);
  EXPECT_EQ(vendor.exit_code, 4);
  EXPECT_THAT(vendor.err, AllOf(HasSubstr("none of the vendors that you may see"),
                                HasSubstr("vendors/acme")));
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
