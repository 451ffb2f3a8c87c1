#include "service/view/answer_cache.h"

#include <gtest/gtest.h>

#include <string>

namespace clausebook::view {
namespace {

constexpr Date kToday{20'000};
constexpr Instant kNow{1000};

void Insert(AnswerCache& cache, const std::string& app, int question,
            const std::string& own, const std::string& common = "", Date day = kToday,
            Instant at = kNow) {
  cache.Insert(app, day, at, {{question, own, common}});
}

// Both parts of the answers, joined; `-` if one is missing.
std::string Found(AnswerCache& cache, std::vector<std::string_view> apps,
                  std::vector<int> questions) {
  std::string all;
  const auto found = cache.FindAll(apps);
  if (found.empty()) return "-";
  for (const auto& app : found) {
    std::vector<EncodedAnswer> answers;
    Instant oldest, newest;
    if (!app->Find(questions, answers, oldest, newest)) return "-";
    for (const auto& answer : answers) {
      all += std::string(answer.own) + std::string(answer.common) + " ";
    }
  }
  return all;
}

TEST(AnswerCache, GivesAnswersInTheOrderOfTheCall) {
  AnswerCache cache(1 << 20);
  Insert(cache, "a", 7, "a7");
  Insert(cache, "a", 2, "a2", "-common");
  cache.Insert("b", kToday, kNow, {{7, "b7", ""}, {2, "b2", "-common"}});
  EXPECT_EQ(Found(cache, {"b", "a"}, {7, 2}), "b7 b2-common a7 a2-common ");
  EXPECT_EQ(Found(cache, {"a"}, {3}), "-");
  EXPECT_EQ(Found(cache, {"a", "c"}, {2}), "-");
}

TEST(AnswerCache, SaysHowOldAndHowNewAnAppsAnswersAre) {
  AnswerCache cache(1 << 20);
  Insert(cache, "a", 1, "", "", kToday, Instant{30});
  Insert(cache, "a", 2, "", "", kToday, Instant{10});
  Insert(cache, "a", 3, "", "", kToday, Instant{20});
  const std::string_view app = "a";
  const auto found = cache.FindAll({&app, 1});
  ASSERT_EQ(found.size(), 1u);
  const int questions[] = {3, 2};
  std::vector<EncodedAnswer> answers;
  Instant oldest = Instant{15}, newest;
  ASSERT_TRUE(found[0]->Find(questions, answers, oldest, newest));
  EXPECT_EQ(oldest, Instant{10});
  EXPECT_EQ(newest, Instant{20});
}

TEST(AnswerCache, KeepsTheNewerOfTwo) {
  AnswerCache cache(1 << 20);
  Insert(cache, "a", 1, "newer", "", kToday, Instant{20});
  Insert(cache, "a", 1, "older", "", kToday, Instant{10});
  EXPECT_EQ(Found(cache, {"a"}, {1}), "newer ");
  Insert(cache, "a", 1, "newest", "", kToday, Instant{30});
  EXPECT_EQ(Found(cache, {"a"}, {1}), "newest ");
}

TEST(AnswerCache, AnAppsAnswersAreOfOneDay) {
  AnswerCache cache(1 << 20);
  Insert(cache, "a", 1, "old");
  Insert(cache, "a", 2, "new", "", Date{20'001});
  EXPECT_EQ(Found(cache, {"a"}, {2}), "new ");
  EXPECT_EQ(Found(cache, {"a"}, {1}), "-");
}

TEST(AnswerCache, WhatWasFoundStaysWhileItIsRead) {
  AnswerCache cache(1 << 20);
  Insert(cache, "a", 1, "own", "-common");
  const std::string_view app = "a";
  const auto held = cache.FindAll({&app, 1});
  Insert(cache, "a", 1, "other", "-other", Date{20'001});
  std::vector<EncodedAnswer> answers;
  Instant oldest, newest;
  const int question = 1;
  ASSERT_TRUE(held[0]->Find({&question, 1}, answers, oldest, newest));
  EXPECT_EQ(answers[0].own, "own");
  EXPECT_EQ(answers[0].common, "-common");
}

TEST(AnswerCache, DropsWhatNobodyHasAskedAboutForLong) {
  AnswerCache cache(10'000);
  const std::string large(2500, 'x');
  for (const char* app : {"a", "b", "c"}) Insert(cache, app, 1, large);
  EXPECT_NE(Found(cache, {"a"}, {1}), "-");
  Insert(cache, "d", 1, large);
  EXPECT_EQ(Found(cache, {"b"}, {1}), "-");
  for (const char* app : {"a", "c", "d"}) EXPECT_NE(Found(cache, {app}, {1}), "-") << app;
  Insert(cache, "e", 1, std::string(20'000, 'x'));
  EXPECT_EQ(Found(cache, {"e"}, {1}), "-") << "larger than all of it";
}

TEST(AnswerCache, WhatAppsHaveInCommonTakesRoomOnce) {
  AnswerCache cache(20'000);
  const std::string common(8000, 'c');
  for (const char* app : {"a", "b", "c", "d", "e"}) Insert(cache, app, 1, app, common);
  EXPECT_NE(Found(cache, {"a", "b", "c", "d", "e"}, {1}), "-");
}

}  // namespace
}  // namespace clausebook::view
