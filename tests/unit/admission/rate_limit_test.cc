// Buckets: what is saved, what is spent, and when to come again.
#include "service/admission/rate_limit.h"

#include <gtest/gtest.h>

#include "service/base/error.h"

namespace clausebook::admission {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

// 0: taken; else the milliseconds to wait.
std::int64_t Wait(const absl::Status& status) {
  if (status.ok()) return 0;
  const auto detail = GetErrorDetail(status);
  EXPECT_EQ(detail->reason, Reason::kRateLimited);
  return detail->retry_after_ms;
}

TEST(RateLimit, SpendsWhatWasSavedAndThenWhatFlowsIn) {
  RateLimit limit(10, 20);
  EXPECT_EQ(Wait(limit.Take("a", 20, 0)), 0);
  EXPECT_EQ(Wait(limit.Take("a", 1, 0)), 100);
  EXPECT_EQ(Wait(limit.Take("a", 5, 0)), 500);
  EXPECT_EQ(Wait(limit.Take("a", 1, kSecond / 10)), 0);
  EXPECT_EQ(Wait(limit.Take("a", 1, kSecond / 10)), 100);
  EXPECT_EQ(Wait(limit.Take("a", 20, 60 * kSecond)), 0) << "never more than the burst";
  EXPECT_EQ(Wait(limit.Take("a", 1, 60 * kSecond)), 100);
}

TEST(RateLimit, ComingAgainAfterTheTimeThatWasToldSucceeds) {
  RateLimit limit(7, 13);
  std::int64_t now = 0;
  for (const double cost : {13.0, 5.0, 1.0, 13.0, 2.0}) {
    const std::int64_t wait = Wait(limit.Take("a", cost, now));
    now += wait * 1000;
    if (wait > 0) {
      EXPECT_EQ(Wait(limit.Take("a", cost, now)), 0) << cost;
    }
  }
}

TEST(RateLimit, EachCallerHasHerOwn) {
  RateLimit limit(1, 5);
  EXPECT_EQ(Wait(limit.Take("a", 5, 0)), 0);
  EXPECT_GT(Wait(limit.Take("a", 1, 0)), 0);
  EXPECT_EQ(Wait(limit.Take("b", 5, 0)), 0);
}

TEST(RateLimit, ACallThatCostsMoreThanTheBurstCanBeMadeWithAFullBucket) {
  RateLimit limit(1, 5);
  EXPECT_EQ(Wait(limit.Take("a", 20, 0)), 0);
  EXPECT_EQ(Wait(limit.Take("a", 20, 0)), 5000);
}

TEST(RateLimit, WithoutALimitNothingIsCounted) {
  RateLimit limit(0, 0);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(Wait(limit.Take("a", 20, 0)), 0);
}

TEST(RateLimit, OfManyCallersThoseWhoWaitedLongAreForgottenToTheirAdvantageOnly) {
  RateLimit limit(1, 5);
  EXPECT_EQ(Wait(limit.Take("spender", 5, 0)), 0);
  for (int i = 0; i < 3000; ++i) limit.Take(std::to_string(i), 1, 0).IgnoreError();
  EXPECT_EQ(Wait(limit.Take("spender", 1, 0)), 1000);
}

TEST(RateLimit, AClockThatGoesBackGivesNothing) {
  RateLimit limit(1, 5);
  EXPECT_EQ(Wait(limit.Take("a", 5, 100 * kSecond)), 0);
  EXPECT_EQ(Wait(limit.Take("a", 1, 0)), 1000);
  EXPECT_EQ(Wait(limit.Take("a", 1, 101 * kSecond)), 0);
}

}  // namespace
}  // namespace clausebook::admission
