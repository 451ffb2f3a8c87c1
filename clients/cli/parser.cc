#include "clients/cli/parser.h"

#include "clients/cli/help_format.h"
#include "service/main/version.h"

namespace clausebook::cli {
namespace {

constexpr char kFooter[] = R"(Examples:
  clausebook demo
  clausebook apply my-book --dry-run
  clausebook ask stores-data-off-atlassian --app tidewatch
  clausebook answers --app tidewatch --verdict unknown,conflict

Exit codes:
  0   done; with ask --exit-code: YES or a value
  1   refused: faults in a fact book, a failed verification, a stale plan, findings of a
      check, a manifest that is no YAML, a book that would undo reviews, a caller who is
      not known or may not do it
  2   wrong usage: options, names, dates; verify: something could not be checked
  3   the server cannot be reached, or did not answer in time
  4   not found
  5   the server failed, or is overloaded
  10  with ask --exit-code: NO
  11  with ask --exit-code: UNKNOWN
  12  with ask --exit-code: CONFLICT
  13  fill: done, and some rows need a person
  14  with responses diff or payload compare --exit-code: something differs
  130 cancelled with Ctrl-C

Colours are left out when NO_COLOR is set. Text is wrapped to the terminal's width, or to
COLUMNS.)";

constexpr char kAppHelp[] = "The app: its id, Marketplace key, or name vendors/V/apps/A";
constexpr char kAsOfHelp[] = "When it was true: a day, YYYY-MM-DD (default: today)";
constexpr char kKnownAtHelp[] =
    "What was known then: a time, or a day, which means its end (default: now)";

void AddTimes(CLI::App& command, TimeOptions& times) {
  command.add_option("--as-of", times.as_of, kAsOfHelp)->type_name("DAY");
  command.add_option("--known-at", times.known_at, kKnownAtHelp)->type_name("TIME");
}

}  // namespace

Parser::Parser(int help_width)
    : app("Asks Clausebook how apps handle data; every answer comes with its clause.",
          "clausebook") {
  app.formatter(MakeHelpFormatter(help_width));  // of the commands below too
  app.footer(kFooter);
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("clausebook ") + kVersion,
                       "Print the version and exit");
  // Options of the program may also stand behind the command.
  app.fallthrough();
  AddGlobals();
  AddQuestionCommands();
  AddBookCommands();
  AddListCommands();
  AddCatalogCommands();
  AddRevisionCommands();
  AddCheckCommand();
  AddManifestCommand();
  AddSuggestCommand();
  AddReportCommand();
  AddReviewCommand();
  AddFillCommand();
  AddResponsesCommand();
  AddMatchCommand();
  AddMappingsCommand();
  AddPayloadCommand();
  AddPackCommand();
  AddKeysCommand();
  AddAdminCommand();
  AddAuditCommand();
  AddOtherCommands();
}

CLI::App* Parser::Add(CLI::App& parent, const std::string& name,
                      const std::string& description, const std::string& examples) {
  CLI::App* command = parent.add_subcommand(name, description);
  command->group("Commands");
  command->footer("Examples:\n" + examples);
  return command;
}

void Parser::AddGlobals() {
  server = app.add_option("--server", global.server,
                          "HOST:PORT of the service (environment: CLAUSEBOOK_SERVER)")
               ->type_name("HOST:PORT")
               ->capture_default_str();
  timeout = app.add_option("--timeout", global.timeout_seconds,
                           "Seconds to wait for an answer; files may take 10 minutes")
                ->check(CLI::Range(0.001, 3600.0))
                ->type_name("SECONDS")
                ->capture_default_str();
  app.add_option("--token-file", global.token_file,
                 "File with the token to call with (environment, the token itself: "
                 "CLAUSEBOOK_TOKEN)")
      ->type_name("FILE");
  app.add_option("--ca", global.ca,
                 "Use TLS; who may have issued the server's certificate, a PEM file "
                 "(environment: CLAUSEBOOK_CA)")
      ->type_name("FILE");
  app.add_option("--cert", global.cert, "Use TLS, with this client certificate")
      ->type_name("FILE");
  app.add_option("--key", global.key, "The client certificate's key")->type_name("FILE");
  app.add_flag("--tls", global.tls, "Use TLS, and trust whom the system trusts");
  app.add_option("--output", global.output,
                 "text for people, json for programs; suggest also writes yaml")
      ->check(CLI::IsMember({"text", "json", "yaml"}))
      ->type_name("FORMAT")
      ->capture_default_str();
  app.add_flag_callback(
      "--json", [this] { global.output = "json"; }, "The same as --output json");
  app.add_option("--color", global.color, "auto: on a terminal only")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN")
      ->capture_default_str();
}

void Parser::AddQuestionCommands() {
  CLI::App* ask = Add(app, "ask", "Ask one question about one app",
                      "  clausebook ask stores-data-off-atlassian --app tidewatch\n"
                      "  clausebook ask retention-after-uninstall --app soundings "
                      "--as-of 2024-06-01\n"
                      "  clausebook ask data-sold --app tidewatch --exit-code || "
                      "echo 'not a YES'");
  ask->add_option("question", ask_.question, "The question's id, or its exact wording")
      ->required()
      ->type_name("QUESTION");
  ask->add_option("--app", ask_.app, kAppHelp)->required()->type_name("APP");
  AddTimes(*ask, ask_.times);
  ask->add_flag("--exit-code", ask_.exit_code,
                "End with 10 on NO, 11 on UNKNOWN, 12 on CONFLICT");
  ask->callback([this] { chosen = ask_; });

  CLI::App* answers =
      Add(app, "answers", "Answer all questions about one app",
          "  clausebook answers --app tidewatch\n"
          "  clausebook answers --app tidewatch --verdict unknown,conflict\n"
          "  clausebook answers --app tidewatch --output json > answers.json");
  answers->add_option("--app", answers_.app, kAppHelp)->required()->type_name("APP");
  AddTimes(*answers, answers_.times);
  answers
      ->add_option("--verdict", answers_.verdicts,
                   "Only these: yes, no, unknown, conflict, value")
      ->delimiter(',')
      ->type_name("VERDICTS");
  answers->add_option("--topic", answers_.topic, "Only questions of this topic")
      ->type_name("TOPIC");
  answers->callback([this] { chosen = answers_; });

  AddVerifyCommand();
}

void Parser::AddBookCommands() {
  CLI::App* apply = Add(app, "apply", "Make the service hold what a fact book says",
                        "  clausebook apply my-book --dry-run\n"
                        "  clausebook apply my-book");
  apply->add_option("dir", apply_.dir, "The book: factbook.yaml and the texts it names")
      ->required()
      ->type_name("DIR");
  apply->add_flag("--dry-run", apply_.dry_run, "Only show what would change");
  apply->add_flag("--undo-reviews", apply_.undo_reviews,
                  "Also where that undoes what a reviewer decided in the service");
  apply->callback([this] { chosen = apply_; });

  CLI::App* exports = Add(app, "export", "Write what the service holds as a fact book",
                          "  clausebook export lanternfish my-book\n"
                          "  clausebook export vendors/lanternfish my-book --force");
  exports
      ->add_option("publisher", export_.publisher,
                   "vendors/V or platforms/P, or just the id")
      ->required()
      ->type_name("PUBLISHER");
  exports->add_option("dir", export_.dir, "Where to; made if it is missing")
      ->required()
      ->type_name("DIR");
  exports->add_option("--known-at", export_.known_at, kKnownAtHelp)->type_name("TIME");
  exports->add_flag("--force", export_.force,
                    "Overwrite files in a folder that has some");
  exports->callback([this] { chosen = export_; });
}

void Parser::AddListCommands() {
  CLI::App* apps = Add(app, "apps", "List apps",
                       "  clausebook apps\n  clausebook apps --vendor lanternfish");
  apps->add_option("--vendor", apps_.vendor, "Only of this vendor")->type_name("VENDOR");
  apps->add_option("--known-at", apps_.known_at, kKnownAtHelp)->type_name("TIME");
  apps->add_flag("--ids", apps_.ids, "Ids only, one a line");
  apps->callback([this] { chosen = apps_; });

  CLI::App* policies =
      Add(app, "policies", "List policies; show one, its clauses or its text",
          "  clausebook policies --publisher lanternfish\n"
          "  clausebook policies show privacy-policy\n"
          "  clausebook policies clauses privacy-policy 2024-03-01\n"
          "  clausebook policies text vendors/lanternfish/policies/dpa > dpa.txt");
  policies->require_subcommand(0, 1);
  policies->add_option("--publisher", policies_.name, "Only of this vendor or platform")
      ->type_name("PUBLISHER");
  using PolicyWhat = PoliciesOptions::What;
  const auto add_policy = [&](const char* name, const char* help, const char* examples,
                              PolicyWhat what) {
    CLI::App* command = Add(*policies, name, help, examples);
    command
        ->add_option("policy", policies_.name,
                     what == PolicyWhat::kShow
                         ? "The policy: its id, or name vendors/V/policies/P"
                         : "The policy: its id or name; or a revision's whole name")
        ->required()
        ->type_name("POLICY");
    if (what != PolicyWhat::kShow) {
      command
          ->add_option("revision", policies_.revision,
                       "The revision's effective date, id or name (default: the last)")
          ->type_name("REVISION");
    }
    command->callback([this, what] { policies_.what = what; });
  };
  add_policy("show", "One policy with its revisions",
             "  clausebook policies show privacy-policy", PolicyWhat::kShow);
  add_policy("clauses", "The clauses of a revision",
             "  clausebook policies clauses privacy-policy\n"
             "  clausebook policies clauses privacy-policy 2024-03-01",
             PolicyWhat::kClauses);
  add_policy("text", "A revision's text, to the byte",
             "  clausebook policies text privacy-policy > policy.md\n"
             "  clausebook policies text vendors/v/policies/dpa/revisions/R",
             PolicyWhat::kText);
  policies->callback([this] { chosen = policies_; });  // after the commands below it

  CLI::App* facts = Add(app, "facts", "List facts; show one",
                        "  clausebook facts --app tidewatch\n"
                        "  clausebook facts --state awaiting-review\n"
                        "  clausebook facts show hosting-forge");
  facts->require_subcommand(0, 1);
  facts->add_option("--publisher", facts_.publisher, "Only of this vendor or platform")
      ->type_name("PUBLISHER");
  facts->add_option("--app", facts_.app, "Only those whose scope covers this app")
      ->type_name("APP");
  facts->add_option("--property", facts_.property, "Only those on this property")
      ->type_name("PROPERTY");
  facts
      ->add_option("--state", facts_.states,
                   "Only in these states: active, not-yet-valid, expired, "
                   "awaiting-review, retracted, proposed")
      ->delimiter(',')
      ->type_name("STATES");
  AddTimes(*facts, facts_.times);
  CLI::App* fact = Add(*facts, "show", "One fact",
                       "  clausebook facts show hosting-forge\n"
                       "  clausebook facts show vendors/lanternfish/facts/hosting-forge");
  fact->add_option("name", facts_.name, "Its id, or name vendors/V/facts/F")
      ->required()
      ->type_name("FACT");
  fact->callback([this] { facts_.what = FactsOptions::What::kShow; });
  facts->callback([this] { chosen = facts_; });
}

void Parser::AddOtherCommands() {
  CLI::App* history = Add(app, "history", "What was recorded and retracted, newest first",
                          "  clausebook history tidewatch\n"
                          "  clausebook history hosting-forge");
  history->add_option("of", history_.of, "A fact, app, vendor or platform: id or name")
      ->required()
      ->type_name("APP|FACT|PUBLISHER");
  history->callback([this] { chosen = history_; });

  CLI::App* demo = Add(app, "demo", "Start a server with the example book, ask, and show",
                       "  clausebook demo\n  clausebook demo --keep");
  demo->add_flag("--keep", demo_.keep, "Leave the server running until Ctrl-C");
  demo->callback([this] { chosen = demo_; });

  CLI::App* completion =
      Add(app, "completion", "Print the completion script of a shell",
          "  source <(clausebook completion bash)\n"
          "  clausebook completion zsh > \"${fpath[1]}/_clausebook\"\n"
          "  clausebook completion fish > ~/.config/fish/completions/clausebook.fish");
  completion->add_option("shell", completion_.shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("SHELL");
  completion->callback([this] { chosen = completion_; });

  Add(app, "ping", "Ask whether the server is serving", "  clausebook ping")
      ->callback([this] { chosen = PingOptions(); });
  Add(app, "version", "Print the version", "  clausebook version")->callback([this] {
    chosen = VersionOptions();
  });
}

}  // namespace clausebook::cli
