// Tokens of callers: for good, and once revoked revoked for good.
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::Commit;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

model::AccessToken SampleToken(const std::string& id, char digit) {
  model::AccessToken token;
  token.id = id;
  token.digest = std::string(64, digit);
  token.subject = "Mara \"Quill\" Lind";
  token.roles = {"editor", "reviewer"};
  token.vendors = {"acme", "other"};
  token.note = "Release job.";
  token.creator = "Ada";
  token.expire_time = Instant{4'000'000'000'000'000};
  return token;
}

class AccessTokenConformance : public StoreTest {
 protected:
  Commit Add(const std::string& id, char digit) {
    return Write([&](WriteTransaction& t) {
      return t.AddToken(SampleToken(id, digit)).status();
    });
  }
  Commit Revoke(const std::string& id, const std::string& reason) {
    return Write([&](WriteTransaction& t) {
      return t.RevokeToken(id, "Ada", reason).status();
    });
  }
  std::vector<std::string> Listed(const storage::Page& page,
                                  Instant known_at = kEndOfTime) {
    std::vector<std::string> told;
    for (const auto& token : Must(Read()->ListTokens(page, known_at))) {
      told.push_back(token.id + (token.revoke_time ? " revoked" : ""));
    }
    return told;
  }
};

TEST_P(AccessTokenConformance, EveryPartIsKept) {
  model::AccessToken given = SampleToken("t1", 'a');
  const Commit commit = Write([&](WriteTransaction& t) {
    given.create_time = t.time();
    EXPECT_EQ(Must(t.AddToken(SampleToken("t1", 'a'))), given);
    return absl::OkStatus();
  });
  EXPECT_EQ(commit.time, given.create_time);
  EXPECT_THAT(commit.touched, IsEmpty());
  EXPECT_EQ(Must(Read()->GetToken("t1", kEndOfTime)), given);
  EXPECT_EQ(Read()->LatestCommit(), commit.time);

  model::AccessToken plain = SampleToken("t2", 'b');
  plain.vendors.clear();
  plain.note.clear();
  Write([&](WriteTransaction& t) {
    plain.create_time = t.time();
    return t.AddToken(plain).status();
  });
  EXPECT_EQ(Must(Read()->GetToken("t2", kEndOfTime)), plain);
}

TEST_P(AccessTokenConformance, IdAndDigestAreTakenForGood) {
  Add("t1", 'a');
  Revoke("t1", "Lost.");
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.AddToken(SampleToken("t1", 'b')).status(),
                IsAlreadyThere("Token", "tokens/t1"));
    EXPECT_THAT(t.AddToken(SampleToken("t2", 'a')).status(),
                IsAlreadyThere("Token", "tokens/t2"));
    return absl::OkStatus();
  });
  EXPECT_THAT(Listed(all_), ElementsAre("t1 revoked"));
}

TEST_P(AccessTokenConformance, TheFirstRevocationCounts) {
  const Commit added = Add("t1", 'a');
  const Commit revoked = Revoke("t1", "Lost.");
  const Commit again = Revoke("t1", "Found, and lost again.");
  EXPECT_EQ(again.time, Instant{});  // nothing was written
  const auto token = Must(Read()->GetToken("t1", kEndOfTime));
  EXPECT_EQ(token.revoke_time, revoked.time);
  EXPECT_EQ(token.revoked_by, "Ada");
  EXPECT_EQ(token.revoke_reason, "Lost.");
  const auto before = Must(Read()->GetToken("t1", added.time));
  EXPECT_EQ(before.revoke_time, std::nullopt);
  EXPECT_EQ(before.revoked_by, "");
  EXPECT_EQ(before.revoke_reason, "");
  EXPECT_THAT(Listed(all_, added.time), ElementsAre("t1"));
}

TEST_P(AccessTokenConformance, WhatIsNotThere) {
  const Commit added = Add("t1", 'a');
  EXPECT_THAT(Read()->GetToken("t2", kEndOfTime).status(),
              IsNotFound("Token", "tokens/t2"));
  EXPECT_THAT(Read()->GetToken("t1", Instant{added.time.micros - 1}).status(),
              IsNotFound("Token", "tokens/t1"));
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.RevokeToken("t2", "Ada", "").status(),
                IsNotFound("Token", "tokens/t2"));
    return absl::OkStatus();
  });
}

TEST_P(AccessTokenConformance, PagesAreOrderedById) {
  Add("c", '3');
  Add("a", '1');
  Add("b", '2');
  Revoke("b", "");
  EXPECT_THAT(Listed({"", 2}), ElementsAre("a", "b revoked"));
  EXPECT_THAT(Listed({"b", 2}), ElementsAre("c"));
}

CB_ON_EVERY_ENGINE(AccessTokenConformance);

}  // namespace
}  // namespace clausebook::testing
