// The command `responses` and those below it.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kResponsesExamples[] =
    R"(  clausebook responses --vendor lanternfish
  clausebook responses show acme-2026
  clausebook responses approve acme-2026 --all-proposed --by 'Mara Lind'
  clausebook responses override acme-2026 14 --answer Yes --reason 'Since the audit.' \
      --expires 2027-06-30 --by 'Mara Lind'
  clausebook responses export acme-2026 --out filled.xlsx
  clausebook responses diff acme-2026

`clausebook fill --record ID` makes one. RESPONSE is its id, V/ID, or its whole name
vendors/V/responses/ID; items are named by their number.)";

using What = ResponsesOptions::What;

}  // namespace

void Parser::AddResponsesCommand() {
  CLI::App* responses =
      Add(app, "responses", "Filled questionnaires: list, approve, export, compare",
          kResponsesExamples);
  responses->require_subcommand(0, 1);
  responses->add_option("--vendor", responses_.vendor, "Only of this vendor")
      ->type_name("VENDOR");
  responses->add_option("--app", responses_.app, "Only those that speak of this app")
      ->type_name("APP");
  CLI::App* list = Add(*responses, "list", "List them (also without a command)",
                       "  clausebook responses list --app tidewatch");
  list->callback([this] { responses_.what = What::kList; });

  CLI::App* show = Add(*responses, "show", "One with its items, the open ones first",
                       "  clausebook responses show acme-2026 --open");
  show->add_flag("--open", responses_.open_only, "Only items that need a person");
  show->callback([this] { responses_.what = What::kShow; });

  CLI::App* exports =
      Add(*responses, "export", "Write the filled file",
          "  clausebook responses export acme-2026 --out filled.xlsx\n"
          "  clausebook responses export tab-2026 --form markdown --out -\n\n"
          "Refused (exit code 1) while something that would go out is not approved.");
  exports->add_option("--out", responses_.out, "File to write; - is standard output")
      ->required()
      ->type_name("FILE");
  exports
      ->add_option("--ledger", responses_.ledger,
                   "Write what was written into which cell from which answer, as JSON")
      ->type_name("FILE");
  exports
      ->add_option("--form", responses_.form,
                   "The form of a questionnaire without a file (default: by --out)")
      ->check(CLI::IsMember({"markdown", "json", "csv", "xlsx", "html", "payload"}))
      ->type_name("FORM");
  exports->add_flag("--include-unapproved", responses_.include_unapproved,
                    "Also write answers that nobody has approved; the file says so");
  exports->callback([this] { responses_.what = What::kExport; });

  CLI::App* diff = Add(*responses, "diff",
                       "Which answers that we gave would be different today, and why",
                       "  clausebook responses diff acme-2026\n"
                       "  clausebook responses diff acme-2026 --exit-code || echo 'tell "
                       "them'");
  diff->add_option("--as-of", responses_.times.as_of,
                   "Compare with this day, YYYY-MM-DD (default: today)")
      ->type_name("DAY");
  diff->add_option("--known-at", responses_.times.known_at,
                   "Compare with what was known then (default: now)")
      ->type_name("TIME");
  diff->add_flag("--exit-code", responses_.exit_code, "End with 14 if any would be");
  diff->callback([this] { responses_.what = What::kDiff; });

  AddResponseDecisions(*responses);
  for (CLI::App* command : {show, exports, diff}) {
    command->add_option("response", responses_.response, "The response")
        ->required()
        ->type_name("RESPONSE");
  }
  responses->callback([this] { chosen = responses_; });  // after those below it
}

void Parser::AddResponseDecisions(CLI::App& responses) {
  CLI::App* approve =
      Add(responses, "approve", "Stand for items as they are proposed",
          "  clausebook responses approve acme-2026 3 4 7 --by 'Mara Lind'\n"
          "  clausebook responses approve acme-2026 --all-proposed --by 'Mara Lind'");
  CLI::App* overrides =
      Add(responses, "override", "Answer an item yourself, until a day",
          "  clausebook responses override acme-2026 14 --answer Yes --comment 'ISO "
          "27001.' \\\n      --reason 'Certificate of May.' --expires 2027-05-01 --by "
          "'Mara Lind'");
  CLI::App* reopen = Add(
      responses, "reopen", "Take back what was decided about items",
      "  clausebook responses reopen acme-2026 14 --by 'Mara Lind' --reason 'Lapsed.'");
  for (CLI::App* command : {approve, overrides, reopen}) {
    command->add_option("response", responses_.response, "The response")
        ->required()
        ->type_name("RESPONSE");
    auto* items = command->add_option("items", responses_.items, "Numbers of items");
    items->type_name("ITEM");
    if (command != approve) items->required();
    command
        ->add_option("--by", responses_.by,
                     "Who decides; recorded (environment: CLAUSEBOOK_REVIEWER)")
        ->envname("CLAUSEBOOK_REVIEWER")
        ->required()
        ->type_name("NAME");
    command->add_flag("--dry-run", responses_.dry_run,
                      "Only tell what would be recorded");
    if (command != approve) {
      auto* reason = command->add_option("--reason", responses_.reason,
                                         "Why; recorded with the decision");
      reason->type_name("TEXT");
      if (command == overrides) reason->required();
    }
  }
  approve->add_flag("--all-proposed", responses_.all_proposed,
                    "All items that are proposed");
  approve->callback([this] { responses_.what = What::kApprove; });
  overrides
      ->add_option("--answer", responses_.answer,
                   "What goes into the answer's cell; one of its list's words")
      ->type_name("TEXT");
  overrides->add_option("--comment", responses_.comment, "What goes beside it")
      ->type_name("TEXT");
  overrides
      ->add_option("--expires", responses_.expires,
                   "First day on which it counts no more, YYYY-MM-DD; at most two years")
      ->required()
      ->type_name("DAY");
  overrides->callback([this] { responses_.what = What::kOverride; });
  reopen->callback([this] { responses_.what = What::kReopen; });
}

}  // namespace clausebook::cli
