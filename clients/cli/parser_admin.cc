// The command `admin`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kTokenExamples[] =
    "  clausebook admin token create 'Mara Lind' --role editor,reviewer\n"
    "  clausebook admin token create ci --role editor --vendor lanternfish --days 30 "
    "> token\n"
    "  clausebook admin token list\n"
    "  clausebook admin token revoke 7f3a09c1d2e4b586 --reason 'Left.'\n\n"
    "The first token of a server is made on its machine:\n"
    "  clausebookd --config FILE --create-admin-token NAME";

}  // namespace

void Parser::AddAdminCommand() {
  CLI::App* admin =
      Add(app, "admin", "Tokens of callers; check, back up and restore databases",
          "  clausebook admin check clausebook.db\n"
          "  clausebook admin token list");
  admin->require_subcommand(1);
  AddDatabaseCommands(*admin);
  CLI::App* token =
      Add(*admin, "token", "Tokens by which callers are known", kTokenExamples);
  token->require_subcommand(1);
  using What = AdminTokenOptions::What;

  CLI::App* create = Add(*token, "create", "Make a token, and print it this once",
                         "  clausebook admin token create ci --role editor > token");
  create
      ->add_option("subject", admin_token_.subject,
                   "Whom it makes its bearer known as: a person's or program's name")
      ->required()
      ->type_name("NAME");
  create->add_option("--role", admin_token_.roles, "reader, editor, reviewer, admin")
      ->required()
      ->delimiter(',')
      ->check(CLI::IsMember({"reader", "editor", "reviewer", "admin"}))
      ->type_name("ROLES");
  create->add_option("--vendor", admin_token_.vendors, "Only for these vendors")
      ->delimiter(',')
      ->type_name("VENDORS");
  create->add_option("--days", admin_token_.days, "How long it is good")
      ->check(CLI::Range(1, 366))
      ->type_name("DAYS")
      ->capture_default_str();
  create->add_option("--note", admin_token_.note, "What it is for")->type_name("TEXT");
  create->callback([this] {
    admin_token_.what = What::kCreate;
    chosen = admin_token_;
  });

  CLI::App* list =
      Add(*token, "list", "List the tokens that stand", "  clausebook admin token list");
  list->add_flag("--all", admin_token_.all, "Also those that were revoked or ran out");
  list->callback([this] {
    admin_token_.what = What::kList;
    chosen = admin_token_;
  });

  CLI::App* revoke = Add(*token, "revoke", "Admit nobody by a token any more",
                         "  clausebook admin token revoke 7f3a09c1d2e4b586");
  revoke->add_option("token", admin_token_.name, "Its id, or name tokens/ID")
      ->required()
      ->type_name("TOKEN");
  revoke->add_option("--reason", admin_token_.reason, "Why")->type_name("TEXT");
  revoke->callback([this] {
    admin_token_.what = What::kRevoke;
    chosen = admin_token_;
  });
}

}  // namespace clausebook::cli
