// The command `report`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kReportExamples[] =
    R"(  clausebook report --app tidewatch --out tidewatch.html
  clausebook report --vendor lanternfish --out reports
  clausebook report --vendor lanternfish --matrix --out matrix.html
  clausebook report --vendor lanternfish --apps tidewatch,soundings --out some

With --app: one page on the app. With --vendor: a folder with the table of all apps by all
questions (index.html) and a report for each app (apps/APP.html), linked; with --matrix the
table alone. Pages need no server and load nothing. #QUESTION at the end of a page's
address leads to the answer to that question.)";

}  // namespace

void Parser::AddReportCommand() {
  CLI::App* report =
      Add(app, "report", "Write answers as a page for a browser", kReportExamples);
  auto* one = report->add_option("--app", report_.app,
                                 "The app: its id, Marketplace key, or name "
                                 "vendors/V/apps/A");
  one->type_name("APP");
  auto* all = report->add_option("--vendor", report_.vendor, "All apps of the vendor");
  all->type_name("VENDOR")->excludes(one);
  report
      ->add_option("--apps", report_.apps,
                   "Only these of the vendor's apps; names with commas between, at most "
                   "200")
      ->delimiter(',')
      ->needs(all)
      ->type_name("APPS");
  report->add_flag("--matrix", report_.matrix, "Only the table, as one page")->needs(all);
  report
      ->add_option("--out", report_.out,
                   "File to write; - is standard output. Without --matrix, --vendor "
                   "takes a folder")
      ->required()
      ->type_name("FILE");
  report
      ->add_option("--as-of", report_.times.as_of,
                   "When it was true: a day, YYYY-MM-DD "
                   "(default: today)")
      ->type_name("DAY");
  report
      ->add_option("--known-at", report_.times.known_at,
                   "What was known then: a time, or a day, which means its end (default: "
                   "now)")
      ->type_name("TIME");
  report->callback([this] { chosen = report_; });
}

}  // namespace clausebook::cli
