// The command `check`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kCheckExamples[] =
    R"(  clausebook check --app tidewatch
  clausebook check --fail-on medium
  clausebook check --app tidewatch --manifest manifest.yml --book compliance
  clausebook check --app tidewatch --manifest manifest.yml --format sarif > check.sarif
  clausebook check --app tidewatch --manifest manifest.yml --fail-on-faults

Before a release, with no server: the manifest that is about to be deployed is held against
the fact book that stands beside it. Without --book the book in ./clausebook is taken, if
there is one and no --server is named; else the server is asked.

Exit codes:
  0  nothing at or above --fail-on
  1  there is: a release would contradict what is published; with --fail-on-faults also a
     manifest or descriptor that has faults
  2  wrong options; a manifest or fact book that cannot be read
  3  the server cannot be reached
  4  no such app or vendor

What each finding means: service/checking/CHECKS.md)";

}  // namespace

void Parser::AddCheckCommand() {
  CLI::App* check = Add(
      app, "check", "Find what contradicts each other: policies, manifests, attestations",
      kCheckExamples);
  check->add_option("--app", check_.apps, "The app; may be repeated (default: all)")
      ->type_name("APP")
      ->expected(1)
      ->take_all();
  check
      ->add_option("--vendor", check_.vendor,
                   "All apps of the vendor (default: of all vendors)")
      ->type_name("VENDOR");
  check
      ->add_option("--manifest", check_.manifest,
                   "A Forge manifest to check instead of the one on record")
      ->type_name("FILE");
  check
      ->add_option("--descriptor", check_.descriptor,
                   "A Connect descriptor to check instead of the one on record")
      ->type_name("FILE");
  check->add_option("--book", check_.book, "The vendor's fact book: no server is asked")
      ->type_name("DIR");
  check
      ->add_option("--platform-book", check_.platform_books,
                   "With --book: a platform's fact book; may be repeated (default: Forge "
                   "and Connect as shipped)")
      ->type_name("DIR")
      ->expected(1)
      ->take_all();
  check
      ->add_option("--fail-on", check_.fail_on,
                   "Exit with 1 for findings of this gravity or above")
      ->check(CLI::IsMember({"info", "low", "medium", "high"}))
      ->type_name("GRAVITY")
      ->capture_default_str();
  check->add_flag(
      "--fail-on-faults", check_.fail_on_faults,
      "Exit with 1 also if the manifest or descriptor has faults: what it says "
      "there may not have been read");
  check
      ->add_option("--format", check_.format,
                   "text, or a form that a code host shows beside the line")
      ->check(CLI::IsMember({"text", "github", "gitlab", "bitbucket", "sarif"}))
      ->type_name("FORM")
      ->capture_default_str();
  check
      ->add_option("--ignore", check_.ignored,
                   "Leave out findings of this pattern, such as log-access or C12")
      ->type_name("PATTERN")
      ->expected(1)
      ->take_all();
  check->add_option("--as-of", check_.times.as_of, "On this day (default: today)")
      ->type_name("DAY");
  check
      ->add_option("--known-at", check_.times.known_at,
                   "By what was known then (default: now); not with --book")
      ->type_name("TIME");
  check->callback([this] { chosen = check_; });
}

}  // namespace clausebook::cli
