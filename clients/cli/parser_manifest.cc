// The command `manifest`.
#include "clients/cli/parser.h"

namespace clausebook::cli {

void Parser::AddManifestCommand() {
  CLI::App* manifest =
      Add(app, "manifest", "Tell what a Forge manifest or Connect descriptor proves",
          "  clausebook manifest manifest.yml\n"
          "  clausebook manifest atlassian-connect.json --output json\n"
          "  curl -s https://app.example/descriptor | clausebook manifest - --kind "
          "connect\n\n"
          "Reads the files alone: no server, no fact book, nothing inherited from a "
          "platform.\n"
          "Shows faults, whether the app can run on Atlassian and what keeps it out, and "
          "each\n"
          "fact with file and line. A file with faults is read as far as it goes; one "
          "that is no\n"
          "YAML or JSON at all ends with exit code 1, one that cannot be opened with 2.");
  manifest->add_option("file", manifest_.files, "Files; - is standard input")
      ->required()
      ->type_name("FILE");
  manifest
      ->add_option("--kind", manifest_.kind,
                   "What the files are (auto: .json is a descriptor, .yml a manifest)")
      ->check(CLI::IsMember({"auto", "forge", "connect"}))
      ->capture_default_str();
  manifest->callback([this] { chosen = manifest_; });
}

}  // namespace clausebook::cli
