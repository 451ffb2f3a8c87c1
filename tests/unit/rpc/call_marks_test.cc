// Ids and traces that callers send: what is taken over, and what is not.
#include "service/rpc/call_marks.h"

#include <gtest/gtest.h>

namespace clausebook::rpc {
namespace {

const std::string kTrace = "0af7651916cd43dd8448eb211c80319c";
const std::string kSpan = "b7ad6b7169203331";

TEST(TraceParent, IsTakenOver) {
  const TraceParent expected{kTrace, kSpan};
  EXPECT_EQ(ParseTraceParent("00-" + kTrace + "-" + kSpan + "-00"), expected);
  EXPECT_EQ(ParseTraceParent("00-" + kTrace + "-" + kSpan + "-01"), expected);
  EXPECT_EQ(ParseTraceParent("cc-" + kTrace + "-" + kSpan + "-01"), expected)
      << "a later version";
  EXPECT_EQ(ParseTraceParent("cc-" + kTrace + "-" + kSpan + "-01-more"), expected);
}

TEST(TraceParent, IsIgnoredWhereItIsNotOfTheForm) {
  const std::string zeros(32, '0');
  for (const std::string& value : {
           std::string(),
           std::string("00"),
           "00-" + kTrace + "-" + kSpan,
           "00-" + kTrace + "-" + kSpan + "-0",
           "00-" + kTrace + "-" + kSpan + "-01 ",
           "00-" + kTrace + "-" + kSpan + "-01-more",
           "cc-" + kTrace + "-" + kSpan + "-01more",
           "ff-" + kTrace + "-" + kSpan + "-01",
           "0G-" + kTrace + "-" + kSpan + "-01",
           "00-" + zeros + "-" + kSpan + "-01",
           "00-" + kTrace + "-" + zeros.substr(16) + "-01",
           "00-" + kTrace + "-" + kSpan + "-0x",
           "00_" + kTrace + "-" + kSpan + "-01",
           "00-0AF7651916CD43DD8448EB211C80319C-" + kSpan + "-01",
           "00-" + kTrace.substr(1) + "\n-" + kSpan + "-01",
       }) {
    EXPECT_EQ(ParseTraceParent(value), std::nullopt) << value;
  }
}

TEST(RequestId, HasAFormThatCanStandInALog) {
  EXPECT_TRUE(IsRequestId("7f3a"));
  EXPECT_TRUE(IsRequestId("Job_17.3:a-b"));
  EXPECT_TRUE(IsRequestId(std::string(64, 'x')));
  EXPECT_FALSE(IsRequestId(""));
  EXPECT_FALSE(IsRequestId(std::string(65, 'x')));
  EXPECT_FALSE(IsRequestId("a b"));
  EXPECT_FALSE(IsRequestId("a\nb"));
  EXPECT_FALSE(IsRequestId("a\"b"));
  EXPECT_FALSE(IsRequestId("é"));
}

}  // namespace
}  // namespace clausebook::rpc
