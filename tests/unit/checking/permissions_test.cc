// What an app is said to be allowed, and what its manifest asks for: C11.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checking/sources.h"

namespace clausebook::checking {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Permissions, PermissionsBeyondReading) {
  const std::string writes = "  scopes: [read:jira-work, write:jira-work, storage:app]\n";
  const std::string reads = "  scopes: [read:jira-work, storage:app]\n";
  const auto manifest = [](const std::string& scopes) {
    std::string text = ForgeManifest("");
    const std::string usual = "  scopes: [read:jira-work]\n";
    return text.replace(text.find(usual), usual.size(), scopes);
  };
  for (const char* claim : {"exactly: [read]", "excludes: [write, delete, admin]"}) {
    const auto found =
        Sources().Says("access.scope_classes", claim).Manifest(manifest(writes)).Check();
    EXPECT_THAT(Kinds(found), ElementsAre("high more-than-reading")) << claim;
    EXPECT_EQ(found[0].pattern->code, "C11");
    // Its own storage is nothing of the customer's.
    EXPECT_THAT(Kinds(Sources()
                          .Says("access.scope_classes", claim)
                          .Manifest(manifest(reads))
                          .Check()),
                IsEmpty())
        << claim;
  }
  // An attested list that has the new scope not yet.
  EXPECT_THAT(
      Kinds(Sources()
                .Attests("access.scopes", "exactly: ['read:jira-work', 'storage:app']")
                .Manifest(manifest(writes))
                .Check()),
      ElementsAre("high more-than-reading"));
}

TEST(Permissions, FewerPermissionsThanSaidAreNoBrokenPromise) {
  EXPECT_THAT(Kinds(Sources()
                        .Attests("access.scopes",
                                 "exactly: ['read:jira-work', 'write:jira-work']")
                        .Manifest(ForgeManifest(""))
                        .Check()),
              ElementsAre("low policy-overstates"));
}

TEST(Permissions, AnythingElseThatIsDeclaredOtherwise) {
  const std::string scopes = "  scopes: [read:jira-work]\n";
  std::string manifest = ForgeManifest("");
  manifest.replace(manifest.find(scopes), scopes.size(), "  scopes: [read:me]\n");
  const auto found = Sources()
                         .Says("access.email_addresses", "equals: false")
                         .Manifest(manifest)
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high declared-otherwise"));
}

TEST(Permissions, ManyEntriesAreOneFindingAndNotAllAreSpeltOut) {
  std::string scopes;
  for (const char* scope : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    scopes += std::string(scopes.empty() ? "" : ", ") + "write:" + scope + ":jira";
  }
  const std::string usual = "  scopes: [read:jira-work]\n";
  std::string manifest = ForgeManifest("");
  manifest.replace(manifest.find(usual), usual.size(), "  scopes: [" + scopes + "]\n");
  const auto found = Sources()
                         .Attests("access.scopes", "exactly: ['read:jira-work']")
                         .Manifest(manifest)
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high more-than-reading"));
  EXPECT_THAT(found[0].message,
              AllOf(HasSubstr(" more"), Not(HasSubstr("write:g:jira"))));
}

}  // namespace
}  // namespace clausebook::checking
