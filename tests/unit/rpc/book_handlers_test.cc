// Fact books over BookHandlers. What a book may say is tested with service/evidence.
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

constexpr char kBook[] = R"(clausebook: 1
vendor: {id: acme, name: Acme}
apps:
  - {id: one, name: One}
policies:
  - id: privacy
    title: Privacy
    revisions:
      - {file: privacy.md, effective: 2025-01-01}
facts:
  - id: off
    apps: all
    property: storage.off_platform
    equals: false
    policy: privacy
    quote: We store nothing.
)";

admission::Identity CallerWith(const std::vector<std::string>& roles,
                               const std::vector<std::string>& vendors) {
  return {"Mara Lind", "tokens/1", admission::RolesNamed(roles), vendors};
}

class BookHandlersTest : public HandlerTest {
 protected:
  static v1::ApplyBookRequest Book(const std::string& book = kBook) {
    v1::ApplyBookRequest request;
    auto* file = request.add_files();
    file->set_path("factbook.yaml");
    file->set_content(book);
    file = request.add_files();
    file->set_path("privacy.md");
    file->set_content("# Privacy\n\nWe store nothing.\n");
    return request;
  }
  static std::vector<std::string> ChangesOf(const v1::ApplyBookResponse& response) {
    std::vector<std::string> changes;
    for (const auto& change : response.changes()) {
      changes.push_back(
          v1::BookAction_Name(change.action()).substr(sizeof("BOOK_ACTION")) + " " +
          change.resource());
    }
    return changes;
  }
  static std::string Without(std::string text, const std::string& part) {
    return text.erase(text.find(part), part.size());
  }
};

TEST_F(BookHandlersTest, ApplyTwiceChangesOnce) {
  const auto first = Must(Call(&BookHandlers::ApplyBook, Book()));
  EXPECT_EQ(first.publisher(), "vendors/acme");
  EXPECT_EQ(first.app_count(), 1);
  EXPECT_EQ(first.policy_count(), 1);
  EXPECT_EQ(first.fact_count(), 1);
  EXPECT_EQ(first.changes_size(), 5);
  EXPECT_EQ(first.commit_time().seconds(), clock_.Now().micros / 1'000'000);
  const auto fact = Must(Call(&FactHandlers::GetFact, "name: 'vendors/acme/facts/off'"));
  EXPECT_EQ(fact.fact().evidence().clause().quote(), "We store nothing.");

  const auto second = Must(Call(&BookHandlers::ApplyBook, Book()));
  EXPECT_THAT(ChangesOf(second), IsEmpty());
  EXPECT_FALSE(second.has_commit_time());
  EXPECT_NE(second.state(), first.state());
}

TEST_F(BookHandlersTest, APlanChangesNothing) {
  auto request = Book();
  request.set_validate_only(true);
  const auto plan = Must(Call(&BookHandlers::ApplyBook, request));
  EXPECT_EQ(plan.changes_size(), 5);
  EXPECT_FALSE(plan.has_commit_time());
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'")),
            "NOT_FOUND");
  for (const auto& change : plan.changes()) {
    EXPECT_EQ(change.path(), "factbook.yaml");
    EXPECT_GT(change.line(), 0) << change.resource();
  }
}

TEST_F(BookHandlersTest, WhatTheBookNoLongerSaysIsRetracted) {
  Must(Call(&BookHandlers::ApplyBook, Book()));
  const std::string book = Without(kBook, "  - {id: one, name: One}\n");
  const auto response =
      Must(Call(&BookHandlers::ApplyBook, Book(Without(book, "apps:\n"))));
  EXPECT_THAT(ChangesOf(response), ElementsAre("RETRACT vendors/acme/apps/one"));
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::GetApp, "name: 'vendors/acme/apps/one'")),
            "NOT_FOUND");
}

TEST_F(BookHandlersTest, AStalePlanIsNotApplied) {
  auto request = Book();
  request.set_validate_only(true);
  const auto plan = Must(Call(&BookHandlers::ApplyBook, request));
  AddVendor("acme");
  request.set_validate_only(false);
  request.set_expected_state(plan.state());
  const auto applied = Call(&BookHandlers::ApplyBook, request);
  EXPECT_EQ(applied.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(applied), "STATE_MISMATCH");
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::GetApp, "name: 'vendors/acme/apps/one'")),
            "NOT_FOUND");
  request.clear_expected_state();
  request.set_validate_only(true);
  const auto fresh = Must(Call(&BookHandlers::ApplyBook, request));
  request.set_validate_only(false);
  request.set_expected_state(fresh.state());
  EXPECT_EQ(ReasonOf(Call(&BookHandlers::ApplyBook, request)), "OK");
}

TEST_F(BookHandlersTest, ARepeatedApplyIsAnsweredFromTheFirst) {
  auto request = Book();
  request.set_request_id("4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d11");
  const auto first = Must(Call(&BookHandlers::ApplyBook, request));
  const auto again = Must(Call(&BookHandlers::ApplyBook, request));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
}

TEST_F(BookHandlersTest, FaultsComeWithTheirPlaces) {
  auto book = std::string(kBook);
  book.replace(book.find("We store"), 8, "We stole");
  const auto result = Call(&BookHandlers::ApplyBook, Book(book));
  EXPECT_EQ(ReasonOf(result), "INVALID_BOOK");
  const auto detail = GetErrorDetail(result.status());
  ASSERT_TRUE(detail && !detail->faults.empty());
  EXPECT_EQ(detail->faults[0].path, "factbook.yaml");
  EXPECT_GT(detail->faults[0].line, 10);
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'")),
            "NOT_FOUND");
}

TEST_F(BookHandlersTest, FilesAreChecked) {
  EXPECT_THAT(FieldsOf(Call(&BookHandlers::ApplyBook, "request_id: 'x'")),
              ElementsAre("request_id", "files"));
  for (const char* path :
       {"", "/etc/passwd", "../a", "a/./b", "a//b", "a\\\\b", "a/", "a\\nb"}) {
    EXPECT_THAT(FieldsOf(Call(&BookHandlers::ApplyBook,
                              std::string("files { path: '") + path + "' }")),
                ElementsAre("files[0].path"))
        << path;
  }
  EXPECT_THAT(
      FieldsOf(Call(&BookHandlers::ApplyBook, "files { path: 'a' } files { path: 'a' }")),
      ElementsAre("files[1].path"));
  v1::ApplyBookRequest many;
  for (int i = 0; i <= 2000; ++i) many.add_files()->set_path("f" + std::to_string(i));
  EXPECT_THAT(FieldsOf(Call(&BookHandlers::ApplyBook, many)), ElementsAre("files"));
  v1::ApplyBookRequest large;
  large.add_files()->set_path("factbook.yaml");
  large.mutable_files(0)->set_content(std::string((32 << 20) + 1, '#'));
  EXPECT_EQ(ReasonOf(Call(&BookHandlers::ApplyBook, large)), "TOO_LARGE");
}

TEST_F(BookHandlersTest, ExportAppliedAgainChangesNothing) {
  Must(Call(&BookHandlers::ApplyBook, Book()));
  const auto exported =
      Must(Call(&BookHandlers::ExportBook, "publisher: 'vendors/acme'"));
  ASSERT_EQ(exported.files_size(), 2);
  EXPECT_EQ(exported.files(0).path(), "factbook.yaml");
  EXPECT_EQ(exported.files(1).content(), Book().files(1).content());
  v1::ApplyBookRequest request;
  *request.mutable_files() = exported.files();
  EXPECT_THAT(ChangesOf(Must(Call(&BookHandlers::ApplyBook, request))), IsEmpty());
}

TEST_F(BookHandlersTest, ExportGivesTheBookOfThen) {
  Must(Call(&BookHandlers::ApplyBook, Book()));
  const std::string then = KnownNow();
  Must(Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/off'"));
  const auto facts_in = [&](const std::string& more) {
    const auto book =
        Must(Call(&BookHandlers::ExportBook, "publisher: 'vendors/acme' " + more));
    return book.files(0).content().find("We store nothing.") != std::string::npos;
  };
  EXPECT_TRUE(facts_in(then));
  EXPECT_FALSE(facts_in(""));
}

TEST_F(BookHandlersTest, ExportSaysWhatIsWrong) {
  EXPECT_EQ(ResourceOf(Call(&BookHandlers::ExportBook, "publisher: 'vendors/nobody'")),
            "Vendor vendors/nobody");
  EXPECT_EQ(ResourceOf(Call(&BookHandlers::ExportBook, "publisher: 'platforms/nowhere'")),
            "Platform platforms/nowhere");
  EXPECT_THAT(FieldsOf(Call(&BookHandlers::ExportBook,
                            "publisher: 'acme' known_at { seconds: 99999999999 }")),
              ElementsAre("publisher", "known_at"));
}

TEST_F(BookHandlersTest, ABookOfAnotherVendorIsRefusedWhetherThatExistsOrNot) {
  const auto other = CallerWith({"editor"}, {"other"});
  const auto own = CallerWith({"editor"}, {"acme"});
  caller_ = &other;
  const auto before = Call(&BookHandlers::ApplyBook, Book());
  EXPECT_EQ(ReasonOf(before), "PERMISSION_DENIED");
  caller_ = &own;
  Must(Call(&BookHandlers::ApplyBook, Book()));
  caller_ = &other;
  const auto after = Call(&BookHandlers::ApplyBook, Book());
  EXPECT_EQ(StatusOf(after), StatusOf(before));
}

TEST_F(BookHandlersTest, DecisionsInABookTakeAReviewer) {
  const auto editor = CallerWith({"editor"}, {});
  const auto both = CallerWith({"editor", "reviewer"}, {});
  const auto decided =
      Book(std::string(kBook) + "    approved: {by: Jo Berg, on: 2025-02-01}\n");
  caller_ = &editor;
  EXPECT_EQ(ReasonOf(Call(&BookHandlers::ApplyBook, decided)), "PERMISSION_DENIED");
  EXPECT_EQ(ReasonOf(Call(&BookHandlers::ApplyBook, Book())), "OK");
  caller_ = &both;
  EXPECT_EQ(ReasonOf(Call(&BookHandlers::ApplyBook, decided)), "OK");
}

}  // namespace
}  // namespace clausebook::rpc
