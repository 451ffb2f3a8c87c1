// Confirmed wordings: one stands at a time, and what was revoked stays on record.
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::Commit;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MappingConformance : public StoreTest {
 protected:
  Commit Add(char digit, const std::string& vendor = "acme") {
    return Write([&](WriteTransaction& t) {
      return t.AddMapping(SampleMapping(vendor, digit)).status();
    });
  }
  Commit Revoke(char digit) {
    return Write([&](WriteTransaction& t) {
      return t.RevokeMapping(SampleMapping("acme", digit).ref, "Ada", "Wrong.").status();
    });
  }
  // First digit and generation of each.
  std::vector<std::string> Listed(bool include_revoked, Instant known_at = kEndOfTime,
                                  const std::string& vendor = "acme") {
    std::vector<std::string> told;
    for (const auto& mapping :
         Must(Read()->ListMappings(vendor, include_revoked, all_, known_at))) {
      told.push_back(mapping.ref.mapping.substr(0, 1) +
                     std::to_string(mapping.generation) +
                     (mapping.revoke_time ? " revoked" : ""));
    }
    return told;
  }
};

TEST_P(MappingConformance, EveryPartIsKept) {
  for (const char digit : {'a', '0'}) {
    model::Mapping given = SampleMapping("acme", digit);
    Write([&](WriteTransaction& t) {
      const auto record = Must(t.AddMapping(given));
      given.create_time = t.time();
      EXPECT_EQ(Describe(record), Describe(given));
      return absl::OkStatus();
    });
    const storage::Page page{digit == 'a' ? given.ref.mapping : "", 1};
    EXPECT_EQ(Must(Read()->ListMappings("acme", false, page, kEndOfTime)).at(0), given);
  }
}

TEST_P(MappingConformance, OneStandsAtATime) {
  const Commit added = Add('a');
  EXPECT_THAT(added.touched, ElementsAre(acme_));
  const std::string name = "vendors/acme/mappings/" + std::string(32, 'a');
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.AddMapping(SampleMapping("acme", 'a')).status(),
                IsAlreadyThere("Mapping", name));
    return absl::OkStatus();
  });
  const Commit revoked = Revoke('a');
  EXPECT_THAT(revoked.touched, ElementsAre(acme_));
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.RevokeMapping(SampleMapping("acme", 'a').ref, "Ada", "").status(),
                IsNotFound("Mapping", name));
    return absl::OkStatus();
  });
  Add('a');
  EXPECT_THAT(Listed(false), ElementsAre("a2"));
  EXPECT_THAT(Listed(true), ElementsAre("a1 revoked", "a2"));
}

TEST_P(MappingConformance, ARevocationSaysWhoAndWhyAndIsKnownFromItsTimeOn) {
  const Commit added = Add('a');
  model::Mapping record;
  const Commit revoked = Write([&](WriteTransaction& t) {
    record = Must(t.RevokeMapping(SampleMapping("acme", 'a').ref, "Ada", "Wrong."));
    return absl::OkStatus();
  });
  EXPECT_EQ(record.revoked_by, "Ada");
  EXPECT_EQ(record.revoke_reason, "Wrong.");
  EXPECT_EQ(record.revoke_time, revoked.time);
  EXPECT_EQ(Must(Read()->ListMappings("acme", true, all_, kEndOfTime)).at(0), record);
  const auto before = Must(Read()->ListMappings("acme", true, all_, added.time));
  ASSERT_EQ(before.size(), 1u);
  EXPECT_EQ(before[0].revoked_by, "");
  EXPECT_EQ(before[0].revoke_reason, "");
  EXPECT_EQ(before[0].revoke_time, std::nullopt);
  EXPECT_THAT(Listed(false), IsEmpty());
  EXPECT_THAT(Listed(true, Instant{added.time.micros - 1}), IsEmpty());
}

TEST_P(MappingConformance, ListsAreOfOneVendorAndPage) {
  for (const char digit : {'c', '0', 'a'}) Add(digit);
  Add('b', "other");
  EXPECT_THAT(Listed(false), ElementsAre("01", "a1", "c1"));
  EXPECT_THAT(Listed(false, kEndOfTime, "nobody"), IsEmpty());
  Revoke('a');
  Add('a');
  const std::string first = std::string(32, 'a') + "/0000000001";
  const auto page = Must(Read()->ListMappings("acme", true, {first, 1}, kEndOfTime));
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0].generation, 2);
}

CB_ON_EVERY_ENGINE(MappingConformance);

}  // namespace
}  // namespace clausebook::testing
