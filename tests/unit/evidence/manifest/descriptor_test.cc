// Connect descriptors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/evidence/manifest/readings.h"

namespace clausebook::evidence {
namespace {

using answering::Verdict;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ConnectDescriptor, AServerThatIsCalledReceivesData) {
  const ReadText read = ReadFixture("jwt.json");
  EXPECT_TRUE(read.reading.valid);
  EXPECT_EQ(read.reading.app_key, "example.lanternfish.soundings");
  EXPECT_EQ(read.reading.name, "Soundings");
  const auto& fact =
      read.Fact("egress.vendor_servers is true (data_category: product_content)");
  EXPECT_EQ(read.Path(fact), "modules.webhooks");
  EXPECT_EQ(read.Line(fact), 12);
  Known known(read);
  EXPECT_EQ(known.VerdictOf("sends-data-to-vendor-servers"), Verdict::kYes);
  EXPECT_EQ(known.VerdictOf("runs-on-atlassian"), Verdict::kNo);
  EXPECT_EQ(known.VerdictOf("hosted-by-atlassian"), Verdict::kNo);
  EXPECT_EQ(known.VerdictOf("acts-on-behalf-of-user"), Verdict::kYes);
  EXPECT_EQ(known.VerdictOf("reads-email-addresses"), Verdict::kYes);
  EXPECT_EQ(known.VerdictOf("admin-access-requested"), Verdict::kNo);
  EXPECT_EQ(known.VerdictOf("residency-migration"), Verdict::kYes);
}

TEST(ConnectDescriptor, PagesAloneShowNoServer) {
  const ReadText read = ReadFixture("static.json");
  EXPECT_TRUE(read.reading.valid);
  EXPECT_THAT(read.On("hosting.code_location"), ElementsAre(HasSubstr("{user_browser}")));
  EXPECT_THAT(read.On("egress.vendor_servers"), IsEmpty());
  EXPECT_THAT(read.On("storage.off_platform"), IsEmpty());
  Known known(read);
  EXPECT_EQ(known.VerdictOf("sends-data-to-vendor-servers"), Verdict::kUnknown);
  EXPECT_EQ(known.VerdictOf("stores-data-off-atlassian"), Verdict::kUnknown);
  EXPECT_EQ(known.VerdictOf("sends-data-out"), Verdict::kUnknown);
}

TEST(ConnectDescriptor, WebhooksPushDataWhateverTheAuthentication) {
  Known known(ReadFixture("bitbucket.json"));
  EXPECT_EQ(known.VerdictOf("sends-data-to-vendor-servers"), Verdict::kYes);
  EXPECT_EQ(known.VerdictOf("stores-data-off-atlassian"), Verdict::kUnknown);
  EXPECT_EQ(known.VerdictOf("admin-access-requested"), Verdict::kYes);
}

TEST(ConnectDescriptor, WhatHasNoBaseUrlIsNoConnectApp) {
  const ReadText read =
      ReadConnect("{\"key\": \"x\", \"capabilities\": {\"webhook\": []}}");
  EXPECT_FALSE(read.reading.valid);
  EXPECT_THAT(read.On("hosting.platform"), IsEmpty());
}

TEST(ConnectDescriptor, NothingButScopesIsClosed) {
  for (const char* name :
       {"jwt.json", "static.json", "template.json", "bitbucket.json"}) {
    for (const auto& fact : ReadFixture(name).reading.facts) {
      if (fact.op != model::Operator::kExactly) continue;
      EXPECT_THAT(fact.property, HasSubstr("access.scope")) << name;
    }
  }
}

TEST(ConnectDescriptor, PlaceholdersAreSaid) {
  const ReadText read = ReadFixture("template.json");
  EXPECT_FALSE(read.reading.valid);
  EXPECT_THAT(read.Faults(), Contains(HasSubstr("2 scopes[1]: 'FISH' is no scope")));
  EXPECT_THAT(read.On("egress.undetermined"),
              ElementsAre("egress.undetermined is true @ baseUrl"));
  EXPECT_THAT(read.On("egress.backend_hosts"), IsEmpty());
}

TEST(ConnectDescriptor, WhatIsNoDescriptorIsAnError) {
  for (const char* text : {"", "[]", "{}", "\"x\"", "{\"key\": }", "key: x\n"}) {
    EXPECT_FALSE(ReadConnectDescriptor(text, TheCatalog()).ok()) << text;
  }
}

TEST(ConnectDescriptor, OddValuesAreFaults) {
  const ReadText read = ReadConnect(
      "{\"key\": 1, \"baseUrl\": [], \"scopes\": {}, \"modules\": [], \"lifecycle\": 2,\n"
      " \"key\": \"again\", \"authentication\": {\"type\": \"magic\"}}");
  EXPECT_FALSE(read.reading.valid);
  EXPECT_EQ(read.Faults().size(), 7u);
}

}  // namespace
}  // namespace clausebook::evidence
