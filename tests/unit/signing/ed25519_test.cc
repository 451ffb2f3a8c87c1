// Ed25519 against the examples of RFC 8032 (section 7.1), and what it refuses.
#include "service/signing/ed25519.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "service/base/error.h"

namespace clausebook::signing {
namespace {

struct Example {
  const char* seed;  // all in hex
  const char* public_key;
  const char* message;
  const char* signature;
};

constexpr Example kExamples[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
     "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
     "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
     "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a8"
     "36ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ec"
     "fdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"}};

std::string Bytes(const char* hex) { return absl::HexStringToBytes(hex); }
std::string Hex(const std::string& bytes) { return absl::BytesToHexString(bytes); }

PrivateKey KeyOf(const Example& example) {
  return PrivateKey::FromSeed(Bytes(example.seed)).value();
}

void ExpectRefused(const absl::Status& status, const std::string& part) {
  ASSERT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_NE(std::string(status.message()).find(part), std::string::npos) << status;
  EXPECT_TRUE(GetErrorDetail(status).has_value());
}

TEST(Ed25519, SignsAsTheStandardDoes) {
  for (const Example& example : kExamples) {
    const PrivateKey key = KeyOf(example);
    EXPECT_EQ(Hex(key.public_key().Raw()), example.public_key);
    EXPECT_EQ(Hex(key.Sign(Bytes(example.message)).value()), example.signature);
  }
}

TEST(Ed25519, VerifiesWhatTheStandardSigned) {
  for (const Example& example : kExamples) {
    const PublicKey key = PublicKey::FromRaw(Bytes(example.public_key)).value();
    EXPECT_TRUE(key.Verify(Bytes(example.message), Bytes(example.signature)));
    EXPECT_FALSE(key.Verify(Bytes(example.message) + "x", Bytes(example.signature)));
  }
}

TEST(Ed25519, NoBitOfASignatureCanBeAnother) {
  const PublicKey key = KeyOf(kExamples[2]).public_key();
  const std::string message = Bytes(kExamples[2].message);
  const std::string good = Bytes(kExamples[2].signature);
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string bad = good;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(key.Verify(message, bad)) << bit;
  }
  EXPECT_FALSE(key.Verify(message, ""));
  EXPECT_FALSE(key.Verify(message, good.substr(0, 63)));
  EXPECT_FALSE(key.Verify(message, good + '\0'));
}

// S + L would verify as well as S, if nobody looked: two signatures for one message.
TEST(Ed25519, ASignatureHasOneForm) {
  const std::string order =
      Bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  std::string other = Bytes(kExamples[0].signature);
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    carry += static_cast<unsigned char>(other[32 + i]);
    carry += static_cast<unsigned char>(order[i]);
    other[32 + i] = static_cast<char>(carry & 0xff);
    carry >>= 8;
  }
  ASSERT_EQ(carry, 0u);
  EXPECT_FALSE(KeyOf(kExamples[0]).public_key().Verify("", other));
}

TEST(Ed25519, AnotherKeyVerifiesNothing) {
  const PrivateKey one = PrivateKey::Generate().value();
  const PrivateKey other = PrivateKey::Generate().value();
  EXPECT_NE(one.public_key().id(), other.public_key().id());
  const std::string signature = one.Sign("message").value();
  EXPECT_TRUE(one.public_key().Verify("message", signature));
  EXPECT_FALSE(other.public_key().Verify("message", signature));
}

TEST(Keys, AreTheSameAfterPem) {
  const PrivateKey key = KeyOf(kExamples[0]);
  const std::string secret = key.SecretPem().value();
  EXPECT_EQ(secret.rfind("-----BEGIN PRIVATE KEY-----\n", 0), 0u);
  const PrivateKey again = PrivateKey::FromPem(secret).value();
  EXPECT_EQ(Hex(again.Sign("").value()), kExamples[0].signature);
  const PublicKey shown =
      PublicKey::FromPem("\n" + key.public_key().pem() + " \n").value();
  EXPECT_EQ(shown.id(), key.public_key().id());
  EXPECT_EQ(shown.Raw(), key.public_key().Raw());
  EXPECT_EQ(shown.pem().find("PRIVATE"), std::string::npos);
}

// As `openssl pkey -pubin -outform DER | sha256sum` calls it.
TEST(Keys, AreCalledByTheDigestOfTheirDer) {
  EXPECT_EQ(KeyOf(kExamples[0]).public_key().id(),
            "06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9");
}

TEST(Keys, OfAnotherKindAreRefused) {
  // On the curve P-256.
  ExpectRefused(PublicKey::FromPem(
                    "-----BEGIN PUBLIC KEY-----\n"
                    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+vXsoRHXUnGcvOUef5GzY2bKeRa4\n"
                    "4BXgnbOt0nyc7c83pPXn+mOsXWoMLj7Z/UWwV9290P6crdECEKpx0jEl9Q==\n"
                    "-----END PUBLIC KEY-----\n")
                    .status(),
                "another kind");
}

TEST(Keys, ThatAreNoneAreRefused) {
  const std::string pem = KeyOf(kExamples[0]).public_key().pem();
  const std::string secret = KeyOf(kExamples[0]).SecretPem().value();
  for (const std::string& text :
       {std::string(), std::string("key"), secret, pem + pem, "x" + pem, pem + "x",
        pem.substr(0, pem.size() / 2), std::string(1 << 20, '-')}) {
    ExpectRefused(PublicKey::FromPem(text).status(), "");
  }
  ExpectRefused(
      PublicKey::FromPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
          .status(),
      "no key");
  ExpectRefused(PublicKey::FromPem(secret).status(), "It is a private key");
  ExpectRefused(PrivateKey::FromPem(pem).status(), "It is a public key");
  ExpectRefused(PrivateKey::FromPem("key").status(), "BEGIN PRIVATE KEY");
  for (const char* kind : {"RSA", "EC"}) {
    const std::string label = std::string(kind) + " PRIVATE KEY-----";
    ExpectRefused(
        PrivateKey::FromPem("-----BEGIN " + label + "\nAAAA\n-----END " + label).status(),
        "another kind than Ed25519");
  }
  ExpectRefused(PrivateKey::FromPem("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"
                                    "-----END OPENSSH PRIVATE KEY-----\n")
                    .status(),
                "OpenSSH");
  ExpectRefused(PrivateKey::FromPem("-----BEGIN CERTIFICATE-----\nAAAA\n"
                                    "-----END CERTIFICATE-----\n")
                    .status(),
                "It is a certificate");
  ExpectRefused(PrivateKey::FromPem(secret + secret).status(), "one key");
  ExpectRefused(PrivateKey::FromPem("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
                                    "-----END ENCRYPTED PRIVATE KEY-----\n")
                    .status(),
                "encrypted");
  ExpectRefused(PublicKey::FromRaw("short").status(), "32 bytes");
  ExpectRefused(PrivateKey::FromSeed(std::string(33, 'x')).status(), "32 bytes");
}

TEST(Keys, AreWiped) {
  std::string secret = "a secret that is long enough to be on the heap, not inside";
  const char* bytes = secret.data();
  Wipe(secret);
  EXPECT_TRUE(secret.empty());
  EXPECT_EQ(std::string(bytes, 8), std::string(8, '\0'));
}

}  // namespace
}  // namespace clausebook::signing
