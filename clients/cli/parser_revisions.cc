// The grammar of the commands on what changes from one revision to another.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kPolicyHelp[] =
    "The policy: its id, or name vendors/V/policies/P or platforms/F/policies/P";
constexpr char kRevisionHelp[] = "A revision's effective date, id or name";

}  // namespace

void Parser::AddRevisionCommands() {
  CLI::App* diff =
      Add(app, "diff", "Compare two revisions of a policy, word by word",
          "  clausebook diff privacy-policy\n"
          "  clausebook diff privacy-policy 2024-03-01 2025-09-15\n"
          "  clausebook diff vendors/lanternfish/policies/dpa --html changes.html\n\n"
          "Without revisions: the last against the one before; with one: that against "
          "the last.");
  diff->add_option("policy", diff_.policy, kPolicyHelp)->required()->type_name("POLICY");
  diff->add_option("old", diff_.old_revision, kRevisionHelp)->type_name("OLD");
  diff->add_option("new", diff_.new_revision, kRevisionHelp)->type_name("NEW");
  diff->add_option("--html", diff_.html,
                   "Write one page for a browser; - is standard output")
      ->type_name("FILE");
  diff->callback([this] { chosen = diff_; });

  CLI::App* preview =
      Add(app, "preview", "Tell what a revision would change before it is recorded",
          "  clausebook preview privacy-policy --file new-policy.md --effective "
          "2027-01-01\n"
          "  clausebook preview privacy-policy --file new-policy.md --effective "
          "2027-01-01 --app tidewatch\n\n"
          "Nothing is stored. Answers are compared on the day from which both hold: "
          "today, or\nthe effective date if it is later.");
  preview->add_option("policy", preview_.policy, kPolicyHelp)
      ->required()
      ->type_name("POLICY");
  preview->add_option("--file", preview_.file, "The new text; - is standard input")
      ->required()
      ->type_name("FILE");
  preview->add_option("--effective", preview_.effective, "When it takes effect")
      ->required()
      ->type_name("DAY");
  preview->add_option("--as-of", preview_.as_of, "Compare the answers on this day")
      ->type_name("DAY");
  preview
      ->add_option("--format", preview_.format,
                   "text, markdown, html, docx, pdf (default: by the file)")
      ->check(CLI::IsMember({"text", "markdown", "html", "docx", "pdf"}))
      ->type_name("FORMAT");
  preview
      ->add_option("--app", preview_.apps,
                   "Compare the answers about this app only; may be repeated")
      ->type_name("APP")
      ->expected(1)
      ->take_all();
  preview->callback([this] { chosen = preview_; });
}

}  // namespace clausebook::cli
