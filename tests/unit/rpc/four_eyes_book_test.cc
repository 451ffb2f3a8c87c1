// Fact books where facts take two people: a book is the proposal of whoever applies it.
#include "service/rpc/book_handlers.h"
#include "service/rpc/policy_handlers.h"
#include "tests/unit/rpc/four_eyes_test.h"

namespace clausebook::rpc {
namespace {

class FourEyesBookTest : public FourEyesTest {
 protected:
  static v1::ApplyBookRequest BookSaying(const std::string& value) {
    v1::ApplyBookRequest request;
    auto* file = request.add_files();
    file->set_path("factbook.yaml");
    file->set_content(
        "clausebook: 1\nvendor: {id: acme, name: Vendor acme}\napps:\n  - {id: one, "
        "name: "
        "App one}\npolicies:\n  - id: privacy\n    title: Privacy\n    revisions:\n      "
        "- {file: p.md, effective: 2025-01-01}\nfacts:\n  - id: off\n    apps: all\n    "
        "property: use.sold\n    equals: " +
        value +
        "\n    quote: We never sell your data.\n    approved: {by: Jo Berg, on: "
        "2026-01-01}\n");
    file = request.add_files();
    file->set_path("p.md");
    file->set_content(kText);
    return request;
  }
  static constexpr char kOff[] = "vendors/acme/facts/off";
};

TEST_F(FourEyesBookTest, WhatABookSaysIsTheProposalOfWhoeverAppliesIt) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_PROPOSED)
      << "an approval in a book is its author's word";
  EXPECT_EQ(Fact(kOff).proposer(), "Mara Lind");
  EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, BookSaying("false"))).changes_size(), 0);
  Must(DecideAs(kJoOfTwo, kOff, "accept {}"));
  EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, BookSaying("false"))).changes_size(), 0)
      << "applied again it undoes no acceptance";
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_ACTIVE);
}

TEST_F(FourEyesBookTest, WhatABookSaysOtherwiseTakesTheOldFactAwayByTwoPeopleFirst) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  Must(DecideAs(kJoOfTwo, kOff, "accept {}"));
  auto plan = BookSaying("true");
  plan.set_validate_only(true);
  const auto changes = Must(Call(&BookHandlers::ApplyBook, plan)).changes();
  ASSERT_EQ(changes.size(), 1);
  EXPECT_THAT(changes[0].detail(), HasSubstr("retraction: none -> proposed by Jo Berg"));
  EXPECT_FALSE(changes[0].undoes_review());
  Must(Call(&BookHandlers::ApplyBook, BookSaying("true")));
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_ACTIVE);
  EXPECT_FALSE(Fact(kOff).value().bool_value());
  EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, BookSaying("true"))).changes_size(), 0)
      << "it is proposed once";
  EXPECT_EQ(ReasonOf(DecideAs(kJoOfTwo, kOff, "accept {}")), "SECOND_PERSON_NEEDED");
  Must(DecideAs(kMaraOfTwo, kOff, "accept {}"));
  Must(Call(&BookHandlers::ApplyBook, BookSaying("true")));
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_PROPOSED);
  EXPECT_TRUE(Fact(kOff).value().bool_value());
}

TEST_F(FourEyesBookTest, ABookThatLeavesAFactOutKeepsItWithAllThatItRestsOn) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  Must(DecideAs(kJoOfTwo, kOff, "accept {}"));
  v1::ApplyBookRequest bare;
  auto* file = bare.add_files();
  file->set_path("factbook.yaml");
  file->set_content("clausebook: 1\nvendor: {id: acme, name: Vendor acme}\napps: []\n");
  const auto changes = Must(Call(&BookHandlers::ApplyBook, bare)).changes();
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(Fact(kOff).proposed_retraction().proposer(), "Jo Berg");
  EXPECT_THAT(ItemsToRetract(), ElementsAre(kOff));
  Must(DecideAs(kMaraOfTwo, kOff, "accept {}"));
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_RETRACTED);
  Must(Call(&BookHandlers::ApplyBook, bare));
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::GetPolicy,
                          std::string("name: 'vendors/acme/policies/privacy'"))),
            "NOT_FOUND");
}

TEST_F(FourEyesBookTest, ABookThatSaysItStillDoesNotTakeAProposedRetractionBack) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  Must(DecideAs(kJoOfTwo, kOff, "accept {}"));
  Must(RetractAs(kMaraOfTwo, kOff));
  const auto book =
      Must(Call(&BookHandlers::ExportBook, std::string("publisher: 'vendors/acme'")));
  v1::ApplyBookRequest again;
  for (const auto& file : book.files()) *again.add_files() = file;
  for (const bool on : {true, false}) {
    on_ = on;
    EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, again)).changes_size(), 0) << on;
  }
  EXPECT_THAT(ItemsToRetract(), ElementsAre(kOff));
}

TEST_F(FourEyesBookTest, AnExportedBookTellsProposalsFromFacts) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  const auto book =
      Must(Call(&BookHandlers::ExportBook, std::string("publisher: 'vendors/acme'")));
  EXPECT_THAT(book.files(0).content(), HasSubstr("proposed:"));
  v1::ApplyBookRequest again;
  for (const auto& file : book.files()) *again.add_files() = file;
  for (const bool on : {true, false}) {
    on_ = on;
    EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, again)).changes_size(), 0) << on;
  }
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_PROPOSED);
}

}  // namespace
}  // namespace clausebook::rpc
