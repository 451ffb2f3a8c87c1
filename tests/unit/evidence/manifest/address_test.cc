#include "service/evidence/manifest/address.h"

#include <gtest/gtest.h>

#include <string>

namespace clausebook::evidence {
namespace {

const Variables& Declared() {
  static const Variables variables = {{"HOST", std::nullopt}, {"BY", "by.example.com"}};
  return variables;
}

struct HostCase {
  const char* text;
  const char* host;
};

class AddressHostTest : public ::testing::TestWithParam<HostCase> {};

TEST_P(AddressHostTest, IsWhatThePlatformCompares) {
  EXPECT_EQ(ReadAddress(GetParam().text, Declared()).host, GetParam().host);
}

INSTANTIATE_TEST_SUITE_P(
    All, AddressHostTest,
    ::testing::Values(HostCase{"https://API.Example.com/v1?x#y", "api.example.com"},
                      HostCase{"wss://live.example.com:8443", "live.example.com:8443"},
                      HostCase{"example.com/path/*", "example.com"},
                      HostCase{"*.example.com", "*.example.com"},
                      HostCase{"https://*.example.com/", "*.example.com"},
                      HostCase{"*", "*"},
                      HostCase{"https://user:p@h.example/x", "h.example"},
                      HostCase{"myapp:open", "myapp:open"},
                      HostCase{"localhost:3000", "localhost:3000"},
                      HostCase{"https://${HOST}/x", "${HOST}"},
                      HostCase{"${BY}", "by.example.com"},
                      HostCase{"${NOBODY}.example.com", "${NOBODY}.example.com"}));

TEST(Address, KnowsWhatIsNotKnown) {
  EXPECT_TRUE(ReadAddress("*", {}).everything);
  EXPECT_TRUE(ReadAddress("https://*", {}).everything);
  EXPECT_TRUE(ReadAddress("${HOST}", Declared()).unresolved);
  EXPECT_TRUE(ReadAddress("${NOBODY}", Declared()).unresolved);
  EXPECT_TRUE(ReadAddress("${BY}", Declared()).by_default);
  EXPECT_FALSE(ReadAddress("${BY}", Declared()).unresolved);
  EXPECT_FALSE(ReadAddress("$HOST", Declared()).unresolved);
  EXPECT_TRUE(ReadAddress("https://a.example/x", {}).has_path);
  EXPECT_FALSE(ReadAddress("https://a.example/", {}).has_path);
}

TEST(Address, KnowsTunnelsAndPlaceholders) {
  for (const char* text :
       {"https://localhost:3000", "https://ab12.ngrok.io", "https://x.loca.lt",
        "https://a-b.trycloudflare.com/x", "https://api.yourdomain.tld"}) {
    EXPECT_TRUE(ReadAddress(text, {}).local) << text;
  }
  EXPECT_FALSE(ReadAddress("https://notngrok.io.example", {}).local);
  EXPECT_FALSE(ReadAddress("https://mylocalhost.example", {}).local);
}

TEST(Address, KnowsWhatThePlatformRefuses) {
  for (const char* text :
       {"http://a.example", "javascript:alert(1)", "data:text/html,x", "file:///etc", "",
        "a b.example", "intranet", "https://a.*.example", "a.\nexample",
        "https:a.example", "a{b}.example", "https://${a-b}.example", "a,b.example",
        "a\u00a0b.example", "a\u200bb.example", "\u202ea.example"}) {
    EXPECT_NE(ReadAddress(text, {}).fault, "") << text;
  }
  for (const char* text : {"a.example", "https://a.example/x", "wss://a.example", "*",
                           "*.a.example", "myapp:x", "//a.example", "münchen.example"}) {
    EXPECT_EQ(ReadAddress(text, {}).fault, "") << text;
  }
  EXPECT_NE(ReadAddress(std::string(1001, 'a') + ".example", {}).fault, "");
}

TEST(Address, AVariableHasToBeDeclared) {
  EXPECT_EQ(ReadAddress("https://${HOST}/x", Declared()).fault, "");
  EXPECT_NE(ReadAddress("https://${NOBODY}/x", Declared()).fault, "");
  EXPECT_TRUE(ReadAddress("https://${NOBODY}/x", Declared()).unresolved);
}

TEST(Address, OfABlockScalarIsReadWithoutItsLineBreak) {
  const Address address = ReadAddress("https://a.example\n", {});
  EXPECT_EQ(address.host, "a.example");
  EXPECT_EQ(address.fault, "");
}

}  // namespace
}  // namespace clausebook::evidence
