// What the loader refuses in questions: each fault with its place and what to do about
// it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/catalog/loader_faults.h"

namespace clausebook::catalog {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class QuestionFault : public ::testing::TestWithParam<FaultCase> {};

TEST_P(QuestionFault, IsReportedAtItsPlaceWithTheRemedy) {
  const auto faults = FaultsOf(GetParam().yaml);
  ASSERT_THAT(faults, SizeIs(1)) << (faults.empty() ? "" : faults[1].message);
  EXPECT_EQ(faults[0].path, "more.yaml");
  EXPECT_EQ(faults[0].line, GetParam().line);
  EXPECT_GT(faults[0].column, 0);
  EXPECT_THAT(faults[0].message, HasSubstr(GetParam().message));
  EXPECT_THAT(faults[0].hint, HasSubstr(GetParam().hint));
}

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
    Questions, QuestionFault,
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
