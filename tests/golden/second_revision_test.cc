// A policy that changes: the real one of a vendor with an invented second revision (a
// retention sentence more, the exception for an app gone), and the example vendor's.
// What the comparison, the preview and answers before and after the day say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "service/base/digest.h"
#include "service/evidence/revisions/preview.h"
#include "tests/golden/answer_changes.h"
#include "tests/golden/example_books.h"

namespace clausebook::testing {
namespace {

namespace fs = std::filesystem;
using answering::Verdict;
using evidence::ChangeKind;
using evidence::ClauseChange;
using evidence::RevisionPreview;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kForge[] = "example-forge-app";
constexpr char kExcepted[] = "advanced-user-manager";
constexpr char kFile[] = "privacy-policy.txt";
constexpr char kSecondFile[] = "privacy-policy-2027.txt";
constexpr char kRetention[] =
    "All stored data of an app is deleted within 30 days after you uninstall it.";

// `text` with `was`, which stands in it, replaced by `is`.
std::string Edited(std::string text, const std::string& was, const std::string& is) {
  const auto at = text.find(was);
  EXPECT_NE(at, std::string::npos) << was;
  return at == std::string::npos ? text : text.replace(at, was.size(), is);
}

std::string SecondText(const std::string& first) {
  std::string text = Edited(first, "from 21 July 2021", "from 1 January 2027");
  text = Edited(text, "Except for our “Advanced User Manager” app, all our", "All our");
  return Edited(text, "Data Security\n", std::string(kRetention) + "\nData Security\n");
}

std::vector<std::string> IdsOf(const std::vector<evidence::FactReview>& reviews) {
  std::vector<std::string> ids;
  for (const auto& review : reviews) ids.push_back(review.fact->ref.fact);
  return ids;
}

class SecondRevisionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto text = WerareText();
    if (!text) {
      GTEST_SKIP() << kNoWerareText;
    }
    first_ = *text;
    second_ = SecondText(first_);
    auto files = ReadBookFiles("tests/golden/werare");
    files[kFile] = first_;
    asked_ = Read(files);
    ASSERT_TRUE(asked_.has_value());
    preview_ = std::make_unique<RevisionPreview>(
        asked_->base,
        Candidate(asked_->book.policies.front().ref, "2027-01-01", second_,
                  model::MediaType::kPlainText),
        *ParseDate("2027-01-01"));
  }

  std::string first_;
  std::string second_;
  std::optional<Asked> asked_;
  std::unique_ptr<RevisionPreview> preview_;
};

TEST_F(SecondRevisionTest, TheComparisonShowsTheThreeEditsAndNothingElse) {
  std::map<ChangeKind, int> counts;
  std::vector<std::string> shown;
  for (const ClauseChange& change : preview_->changes()) {
    ++counts[change.kind];
    if (change.kind == ChangeKind::kAdded) {
      const auto range = preview_->candidate().clauses[*change.new_clause].range;
      shown.push_back("+" +
                      second_.substr(static_cast<std::size_t>(range.begin),
                                     static_cast<std::size_t>(range.end - range.begin)));
    }
    for (const evidence::WordRun& run : change.words) {
      const bool removed = run.kind == evidence::WordRun::Kind::kRemoved;
      if (run.kind == evidence::WordRun::Kind::kKept) continue;
      const auto range = removed ? run.old_range : run.new_range;
      shown.push_back((removed ? "-" : "+") +
                      (removed ? first_ : second_)
                          .substr(static_cast<std::size_t>(range.begin),
                                  static_cast<std::size_t>(range.end - range.begin)));
    }
  }
  EXPECT_EQ(counts[ChangeKind::kEdited], 2);
  EXPECT_EQ(counts[ChangeKind::kAdded], 1);
  EXPECT_EQ(counts[ChangeKind::kMoved], 0);
  EXPECT_EQ(counts[ChangeKind::kDropped], 0);
  EXPECT_EQ(static_cast<std::size_t>(counts[ChangeKind::kUnchanged]),
            asked_->base->policies[0].revisions[0].clauses.size() - 2);
  EXPECT_THAT(shown, ElementsAre("-21 July 2021", "+1 January 2027",
                                 "-Except for our “Advanced User Manager” app, all ",
                                 "+All ", std::string("+") + kRetention));
}

TEST_F(SecondRevisionTest, FactsOnTheEditedSentencesWaitForReview) {
  EXPECT_THAT(
      IdsOf(preview_->reviews()),
      ElementsAre("advanced-user-manager-not-forge", "built-on-forge", "effective-date"));
  for (const auto& review : preview_->reviews()) {
    EXPECT_EQ(review.change->kind, ChangeKind::kEdited) << review.fact->ref.fact;
    EXPECT_FALSE(review.change->words.empty());
  }
  EXPECT_EQ(preview_->carried_over().size(), asked_->base->facts.size() - 3);
}

TEST_F(SecondRevisionTest, TheAnswersThatChangeAreAllNamed) {
  for (const char* app : {kForge, kExcepted}) {
    EXPECT_EQ(ChangesOf(*preview_, *asked_, app),
              ChangesByAskingAll(*preview_, *asked_, app))
        << app;
  }
  // Where the app is hosted rested on the sentence with the exception.
  EXPECT_THAT(ChangesOf(*preview_, *asked_, kForge),
              ::testing::IsSupersetOf({"hosting-platform V>U", "connect-modules N>U",
                                       "policy-effective-date V>U"}));
  // For the app that it excepted nothing was known.
  EXPECT_THAT(ChangesOf(*preview_, *asked_, kExcepted),
              ElementsAre("policy-effective-date V>U"));
  EXPECT_THAT(ChangesOf(*preview_, *asked_, kForge),
              ::testing::Not(::testing::Contains(
                  ::testing::StartsWith("stores-data-off-atlassian"))));
}

TEST_F(SecondRevisionTest, TheSameTextAgainChangesNothing) {
  const RevisionPreview same(asked_->base,
                             Candidate(asked_->book.policies.front().ref, "2027-01-01",
                                       first_, model::MediaType::kPlainText),
                             *ParseDate("2027-01-01"));
  EXPECT_THAT(same.reviews(), IsEmpty());
  EXPECT_EQ(same.carried_over().size(), asked_->base->facts.size());
  EXPECT_THAT(ChangesOf(same, *asked_, kForge), IsEmpty());
  EXPECT_THAT(ChangesOf(same, *asked_, kExcepted), IsEmpty());
}

// With the second revision recorded, and what it says: each day has its own answers.
TEST_F(SecondRevisionTest, AnswersBeforeAndAfterItTakesEffect) {
  auto files = ReadBookFiles("tests/golden/werare");
  files[kFile] = first_;
  files[kSecondFile] = second_;
  std::string& yaml = files["factbook.yaml"];
  yaml =
      Edited(yaml, "        effective: 2021-07-21\n",
             "        effective: 2021-07-21\n      - file: " + std::string(kSecondFile) +
                 "\n        effective: 2027-01-01\n");
  // Where a policy has several revisions, a fact has to name its own.
  yaml = absl::StrReplaceAll(
      yaml, {{"\n    apps: ", "\n    revision: 2021-07-21\n    apps: "}});
  yaml += std::string(
              "\n  - id: deleted-after-uninstall\n    apps: all\n"
              "    property: retention.after_uninstall\n    at_most: 30 days\n"
              "    revision: 2027-01-01\n    quote: >-\n      ") +
          kRetention +
          "\n  - id: all-on-forge\n    apps: all\n    property: hosting.platform\n"
          "    equals: forge\n    revision: 2027-01-01\n"
          "    quote: All our cloud apps are built with Atlassian Forge platform.\n";
  const auto book = ParseOrFail(files);
  ASSERT_TRUE(book.has_value());
  const ExampleVendor vendor(*book, {});
  constexpr char kBefore[] = "2026-12-31";
  constexpr char kAfter[] = "2027-01-01";
  const auto verdict = [&](const char* app, const char* question, const char* day) {
    return vendor.Ask(app, question, day).verdict;
  };
  EXPECT_EQ(verdict(kForge, "retention-after-uninstall", kBefore), Verdict::kUnknown);
  EXPECT_EQ(verdict(kForge, "retention-after-uninstall", kAfter), Verdict::kValue);
  EXPECT_EQ(verdict(kExcepted, "retention-after-uninstall", kAfter), Verdict::kValue);
  // The exception is gone: the app is on Forge like the others, from that day.
  EXPECT_EQ(verdict(kExcepted, "hosting-platform", kBefore), Verdict::kUnknown);
  EXPECT_EQ(verdict(kExcepted, "hosting-platform", kAfter), Verdict::kValue);
  EXPECT_EQ(verdict(kForge, "hosting-platform", kBefore), Verdict::kValue);
  EXPECT_EQ(verdict(kForge, "hosting-platform", kAfter), Verdict::kValue);
  // What both say is quoted from the revision in force, byte for byte.
  for (const auto& [day, text] :
       {std::pair(kBefore, &first_), std::pair(kAfter, &second_)}) {
    const auto answer = vendor.Ask(kForge, "stores-data-off-atlassian", day);
    EXPECT_EQ(answer.verdict, Verdict::kNo);
    ASSERT_FALSE(answer.citations.empty());
    const auto& clause =
        std::get<answering::ClauseCitation>(answer.citations.front().source);
    EXPECT_EQ(clause.sha256, Sha256Hex(*text));
    EXPECT_EQ(
        text->substr(static_cast<std::size_t>(clause.range.begin), clause.quote.size()),
        clause.quote);
  }
}

// Of the example vendor, whose apps are many and rest on a platform: any change, tried
// by taking one clause after the other out of the policy in force.
TEST(LanternfishPreviewTest, ChangedAnswersAreThoseThatAskingAllShows) {
  auto asked = Read(ReadBookFiles("deploy/demo"));
  const auto platform = ParseOrFail(ReadBookFiles("deploy/demo-platform"));
  ASSERT_TRUE(asked && platform);
  asked->platforms.push_back(EvidenceOf(*platform));
  int tried = 0;
  for (const auto& policy : asked->base->policies) {
    if (policy.policy.ref.policy != "privacy-policy") continue;
    const auto& revision = policy.revisions[1];
    for (std::size_t i = 4; i < revision.clauses.size(); i += 5) {
      std::string text = *revision.revision.text;
      const auto range = revision.clauses[i].range;
      text.replace(static_cast<std::size_t>(range.begin),
                   static_cast<std::size_t>(range.end - range.begin), "Nothing.");
      const RevisionPreview preview(
          asked->base,
          Candidate(policy.policy.ref, "2027-01-01", text, model::MediaType::kMarkdown),
          *ParseDate("2027-01-01"));
      for (const char* app : {"tidewatch", "soundings"}) {
        EXPECT_EQ(ChangesOf(preview, *asked, app),
                  ChangesByAskingAll(preview, *asked, app));
      }
      ++tried;
    }
  }
  EXPECT_GT(tried, 10);
}

}  // namespace
}  // namespace clausebook::testing
