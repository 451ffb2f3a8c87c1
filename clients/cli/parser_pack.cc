// The commands `pack`, `verify` and `keys`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kPackExamples[] =
    R"(  clausebook pack --app tidewatch --signing-key release.pem --out tidewatch.pack.json
  clausebook pack --app tidewatch --questionnaire marketplace-privacy-security \
      --signing-key release.pem --out tab.pack.json
  clausebook pack --app soundings --questionnaire amsel-2026 \
      --signing-key release.pem --out amsel.pack.json

A pack holds answers, the quotes that they rest on and the texts that these are from, for
somebody who trusts neither the service nor this program: clausebook verify checks it
offline. It is signed here and not by the server: the signature is that of whoever has the
key. Every quote is looked up in its text before anything is signed.)";

constexpr char kVerifyExamples[] =
    R"(  clausebook ask data-sold --app tidewatch --output json > answer.json
  clausebook verify answer.json --text privacy-policy.md
  clausebook verify answers.json --texts my-book
  clausebook verify tidewatch.pack.json --public-key lanternfish.pub.pem

A signed answer pack brings its texts along; only the signer's key is needed, which you have
from the signer and not with the pack. With --public-key nothing else than a pack will do.

Exit codes: 0 all good, 1 something failed, 2 something could not be checked)";

}  // namespace

void Parser::AddPackCommand() {
  CLI::App* pack =
      Add(app, "pack", "Write answers with all that they rest on into one signed file",
          kPackExamples);
  pack->add_option("--app", pack_.app,
                   "The app: its id, Marketplace key, or name vendors/V/apps/A")
      ->required()
      ->type_name("APP");
  pack->add_option(
          "--questionnaire", pack_.questionnaire,
          "A filled questionnaire (clausebook responses), with its items and the "
          "file that goes out, or a known one; default: all questions")
      ->type_name("QUESTIONNAIRE");
  pack->add_option("--as-of", pack_.times.as_of,
                   "When it was true: a day, YYYY-MM-DD (default: today)")
      ->type_name("DAY");
  pack->add_option("--known-at", pack_.times.known_at,
                   "What was known then: a time, or a day, which means its end (default: "
                   "now)")
      ->type_name("TIME");
  pack->add_option("--form", pack_.form,
                   "Of a filled questionnaire without a file: markdown, json, csv, xlsx, "
                   "html (default: markdown)")
      ->check(CLI::IsMember({"markdown", "json", "csv", "xlsx", "html"}))
      ->type_name("FORM");
  pack->add_flag("--include-unapproved", pack_.include_unapproved,
                 "Also put answers into its file that nobody has approved");
  pack->add_option("--signing-key", pack_.signing_key,
                   "File with the private key, made by clausebook keys create")
      ->required()
      ->type_name("FILE");
  pack->add_option("--out", pack_.out, "File to write; - is standard output")
      ->required()
      ->type_name("FILE");
  pack->callback([this] { chosen = pack_; });
}

void Parser::AddVerifyCommand() {
  CLI::App* verify =
      Add(app, "verify", "Check answers and answer packs against their texts, offline",
          kVerifyExamples);
  verify
      ->add_option("files", verify_.files,
                   "Answers as JSON, or a signed pack; - is standard input")
      ->required()
      ->type_name("FILE");
  verify
      ->add_option("--public-key", verify_.public_keys,
                   "Key of who has to have signed the pack; may be repeated")
      ->type_name("FILE")
      ->expected(1)
      ->take_all();
  verify->add_option("--text", verify_.texts, "A cited text; may be repeated")
      ->type_name("FILE")
      ->expected(1)
      ->take_all();
  verify->add_option("--texts", verify_.dirs, "A folder of texts; may be repeated")
      ->type_name("DIR")
      ->expected(1)
      ->take_all();
  verify->add_flag("--fetch", verify_.fetch,
                   "Take texts from the service; so does an explicit --server");
  verify->callback([this] { chosen = verify_; });
}

void Parser::AddKeysCommand() {
  CLI::App* keys = Add(app, "keys", "Keys that answer packs are signed with",
                       "  clausebook keys create release.pem\n"
                       "  clausebook keys show release.pem");
  keys->require_subcommand(1);
  CLI::App* create =
      Add(*keys, "create", "Make a private key, and its public one beside it",
          "  clausebook keys create release.pem\n\n"
          "Writes release.pem, which only you may read, and "
          "release.pub.pem, which you\ngive to whoever is to check your "
          "signatures. Ed25519; nothing is overwritten.");
  create->add_option("file", keys_.file, "Where the private key goes")
      ->required()
      ->type_name("FILE");
  create->add_option("--public", keys_.public_file, "Where the public key goes")
      ->type_name("FILE");
  create->callback([this] {
    keys_.what = KeysOptions::What::kCreate;
    chosen = keys_;
  });
  CLI::App* show = Add(*keys, "show", "Print a key's id and its public part",
                       "  clausebook keys show release.pem");
  show->add_option("file", keys_.file, "A private or public key")
      ->required()
      ->type_name("FILE");
  show->callback([this] {
    keys_.what = KeysOptions::What::kShow;
    chosen = keys_;
  });
}

}  // namespace clausebook::cli
