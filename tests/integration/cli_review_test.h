// Fact books with a policy and no facts, to be reviewed on the command line.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_CLI_REVIEW_TEST_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_CLI_REVIEW_TEST_H_

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/integration/cli_test.h"

namespace clausebook {

inline constexpr char kPolicy[] =
    "Privacy Policy\n\nWe never sell your data.\nData is deleted within 30 days after "
    "you "
    "uninstall the app.\nAll data is encrypted at rest.\nWe may share your data with a "
    "partner in some cases.\n";

class CliReviewTest : public CliTest {
 protected:
  // A book of a vendor of its own, without facts.
  std::string MakeBook(const std::string& vendor) {
    const std::string dir = folder_.File(vendor);
    std::filesystem::create_directory(dir);
    testing::WriteWholeFile(
        dir + "/factbook.yaml",
        "clausebook: 1\nvendor: {id: " + vendor + ", name: " + vendor +
            "}\napps:\n  - {id: " + vendor +
            "-app, name: App}\npolicies:\n  - id: " + vendor +
            "-privacy\n    title: Privacy Policy\n    revisions:\n      - "
            "{file: privacy.txt, effective: 2025-01-01}\n");
    testing::WriteWholeFile(dir + "/privacy.txt", kPolicy);
    return dir;
  }
  // The same, held by the server.
  std::string ApplyBook(const std::string& vendor) {
    std::string dir = MakeBook(vendor);
    Output({"apply", dir});
    return dir;
  }
  // `property -> id` of what is suggested.
  static std::map<std::string, std::string> Ids(const std::vector<std::string>& of) {
    std::vector<std::string> words{"suggest", "--json"};
    words.insert(words.end(), of.begin(), of.end());
    std::map<std::string, std::string> ids;
    const auto all = nlohmann::json::parse(Output(words));
    for (const auto& suggestion : all["suggestions"]) {
      const std::string name = suggestion["name"];
      ids[suggestion["fact"]["property"]] = name.substr(name.rfind('/') + 1);
    }
    return ids;
  }
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_CLI_REVIEW_TEST_H_
