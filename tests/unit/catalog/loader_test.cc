// What the loader refuses: each fault with its place and what to do about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "service/base/error.h"
#include "service/catalog/catalog.h"

namespace clausebook::catalog {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// A sound catalogue.
constexpr char kBase[] = R"yaml(dimensions:
  - id: category
    description: Which data.
    members: [{id: web, label: web data}, {id: logs, label: logs}]
    groups: {all_but_web: [logs]}
platforms:
  - {id: forge, name: Forge, description: A platform., hosting_values: [forge]}
properties:
  - id: hosting.platform
    type: enum
    description: Where it runs.
    members: [{id: forge, label: Forge}, {id: connect, label: Connect}]
    evidence: [policy]
  - {id: data.stored, type: bool, description: Stored., dimensions: [category], evidence: [policy]}
  - {id: data.kept, type: duration, description: Kept., evidence: [policy]}
  - id: data.hosts
    type: set
    description: Hosts.
    members: [{id: atlassian, label: Atlassian}]
    open_members: true
    evidence: [manifest]
questions:
  - {id: platform, topic: t, wording: "Where?", value: {property: hosting.platform}, answers: {value: "{value}.", unknown: "Unknown.", conflict: "Conflict."}}
  - {id: kept, topic: t, wording: "How long?", value: {property: data.kept}, answers: {value: "{value}.", unknown: "Unknown.", conflict: "Conflict."}}
  - {id: hosts, topic: t, wording: "Which hosts?", value: {property: data.hosts}, answers: {value: "{value}.", unknown: "Unknown.", conflict: "Conflict."}}
  - {id: stored, topic: t, wording: "Stored?", ask: {property: data.stored, is: true}, answers: {yes: "Yes.", no: "No.", unknown: "Unknown.", conflict: "Conflict."}}
)yaml";

std::vector<BookFault> FaultsOf(const std::string& more) {
  const auto catalog = Catalog::FromFiles({{"base.yaml", kBase}, {"more.yaml", more}});
  EXPECT_FALSE(catalog.ok()) << "accepted: " << more;
  const auto detail = GetErrorDetail(catalog.status());
  EXPECT_TRUE(detail && detail->reason == Reason::kInvalidBook);
  return detail ? detail->faults : std::vector<BookFault>();
}

struct FaultCase {
  const char* name;
  const char* yaml;
  int line;
  const char* message;
  const char* hint;
};

void PrintTo(const FaultCase& c, std::ostream* out) { *out << c.name; }

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

// A question with this logic on line 5 and sound sentences.
std::string WithAsk(const std::string& ask) {
  return "questions:\n  - id: q\n    topic: t\n    wording: Really?\n    ask: " + ask +
         "\n    answers: {yes: Y., no: N., unknown: U., conflict: C.}\n";
}

struct AskCase {
  const char* name;
  const char* ask;
  const char* message;
  const char* hint;
};

void PrintTo(const AskCase& c, std::ostream* out) { *out << c.name; }

class AskFault : public ::testing::TestWithParam<AskCase> {};

TEST_P(AskFault, IsReportedAtItsPlaceWithTheRemedy) {
  const auto faults = FaultsOf(WithAsk(GetParam().ask));
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].line, 5);
  EXPECT_THAT(faults[0].message, HasSubstr(GetParam().message));
  EXPECT_THAT(faults[0].hint + faults[0].message, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(
    Expressions, AskFault,
    ::testing::Values(
        AskCase{"UnknownProperty", "{property: data.stord, is: true}",
                "There is no property 'data.stord'", "Did you mean 'data.stored'"},
        AskCase{"PredicateOfAnotherType", "{property: data.stored, one_of: [a]}",
                "'one_of' does not fit data.stored", "data.stored takes is, stated."},
        AskCase{"NoPredicate", "{property: data.stored}", "has 0 predicates",
                "data.stored takes is, stated."},
        AskCase{"TwoPredicates", "{property: data.stored, is: true, stated: true}",
                "has 2 predicates", "data.stored takes"},
        AskCase{"UnknownPredicate", "{property: data.stored, is: true, abuot: {}}",
                "unknown key 'abuot'", "Did you mean 'about'"},
        AskCase{"NoBool", "{property: data.stored, is: maybe}", "neither true nor false",
                "without quotes"},
        AskCase{"UnknownMember", "{property: hosting.platform, one_of: [frge]}",
                "'frge' is not a member of hosting.platform", "Did you mean 'forge'"},
        AskCase{"KnownMemberByItsLabel",
                "{property: data.hosts, includes_any: [Atlassian]}",
                "under another spelling", "Write 'atlassian'"},
        AskCase{"NoMembers", "{property: data.hosts, includes_any: []}",
                "list of members is empty", "only: []"},
        AskCase{"NoDuration", "{property: data.kept, at_most: 30 days}",
                "'30 days' is not a duration", "P30D"},
        AskCase{"UnknownAboutMember",
                "{property: data.stored, is: true, about: {category: [log]}}",
                "'log' is not a member of the dimension category", "Did you mean 'logs'"},
        AskCase{"DimensionOfAnotherProperty",
                "{property: data.kept, at_most: P1D, about: {category: [logs]}}",
                "data.kept cannot be narrowed by 'category'",
                "cannot be narrowed at all"},
        AskCase{"JoinOfOne", "{all: [{property: data.stored, is: true}]}",
                "'all' joins fewer than two conditions", "Write the condition alone"},
        AskCase{"TwoJoins",
                "{all: [{property: data.stored, is: true}, {property: data.stored, is: "
                "true}], any: []}",
                "unknown key 'any'", "Known: all"},
        AskCase{"NotBesidePredicate",
                "{not: {property: data.stored, is: true}, is: false}", "unknown key 'is'",
                "Known: not"},
        AskCase{"NoMap", "data.stored", "a text where a map belongs", ""}),
    ::testing::PrintToStringParamName());

INSTANTIATE_TEST_SUITE_P(
    Questions, LoaderFault,
    ::testing::Values(
        FaultCase{
            "BadId",
            "questions:\n  - {id: Bad_Id, topic: t, wording: 'W?', value: {property: "
            "data.kept}, answers: {value: '{value}', unknown: U., conflict: C.}}\n",
            2, "'Bad_Id' cannot be the id of a question", "lower-case"},
        FaultCase{"Taken",
                  "questions:\n  - {id: kept, topic: t, wording: 'W?', value: {property: "
                  "data.kept}, answers: {value: '{value}', unknown: U., conflict: C.}}\n",
                  2, "The question 'kept' exists already: base.yaml:24",
                  "choose another"},
        FaultCase{
            "NoLogic",
            "questions:\n  - {id: q, topic: t, wording: 'W?', answers: {yes: Y., no: "
            "N., unknown: U., conflict: C.}}\n",
            2, "needs either 'ask' or 'value'", "yes-or-no"},
        FaultCase{"MissingSentence",
                  "questions:\n  - {id: q, topic: t, wording: 'W?', ask: {property: "
                  "data.stored, is: true}, answers: {yes: Y., no: N., unknown: U.}}\n",
                  2, "has no 'conflict'", "Add 'conflict:'"},
        FaultCase{"EmptySentence",
                  "questions:\n  - {id: q, topic: t, wording: 'W?', ask: {property: "
                  "data.stored, is: true}, answers: {yes: '', no: N., unknown: U., "
                  "conflict: C.}}\n",
                  2, "'yes' of the 'answers' of question 'q' is empty", "Write a text"},
        FaultCase{"SentenceOfTheOtherKind",
                  "questions:\n  - {id: q, topic: t, wording: 'W?', value: {property: "
                  "data.kept}, answers: {value: '{value}', yes: Y., unknown: U., "
                  "conflict: C.}}\n",
                  2, "unknown key 'yes'", "Known: value, unknown, conflict"},
        FaultCase{"UnknownPlaceholder",
                  "questions:\n  - {id: q, topic: t, wording: 'W?', value: {property: "
                  "data.kept}, answers: {value: '{value}', unknown: 'U {App}.', "
                  "conflict: C.}}\n",
                  2, "unknown placeholder '{App}'", "{app}, {vendor}"},
        FaultCase{"ValueInAVerdict",
                  "questions:\n  - {id: q, topic: t, wording: 'W?', ask: {property: "
                  "data.stored, is: true}, answers: {yes: '{value}.', no: N., unknown: "
                  "U., conflict: C.}}\n",
                  2, "unknown placeholder '{value}'", "Known here"},
        FaultCase{"StrayBrace",
                  "questions:\n  - {id: q, topic: t, wording: 'W?', value: {property: "
                  "data.kept}, answers: {value: '{value}', unknown: 'U} x.', "
                  "conflict: C.}}\n",
                  2, "unknown placeholder '}", "{app}"},
        FaultCase{"ValueLeftOut",
                  "questions:\n  - {id: q, topic: t, wording: 'W?', value: {property: "
                  "data.kept}, answers: {value: 'Some.', unknown: U., conflict: C.}}\n",
                  2, "does not say the value", "{value}"},
        FaultCase{
            "AliasOfAnotherQuestion",
            "questions:\n  - {id: q, topic: t, wording: 'W?', aliases: ['how  LONG'], "
            "value: {property: data.kept}, answers: {value: '{value}', unknown: "
            "U., conflict: C.}}\n",
            2, "is that of the question 'kept' too", "change one of them"},
        FaultCase{
            "AliasTwice",
            "questions:\n  - {id: q, topic: t, wording: 'W?', aliases: ['A?', 'a'], "
            "value: {property: data.kept}, answers: {value: '{value}', unknown: "
            "U., conflict: C.}}\n",
            2, "stands there twice", "change one of them"},
        FaultCase{"UnaskedButAsked",
                  "questions:\n  - {id: q, topic: t, wording: 'W?', value: {property: "
                  "x.y}, answers: {value: '{value}', unknown: U., conflict: "
                  "C.}}\nproperties:\n  - {id: x.y, type: text, description: D., "
                  "evidence: [policy], unasked: No need.}\n",
                  4, "is marked 'unasked', but a question reads it", "Remove 'unasked'"}),
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

TEST(Loader, ExpressionsAreReadAsWritten) {
  const auto catalog = Catalog::FromFiles(
      {{"base.yaml", kBase},
       {"more.yaml",
        WithAsk("{any: [{property: data.stored, is: false, about: {category: "
                "[all_but_web]}}, {property: data.kept, at_most: P0Y30D}]}")}});
  ASSERT_TRUE(catalog.ok()) << catalog.status().message();
  const Question* question = catalog->FindQuestion("q");
  ASSERT_NE(question, nullptr);
  EXPECT_EQ(ToText(*question),
            "(not (data.stored is true about category: logs)) or (data.kept is at most "
            "P30D)");
  EXPECT_THAT(PropertiesOf(*question),
              ::testing::ElementsAre("data.kept", "data.stored"));
}

}  // namespace
}  // namespace clausebook::catalog
