// What the loader refuses in files and vocabulary: each fault with its place and what
// to do about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/catalog/loader_faults.h"

namespace clausebook::catalog {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class LoaderFault : public ::testing::TestWithParam<FaultCase> {};

TEST_P(LoaderFault, IsReportedAtItsPlaceWithTheRemedy) {
  const auto faults = FaultsOf(GetParam().yaml);
  ASSERT_THAT(faults, SizeIs(1)) << (faults.empty() ? "" : faults[1].message);
  EXPECT_EQ(faults[0].path, "more.yaml");
  EXPECT_EQ(faults[0].line, GetParam().line);
  EXPECT_GT(faults[0].column, 0);
  EXPECT_THAT(faults[0].message, HasSubstr(GetParam().message));
  EXPECT_THAT(faults[0].hint, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(
    Files, LoaderFault,
    ::testing::Values(
        FaultCase{"Empty", "# nothing\n", 1, "The file is empty.", "or remove it"},
        FaultCase{"UnknownSection", "question:\n  - {}\n", 1, "unknown key 'question'",
                  "Did you mean 'questions'"},
        FaultCase{"RepeatedSection", "questions: []\nquestions: []\n", 2,
                  "stands twice in one map", "Remove or rename"},
        FaultCase{"NoList", "questions: none\n", 1, "a text where a list belongs",
                  "'- ' line"},
        FaultCase{"NoMap", "- a\n", 1, "The file is a list where a map belongs", ""}),
    ::testing::PrintToStringParamName());

INSTANTIATE_TEST_SUITE_P(
    Dimensions, LoaderFault,
    ::testing::Values(
        FaultCase{"BadId",
                  "dimensions:\n  - {id: Bad-Id, description: D., members: []}\n", 2,
                  "'Bad-Id' cannot be the id of a dimension", "lower-case"},
        FaultCase{"Taken",
                  "dimensions:\n  - {id: category, description: D., members: []}\n", 2,
                  "exists already: base.yaml:2", "choose another id"},
        FaultCase{"GroupOfUnknownMember",
                  "dimensions:\n  - id: d\n    description: D.\n    members: [{id: abc, "
                  "label: A}]\n    groups: {g: [abd]}\n",
                  5, "names 'abd'", "Did you mean 'abc'"},
        FaultCase{"GroupNamedLikeMember",
                  "dimensions:\n  - id: d\n    description: D.\n    members: [{id: a, "
                  "label: A}]\n    groups: {a: [a]}\n",
                  5, "is a member and cannot be a group too", "another name"},
        FaultCase{
            "MemberTwice",
            "dimensions:\n  - id: d\n    description: D.\n    members:\n      - {id: "
            "a, label: A}\n      - {id: a, label: B}\n",
            6, "stands there twice", "Remove"}),
    ::testing::PrintToStringParamName());

INSTANTIATE_TEST_SUITE_P(
    Properties, LoaderFault,
    ::testing::Values(
        FaultCase{"BadId",
                  "properties:\n  - {id: plain, type: bool, description: D., evidence: "
                  "[policy], unasked: x}\n",
                  2, "'plain' cannot be the id of a property", "topic.name"},
        FaultCase{"UnknownType",
                  "properties:\n  - {id: a.b, type: boolean, description: D., evidence: "
                  "[policy], unasked: x}\n",
                  2, "'boolean' is not a type", "Did you mean 'bool'"},
        FaultCase{"UnknownDimension",
                  "properties:\n  - {id: a.b, type: bool, description: D., dimensions: "
                  "[categry], evidence: [policy], unasked: x}\n",
                  2, "'categry' is not a dimension", "Did you mean 'category'"},
        FaultCase{"UnknownEvidence",
                  "properties:\n  - {id: a.b, type: bool, description: D., evidence: "
                  "[polcy], unasked: x}\n",
                  2, "'polcy' is not a kind of evidence", "Did you mean 'policy'"},
        FaultCase{"EnumWithoutMembers",
                  "properties:\n  - {id: a.b, type: enum, description: D., evidence: "
                  "[policy], unasked: x}\n",
                  2, "has no members", "List them"},
        FaultCase{
            "BoolWithMembers",
            "properties:\n  - {id: a.b, type: bool, description: D., members: [{id: "
            "a, label: A}], evidence: [policy], unasked: x}\n",
            2, "its type takes none", "Only enums and sets"},
        FaultCase{
            "OpenEnum",
            "properties:\n  - {id: a.b, type: enum, description: D., members: [{id: "
            "a, label: A}], open_members: true, evidence: [policy], unasked: x}\n",
            2, "is no set", "Remove 'open_members'"},
        FaultCase{"EveryWithoutDimensions",
                  "properties:\n  - {id: a.b, type: bool, description: D., every: true, "
                  "evidence: [policy], unasked: x}\n",
                  2, "cannot be 'every'", "Only a bool with dimensions"},
        FaultCase{"NoDescription",
                  "properties:\n  - {id: a.b, type: bool, evidence: [policy], unasked: "
                  "x}\n",
                  2, "The property 'a.b' has no 'description'", "Add 'description:'"},
        FaultCase{"NobodyAsks",
                  "properties:\n  - {id: a.b, type: bool, description: D., evidence: "
                  "[policy]}\n",
                  2, "No question reads the property 'a.b'", "unasked"},
        FaultCase{"PlatformOfUnknownHosting",
                  "platforms:\n  - {id: p, name: P, description: D., hosting_values: "
                  "[conect]}\n",
                  2, "'conect' is not a member of hosting.platform",
                  "Did you mean 'connect'"},
        FaultCase{"HostingOfTwoPlatforms",
                  "platforms:\n  - {id: p, name: P, description: D., hosting_values: "
                  "[forge]}\n",
                  2, "belongs to the platform 'forge' already", "name each value once"}),
    ::testing::PrintToStringParamName());

TEST(Loader, TheBaseOfTheseTestsIsSound) {
  const auto catalog = Catalog::FromFiles({{"base.yaml", kBase}});
  ASSERT_TRUE(catalog.ok()) << catalog.status().message();
}

TEST(Loader, EveryFaultIsReportedAtOnceInTheOrderOfTheFiles) {
  const auto catalog = Catalog::FromFiles(
      {{"a.yaml", "dimensions:\n  - {id: 1, description: D., members: []}\n"},
       {"b.yaml", "properties:\n  - {id: x.y, type: t, description: D., evidence: []}\n"},
       {"c.yaml", "questions: [\n"}});
  const auto detail = GetErrorDetail(catalog.status());
  ASSERT_TRUE(detail);
  ASSERT_THAT(detail->faults, SizeIs(4));
  EXPECT_EQ(detail->faults[0].path, "a.yaml");
  EXPECT_EQ(detail->faults[1].path, "b.yaml");
  EXPECT_EQ(detail->faults[3].path, "c.yaml");
  EXPECT_THAT(std::string(catalog.status().message()),
              HasSubstr("4 faults in the catalogue; the first: a.yaml:2:10"));
}

TEST(Loader, TheDigestTellsCataloguesApart) {
  const auto one = Catalog::FromFiles({{"base.yaml", kBase}});
  const auto moved = Catalog::FromFiles({{"elsewhere.yaml", kBase}});
  const auto other = Catalog::FromFiles({{"base.yaml", std::string(kBase) + "# more\n"}});
  ASSERT_TRUE(one.ok() && moved.ok() && other.ok());
  EXPECT_THAT(one->digest(), SizeIs(64));
  EXPECT_EQ(one->digest(), moved->digest());
  EXPECT_NE(one->digest(), other->digest());
}

}  // namespace
}  // namespace clausebook::catalog
