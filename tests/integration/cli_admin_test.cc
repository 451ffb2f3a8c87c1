// admin: database files checked, backed up under a running server, and put back.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/integration/cli_test.h"

namespace clausebook {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kNobodyThere[] = "127.0.0.1:1";

// A server of its own, which the test may stop.
class CliAdminTest : public ::testing::Test {
 protected:
  void SetUp() override {
    server_ = testing::ServerProcess::Start(database_, {}, nullptr);
    ASSERT_NE(server_, nullptr);
    const auto applied = Run({"--server", server_->address(), "apply",
                              std::string(CLAUSEBOOK_SOURCE) + "/deploy/demo"});
    ASSERT_EQ(applied.exit_code, 0) << applied.err;
  }
  // No server is asked, so none is named.
  testing::ProgramResult Run(std::vector<std::string> words) {
    words.insert(words.begin(), CLAUSEBOOK_PATH);
    return testing::RunProgram(
        std::move(words),
        {std::string("CLAUSEBOOK_SERVER=") + kNobodyThere, "COLUMNS=160"});
  }
  void Stop() {
    server_->Signal(SIGTERM);
    EXPECT_EQ(server_->Wait(), 0);
  }

  testing::TempDir folder_;
  const std::string database_ = folder_.File("clausebook.db");
  const std::string backup_ = folder_.File("monday.db");
  std::unique_ptr<testing::ServerProcess> server_;
};

TEST_F(CliAdminTest, ADatabaseInUseIsCheckedAndBackedUp) {
  const auto checked = Run({"admin", "check", database_});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.out, AllOf(HasSubstr("is sound."), HasSubstr("revisions")));
  const auto made = Run({"admin", "backup", database_, backup_, "--json"});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(nlohmann::json::parse(made.out)["sha256"].get<std::string>().size(), 64U);
  const auto sound = Run({"admin", "check", backup_, "--json"});
  EXPECT_EQ(sound.exit_code, 0) << sound.err;
  EXPECT_TRUE(nlohmann::json::parse(sound.out)["sound"].get<bool>());
  EXPECT_GT(nlohmann::json::parse(sound.out)["counts"]["facts"].get<int>(), 0);
  EXPECT_EQ(Run({"admin", "backup", database_, backup_}).exit_code, 1)
      << "none is overwritten";
}

TEST_F(CliAdminTest, ABackupIsPutBackWhenTheServerIsGone) {
  ASSERT_EQ(Run({"admin", "backup", database_, backup_}).exit_code, 0);
  const auto refused = Run({"admin", "restore", backup_, database_});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("Another process has the database open"));
  Stop();
  const auto restored = Run({"admin", "restore", backup_, database_, "--json"});
  EXPECT_EQ(restored.exit_code, 0) << restored.err;
  EXPECT_TRUE(std::filesystem::exists(
      nlohmann::json::parse(restored.out)["keptAs"].get<std::string>()));
  server_ = testing::ServerProcess::Start(database_, {}, nullptr);
  ASSERT_NE(server_, nullptr);
  EXPECT_EQ(
      Run({"--server", server_->address(), "ask", "data-sold", "--app", "tidewatch"})
          .exit_code,
      0);
}

TEST_F(CliAdminTest, WhatIsWrongIsToldAndIsTheExitCode) {
  ASSERT_EQ(Run({"admin", "backup", database_, backup_}).exit_code, 0);
  std::string bytes = testing::ReadWholeFile(backup_);
  bytes[bytes.size() / 2] ^= 1;
  testing::WriteWholeFile(backup_, bytes);
  const auto changed = Run({"admin", "check", backup_});
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_THAT(changed.out, HasSubstr("is not sound"));
  const auto missing = Run({"admin", "check", folder_.File("none.db")});
  EXPECT_EQ(missing.exit_code, 4);
  EXPECT_THAT(missing.err, HasSubstr(folder_.File("none.db")));
  EXPECT_EQ(Run({"admin", "restore", folder_.File("none.db"), database_}).exit_code, 4);
  EXPECT_EQ(Run({"admin", "backup", database_, folder_.File("no/such.db")}).exit_code, 4);
  EXPECT_EQ(
      Run({"admin", "backup", database_, folder_.File("x.db"), "--known-at", "soon"})
          .exit_code,
      2);
  EXPECT_EQ(Run({"admin"}).exit_code, 2);
}

TEST_F(CliAdminTest, ACopyIsCutAtATime) {
  const auto made =
      Run({"admin", "backup", database_, backup_, "--known-at", "2001-01-01", "--json"});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(nlohmann::json::parse(made.out)["lastCommit"], "none")
      << "nothing was known then";
  const auto counts =
      nlohmann::json::parse(Run({"admin", "check", backup_, "--json"}).out)["counts"];
  EXPECT_EQ(counts["facts"], 0);
}

// By a server that is named: into its own folder, and nowhere else.
class CliServerBackupTest : public CliAdminTest {
 protected:
  void Restart(std::vector<std::string> flags) {
    Stop();
    server_ = testing::ServerProcess::Start(database_, flags, nullptr);
    ASSERT_NE(server_, nullptr);
  }
  testing::ProgramResult BackUp(std::vector<std::string> words) {
    words.insert(words.begin(), {"--server", server_->address(), "admin", "backup"});
    return Run(std::move(words));
  }
  std::vector<std::string> Backups() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(backups_.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }
  testing::TempDir backups_;
};

TEST_F(CliServerBackupTest, TheServerMakesItInItsFolder) {
  Restart({"--backup-folder", backups_.path()});
  const auto made = BackUp({"monday"});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("monday.db in its backup folder, checked."));
  EXPECT_THAT(Backups(), ::testing::UnorderedElementsAre("monday.db", "monday.db.json"));
  const auto again = BackUp({"monday"});
  EXPECT_EQ(again.exit_code, 1) << "none is overwritten";
  const auto named = BackUp({"--json"});
  ASSERT_EQ(named.exit_code, 0) << named.err;
  const auto json = nlohmann::json::parse(named.out);
  const std::string file = backups_.File(json["backupId"].get<std::string>() + ".db");
  EXPECT_EQ(json["sha256"],
            nlohmann::json::parse(testing::ReadWholeFile(file + ".json"))["sha256"]);
  const auto cut = BackUp({"then", "--known-at", "2001-01-01", "--json"});
  ASSERT_EQ(cut.exit_code, 0) << cut.err;
  EXPECT_FALSE(nlohmann::json::parse(cut.out).contains("lastCommitTime"));
  Stop();
  EXPECT_EQ(Run({"admin", "restore", file, database_}).exit_code, 0);
}

TEST_F(CliServerBackupTest, NoClientChoosesAPath) {
  Restart({"--backup-folder", backups_.path()});
  for (const std::string id : {"../escaped", "/tmp/escaped", "a/b", "a.db"}) {
    const auto refused = BackUp({id});
    EXPECT_EQ(refused.exit_code, 2) << id << refused.err;
  }
  EXPECT_EQ(BackUp({database_, backups_.File("x.db")}).exit_code, 2)
      << "a file of this machine is not the server's to make";
  EXPECT_EQ(Run({"admin", "backup", database_}).exit_code, 2);
  EXPECT_THAT(Backups(), ::testing::IsEmpty());
}

TEST_F(CliServerBackupTest, WithoutAFolderNoneIsMade) {
  const auto refused = BackUp({});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("backup_folder"));
  Restart({"--backup-folder", backups_.File("gone")});
  const auto gone = BackUp({"monday"});
  EXPECT_NE(gone.exit_code, 0);
}

}  // namespace
}  // namespace clausebook
