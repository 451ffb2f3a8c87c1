// The command `check`.
#include "clients/cli/parser.h"

namespace clausebook::cli {

void Parser::AddCheckCommand() {
  CLI::App* check = Add(
      app, "check", "Find what contradicts each other: policies, manifests, attestations",
      "  clausebook check --app tidewatch\n"
      "  clausebook check --vendor lanternfish --fail-on medium\n"
      "  clausebook check --app tidewatch --manifest manifest.yml --book compliance\n"
      "  clausebook check --app tidewatch --manifest manifest.yml --book compliance "
      "--format sarif > check.sarif\n\n"
      "With --book no server is needed: a job that is about to release checks the\n"
      "manifest that it has against the fact book that stands beside it. Exit code 1: "
      "there\nare findings at or above --fail-on.");
  check->add_option("--app", check_.apps, "The app (may be given several times)")
      ->type_name("APP");
  check->add_option("--vendor", check_.vendor, "All apps of the vendor")
      ->type_name("VENDOR");
  check
      ->add_option("--manifest", check_.manifest,
                   "A Forge manifest to check instead of the one on record")
      ->type_name("FILE");
  check
      ->add_option("--descriptor", check_.descriptor,
                   "A Connect descriptor to check instead of the one on record")
      ->type_name("FILE");
  check
      ->add_option("--book", check_.book,
                   "The vendor's fact book, checked without a server")
      ->type_name("DIR");
  check
      ->add_option("--platform-book", check_.platform_books,
                   "With --book: fact books of platforms (default: Forge and Connect as "
                   "shipped)")
      ->type_name("DIR");
  check
      ->add_option("--fail-on", check_.fail_on,
                   "Exit with 1 for findings of this gravity or above")
      ->check(CLI::IsMember({"info", "low", "medium", "high"}))
      ->capture_default_str();
  check
      ->add_option("--format", check_.format,
                   "text, or a form that a code host shows beside the line")
      ->check(CLI::IsMember({"text", "github", "gitlab", "bitbucket", "sarif"}))
      ->capture_default_str();
  check->add_option("--as-of", check_.times.as_of, "On this day (default: today)")
      ->type_name("DAY");
  check
      ->add_option("--known-at", check_.times.known_at,
                   "By what was known then (default: now); not with --book")
      ->type_name("TIME");
  check->callback([this] { chosen = check_; });
}

}  // namespace clausebook::cli
