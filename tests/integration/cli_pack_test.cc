// Signed answer packs: made from a real server's answers, checked without it, by our own
// program and with none of ours.
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "tests/integration/cli_fill_test.h"

namespace clausebook {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ReadWholeFile;
using testing::WriteWholeFile;

// A server that is not there: what needs none has to do with it.
constexpr char kNowhere[] = "127.0.0.1:1";

class CliPackTest : public CliFillTest {
 protected:
  void SetUp() override {
    Output({"keys", "create", Key()});
    pack_ = folder_.File("answers.pack.json");
  }
  std::string Key() const { return folder_.File("release.pem"); }
  std::string PublicKey() const { return folder_.File("release.pub.pem"); }

  std::vector<std::string> PackWords(const std::string& app) const {
    return {"pack", "--app", app, "--signing-key", Key(), "--out", pack_};
  }
  static std::vector<std::string> With(std::vector<std::string> words,
                                       const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  testing::ProgramResult VerifyOffline(const std::vector<std::string>& more = {}) const {
    return RunAt(kNowhere, With({"verify", pack_, "--public-key", PublicKey()}, more));
  }
  testing::ProgramResult CheckWithoutOurs() const {
    return testing::RunProgram({"/usr/bin/python3",
                                CLAUSEBOOK_SOURCE "/tests/integration/pack_check.py",
                                pack_, PublicKey()});
  }
  void ExpectGood(const std::vector<std::string>& shown) const {
    const auto verified = VerifyOffline();
    EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    for (const std::string& text : shown) EXPECT_THAT(verified.out, HasSubstr(text));
    const auto without = CheckWithoutOurs();
    EXPECT_EQ(without.exit_code, 0) << without.out << without.err;
  }

  std::string pack_;
};

TEST_F(CliPackTest, KeysAreMadeOnceAndShown) {
  struct stat found {};
  ASSERT_EQ(stat(Key().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
  const std::string shown = Output({"keys", "show", Key()});
  EXPECT_EQ(Output({"keys", "show", PublicKey()}), shown);
  EXPECT_THAT(shown, AllOf(HasSubstr("key id"), HasSubstr("BEGIN PUBLIC KEY"),
                           Not(HasSubstr("PRIVATE"))));
  const std::string before = ReadWholeFile(Key());
  EXPECT_THAT(Complaint({"keys", "create", Key()}, 1), HasSubstr("not overwritten"));
  EXPECT_EQ(ReadWholeFile(Key()), before);
  EXPECT_THAT(Complaint({"keys", "create", folder_.File("no/such/key")}, 1),
              HasSubstr("cannot be written"));
  EXPECT_THAT(Complaint({"keys", "show", folder_.File("none")}, 2),
              HasSubstr("cannot be read"));
  const auto made =
      json::parse(Output({"keys", "create", folder_.File("two"), "--json"}));
  EXPECT_EQ(made["keyId"].get<std::string>().size(), 64u);
}

TEST_F(CliPackTest, AllAnswersOfTheExampleAreGoodOffline) {
  for (const char* app : {"tidewatch", "soundings"}) {
    EXPECT_THAT(Output(PackWords(app)),
                AllOf(HasSubstr("Wrote " + pack_), HasSubstr("Signed with the key ")));
    ExpectGood({"All good", "good, by the key", "documents"});
    const auto told = json::parse(VerifyOffline({"--json"}).out);
    EXPECT_EQ(told["ok"], true);
    EXPECT_GT(told["answers"], 100);
    EXPECT_GT(told["citations"].size(), 50u);
  }
}

TEST_F(CliPackTest, AKnownQuestionnaireAndAnEarlierDay) {
  Output(With(PackWords("tidewatch"), {"--questionnaire", "marketplace-privacy-security",
                                       "--as-of", "2025-06-01"}));
  ExpectGood({"as of", "2025-06-01", "marketplace-privacy-security"});
  EXPECT_THAT(
      Complaint(With(PackWords("tidewatch"), {"--questionnaire", "nothing-such"}), 4),
      HasSubstr("nothing-such"));
  EXPECT_THAT(Complaint(With(PackWords("tidewatch"), {"--form", "json"}), 2),
              HasSubstr("--form"));
}

TEST_F(CliPackTest, AFilledQuestionnaireGoesAlongWithItsFile) {
  ApplyBook("packer");
  OutputWith(kNeedsPerson, {"fill", MakeUsualWorkbook(), "--app", "packer-app",
                            "--record", "globex", "--by", "Mara Lind"});
  const auto words = With(PackWords("packer-app"), {"--questionnaire", "globex"});
  EXPECT_THAT(Complaint(words, 1), HasSubstr("approved"));
  Output({"responses", "approve", "globex", "--vendor", "packer", "--all-proposed",
          "--by", "Mara Lind"});
  Output(words);
  ExpectGood({"vendors/packer/responses/globex: 5 items", "security.xlsx"});
  const std::string out = folder_.File("filled.xlsx");
  Output({"responses", "export", "packer/globex", "--out", out});
  const auto envelope = json::parse(ReadWholeFile(pack_));
  EXPECT_EQ(envelope["payloadType"], "application/vnd.in-toto+json");
  EXPECT_THAT(Complaint(With(words, {"--as-of", "2025-06-01"}), 2), HasSubstr("--as-of"));
  EXPECT_THAT(Complaint(With(words, {"--form", "json"}), 2), HasSubstr("--form"));
  EXPECT_THAT(Complaint(With(PackWords("tidewatch"),
                             {"--questionnaire", "vendors/packer/responses/globex"}),
                        2),
              HasSubstr("not about vendors/lanternfish/apps/tidewatch"));
}

TEST_F(CliPackTest, AResponseWithoutAFileTakesAForm) {
  ApplyBook("former");
  OutputWith(kNeedsPerson,
             {"fill", "--questionnaire", "marketplace-privacy-security", "--app",
              "former-app", "--record", "tab", "--by", "Mara Lind"});
  Output(With(PackWords("former-app"),
              {"--questionnaire", "tab", "--form", "html", "--include-unapproved"}));
  ExpectGood({"vendors/former/responses/tab", "tab.html"});
}

TEST_F(CliPackTest, WhatWasChangedIsRefusedByBoth) {
  Output(PackWords("tidewatch"));
  const std::string good = ReadWholeFile(pack_);
  for (std::size_t i = 0; i < 24; ++i) {
    std::string bad = good;
    const std::size_t at = (i * (good.size() - 1)) / 23;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    WriteWholeFile(pack_, bad);
    const auto verified = VerifyOffline();
    EXPECT_EQ(verified.exit_code, 1) << at << verified.out;
    EXPECT_THAT(verified.out, HasSubstr("Refused."));
  }
  // Inside of what is signed.
  std::string bad = good;
  bad[good.size() / 2] = bad[good.size() / 2] == 'A' ? 'B' : 'A';
  WriteWholeFile(pack_, bad);
  EXPECT_EQ(CheckWithoutOurs().exit_code, 1);
  WriteWholeFile(pack_, good.substr(0, good.size() / 2));
  EXPECT_EQ(VerifyOffline().exit_code, 1);
  WriteWholeFile(pack_, "");
  EXPECT_EQ(VerifyOffline().exit_code, 1);
}

TEST_F(CliPackTest, OnlyTheGivenKeyCounts) {
  Output(PackWords("tidewatch"));
  Output({"keys", "create", folder_.File("other.pem")});
  const auto other =
      RunAt(kNowhere, {"verify", pack_, "--public-key", folder_.File("other.pub.pem")});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.out, HasSubstr("none of the given keys"));
  const auto nobody = RunAt(kNowhere, {"verify", pack_});
  EXPECT_EQ(nobody.exit_code, 2);
  EXPECT_THAT(nobody.out, HasSubstr("--public-key"));
  // What nobody signed does not pass where a signature is asked for.
  WriteWholeFile(pack_, Output({"answers", "--app", "tidewatch", "--json"}));
  EXPECT_EQ(VerifyOffline().exit_code, 1);
}

TEST_F(CliPackTest, ATextOfOnesOwnIsHeldAgainstThePack) {
  Output(PackWords("tidewatch"));
  const std::string demo = std::string(CLAUSEBOOK_SOURCE) + "/deploy/demo/policies/";
  EXPECT_EQ(VerifyOffline({"--text", demo + "privacy-policy-2025.md"}).exit_code, 0);
  const std::string other = folder_.File("other.md");
  WriteWholeFile(other, ReadWholeFile(demo + "privacy-policy-2025.md") + "\n");
  EXPECT_EQ(VerifyOffline({"--text", other}).exit_code, 1);
}

TEST_F(CliPackTest, KeysThatWillNotDoAreToldFirst) {
  chmod(Key().c_str(), 0644);
  EXPECT_THAT(Complaint(PackWords("no-such-app"), 2), HasSubstr("everybody"));
  const auto told = [&](const std::string& key) {
    return Complaint(
        {"pack", "--app", "no-such-app", "--signing-key", key, "--out", pack_}, 2);
  };
  EXPECT_THAT(told(PublicKey()), AllOf(HasSubstr("It is a public key, which cannot sign"),
                                       HasSubstr("--signing-key")));
  const std::string encrypted = folder_.File("encrypted.pem");
  const auto made =
      testing::RunProgram({"openssl", "genpkey", "-algorithm", "ed25519", "-aes256",
                           "-pass", "pass:x", "-out", encrypted});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(told(encrypted),
              AllOf(HasSubstr("It is encrypted"), HasSubstr("openssl pkey -in FILE")));
  EXPECT_THAT(told(CLAUSEBOOK_SOURCE "/deploy/demo/factbook.yaml"),
              HasSubstr("another file"));
  EXPECT_THAT(told(CLAUSEBOOK_SOURCE "/buf.yaml"),
              AllOf(HasSubstr("not one key in PEM"), HasSubstr("keys create")));
  EXPECT_THAT(told(folder_.path()), HasSubstr("is a folder"));
  EXPECT_THAT(told(folder_.File("none.pem")), HasSubstr("No such file"));
  EXPECT_THAT(
      RunAt(kNowhere, {"verify", CLAUSEBOOK_SOURCE "/buf.yaml", "--public-key", Key()})
          .err,
      HasSubstr("It is a private key, which stays with whoever signs"));
}

// The commands of the guide, as they stand there.
TEST_F(CliPackTest, TheGuidesCommandsCheckIt) {
  Output(PackWords("tidewatch"));
  const std::string guide =
      ReadWholeFile(CLAUSEBOOK_SOURCE "/clients/cli/packs/PACKS.md");
  const auto begin = guide.find("```sh\n", guide.find("## With tools of your own")) + 6;
  const std::string script = guide.substr(begin, guide.find("```", begin) - begin);
  const auto run = [&] {
    return testing::RunProgram({"/bin/bash", "-euo", "pipefail", "-c",
                                "cd '" + folder_.path() + "'; PACK=" + pack_ +
                                    " KEY=" + PublicKey() + "\n" + script});
  };
  const auto good = run();
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_THAT(good.out, AllOf(HasSubstr("Signature Verified Successfully"),
                              HasSubstr("text: OK"), Not(HasSubstr("FAILED"))));
  std::string bad = ReadWholeFile(pack_);
  bad[bad.size() / 2] = bad[bad.size() / 2] == 'A' ? 'B' : 'A';
  WriteWholeFile(pack_, bad);
  EXPECT_NE(run().exit_code, 0);
}

}  // namespace
}  // namespace clausebook
