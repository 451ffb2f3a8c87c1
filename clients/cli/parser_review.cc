// The commands `suggest` and `review`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kSuggestExamples[] =
    "  clausebook suggest privacy-policy\n"
    "  clausebook suggest privacy-policy --book my-book\n"
    "  clausebook suggest new-policy.md --vendor lanternfish\n"
    "  clausebook suggest privacy-policy --output yaml > facts.yaml\n\n"
    "What is suggested is no fact until somebody accepts it: clausebook review.\n"
    "A name with a dot or a slash is a file (./policy for one without an ending). With\n"
    "--book, and for a file without --vendor, no server is needed.";

constexpr char kReviewExamples[] =
    "  clausebook review privacy-policy --as 'Mara Lind, Head of Security'\n"
    "  clausebook review --book my-book\n"
    "  clausebook review lanternfish --json\n"
    "  clausebook review privacy-policy --as 'Mara Lind' --accept use-sold-1f3c5a7b9d\n"
    "  clausebook review privacy-policy --as 'Mara Lind' --reject use-sold-1f3c5a7b9d "
    "--reason 'Only of marketing.'\n\n"
    "On a terminal it asks, one key a suggestion, and writes when you leave. With "
    "--book\n"
    "it writes reviewed.yaml into the book and needs no server; apply does the rest.";

}  // namespace

void Parser::AddSuggestCommand() {
  CLI::App* suggest =
      Add(app, "suggest", "Read facts out of a policy, as suggestions", kSuggestExamples);
  suggest
      ->add_option("what", suggest_.what,
                   "A policy: its id or name; or a file, - is "
                   "standard input")
      ->type_name("POLICY|FILE");
  suggest->add_option("--book", suggest_.book, "Read the policy of this fact book")
      ->type_name("DIR");
  suggest
      ->add_option("--revision", suggest_.revision,
                   "Of a policy: a revision's effective date, id or name (default: the "
                   "last)")
      ->type_name("REVISION");
  suggest
      ->add_option("--vendor", suggest_.vendor,
                   "Of a file: whose apps it speaks of (asks the server)")
      ->type_name("VENDOR");
  suggest
      ->add_option("--format", suggest_.format,
                   "Of a file: text, markdown, html, docx, pdf (default: by its name)")
      ->check(CLI::IsMember({"text", "markdown", "html", "docx", "pdf"}))
      ->type_name("FORMAT");
  suggest->add_option("--title", suggest_.title, "Of a file: the document's title")
      ->type_name("TITLE");
  suggest
      ->add_option("--show", suggest_.states,
                   "Only these: open, accepted, rejected (default: text leaves rejected "
                   "ones out, yaml shows open ones)")
      ->delimiter(',')
      ->check(CLI::IsMember({"open", "accepted", "rejected"}))
      ->type_name("STATES");
  suggest->callback([this] { chosen = suggest_; });
}

void Parser::AddReviewCommand() {
  CLI::App* review =
      Add(app, "review", "Decide about suggestions, and facts whose clause was changed",
          kReviewExamples);
  review->add_option("what", review_.what, "A policy, vendor or platform")
      ->type_name("POLICY|PUBLISHER");
  review->add_option("--book", review_.book, "Review this fact book, without a server")
      ->type_name("DIR");
  review
      ->add_option("--as", review_.reviewer,
                   "Who decides; recorded with every decision (environment: "
                   "CLAUSEBOOK_REVIEWER; else a terminal is asked)")
      ->envname("CLAUSEBOOK_REVIEWER")
      ->type_name("NAME");
  const auto add_ids = [&](const char* name, std::vector<std::string>& ids,
                           const char* help) {
    review->add_option(name, ids, help)
        ->delimiter(',')
        ->type_name("ID")
        ->expected(1)
        ->take_all();
  };
  add_ids("--accept", review_.accept, "Accept this, and ask nothing; may be repeated");
  add_ids("--reject", review_.reject, "Reject this, and ask nothing; may be repeated");
  review->add_option("--reason", review_.reason, "Why; recorded with --reject")
      ->type_name("TEXT");
  review->add_flag("--dry-run", review_.dry_run, "Only tell what would be recorded");
  review->callback([this] { chosen = review_; });
}

}  // namespace clausebook::cli
