// Decisions about the items of a filled questionnaire.
#include "service/rpc/questionnaires/mapping_handlers.h"
#include "tests/unit/rpc/response_test.h"

namespace clausebook::rpc {
namespace {

using model::ItemNeed;
using model::PartVerdict;

TEST_F(ResponseHandlersTest, ApprovingIsRecordedWithWhoAndWhen) {
  AddResponse("globex", {Proposed("q", "Yes"), Proposed("r", "No", PartVerdict::kNo)});
  const auto done = Must(Review(Decision(2, "approve {}")));
  ASSERT_EQ(done.response_items_size(), 1);
  const v1::ResponseItem& item = done.response_items(0);
  EXPECT_EQ(item.name(), ItemName(2));
  EXPECT_EQ(item.status(), v1::RESPONSE_STATUS_APPROVED);
  EXPECT_EQ(item.answer(), "No");
  EXPECT_TRUE(item.review().has_approve());
  EXPECT_EQ(item.review().reviewer(), "Mara Lind");
  EXPECT_EQ(item.review().date(), "2026-01-01");
  EXPECT_EQ(item.review().create_time().seconds(), done.commit_time().seconds());
  EXPECT_EQ(done.commit_time().seconds(), clock_.Now().micros / 1'000'000);
  EXPECT_EQ(done.response().summary().approved_count(), 1);
  EXPECT_EQ(done.response().status(), v1::RESPONSE_STATUS_PROPOSED);
  EXPECT_EQ(done.response().SerializeAsString(), Get().SerializeAsString());
  EXPECT_EQ(Items()[1].SerializeAsString(), item.SerializeAsString());
}

TEST_F(ResponseHandlersTest, AllThatIsProposedIsApprovedAtOnce) {
  AddResponse("globex", {Proposed("q", "Yes"), Open("r", ItemNeed::kUnknown),
                         Proposed("s", "Yes"), Proposed("t", "Yes")});
  Must(Review(Decision(1, "approve {}")));
  const auto done = Must(
      Review("approve_proposed: true " + Decision(4, "reopen { reason: 'Later.' }")));
  ASSERT_EQ(done.response_items_size(), 2) << "not what was approved before";
  EXPECT_EQ(done.response_items(0).name(), ItemName(3));
  EXPECT_EQ(done.response_items(0).status(), v1::RESPONSE_STATUS_APPROVED);
  EXPECT_EQ(done.response_items(1).name(), ItemName(4));
  EXPECT_EQ(done.response_items(1).status(), v1::RESPONSE_STATUS_PROPOSED);
  EXPECT_EQ(done.response_items(1).review().reopen().reason(), "Later.");
  EXPECT_EQ(done.response().summary().approved_count(), 2);
  EXPECT_EQ(done.response().status(), v1::RESPONSE_STATUS_NEEDS_REVIEW);
  Must(Review("approve_proposed: true"));
  EXPECT_EQ(Get().status(), v1::RESPONSE_STATUS_APPROVED)
      << "what needs review stays blank";
}

TEST_F(ResponseHandlersTest, ThereIsNothingToApproveWhereNothingIsProposed) {
  AddResponse("globex", {Open("q", ItemNeed::kConflict), Proposed("r", "Yes")});
  const auto done = Review(Decision(1, "approve {}") + Decision(2, "approve {}"));
  EXPECT_EQ(ReasonOf(done), "NOTHING_TO_APPROVE");
  EXPECT_EQ(MetadataOf(done, "item"), ItemName(1));
  EXPECT_THAT(MessageOf(done), HasSubstr("Somebody has to say so."));
  EXPECT_EQ(Get().summary().approved_count(), 0) << "all or none";
}

TEST_F(ResponseHandlersTest, APersonsOwnAnswerGoesOutUntilItExpires) {
  AddResponse("globex", {Open("q", ItemNeed::kConflict), Proposed("r", "Yes")});
  const auto done = Must(Review(
      Decision(1,
               "override { answer: 'No' comment: 'Since spring.' reason: 'I run it.' "
               "expire_date: '2026-12-01' }")));
  const v1::ResponseItem& item = done.response_items(0);
  EXPECT_EQ(item.status(), v1::RESPONSE_STATUS_APPROVED);
  EXPECT_EQ(item.answer(), "No");
  EXPECT_EQ(item.comment(),
            "Since spring.\nMara Lind, attested on 2026-01-01, counts until 2026-12-01: "
            "\"I run it.\"");
  EXPECT_EQ(item.proposed_answer(), "");
  EXPECT_EQ(item.review().override().expire_date(), "2026-12-01");
  EXPECT_EQ(done.response().summary().overridden_count(), 1);
  EXPECT_EQ(done.response().summary().needs_review_count(), 0);
  EXPECT_EQ(done.response().summary().answered_count(), 2);

  clock_.AdvanceHours(24 * 365);
  EXPECT_EQ(Get().summary().overridden_count(), 0);
  EXPECT_EQ(Get().summary().conflict_count(), 1);
  const auto later = Items();
  EXPECT_EQ(later[0].status(), v1::RESPONSE_STATUS_NEEDS_REVIEW);
  EXPECT_EQ(later[0].answer(), "");
  EXPECT_EQ(later[0].review().override().answer(), "No") << "it stays on record";
}

TEST_F(ResponseHandlersTest, AnOverrideSaysWhyAndUntilWhen) {
  AddResponse("globex", {Proposed("q", "Yes")});
  const auto fields = [&](const std::string& own) {
    return FieldsOf(Review(Decision(1, "override { " + own + " }")));
  };
  EXPECT_THAT(fields("answer: 'No'"), ElementsAre("decisions[0].override.reason",
                                                  "decisions[0].override.expire_date"));
  for (const auto* day : {"2026-01-01", "2025-12-31", "2028-01-02", "soon"}) {
    EXPECT_THAT(fields("reason: 'So.' expire_date: '" + std::string(day) + "'"),
                ElementsAre("decisions[0].override.expire_date"))
        << day;
  }
  for (const auto* day : {"2026-01-02", "2028-01-01"}) {
    EXPECT_THAT(fields("reason: 'So.' expire_date: '" + std::string(day) + "'"),
                IsEmpty())
        << day;
  }
}

TEST_F(ResponseHandlersTest, AnOverrideIsOneOfTheCellsWords) {
  model::ResponseItem listed = Proposed("q", "Y");
  listed.allowed_answers = {"Y", "N"};
  model::ResponseItem locked = Open("r", ItemNeed::kNotWritable);
  AddResponse("globex", {listed, locked, Proposed("s", "Yes")});
  const auto refused = Review(Decision(1, Own("No")) + Decision(3, Own("At night.")) +
                              Decision(2, Own("Yes")));
  EXPECT_THAT(FieldsOf(refused), ElementsAre("decisions[0].override.answer",
                                             "decisions[2].override.answer"));
  EXPECT_THAT(GetErrorDetail(refused.status())->violations[0].description,
              HasSubstr("'Y', 'N'"));
  Must(Review(Decision(1, Own("N")) + Decision(2, Own(""))));
  EXPECT_EQ(Items()[0].answer(), "N");
  EXPECT_EQ(Items()[1].status(), v1::RESPONSE_STATUS_APPROVED) << "it stays as it is";
}

TEST_F(ResponseHandlersTest, BadRequestsAreRefused) {
  AddResponse("globex", {Proposed("q", "Yes")});
  EXPECT_THAT(FieldsOf(Review("")), ElementsAre("decisions"));
  EXPECT_THAT(FieldsOf(Call(&ResponseHandlers::ReviewResponseItems,
                            "approve_proposed: true request_id: 'x'")),
              ElementsAre("name", "reviewer", "request_id"));
  EXPECT_THAT(FieldsOf(Review(Decision(1, "") + Decision(1, "approve {}") +
                              Decision(1, "approve {}", "vendors/acme/responses/b") +
                              "decisions { item: 'x' approve {} }")),
              ElementsAre("decisions[0].decision", "decisions[1].item",
                          "decisions[2].item", "decisions[3].item"));
  EXPECT_EQ(ResourceOf(Review(Decision(2, "approve {}"))),
            "ResponseItem vendors/acme/responses/globex/items/2");
  EXPECT_EQ(ResourceOf(Review("approve_proposed: true", "vendors/acme/responses/none")),
            "Response vendors/acme/responses/none");
}

TEST_F(ResponseHandlersTest, CheckingOnlyRecordsNothing) {
  AddResponse("globex", {Proposed("q", "Yes")});
  const auto would = Must(Review("validate_only: true approve_proposed: true"));
  EXPECT_EQ(would.response_items(0).status(), v1::RESPONSE_STATUS_APPROVED);
  EXPECT_FALSE(would.response_items(0).review().has_create_time());
  EXPECT_EQ(would.response().status(), v1::RESPONSE_STATUS_APPROVED);
  EXPECT_FALSE(would.has_commit_time());
  EXPECT_EQ(Get().status(), v1::RESPONSE_STATUS_PROPOSED);
}

TEST_F(ResponseHandlersTest, ARepeatedRequestHasOneEffect) {
  AddResponse("globex", {Proposed("q", "Yes")});
  const std::string request =
      "approve_proposed: true request_id: '123e4567-e89b-12d3-a456-426614174000'";
  const auto first = Must(Review(request));
  const auto again = Must(Review(request));
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  const auto history = Must(
      Must(store_.Read(nullptr))->ListItemReviews({"acme", "globex"}, 0, kEndOfTime));
  EXPECT_EQ(history.size(), 1u);
}

TEST_F(ResponseHandlersTest, AnswersToOneQuestionMustNotDisagree) {
  AddResponse("globex",
              {Proposed("q", "Yes"), Proposed("r", "Yes"), Proposed("q", "Yes")});
  Must(Review(Decision(1, "approve {}")));
  const auto refused = Review(Decision(2, "approve {}") + Decision(3, Own("No")));
  EXPECT_EQ(ReasonOf(refused), "INCONSISTENT_ANSWERS");
  EXPECT_EQ(MetadataOf(refused, "item"), ItemName(3));
  EXPECT_EQ(MetadataOf(refused, "other"), ItemName(1));
  EXPECT_EQ(MetadataOf(refused, "question"), "questions/q");
  EXPECT_THAT(MessageOf(refused), HasSubstr("Item 3 (ID q) says \"No\""));
  EXPECT_EQ(Get().summary().approved_count(), 1);

  Must(Review(Decision(1, Own("No")) + Decision(3, Own("No"))));
  EXPECT_EQ(ReasonOf(Review(Decision(1, "approve {}"))), "INCONSISTENT_ANSWERS");
  Must(Review(Decision(1, "reopen {}") + Decision(3, "approve {}")));
}

TEST_F(ResponseHandlersTest, AProposalThatNobodyApprovedStandsInNobodysWay) {
  AddResponse("globex", {Proposed("q", "Yes"), Proposed("q", "Yes")});
  Must(Review(Decision(2, Own("No"))));
  const auto refused = Review("approve_proposed: true");
  EXPECT_EQ(ReasonOf(refused), "INCONSISTENT_ANSWERS");
  EXPECT_EQ(MetadataOf(refused, "item"), ItemName(1));
}

TEST_F(ResponseHandlersTest, WhoeverDeniesAFactDeniesItEverywhere) {
  model::ResponseItem rests = Proposed("r", "Yes");
  rests.parts[0].facts = {"vendors/acme/facts/q@1"};
  AddResponse("globex", {Proposed("q", "Yes"), rests});
  Must(Review(Decision(1, Own("No"))));
  const auto refused = Review(Decision(2, "approve {}"));
  EXPECT_EQ(ReasonOf(refused), "INCONSISTENT_ANSWERS");
  EXPECT_EQ(MetadataOf(refused, "fact"), "vendors/acme/facts/q@1");
}

TEST_F(ResponseHandlersTest, WhatAPersonSaysCountsInAllOfTheAppsResponses) {
  const std::string other = "vendors/acme/responses/fabrikam";
  AddApp("acme", "maps");
  AddResponse("globex", {Proposed("q", "Yes")});
  AddResponse("fabrikam", {Proposed("q", "Yes"), Proposed("q", "No", PartVerdict::kNo)});
  AddResponse("of-maps", {Proposed("q", "Yes")}, "maps");
  Must(Review(Decision(1, "approve {}", other), other));
  const auto refused = Review(Decision(1, Own("No")));
  EXPECT_EQ(ReasonOf(refused), "INCONSISTENT_ANSWERS");
  EXPECT_EQ(MetadataOf(refused, "other"), ItemName(1, other));
  EXPECT_THAT(MessageOf(refused), HasSubstr("of 'vendors/acme/responses/fabrikam'"));

  Must(Review(Decision(1, "reopen {}", other), other));
  Must(Review(Decision(1, Own("No"))));
  EXPECT_EQ(ReasonOf(Review(Decision(1, "approve {}", other), other)),
            "INCONSISTENT_ANSWERS");
  Must(Review(Decision(2, "approve {}", other), other));
  Must(Review("approve_proposed: true", "vendors/acme/responses/of-maps"));
  clock_.AdvanceHours(24 * 365);
  Must(Review(Decision(2, "reopen {}", other), other));
  Must(Review(Decision(1, "approve {}", other), other));
}

TEST_F(ResponseHandlersTest, WhoHadItFilledDecidesNothingWhereASecondPersonIsWanted) {
  AddResponse("globex", {Proposed("q", "Yes"), Proposed("r", "Yes")}, "charts",
              "Mara Lind, Sales");
  const admission::Identity mara{
      "Mara Lind", "tokens/1", admission::RolesNamed({"editor", "reviewer"}), {}};
  const admission::Identity jo{
      "Jo Berg", "tokens/2", admission::RolesNamed({"reviewer"}), {}};
  caller_ = &mara;
  Must(Review(Decision(1, "approve {}")));  // not where it is not asked for
  second_person_ = true;
  for (const std::string& decision : {Decision(2, "approve {}"), Decision(2, Own("No")),
                                      std::string("approve_proposed: true")}) {
    EXPECT_EQ(ReasonOf(Review(decision)), "SECOND_PERSON_NEEDED") << decision;
    EXPECT_EQ(ReasonOf(Review("validate_only: true " + decision)),
              "SECOND_PERSON_NEEDED");
  }
  Must(Review(Decision(1, "reopen { reason: 'Look at it.' }")));
  caller_ = &jo;
  Must(Call(
      &ResponseHandlers::ReviewResponseItems,
      "name: '" + std::string(kGlobex) + "' reviewer: 'Jo Berg' approve_proposed: true"));
  EXPECT_EQ(Get().status(), v1::RESPONSE_STATUS_APPROVED);
}

TEST_F(ResponseHandlersTest, WhoSaidWhatAWordingAsksDoesNotApproveItsAnswer) {
  const admission::Identity mara{
      "Mara Lind", "tokens/1", admission::RolesNamed({"reviewer"}), {}};
  const admission::Identity jo{
      "Jo Berg", "tokens/2", admission::RolesNamed({"reviewer"}), {}};
  Must(Call(&MappingHandlers::CreateMapping,
            std::string("parent: 'vendors/acme' mapping { wording: 'Is it so?' "
                        "confirmed_by: 'Mara Lind, Security' questions { question: "
                        "'questions/stores-data-off-atlassian' } }")));
  auto mapped = Proposed("stores-data-off-atlassian", "Yes");
  mapped.stage = model::MatchStage::kConfirmed;
  AddResponse("globex", {mapped, Proposed("r", "Yes")}, "charts", "Ada Example");
  second_person_ = true;
  caller_ = &mara;
  for (const std::string& decision :
       {Decision(1, "approve {}"), std::string("approve_proposed: true")}) {
    const auto own = Review(decision);
    EXPECT_EQ(ReasonOf(own), "SECOND_PERSON_NEEDED") << decision;
    EXPECT_EQ(MetadataOf(own, "creator"), "Mara Lind, Security");
    EXPECT_EQ(MetadataOf(own, "resource"), ItemName(1));
  }
  Must(Review(Decision(2, "approve {}")));  // another wording
  second_person_ = false;
  Must(Review(Decision(1, "approve {}")));
  Must(Review(Decision(1, "reopen {}")));
  second_person_ = true;
  caller_ = &jo;
  Must(Call(
      &ResponseHandlers::ReviewResponseItems,
      "name: '" + std::string(kGlobex) + "' reviewer: 'Jo Berg' approve_proposed: true"));
  EXPECT_EQ(Get().status(), v1::RESPONSE_STATUS_APPROVED);
}

}  // namespace
}  // namespace clausebook::rpc
