// The audit log of a real server: what is done and what is refused is in it, it can be
// listed and exported over the wire, and checked with no server, to the point of finding
// what somebody did to the file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>

#include <string>
#include <vector>

#include "service/signing/key_file.h"
#include "tests/testing/must.h"
#include "tests/testing/program.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Whoever has the file can do this.
void Execute(const std::string& database, const std::string& sql) {
  sqlite3* file = nullptr;
  ASSERT_EQ(sqlite3_open(database.c_str(), &file), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(file, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(file);
  sqlite3_close(file);
}

class AuditCli : public ::testing::Test {
 protected:
  AuditCli() {
    const auto key = Must(signing::PrivateKey::Generate());
    Must(signing::CreatePrivateKeyFile(key_, key));
    Must(signing::CreatePublicKeyFile(public_key_, key.public_key()));
    admin_ = RunProgram({CLAUSEBOOKD_PATH, "--database", database_,
                         "--create-admin-token", "Ada"})
                 .out;
    StartServer();
  }
  void StartServer() {
    server_ =
        ServerProcess::Start(database_, {"--authentication", "required", "--audit-key",
                                         key_, "--audit-checkpoints", checkpoints_,
                                         "--audit-checkpoint-seconds", "1"});
    ASSERT_NE(server_, nullptr);
  }
  // What was refused is written down at the latest when the server ends.
  void Stop() {
    server_->Signal(SIGTERM);
    EXPECT_EQ(server_->Wait(), 0);
  }
  ProgramResult Run(std::vector<std::string> words, const std::string& token) {
    words.insert(words.begin(), {CLAUSEBOOK_PATH, "--server", server_->address()});
    return RunProgram(std::move(words), {"CLAUSEBOOK_TOKEN=" + token, "COLUMNS=160"});
  }
  ProgramResult Verify(const std::string& file, std::vector<std::string> more = {}) {
    std::vector<std::string> words{CLAUSEBOOK_PATH, "audit",    "verify", file,
                                   "--public-key",  public_key_};
    words.insert(words.end(), more.begin(), more.end());
    return RunProgram(std::move(words), {"COLUMNS=160"});
  }
  std::string TokenFor(const std::string& subject, const std::string& role) {
    const auto made = Run({"admin", "token", "create", subject, "--role", role}, admin_);
    EXPECT_EQ(made.exit_code, 0) << made.err;
    return made.out;
  }
  // A book of an invented vendor.
  void ApplyBook(const std::string& token, int exit_code) {
    WriteWholeFile(folder_.File("factbook.yaml"),
                   "clausebook: 1\nvendor: {id: saltmarsh, name: Saltmarsh}\n");
    EXPECT_EQ(Run({"apply", folder_.path()}, token).exit_code, exit_code);
  }

  TempDir folder_;
  TempDir safe_;
  const std::string database_ = safe_.File("audit.db");
  const std::string key_ = safe_.File("audit.key");
  const std::string public_key_ = safe_.File("audit.pub");
  const std::string checkpoints_ = safe_.File("checkpoints.jsonl");
  std::string admin_;
  std::unique_ptr<ServerProcess> server_;
};

TEST_F(AuditCli, WhatIsDoneAndWhatIsRefusedIsToldOf) {
  const std::string editor = TokenFor("Mara Lind", "editor");
  const std::string reader = TokenFor("Eve", "reader");
  ApplyBook(editor, 0);
  EXPECT_EQ(Run({"admin", "token", "list"}, reader).exit_code, 1);
  EXPECT_EQ(Run({"apps"}, "cbk_wrong").exit_code, 1);
  EXPECT_EQ(Run({"admin", "token", "list"}, admin_).exit_code, 0);
  EXPECT_EQ(Run({"audit", "list"}, editor).exit_code, 1) << "for admins only";
  Stop();
  StartServer();
  const auto all = Run({"audit", "list"}, admin_);
  ASSERT_EQ(all.exit_code, 0) << all.err;
  EXPECT_THAT(all.out, AllOf(HasSubstr("clausebookd --create-admin-token"),
                             HasSubstr("Mara Lind clausebook.v1.BookService/ApplyBook"),
                             HasSubstr("vendors/saltmarsh"), HasSubstr("127.0.0.1")));
  EXPECT_THAT(all.out, AllOf(HasSubstr("Ada clausebook.v1.AdminService/CreateToken"),
                             HasSubstr("Ada clausebook.v1.AdminService/ListTokens")));
  EXPECT_THAT(all.out, Not(HasSubstr("cbk_")));
  const auto denied = Run({"audit", "list", "--only", "denied"}, admin_);
  EXPECT_THAT(
      denied.out,
      AllOf(HasSubstr("Eve clausebook.v1.AdminService/ListTokens PERMISSION_DENIED"),
            HasSubstr("UNAUTHENTICATED"), Not(HasSubstr("ApplyBook"))));
  const auto hers = Run({"audit", "list", "--subject", "Mara Lind"}, admin_);
  EXPECT_THAT(hers.out, AllOf(HasSubstr("ApplyBook"), Not(HasSubstr("Eve"))));
  const auto later = Run({"audit", "list", "--since", "2999-01-01"}, admin_);
  EXPECT_EQ(later.out, "There are no such entries in the audit log.\n");
  EXPECT_EQ(Run({"audit", "list", "--since", "soon"}, admin_).exit_code, 2);
}

TEST_F(AuditCli, TheLogIsCheckedWithNoServer) {
  ApplyBook(TokenFor("Mara Lind", "editor"), 0);
  const std::string exported = folder_.File("audit.jsonl");
  Stop();
  StartServer();  // so that all until now is signed
  ASSERT_EQ(Run({"audit", "export", exported}, admin_).exit_code, 0);
  const auto of_export = Verify(exported, {"--checkpoints", checkpoints_});
  EXPECT_EQ(of_export.exit_code, 0) << of_export.out << of_export.err;
  Stop();
  const auto whole = Verify(database_, {"--checkpoints", checkpoints_});
  EXPECT_EQ(whole.exit_code, 0) << whole.out << whole.err;
  EXPECT_THAT(whole.out, AllOf(HasSubstr("is whole"), HasSubstr("signed until"),
                               Not(HasSubstr("not signed yet"))));
  const auto checked = RunProgram({CLAUSEBOOK_PATH, "admin", "check", database_});
  EXPECT_EQ(checked.exit_code, 0) << checked.out;

  // Somebody hides what she did, with all that hangs on it in the database.
  Execute(database_,
          "DROP TRIGGER audit_entries_keep_d; DROP TRIGGER audit_checkpoints_keep_d;"
          "DELETE FROM audit_checkpoints WHERE sequence > 2;"
          "DELETE FROM audit_entries WHERE sequence > 2;");
  const auto alone = Verify(database_);
  EXPECT_EQ(alone.exit_code, 0) << alone.out;
  EXPECT_THAT(alone.out, HasSubstr("cannot be seen")) << "what was signed went too";
  const auto cut = Verify(database_, {"--checkpoints", checkpoints_});
  EXPECT_EQ(cut.exit_code, 1);
  EXPECT_THAT(cut.out, HasSubstr("was cut off"));
}

TEST_F(AuditCli, WhatIsWrongIsTheExitCode) {
  Stop();
  EXPECT_EQ(Verify(folder_.File("none")).exit_code, 4);
  EXPECT_EQ(Verify(database_, {"--checkpoints", folder_.File("none")}).exit_code, 2);
  EXPECT_EQ(
      RunProgram({CLAUSEBOOK_PATH, "audit", "verify", database_, "--public-key", key_})
          .exit_code,
      2)
      << "no public key";
  const auto unsigned_check =
      RunProgram({CLAUSEBOOK_PATH, "audit", "verify", database_}, {"COLUMNS=160"});
  EXPECT_EQ(unsigned_check.exit_code, 0);
  EXPECT_THAT(unsigned_check.out, HasSubstr("No signature was checked"));
  EXPECT_EQ(ServerProcess::Start(database_, {"--audit-key", public_key_}), nullptr);
}

}  // namespace
}  // namespace clausebook::testing
