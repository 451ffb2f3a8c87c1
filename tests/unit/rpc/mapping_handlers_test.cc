// Confirmed wordings: recorded, listed, revoked, and as the matcher finds them.
#include "service/rpc/questionnaires/mapping_handlers.h"

#include "service/questionnaires/matching/normalise.h"
#include "service/rpc/questionnaires/confirmed_wordings.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

namespace matching = questionnaires::matching;

class MappingHandlersTest : public HandlerTest {
 protected:
  void SetUp() override { AddVendor("acme"); }

  absl::StatusOr<v1::Mapping> Create(const std::string& mapping,
                                     const std::string& more = "") {
    const auto created =
        Call(&MappingHandlers::CreateMapping,
             "parent: 'vendors/acme' mapping { " + mapping + " } " + more);
    if (!created.ok()) return created.status();
    return created->mapping();
  }
  absl::StatusOr<v1::RevokeMappingResponse> Revoke(const std::string& name) {
    return Call(&MappingHandlers::RevokeMapping,
                "name: '" + name + "' revoked_by: 'Ada' reason: 'Wrong.'");
  }
  v1::ListMappingsResponse List(const std::string& more = "") {
    return Must(Call(&MappingHandlers::ListMappings, "parent: 'vendors/acme' " + more));
  }
  std::optional<matching::ConfirmedWording> Find(const std::string& wording,
                                                 Instant known_at = kEndOfTime) {
    const auto snapshot = Must(store_.Read(nullptr));
    return Must(VendorWordings::Load(*snapshot, "acme", known_at))
        ->FindWording(matching::WordingDigest(wording));
  }
};

constexpr char kKept[] =
    "wording: '3.1 Do you keep data elsewhere?' confirmed_by: 'Mara Lind' "
    "questions { question: 'questions/stores-data-off-atlassian' opposite: true }";

TEST_F(MappingHandlersTest, AWordingIsRememberedWithWhoAndWhen) {
  const v1::Mapping mapping = Must(Create(kKept));
  const std::string digest = matching::WordingDigest("Do you keep data elsewhere?");
  EXPECT_EQ(mapping.name(), "vendors/acme/mappings/" + digest.substr(0, 32));
  EXPECT_EQ(mapping.wording(), "3.1 Do you keep data elsewhere?");
  ASSERT_EQ(mapping.questions_size(), 1);
  EXPECT_EQ(mapping.questions(0).question(), "questions/stores-data-off-atlassian");
  EXPECT_TRUE(mapping.questions(0).opposite());
  EXPECT_EQ(mapping.confirmed_by(), "Mara Lind");
  EXPECT_EQ(mapping.create_time().seconds(), clock_.Now().micros / 1'000'000);
  EXPECT_FALSE(mapping.has_revoke_time());
  ASSERT_EQ(List().mappings_size(), 1);
  EXPECT_EQ(List().mappings(0).SerializeAsString(), mapping.SerializeAsString());

  const auto found = Find("do you KEEP data elsewhere");
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->questions.size(), 1u);
  EXPECT_EQ(found->questions[0].question, "stores-data-off-atlassian");
  EXPECT_TRUE(found->questions[0].opposite);
  EXPECT_EQ(found->confirmed_by, "Mara Lind");
  EXPECT_THAT(found->confirmed_at, HasSubstr("2026-01-01T"));
  EXPECT_FALSE(Find("Do you keep data here?").has_value());
}

TEST_F(MappingHandlersTest, AWordingMayAskNothingThatIsAnsweredHere) {
  Must(Create("wording: 'Do you have fire doors?' confirmed_by: 'Mara'"));
  const auto found = Find("Do you have fire doors?");
  ASSERT_TRUE(found.has_value());
  EXPECT_THAT(found->questions, IsEmpty());
}

TEST_F(MappingHandlersTest, TheSameWordingHasOneMappingAtATime) {
  const v1::Mapping first = Must(Create(kKept));
  const auto again = Create("wording: 'do you keep data elsewhere' confirmed_by: 'Ada'");
  EXPECT_EQ(ReasonOf(again), "ALREADY_EXISTS");
  EXPECT_EQ(ResourceOf(again), "Mapping " + first.name());

  const Instant before = clock_.Now();
  const auto revoked = Must(Revoke(first.name())).mapping();
  EXPECT_EQ(revoked.name(), first.name());
  EXPECT_EQ(revoked.revoked_by(), "Ada");
  EXPECT_EQ(revoked.revoke_reason(), "Wrong.");
  EXPECT_EQ(revoked.revoke_time().seconds(), clock_.Now().micros / 1'000'000);
  EXPECT_EQ(ResourceOf(Revoke(first.name())), "Mapping " + first.name());
  EXPECT_FALSE(Find("Do you keep data elsewhere?").has_value());
  EXPECT_TRUE(Find("Do you keep data elsewhere?", before).has_value());
  EXPECT_EQ(List().mappings_size(), 0);

  Must(Create(kKept));
  const auto shown = List("show_revoked: true page_size: 1");
  ASSERT_EQ(shown.mappings_size(), 1);
  EXPECT_EQ(shown.mappings(0).SerializeAsString(), revoked.SerializeAsString());
  const auto next = List("show_revoked: true page_size: 1 page_token: '" +
                         shown.next_page_token() + "'");
  ASSERT_EQ(next.mappings_size(), 1);
  EXPECT_FALSE(next.mappings(0).has_revoke_time());
  EXPECT_EQ(next.next_page_token(), "");
}

TEST_F(MappingHandlersTest, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(ResourceOf(Create("wording: 'Well?' confirmed_by: 'Ada' "
                              "questions { question: 'questions/none' }")),
            "Question questions/none");
  EXPECT_EQ(ResourceOf(Call(&MappingHandlers::CreateMapping,
                            "parent: 'vendors/none' mapping { wording: 'Well?' "
                            "confirmed_by: 'Ada' }")),
            "Vendor vendors/none");
  EXPECT_EQ(ResourceOf(Call(&MappingHandlers::ListMappings, "parent: 'vendors/none'")),
            "Vendor vendors/none");
}

TEST_F(MappingHandlersTest, BadRequestsAreRefused) {
  EXPECT_THAT(FieldsOf(Create("")),
              ElementsAre("mapping.wording", "mapping.confirmed_by"));
  EXPECT_THAT(FieldsOf(Create("wording: '1. ?!' confirmed_by: 'Ada'")),
              ElementsAre("mapping.wording"));
  EXPECT_THAT(FieldsOf(Create("wording: 'Well?' confirmed_by: 'Ada' "
                              "questions { question: 'questions/a' } "
                              "questions { question: 'questions/a' } "
                              "questions { question: 'b' }",
                              "request_id: 'x'")),
              ElementsAre("mapping.questions[1].question",
                          "mapping.questions[2].question", "request_id"));
  EXPECT_THAT(
      FieldsOf(Call(&MappingHandlers::RevokeMapping, "name: 'vendors/acme/mappings/x'")),
      ElementsAre("name", "revoked_by"));
}

TEST_F(MappingHandlersTest, AVendorGoesAfterItsMappings) {
  const v1::Mapping mapping = Must(Create(kKept));
  const auto refused = Call(&CatalogHandlers::DeleteVendor, "name: 'vendors/acme'");
  EXPECT_EQ(ReasonOf(refused), "STILL_IN_USE");
  EXPECT_EQ(MetadataOf(refused, "user"), mapping.name());
  Must(Revoke(mapping.name()));
  Must(Call(&CatalogHandlers::DeleteVendor, "name: 'vendors/acme'"));
}

}  // namespace
}  // namespace clausebook::rpc
