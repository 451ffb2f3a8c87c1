// Responses kept for a request id, for replay.
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::WriteTransaction;

class ResponseConformance : public StoreTest {
 protected:
  absl::Status Save(const std::string& id, const std::string& response) {
    clock_.AdvanceMicros(1000);
    return store_
        ->Write(
            nullptr,
            [&](WriteTransaction& t) { return t.SaveResponse(id, "digest", response); })
        .status();
  }
};

TEST_P(ResponseConformance, AResponseIsKeptToTheByte) {
  const std::string bytes("\x00\xFF serialised\x00", 14);
  Must(Save("id", bytes));
  Must(Save("empty", ""));
  const auto found = Must(Read()->FindResponse("id", Instant{0}));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->request_digest, "digest");
  EXPECT_EQ(found->response, bytes);
  const auto empty = Must(Read()->FindResponse("empty", Instant{0}));
  ASSERT_TRUE(empty.has_value());
  EXPECT_EQ(empty->response, "");
}

TEST_P(ResponseConformance, IsFoundBackToItsTimeAndNotFurther) {
  Must(Save("id", "response"));
  const Instant time = Must(Read()->FindResponse("id", Instant{0}))->time;
  EXPECT_TRUE(Must(Read()->FindResponse("id", time)).has_value());
  EXPECT_FALSE(Must(Read()->FindResponse("id", Instant{time.micros + 1})).has_value());
  EXPECT_FALSE(Must(Read()->FindResponse("ID", Instant{0})).has_value());
  EXPECT_FALSE(Must(Read()->FindResponse("", Instant{0})).has_value());
}

TEST_P(ResponseConformance, AnIdServesOnce) {
  Must(Save("id", "first"));
  EXPECT_EQ(Save("id", "second").code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Must(Read()->FindResponse("id", Instant{0}))->response, "first");
}

TEST_P(ResponseConformance, AnIdServesAgainWhenItsResponseIsForgotten) {
  Must(Save("id", "first"));
  clock_.AdvanceHours(24 * 7);
  EXPECT_FALSE(Must(Read()->FindResponse("id", clock_.Now())).has_value());
  Must(Save("id", "second"));
  EXPECT_EQ(Must(Read()->FindResponse("id", Instant{0}))->response, "second");
}

CB_ON_EVERY_ENGINE(ResponseConformance);

}  // namespace
}  // namespace clausebook::testing
