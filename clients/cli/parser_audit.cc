// The command `audit`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kAuditVerifyHelp[] =
    R"(  clausebook audit verify /var/lib/clausebook/clausebook.db --public-key audit.pub
  clausebook audit verify audit.jsonl --public-key audit.pub --checkpoints points.jsonl

Of a database (which may be in use) or of what `audit export` wrote; no server is asked.
Finds whatever was changed, taken out, put in, or moved. That the end was cut off, or all
of it written anew, is found up to the newest checkpoint: keep checkpoints where whoever
can write the database cannot, and name them here. --checkpoints takes the file that the
server appends to (audit_checkpoints) or its log in JSON.

Exit codes: 0 whole, 1 not whole, or nothing is signed by the key, 2 wrong options or no
such key, 4 no such file, 5 it cannot be read)";

}  // namespace

void Parser::AddAuditCommand() {
  using What = AuditOptions::What;
  CLI::App* audit = Add(app, "audit", "Who did what: list the audit log, check it",
                        "  clausebook audit list --only denied\n"
                        "  clausebook audit verify clausebook.db --public-key audit.pub");
  audit->require_subcommand(1);

  CLI::App* list =
      Add(*audit, "list", "List entries, the newest first",
          "  clausebook audit list --since 2026-01-31 --subject 'Mara Lind'");
  list->add_option("--since", audit_.since, "From this time or day on")
      ->type_name("TIME");
  list->add_option("--until", audit_.until, "Before this time, or to the end of this day")
      ->type_name("TIME");
  list->add_option("--subject", audit_.subject, "Only what she did")->type_name("NAME");
  list->add_option("--only", audit_.kind, "write, denied, administration")
      ->check(CLI::IsMember({"write", "denied", "administration"}))
      ->type_name("KIND");
  list->add_option("--limit", audit_.limit, "At most so many")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N")
      ->capture_default_str();
  list->callback([this] {
    audit_.what = What::kList;
    chosen = audit_;
  });

  CLI::App* save = Add(*audit, "export", "Write the whole log to a file, to keep it",
                       "  clausebook audit export audit.jsonl");
  save->add_option("file", audit_.file, "Where to; '-' is standard output")
      ->required()
      ->type_name("FILE");
  save->callback([this] {
    audit_.what = What::kExport;
    chosen = audit_;
  });

  CLI::App* verify =
      Add(*audit, "verify", "Whether an audit log is whole, with no server",
          kAuditVerifyHelp);
  verify->add_option("file", audit_.file, "A database, a backup, or an exported log")
      ->required()
      ->type_name("FILE");
  verify
      ->add_option("--public-key", audit_.public_keys,
                   "Who signs checkpoints; several where keys were changed")
      ->allow_extra_args(false)
      ->type_name("FILE");
  verify
      ->add_option("--checkpoints", audit_.checkpoints,
                   "Checkpoints that were kept elsewhere")
      ->allow_extra_args(false)
      ->type_name("FILE");
  verify->callback([this] {
    audit_.what = What::kVerify;
    chosen = audit_;
  });
}

}  // namespace clausebook::cli
