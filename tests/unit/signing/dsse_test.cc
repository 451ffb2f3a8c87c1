// Envelopes: the bytes of the specification, and nothing that can be changed.
#include "service/signing/dsse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"

namespace clausebook::signing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kType[] = "application/vnd.in-toto+json";
constexpr char kPayload[] = R"({"says":"yes"})";

PrivateKey KeyOfSeed(char seed) {
  return PrivateKey::FromSeed(std::string(kKeyBytes, seed)).value();
}

std::string Sealed() { return Seal(KeyOfSeed('a'), kType, kPayload).value(); }

std::string Replaced(const std::string& from, const std::string& to) {
  const std::string text = Sealed();
  const std::string changed = absl::StrReplaceAll(text, {{from, to}});
  EXPECT_NE(changed, text) << from;
  return changed;
}

std::string WhyNot(const std::string& text) {
  const auto envelope = ReadEnvelope(text);
  EXPECT_EQ(envelope.status().code(), absl::StatusCode::kInvalidArgument) << text;
  return std::string(envelope.status().message());
}

// Whether the text passes as signed by that key.
bool Passes(const std::string& text) {
  const auto envelope = ReadEnvelope(text);
  if (!envelope.ok()) return false;
  for (const auto result : CheckSignatures(*envelope, {KeyOfSeed('a').public_key()})) {
    if (result != SignatureResult::kGood) return false;
  }
  return true;
}

// The example of the specification (protocol.md).
TEST(PreAuthEncoding, IsThatOfTheSpecification) {
  EXPECT_EQ(PreAuthEncoding("http://example.com/HelloWorld", "hello world"),
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  EXPECT_EQ(PreAuthEncoding("", ""), "DSSEv1 0  0 ");
  EXPECT_EQ(PreAuthEncoding("t", std::string("\0\n", 2)),
            std::string("DSSEv1 1 t 2 \0\n", 15));
}

TEST(Envelope, IsWhatOtherToolsRead) {
  EXPECT_THAT(
      Sealed(),
      ::testing::MatchesRegex(
          R"(\{"payload":"eyJzYXlzIjoieWVzIn0=","payloadType":"application/vnd.in-toto.json",)"
          R"("signatures":\[\{"keyid":"[0-9a-f]+","sig":"[A-Za-z0-9+/]+=="\}\]\}.)"));
  EXPECT_EQ(Sealed(), Sealed()) << "the same every time";
}

TEST(Envelope, GivesBackWhatWasSigned) {
  const auto envelope = ReadEnvelope(Sealed());
  ASSERT_TRUE(envelope.ok()) << envelope.status();
  EXPECT_EQ(envelope->payload_type, kType);
  EXPECT_EQ(envelope->payload, kPayload);
  ASSERT_EQ(envelope->signatures.size(), 1u);
  EXPECT_EQ(envelope->signatures[0].key_id, KeyOfSeed('a').public_key().id());
  EXPECT_TRUE(Passes(Sealed()));
}

TEST(Envelope, NoByteOfItCanBeAnother) {
  const std::string good = Sealed();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      if (static_cast<char>(byte) == good[at]) continue;
      std::string bad = good;
      bad[at] = static_cast<char>(byte);
      ASSERT_FALSE(Passes(bad)) << at << " " << byte;
    }
  }
}

TEST(Envelope, NoByteOfItCanBeMissingOrAdded) {
  const std::string good = Sealed();
  for (std::size_t at = 0; at < good.size(); ++at) {
    ASSERT_FALSE(Passes(good.substr(0, at))) << at;
    ASSERT_FALSE(Passes(std::string(good).erase(at, 1))) << at;
    for (const char byte : {' ', '\n', '=', 'A', '"', ',', '0'}) {
      ASSERT_FALSE(Passes(std::string(good).insert(at, 1, byte))) << at << byte;
    }
  }
  EXPECT_FALSE(Passes(good + "\n"));
}

TEST(Envelope, TheTypeIsSignedToo) {
  const auto other = ReadEnvelope(Replaced("in-toto+json", "in-toto+yaml"));
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_THAT(CheckSignatures(*other, {KeyOfSeed('a').public_key()}),
              ElementsAre(SignatureResult::kBad));
}

TEST(Envelope, WhatIsNoneIsSaidSo) {
  EXPECT_THAT(WhyNot(""), HasSubstr("not JSON"));
  EXPECT_THAT(WhyNot("[]"), HasSubstr("no JSON object"));
  EXPECT_THAT(WhyNot("{}"), HasSubstr("no 'payloadType'"));
  EXPECT_THAT(WhyNot(Replaced("\"payload\"", "\"load\"")), HasSubstr("no 'payload'"));
  EXPECT_THAT(WhyNot(Replaced("eyJ", "%%%")), HasSubstr("'payload' is not base64"));
  EXPECT_THAT(WhyNot(Replaced("\"eyJzYXlzIjoieWVzIn0=\"", "7")),
              HasSubstr("'payload' is no text"));
  EXPECT_THAT(WhyNot(Replaced("{\"payload\"", "{\"payload\":\"\",\"payload\"")),
              HasSubstr("twice"));
  EXPECT_THAT(WhyNot(R"({"payload":"","payloadType":"","signatures":[]})"),
              HasSubstr("no signatures"));
  EXPECT_THAT(WhyNot(Replaced("{\"payload\"", "{\"note\":\"unsigned\",\"payload\"")),
              HasSubstr("nobody signed"));
}

// Readers that are less strict take them for the same envelope.
TEST(Envelope, HasOneForm) {
  EXPECT_THAT(WhyNot(Replaced(":\"eyJ", ": \"eyJ")), HasSubstr("its bytes are not"));
  EXPECT_THAT(WhyNot(Replaced("In0=", "In0")), HasSubstr("its bytes are not"));
  EXPECT_THAT(WhyNot(Replaced("In0=", "In1=")), HasSubstr("its bytes are not"))
      << "bits behind the last byte";
  EXPECT_THAT(WhyNot(Replaced("keyid", "\\u006beyid")), HasSubstr("its bytes are not"));
}

Envelope SignedBy(const std::vector<char>& seeds) {
  Envelope envelope{kType, kPayload, {}};
  for (const char seed : seeds) {
    const PrivateKey key = KeyOfSeed(seed);
    envelope.signatures.push_back(
        {key.public_key().id(), key.Sign(PreAuthEncoding(kType, kPayload)).value()});
  }
  return envelope;
}

TEST(Signatures, AreEachThatOfTheKeyThatTheyName) {
  const auto envelope = ReadEnvelope(WriteEnvelope(SignedBy({'a', 'b', 'c'})));
  ASSERT_TRUE(envelope.ok()) << envelope.status();
  EXPECT_THAT(CheckSignatures(*envelope, {}),
              ElementsAre(SignatureResult::kUnknownKey, SignatureResult::kUnknownKey,
                          SignatureResult::kUnknownKey));
  EXPECT_THAT(CheckSignatures(*envelope,
                              {KeyOfSeed('c').public_key(), KeyOfSeed('b').public_key()}),
              ElementsAre(SignatureResult::kUnknownKey, SignatureResult::kGood,
                          SignatureResult::kGood));
}

TEST(Signatures, OfAnotherKeyUnderANameAreBad) {
  Envelope envelope = SignedBy({'b'});
  envelope.signatures[0].key_id = KeyOfSeed('a').public_key().id();
  EXPECT_THAT(CheckSignatures(envelope, {KeyOfSeed('a').public_key()}),
              ElementsAre(SignatureResult::kBad));
}

TEST(Signatures, AreFewAndOfDifferentKeys) {
  EXPECT_THAT(WhyNot(WriteEnvelope(SignedBy({'a', 'a'}))), HasSubstr("one key"));
  std::vector<char> many;
  for (char seed = 'a'; many.size() < kMostSignatures; ++seed) many.push_back(seed);
  EXPECT_TRUE(ReadEnvelope(WriteEnvelope(SignedBy(many))).ok());
  many.push_back('A');
  WhyNot(WriteEnvelope(SignedBy(many)));
}

TEST(LooksLikeEnvelope, TellsPacksFromAnswers) {
  EXPECT_TRUE(LooksLikeEnvelope(Sealed()));
  EXPECT_TRUE(LooksLikeEnvelope("  {\n  \"payloadType\": \"x\""));
  EXPECT_TRUE(LooksLikeEnvelope(Sealed().substr(0, 20)));
  for (const char* text :
       {"", "[]", "{}", R"({"answers":[]})", "payload", "\"payload\""}) {
    EXPECT_FALSE(LooksLikeEnvelope(text)) << text;
  }
}

}  // namespace
}  // namespace clausebook::signing
