// Refused suggestions: once each, for good, and seen from their time on.
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::Commit;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RejectionConformance : public StoreTest {
 protected:
  Commit Add(const model::PolicyRef& policy, const std::string& suggestion) {
    return Write([&](WriteTransaction& t) {
      return t.AddRejection(SampleRejection(policy, suggestion)).status();
    });
  }
  std::vector<std::string> Keys(const model::Publisher& publisher,
                                Instant known_at = kEndOfTime) {
    std::vector<std::string> keys;
    for (const auto& rejection : Must(Read()->ListRejections(publisher, known_at))) {
      keys.push_back(rejection.policy.policy + "/" + rejection.suggestion);
    }
    return keys;
  }
};

TEST_P(RejectionConformance, EveryPartIsKept) {
  model::Rejection given = SampleRejection(privacy_, "s");
  Write([&](WriteTransaction& t) {
    const auto record = Must(t.AddRejection(given));
    EXPECT_EQ(record.create_time, t.time());
    given.create_time = t.time();
    EXPECT_EQ(Describe(record), Describe(given));
    return absl::OkStatus();
  });
  EXPECT_EQ(Describe(Must(Read()->ListRejections(acme_, kEndOfTime))),
            Describe(given) + "\n");
}

TEST_P(RejectionConformance, ASuggestionIsRefusedOnce) {
  Add(privacy_, "s");
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(
        t.AddRejection(SampleRejection(privacy_, "s")).status(),
        IsAlreadyThere("Rejection", "vendors/acme/policies/privacy/rejections/s"));
    return absl::OkStatus();
  });
  Add({acme_, "terms"}, "s");
  EXPECT_THAT(Keys(acme_), ElementsAre("privacy/s", "terms/s"));
}

TEST_P(RejectionConformance, TheyAreThePublishersOwnAndOrdered) {
  Add({acme_, "b"}, "x");
  Add({acme_, "a-b"}, "y");
  Add({acme_, "a-b"}, "x");
  Add({acme_, "a"}, "z");
  Add({VendorNamed("other"), "a"}, "z");
  Add({PlatformNamed("acme"), "a"}, "p");
  EXPECT_THAT(Keys(acme_), ElementsAre("a/z", "a-b/x", "a-b/y", "b/x"));
  EXPECT_THAT(Keys(PlatformNamed("acme")), ElementsAre("a/p"));
  EXPECT_THAT(Keys(VendorNamed("nobody")), IsEmpty());
}

TEST_P(RejectionConformance, TheyAreKnownFromTheirTimeOnAndTouchTheirPublisher) {
  const Commit commit = Add(privacy_, "s");
  EXPECT_THAT(commit.touched, ElementsAre(acme_));
  EXPECT_THAT(Keys(acme_, commit.time), ElementsAre("privacy/s"));
  EXPECT_THAT(Keys(acme_, Instant{commit.time.micros - 1}), IsEmpty());
}

CB_ON_EVERY_ENGINE(RejectionConformance);

}  // namespace
}  // namespace clausebook::testing
