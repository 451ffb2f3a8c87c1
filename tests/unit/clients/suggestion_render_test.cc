// Suggestions and what awaits review as people see them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/render/review_item.h"
#include "clients/cli/render/suggestions.h"
#include "tests/testing/text_message.h"

namespace clausebook::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const Style kSuggestionPlain{80, false};

v1::Suggestion Sold() {
  return Parse<v1::Suggestion>(R"(
    name: 'vendors/v/policies/p/revisions/r/suggestions/use-sold-1'
    fact { name: 'vendors/v/facts/use-sold-1' property: 'use.sold'
           operator: OPERATOR_EQUALS value { bool_value: false } caveat: 'Of marketing.'
           scope { except_apps: 'vendors/v/apps/old' }
           evidence { clause { revision: 'vendors/v/policies/p/revisions/r'
                               clause: 'vendors/v/policies/p/revisions/r/clauses/c2'
                               byte_begin: 10 byte_end: 20 quote: 'We never sell data.' } } }
    pattern: 'not-sold' why: 'It denies selling.' line: 7
    heading_path: 'Privacy' heading_path: 'Use' state: SUGGESTION_STATE_OPEN)");
}

std::vector<v1::Clause> Clauses() {
  std::vector<v1::Clause> clauses;
  for (const char* text : {"Use", "We never sell data.", "We\x1b[31m like fish."}) {
    v1::Clause& clause = clauses.emplace_back();
    clause.set_name("vendors/v/policies/p/revisions/r/clauses/c" +
                    std::to_string(clauses.size()));
    clause.set_text(text);
    clause.set_heading(clauses.size() == 1);
  }
  return clauses;
}

SuggestionReport Report() {
  SuggestionReport report;
  report.title = "Privacy policy";
  report.place = "vendors/v/policies/p/revisions/r";
  report.suggestions = {Sold(), Sold()};
  report.suggestions[1].set_state(v1::SUGGESTION_STATE_ACCEPTED);
  report.suggestions[1].set_accepted_as("vendors/v/facts/f");
  report.open = 1;
  report.accepted = 1;
  report.rejected = 2;
  v1::UnreadClause unread;
  unread.set_line(12);
  unread.set_why("It says “may”.");
  unread.mutable_clause()->set_text("Data may be shared.");
  report.unread = {unread};
  return report;
}

TEST(RenderSuggestionsTest, AQuoteStandsOnceAboveWhatItSuggests) {
  EXPECT_EQ(
      RenderSuggestions(Report(), kSuggestionPlain),
      "Privacy policy\n"
      "vendors/v/policies/p/revisions/r\n"
      "\n"
      "Use\n"
      "  line 7    “We never sell data.”\n"
      "    use.sold is false · all apps except old\n"
      "    but     Of marketing.\n"
      "    why     It denies selling. [not-sold]\n"
      "    id      use-sold-1\n"
      "\n"
      "    use.sold is false · all apps except old\n"
      "    but     Of marketing.\n"
      "    why     It denies selling. [not-sold]\n"
      "    id      use-sold-1\n"
      "    is      accepted as vendors/v/facts/f\n"
      "\n"
      "Not read: a person has to\n"
      "  line 12   Data may be shared.\n"
      "            It says “may”.\n"
      "\n"
      "4 suggestions: 1 open, 1 accepted, 2 rejected (2 shown); 1 clause not read.\n");
}

TEST(RenderSuggestionsTest, AGroupOfDataIsToldByItsName) {
  SuggestionReport report = Report();
  auto* about = report.suggestions[0].mutable_fact()->add_qualifiers();
  about->set_dimension("data_category");
  for (const char* kind : {"configuration", "credentials", "derived", "identifiers",
                           "product_content", "profile"}) {
    about->add_values(kind);
  }
  EXPECT_THAT(RenderSuggestions(report, kSuggestionPlain),
              HasSubstr("use.sold is false (data_category: app_data) ·"));
}

TEST(RenderSuggestionsTest, WhoRefusedAndWhyIsSaid) {
  SuggestionReport report = Report();
  report.suggestions[0].set_state(v1::SUGGESTION_STATE_REJECTED);
  report.suggestions[0].mutable_rejection()->set_reviewer("Mara");
  report.suggestions[0].mutable_rejection()->set_date("2026-01-02");
  report.suggestions[0].mutable_rejection()->set_reason("Only here.");
  EXPECT_THAT(RenderSuggestions(report, kSuggestionPlain),
              HasSubstr("rejected by Mara on 2026-01-02: Only here."));
}

TEST(RenderReviewItemTest, ASuggestionStandsBetweenItsNeighbours) {
  v1::ReviewItem item;
  *item.mutable_suggestion() = Sold();
  EXPECT_EQ(RenderReviewItem(item, Clauses(), "3 of 12", kSuggestionPlain),
            "3 of 12 · p r › Privacy › Use, line 7\n"
            "\n"
            "    # Use\n"
            "    “We never sell data.”\n"
            "    We\\x1b[31m like fish.\n"
            "\n"
            "  Does it say so?\n"
            "    use.sold is false · all apps except old\n"
            "    but     Of marketing.\n"
            "    why     It denies selling. [not-sold]\n");
}

TEST(RenderReviewItemTest, AFactIsShownWithWhatBecameOfItsClause) {
  const auto item = Parse<v1::ReviewItem>(R"(fact {
    fact { name: 'vendors/v/facts/kept' property: 'use.sold' operator: OPERATOR_EQUALS
           value { bool_value: false } scope {} }
    change { kind: CLAUSE_CHANGE_KIND_DROPPED
             old_clause { text: 'We never sell data.' byte_end: 19 } }
    old_revision: 'vendors/v/policies/p/revisions/r'
    new_revision: 'vendors/v/policies/p/revisions/s' end_date: '2026-01-01' })");
  EXPECT_THAT(RenderReviewItem(item, Clauses(), "1 of 1", kSuggestionPlain),
              AllOf(HasSubstr("1 of 1 · p s dropped the clause of kept"),
                    HasSubstr("We never sell data."),
                    HasSubstr("Is it still so from 2026-01-01 on?"),
                    HasSubstr("use.sold is false · all apps"), HasSubstr("another quote"),
                    Not(HasSubstr("It stands now"))));
}

TEST(RenderOutcomesTest, TellsWhatWasRecordedEndedAndRefused) {
  const auto response = Parse<v1::RecordDecisionsResponse>(R"(
    outcomes { item: 'x' recorded { name: 'vendors/v/facts/new' property: 'use.sold'
               operator: OPERATOR_EQUALS value { bool_value: false } }
               ended { name: 'vendors/v/facts/old' valid_until: '2026-01-01' } }
    outcomes { item: 'a/suggestions/no' rejection { statement: 'use.sold is true' } })");
  EXPECT_EQ(RenderOutcomes(response, true, kSuggestionPlain),
            "  + vendors/v/facts/new\n"
            "      use.sold is false\n"
            "  ~ vendors/v/facts/old\n"
            "      ends on 2026-01-01\n"
            "  - no\n"
            "      not: use.sold is true\n"
            "Recorded: 1 accepted, 1 rejected.\n");
  EXPECT_THAT(RenderOutcomes(response, false, kSuggestionPlain),
              HasSubstr("Nothing was changed."));
}

TEST(ReviewItemTest, AProposedRetractionSaysWhoWantsItAndWhy) {
  v1::ReviewItem item;
  v1::Fact& fact = *item.mutable_retraction();
  fact = Sold().fact();
  fact.mutable_proposed_retraction()->set_proposer("Jo Berg");
  fact.mutable_proposed_retraction()->set_reason("They do now.");
  const std::string text = RenderReviewItem(item, Clauses(), "1 of 2", kSuggestionPlain);
  EXPECT_THAT(text, AllOf(HasSubstr("to be retracted, proposed by Jo Berg"),
                          HasSubstr("Is it to go?"), HasSubstr("They do now."),
                          HasSubstr("We never sell data.")));
}

}  // namespace
}  // namespace clausebook::cli
