// Tokens: how they look, what is kept of them, and whom they admit.
#include "service/admission/token.h"

#include <gtest/gtest.h>

#include <set>

#include "service/admission/token_registry.h"
#include "service/base/digest.h"

namespace clausebook::admission {
namespace {

constexpr Instant kNow{1'700'000'000'000'000};
constexpr std::int64_t kDay = 24LL * 3600 * 1'000'000;

RandomSource Bytes(char byte) {
  return [byte](std::size_t count) { return std::string(count, byte); };
}

NewToken Make(const RandomSource& random, Instant expire_time = {}) {
  TokenRequest request;
  request.subject = "Mara Lind";
  request.roles = {"editor"};
  request.vendors = {"acme"};
  request.note = "Release job.";
  request.creator = "Ada";
  request.expire_time = expire_time;
  return *MakeToken(request, kNow, random);
}

TEST(Token, HasAPrefixItsBitsAndAChecksum) {
  const NewToken token = Make(Bytes('\xff'));
  EXPECT_EQ(token.secret.substr(0, 47), "cbk_" + std::string(42, '_') + "8");
  EXPECT_EQ(token.secret.size(), 53u);
  EXPECT_TRUE(IsWellFormedToken(token.secret));
}

TEST(Token, OnlyItsDigestIsKept) {
  const NewToken token = Make(SystemRandom());
  EXPECT_EQ(token.record.digest, Sha256Hex(token.secret));
  const model::AccessToken& record = token.record;
  for (const std::string& part :
       {record.id, record.digest, record.subject, record.note, record.creator}) {
    EXPECT_EQ(part.find(token.secret.substr(4, 8)), std::string::npos);
  }
  EXPECT_EQ(record.id.size(), 16u);
}

TEST(Token, RunsOutInNinetyDaysUnlessSaidOtherwise) {
  EXPECT_EQ(Make(Bytes('a')).record.expire_time.micros, kNow.micros + 90 * kDay);
  EXPECT_EQ(Make(Bytes('a'), Instant{5}).record.expire_time.micros, 5);
}

TEST(Token, NoTwoAreAlike) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const NewToken token = Make(SystemRandom());
    EXPECT_TRUE(seen.insert(token.secret).second);
    EXPECT_TRUE(seen.insert(token.record.id).second);
  }
}

TEST(Token, IsNotMadeWithoutRandomBytes) {
  const auto token = MakeToken({}, kNow, [](std::size_t) { return std::string(); });
  EXPECT_EQ(token.status().code(), absl::StatusCode::kInternal);
}

TEST(Token, AnyOtherCharacterIsSeenWithoutAskingAnybody) {
  const std::string secret = Make(SystemRandom()).secret;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    std::string other = secret;
    other[i] = other[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(IsWellFormedToken(other)) << i;
  }
  for (const std::string& other :
       {std::string(), std::string("cbk_"), secret + "A", secret.substr(1),
        secret.substr(0, secret.size() - 1), " " + secret, std::string(53, 'A'),
        std::string(100'000, 'x')}) {
    EXPECT_FALSE(IsWellFormedToken(other));
  }
}

TEST(TokenRegistry, KnowsWhoBearsAToken) {
  TokenRegistry registry;
  const NewToken token = Make(SystemRandom());
  EXPECT_EQ(registry.Find(token.secret, kNow), nullptr);
  registry.Put(token.record);
  const auto identity = registry.Find(token.secret, kNow);
  ASSERT_NE(identity, nullptr);
  EXPECT_EQ(identity->subject, "Mara Lind");
  EXPECT_EQ(identity->credential, "tokens/" + token.record.id);
  EXPECT_TRUE(identity->roles.Has(Role::kEditor));
  EXPECT_FALSE(identity->roles.Has(Role::kAdmin));
  EXPECT_EQ(identity->vendors, (std::vector<std::string>{"acme"}));
  EXPECT_EQ(registry.Find(Make(SystemRandom()).secret, kNow), nullptr);
  EXPECT_EQ(registry.Find(token.record.digest, kNow), nullptr)
      << "the digest is no token";
}

TEST(TokenRegistry, ForgetsWhatRanOutOrWasRevoked) {
  TokenRegistry registry;
  NewToken token = Make(SystemRandom(), Instant{kNow.micros + 1});
  registry.Put(token.record);
  EXPECT_NE(registry.Find(token.secret, kNow), nullptr);
  EXPECT_EQ(registry.Find(token.secret, Instant{kNow.micros + 1}), nullptr);
  NewToken other = Make(SystemRandom());
  registry.Put(other.record);
  other.record.revoke_time = kNow;
  registry.Put(other.record);
  EXPECT_EQ(registry.Find(other.secret, kNow), nullptr);
  registry.Put(token.record);  // again changes nothing
  EXPECT_NE(registry.Find(token.secret, kNow), nullptr);
}

TEST(Digest, IsEqualOnlyAsAWhole) {
  const std::string digest = Sha256Hex("x");
  EXPECT_TRUE(SameDigest(digest, Sha256Hex("x")));
  EXPECT_FALSE(SameDigest(digest, Sha256Hex("y")));
  EXPECT_FALSE(SameDigest(digest, digest.substr(1)));
  EXPECT_FALSE(SameDigest(digest, ""));
}

}  // namespace
}  // namespace clausebook::admission
