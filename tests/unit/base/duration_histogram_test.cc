#include "service/base/duration_histogram.h"

#include <gtest/gtest.h>

#include <numeric>

namespace clausebook {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;

TEST(DurationHistogram, ABoundBelongsToItsBucketAndWhatIsLongerToTheNext) {
  for (std::size_t i = 0; i < DurationHistogram::kBounds.size(); ++i) {
    DurationHistogram histogram;
    histogram.Record(DurationHistogram::kBounds[i]);
    histogram.Record(DurationHistogram::kBounds[i] + nanoseconds(1));
    const auto values = histogram.Read();
    EXPECT_EQ(values.counts[i], 1u);
    EXPECT_EQ(values.counts[i + 1], 1u);
    EXPECT_EQ(values.sum, 2 * DurationHistogram::kBounds[i] + nanoseconds(1));
  }
}

TEST(DurationHistogram, BoundsGrow) {
  for (std::size_t i = 1; i < DurationHistogram::kBounds.size(); ++i) {
    EXPECT_LT(DurationHistogram::kBounds[i - 1], DurationHistogram::kBounds[i]);
  }
}

TEST(DurationHistogram, ARecorderCountsOnce) {
  DurationHistogram histogram;
  { const DurationRecorder recorder(histogram); }
  const auto values = histogram.Read();
  EXPECT_EQ(std::accumulate(values.counts.begin(), values.counts.end(), 0u), 1u);
  EXPECT_GE(values.sum.count(), 0);
}

}  // namespace
}  // namespace clausebook
