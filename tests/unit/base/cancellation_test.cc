// Giving up: by whoever asked, or because the deadline passed.
#include "service/base/cancellation.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace clausebook {
namespace {

using std::chrono::hours;
using std::chrono::steady_clock;

TEST(Cancellation, LetsWorkGoOnUntilItIsCancelled) {
  Cancellation cancellation;
  EXPECT_TRUE(cancellation.Check().ok());
  cancellation.Cancel();
  EXPECT_EQ(cancellation.Check().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(GetErrorDetail(cancellation.Check())->reason, Reason::kCancelled);
}

TEST(Cancellation, EndsAtItsDeadline) {
  EXPECT_TRUE(Cancellation(steady_clock::now() + hours(1)).Check().ok());
  const absl::Status late = Cancellation(steady_clock::now() - hours(1)).Check();
  EXPECT_EQ(late.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(GetErrorDetail(late)->reason, Reason::kDeadlineExceeded);
}

TEST(Cancellation, ByTheCallerComesBeforeTheDeadline) {
  Cancellation cancellation(steady_clock::now() - hours(1));
  cancellation.Cancel();
  EXPECT_EQ(cancellation.Check().code(), absl::StatusCode::kCancelled);
}

TEST(Cancellation, IsSeenByAnotherThread) {
  Cancellation cancellation;
  std::thread worker([&] {
    while (cancellation.Check().ok()) std::this_thread::yield();
  });
  cancellation.Cancel();
  worker.join();
}

}  // namespace
}  // namespace clausebook
