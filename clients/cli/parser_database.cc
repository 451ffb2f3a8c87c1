// The commands `admin check`, `admin backup` and `admin restore`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kCheckHelp[] =
    R"(  clausebook admin check /var/lib/clausebook/clausebook.db
  clausebook admin check /backup/monday.db --json

The database may be in use: it is only read. Of a backup its manifest is checked too.
Looked at are pages, the schema and its steps, references, the digests of all texts and
files, places of clauses and quotes, and numbering.

Exit codes:
  0  sound
  1  not sound: what was found is told; restore a backup
  2  wrong options
  4  there is no such file
  5  it cannot be read, or is of a newer version)";

constexpr char kBackupHelp[] =
    R"(  clausebook admin backup /var/lib/clausebook/clausebook.db /backup/monday.db
  clausebook admin backup clausebook.db then.db --known-at 2026-01-31
  clausebook --server compliance.example:7447 admin backup before-the-audit

With files it is done on this machine, and no server is asked. With --server that server
makes it (takes the role admin), in the folder that its operator has configured, under the
id that is named, or one made of the time.
The database may be in use. The copy is of one moment, is checked like `admin check` does
it, and gets its name only then; FILE.json beside it tells its digest. With --known-at it
is cut: what was recorded until then, and no trace of what came later.

Exit codes: 0 done, 1 there is such a backup, or the database is not sound, 2 wrong
options, 4 no database, 5 disk or permissions, 3 no server)";

constexpr char kRestoreHelp[] =
    R"(  clausebook admin restore /backup/monday.db /var/lib/clausebook/clausebook.db

Stop the server first. The backup is checked, copied beside the database, and put in its
place in one step; what was there stays beside it as DATABASE.before-restore-TIME. Refused
while a server runs.

Exit codes: 0 done, 1 a server runs, or the backup is not what its manifest says, 4 no
such backup, 5 disk or permissions)";

}  // namespace

void Parser::AddDatabaseCommands(CLI::App& admin) {
  using What = AdminOptions::What;
  CLI::App* check = Add(admin, "check",
                        "Whether a database or backup is sound, all the way", kCheckHelp);
  check->add_option("database", admin_.database, "The database, or a backup")
      ->required()
      ->type_name("FILE");
  check->callback([this] {
    admin_.what = What::kCheck;
    chosen = admin_;
  });

  CLI::App* backup =
      Add(admin, "backup", "Make a verified copy, also while a server runs", kBackupHelp);
  backup->add_option("database", admin_.database, "The database; with --server an id")
      ->type_name("FILE");
  backup->add_option("to", admin_.backup, "The backup, a new file; not with --server")
      ->type_name("FILE");
  backup
      ->add_option("--known-at", admin_.known_at,
                   "Only what was known then: a time, or a day, which means its end")
      ->type_name("TIME");
  backup->callback([this] {
    admin_.what = What::kBackup;
    chosen = admin_;
  });

  CLI::App* restore =
      Add(admin, "restore", "Put a backup in the place of a database", kRestoreHelp);
  restore->add_option("backup", admin_.backup, "The backup")
      ->required()
      ->type_name("FILE");
  restore->add_option("database", admin_.database, "The database; made if missing")
      ->required()
      ->type_name("FILE");
  restore->callback([this] {
    admin_.what = What::kRestore;
    chosen = admin_;
  });
}

}  // namespace clausebook::cli
