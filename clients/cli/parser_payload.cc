// The command `payload`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kPayloadExamples[] =
    R"(  clausebook payload compare told.json --app tidewatch
  clausebook payload compare told.json --app tidewatch --exit-code || echo 'correct it'
  clausebook payload make --app tidewatch --out payload.json

The payload is what a form's interface takes, such as that of the Marketplace's Privacy &
Security tab. compare holds what you told against what your evidence says; make writes what
the evidence supports, and leaves out what only a person can say. Nothing is sent.)";

void AddPayloadOptions(CLI::App& command, PayloadOptions& options) {
  command
      .add_option("--app", options.app,
                  "The app: its id, Marketplace key, or name vendors/V/apps/A")
      ->required()
      ->type_name("APP");
  command
      .add_option("--questionnaire", options.questionnaire,
                  "The form (default: marketplace-privacy-security)")
      ->type_name("QUESTIONNAIRE");
  command
      .add_option("--as-of", options.times.as_of,
                  "When it was true: a day, YYYY-MM-DD (default: today)")
      ->type_name("DAY");
  command
      .add_option("--known-at", options.times.known_at,
                  "What was known then: a time, or a day, which means its end (default: "
                  "now)")
      ->type_name("TIME");
}

}  // namespace

void Parser::AddPayloadCommand() {
  CLI::App* payload = Add(
      app, "payload", "What you told a form's interface, against what your evidence says",
      kPayloadExamples);
  payload->require_subcommand(1);
  CLI::App* compare =
      Add(*payload, "compare", "Say where a payload and the evidence differ",
          "  clausebook payload compare told.json --app tidewatch --all");
  compare->add_option("file", payload_.file, "The payload, JSON; - is standard input")
      ->required()
      ->type_name("FILE");
  AddPayloadOptions(*compare, payload_);
  compare->add_flag("--all", payload_.all, "Also list what only a person can say");
  compare->add_flag("--exit-code", payload_.exit_code,
                    "End with 14 if any field differs");
  compare->callback([this] { chosen = payload_; });

  CLI::App* make = Add(*payload, "make", "Write the payload that the evidence supports",
                       "  clausebook payload make --app tidewatch --out payload.json");
  AddPayloadOptions(*make, payload_);
  make->add_option("--out", payload_.out, "File to write; - is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  make->callback([this] {
    payload_.make = true;
    chosen = payload_;
  });
}

}  // namespace clausebook::cli
