// Fact books and verification on the command line: what is written, what stays as it
// is, and what is found out.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/integration/cli_test.h"

namespace clausebook {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ReadWholeFile;
using testing::WriteWholeFile;

constexpr char kBook[] = R"(clausebook: 1
vendor: {id: acme, name: Acme}
apps:
  - {id: one, name: One}
policies:
  - id: privacy
    title: Privacy Policy
    revisions:
      - {file: privacy.txt, effective: 2025-01-01}
facts:
  - id: stored
    property: storage.off_platform
    equals: false
    quote: We store no data outside of Atlassian.
)";

class CliBookTest : public CliTest {
 protected:
  // A folder with this book and its text.
  std::string BookWith(const std::string& name, const std::string& book) {
    const std::string dir = folder_.File(name);
    std::filesystem::create_directory(dir);
    WriteWholeFile(dir + "/factbook.yaml", book);
    WriteWholeFile(dir + "/privacy.txt",
                   "Privacy Policy\n\nWe store no data outside of Atlassian.\n");
    return dir;
  }
  static std::string WithVendor(const std::string& id) {
    std::string book = kBook;
    return book.replace(book.find("acme"), 4, id);
  }
  // Answers that cite, and the book with the texts that they cite.
  std::string Answers() {
    const std::string file = folder_.File("answers.json");
    WriteWholeFile(file, Output({"answers", "--app", "vendors/acme/apps/one", "--json",
                                 "--verdict", "no"}));
    return file;
  }
};

TEST_F(CliBookTest, ADryRunShowsThePlanAndChangesNothing) {
  const std::string dir = BookWith("book", WithVendor("dry"));
  EXPECT_THAT(Output({"apply", dir, "--dry-run"}),
              HasSubstr("+ vendors/dry/facts/stored"));
  EXPECT_THAT(Complaint({"apps", "--vendor", "dry"}, 4), HasSubstr("vendors/dry"));
  const auto plan = json::parse(Output({"apply", dir, "--dry-run", "--json"}));
  EXPECT_EQ(plan["changes"].size(), 5u);
}

TEST_F(CliBookTest, ApplyExportApplyChangesNothing) {
  const std::string dir = BookWith("book", WithVendor("trip"));
  EXPECT_THAT(Output({"apply", dir}), HasSubstr("vendors/trip/facts/stored"));
  EXPECT_THAT(Output({"apply", dir}), HasSubstr("Nothing to change"));
  const std::string copy = folder_.File("copy");
  EXPECT_THAT(Output({"export", "trip", copy}), HasSubstr("vendors/trip"));
  EXPECT_THAT(Output({"apply", copy}), HasSubstr("Nothing to change"));
  const std::string example = folder_.File("example");
  Output({"export", "vendors/lanternfish", example});
  EXPECT_THAT(Output({"apply", example}), HasSubstr("Nothing to change"));
}

TEST_F(CliBookTest, ExportOverwritesOnlyIfToldTo) {
  const std::string dir = folder_.File("copy");
  Output({"export", "lanternfish", dir});
  EXPECT_THAT(Complaint({"export", "lanternfish", dir}, 1), HasSubstr("--force"));
  WriteWholeFile(dir + "/other.txt", "mine");
  EXPECT_THAT(Output({"export", "lanternfish", dir, "--force"}), HasSubstr("other.txt"));
  EXPECT_EQ(ReadWholeFile(dir + "/other.txt"), "mine");
  const auto written =
      json::parse(Output({"export", "lanternfish", dir, "--force", "--json"}));
  EXPECT_EQ(written["publisher"], "vendors/lanternfish");
  EXPECT_EQ(written["files"][0], "factbook.yaml");
  EXPECT_THAT(Complaint({"export", "nobody", folder_.File("x")}, 4),
              HasSubstr("'nobody'"));
  EXPECT_THAT(Complaint({"export", "platforms/nobody", folder_.File("x")}, 4),
              HasSubstr("platforms/nobody"));
}

TEST_F(CliBookTest, AFaultIsNamedByFileAndLineAndNothingIsApplied) {
  std::string faulty = WithVendor("faulty");
  faulty.replace(faulty.find("storage.off_platform"), 20, "storage.off_platfrom");
  faulty.replace(faulty.find("no data outside"), 7, "any data");
  const std::string dir = BookWith("book", faulty);
  EXPECT_THAT(
      Complaint({"apply", dir}, 1),
      AllOf(HasSubstr(dir + "/factbook.yaml:12:"), HasSubstr("storage.off_platform"),
            HasSubstr(dir + "/factbook.yaml:14:"), HasSubstr("Nearest is line 3")));
  const auto error = json::parse(Complaint({"apply", dir, "--json"}, 1));
  EXPECT_EQ(error["problems"][0]["line"], 12);
  EXPECT_THAT(Complaint({"apps", "--vendor", "faulty"}, 4), HasSubstr("vendors/faulty"));
}

TEST_F(CliBookTest, WhatIsNoBookIsSaidSo) {
  EXPECT_THAT(Complaint({"apply", folder_.File("none")}, 2),
              HasSubstr("not a directory"));
  std::filesystem::create_directory(folder_.File("empty"));
  EXPECT_THAT(Complaint({"apply", folder_.File("empty")}, 2), HasSubstr("factbook.yaml"));
}

TEST_F(CliBookTest, VerifyPassesAndFailsAfterAnyFlippedByte) {
  const std::string dir = BookWith("book", kBook);
  Output({"apply", dir});
  const std::string answers = Answers();
  const std::string text = dir + "/privacy.txt";
  EXPECT_THAT(Output({"verify", answers, "--text", text}), HasSubstr("ok"));
  EXPECT_THAT(Output({"verify", answers, "--texts", dir}), HasSubstr("ok"));
  EXPECT_THAT(Output({"verify", answers, "--fetch"}), HasSubstr("ok"));
  const auto result = json::parse(Output({"verify", answers, "--text", text, "--json"}));
  EXPECT_FALSE(result.empty());

  std::string bytes = ReadWholeFile(text);
  bytes[bytes.find("no data")] ^= 1;
  WriteWholeFile(text, bytes);
  const auto flipped = Run({"verify", answers, "--text", text});
  EXPECT_EQ(flipped.exit_code, 1) << flipped.out;
  EXPECT_THAT(flipped.out, HasSubstr("FAIL "));
}

TEST_F(CliBookTest, VerifySaysWhatItCouldNotCheck) {
  const std::string dir = BookWith("book", kBook);
  Output({"apply", dir});
  const auto unchecked = Run({"verify", Answers()});
  EXPECT_EQ(unchecked.exit_code, 2);
  EXPECT_THAT(unchecked.out, HasSubstr("not checked"));
  EXPECT_THAT(Complaint({"verify", folder_.File("none.json")}, 2),
              HasSubstr("none.json"));
  const std::string other = folder_.File("other.json");
  WriteWholeFile(other, "{");
  EXPECT_THAT(Complaint({"verify", other}, 2), HasSubstr("not an answer file"));
}

}  // namespace
}  // namespace clausebook
