// From what people type to what the service knows.
#include "clients/cli/resolve.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Timestamp Time(const std::string& text) {
  Timestamp time;
  EXPECT_TRUE(TimeUtil::FromString(text, &time));
  return time;
}

std::string KnownAt(const std::string& text) {
  const auto time = ParseKnownAt(text, Time("2026-03-31T12:00:00Z"));
  if (!time.ok()) return std::string(absl::StatusCodeToString(time.status().code()));
  return *time ? TimeUtil::ToString(**time) : "now";
}

TEST(ParseKnownAtTest, ATimeIsItselfAndADayItsEnd) {
  EXPECT_EQ(KnownAt(""), "now");
  EXPECT_EQ(KnownAt("2026-03-01T10:00:00Z"), "2026-03-01T10:00:00Z");
  EXPECT_EQ(KnownAt("2026-03-01T10:00:00+02:00"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(KnownAt("2026-03-01"), "2026-03-01T23:59:59.999999Z");
}

TEST(ParseKnownAtTest, TheEndOfTodayHasNotComeSoTodayIsNow) {
  EXPECT_EQ(KnownAt("2026-03-31"), "now");
}

TEST(ParseKnownAtTest, OtherTextsAreRefused) {
  for (const char* text : {"yesterday", "2026-02-30", "2026-3-1", "10:00", "\x1b"}) {
    EXPECT_EQ(KnownAt(text), "INVALID_ARGUMENT") << text;
  }
}

v1::Question Named(const std::string& id, const std::string& wording,
                   const std::string& alias = "") {
  v1::Question question;
  question.set_name("questions/" + id);
  question.set_wording(wording);
  if (!alias.empty()) question.add_aliases()->set_text(alias);
  return question;
}

std::vector<std::string> Search(const std::vector<std::string>& words) {
  const std::vector<v1::Question> questions = {
      Named("encrypted-at-rest", "Is stored data encrypted?"),
      Named("backups", "Are there backups?", "Do you store copies of the data?"),
      Named("bug-bounty", "Is there a bug bounty?")};
  std::vector<std::string> ids;
  for (const auto& found : SearchQuestions(questions, words)) {
    ids.emplace_back(IdOf(found.name()));
  }
  return ids;
}

TEST(SearchQuestionsTest, FindsByWordingIdAndAliasWhateverTheEnding) {
  EXPECT_THAT(Search({"encryption"}), ElementsAre("encrypted-at-rest"));
  EXPECT_THAT(Search({"copies"}), ElementsAre("backups"));
  EXPECT_THAT(Search({"BOUNTY"}), ElementsAre("bug-bounty"));
}

TEST(SearchQuestionsTest, PutsTheBestFirst) {
  EXPECT_THAT(Search({"is", "data", "storing", "encrypted?"}),
              ElementsAre("encrypted-at-rest"));
  EXPECT_THAT(Search({"is", "data", "storing", "encrypted?", "zeppelin"}),
              ElementsAre("encrypted-at-rest", "backups"));
}

TEST(SearchQuestionsTest, FindsNothingForIdleOrUnknownWords) {
  EXPECT_THAT(Search({"is", "there", "any"}), ::testing::Not(IsEmpty()));
  EXPECT_THAT(Search({"is", "the"}), IsEmpty());
  EXPECT_THAT(Search({"zeppelin"}), IsEmpty());
  EXPECT_THAT(Search({}), IsEmpty());
}

}  // namespace
}  // namespace clausebook::cli
