// Tokens over AdminHandlers.
#include "service/rpc/admin_handlers.h"

#include "service/admission/token_registry.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

class AdminHandlersTest : public HandlerTest {
 protected:
  template <typename Request, typename Response>
  absl::StatusOr<Response> Do(absl::Status (AdminHandlers::*method)(const CallContext&,
                                                                    const Request&,
                                                                    Response*) const,
                              const std::string& request) {
    clock_.AdvanceMicros(1'000'000);
    HandlerDeps with = deps();
    with.tokens = &registry_;
    Response response;
    const AdminHandlers handlers(with, admission::SystemRandom());
    const absl::Status status = (handlers.*method)(
        CallContext{nullptr, clock_.Now(), caller_}, Parse<Request>(request), &response);
    if (!status.ok()) return status;
    return response;
  }
  absl::StatusOr<v1::CreateTokenResponse> Create(const std::string& token) {
    return Do(&AdminHandlers::CreateToken, "token { " + token + " }");
  }
  std::vector<std::string> Subjects(const std::string& request) {
    std::vector<std::string> subjects;
    std::string token;
    do {
      const auto page =
          Must(Do(&AdminHandlers::ListTokens, request + " page_token: '" + token + "'"));
      for (const auto& found : page.tokens()) subjects.push_back(found.subject());
      token = page.next_page_token();
    } while (!token.empty());
    return subjects;
  }

  admission::TokenRegistry registry_;
};

TEST_F(AdminHandlersTest, ATokenAdmitsAtOnceAndIsShownOnce) {
  const admission::Identity ada{"Ada", "tokens/0", admission::RolesNamed({"admin"}), {}};
  caller_ = &ada;
  const auto made = Must(
      Create("subject: 'ci' roles: [ROLE_EDITOR, ROLE_REVIEWER] vendors: 'vendors/acme' "
             "note: 'Release job.'"));
  const v1::Token& token = made.token();
  EXPECT_THAT(token.name(), ::testing::StartsWith("tokens/"));
  EXPECT_EQ(token.subject(), "ci");
  EXPECT_THAT(token.roles(), ElementsAre(v1::ROLE_EDITOR, v1::ROLE_REVIEWER));
  EXPECT_THAT(token.vendors(), ElementsAre("vendors/acme"));
  EXPECT_EQ(token.note(), "Release job.");
  EXPECT_EQ(token.creator(), "Ada");
  EXPECT_EQ(token.expire_time().seconds(),
            token.create_time().seconds() + 90LL * 24 * 3600);
  const auto caller = registry_.Find(made.secret(), clock_.Now());
  ASSERT_NE(caller, nullptr);
  EXPECT_EQ(caller->subject, "ci");
  EXPECT_EQ(caller->vendors, std::vector<std::string>{"acme"});
  const auto list = Must(Do(&AdminHandlers::ListTokens, ""));
  ASSERT_EQ(list.tokens_size(), 1);
  EXPECT_EQ(list.tokens(0).SerializeAsString(), token.SerializeAsString());
  EXPECT_EQ(list.SerializeAsString().find(made.secret()), std::string::npos);
}

TEST_F(AdminHandlersTest, ARevokedTokenAdmitsNobodyFromThenOn) {
  const auto made = Must(Create("subject: 'ci' roles: ROLE_READER"));
  const std::string name = "name: '" + made.token().name() + "' reason: 'Lost.'";
  const auto revoked = Must(Do(&AdminHandlers::RevokeToken, name)).token();
  EXPECT_EQ(revoked.revoke_reason(), "Lost.");
  EXPECT_TRUE(revoked.has_revoke_time());
  EXPECT_EQ(registry_.Find(made.secret(), clock_.Now()), nullptr);
  const auto again = Must(Do(&AdminHandlers::RevokeToken,
                             "name: '" + made.token().name() + "' reason: 'Again.'"));
  EXPECT_EQ(again.token().SerializeAsString(), revoked.SerializeAsString());
  const auto unknown = Do(&AdminHandlers::RevokeToken, "name: 'tokens/none'");
  EXPECT_EQ(ReasonOf(unknown), "NOT_FOUND");
  EXPECT_EQ(ResourceOf(unknown), "Token tokens/none");
}

TEST_F(AdminHandlersTest, ListsGoByPagesAndLeaveOutWhatDoesNotStand) {
  for (const char* subject : {"a", "b", "c"}) {
    Must(Create("subject: '" + std::string(subject) + "' roles: ROLE_READER"));
  }
  const auto gone = Must(Create("subject: 'd' roles: ROLE_READER"));
  Must(Do(&AdminHandlers::RevokeToken, "name: '" + gone.token().name() + "'"));
  EXPECT_THAT(Subjects("page_size: 2"), UnorderedElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(Subjects("page_size: 1 standing_only: true"),
              UnorderedElementsAre("a", "b", "c"));
  clock_.AdvanceMicros(91LL * 24 * 3600 * 1'000'000);
  EXPECT_THAT(Subjects("standing_only: true"), IsEmpty());
}

TEST_F(AdminHandlersTest, WhatIsWrongIsNamed) {
  EXPECT_THAT(FieldsOf(Create("roles: ROLE_READER")), ElementsAre("token.subject"));
  EXPECT_THAT(FieldsOf(Create("subject: 'Lind, Mara' roles: ROLE_READER")),
              ElementsAre("token.subject"));
  EXPECT_THAT(FieldsOf(Create("subject: 'x'")), ElementsAre("token.roles"));
  EXPECT_THAT(FieldsOf(Create("subject: 'x' roles: [ROLE_READER, ROLE_UNSPECIFIED]")),
              ElementsAre("token.roles[1]"));
  EXPECT_THAT(FieldsOf(Create("subject: 'x' roles: ROLE_ADMIN vendors: 'vendors/acme'")),
              ElementsAre("token.roles"));
  EXPECT_THAT(FieldsOf(Create("subject: 'x' roles: ROLE_READER vendors: 'acme'")),
              ElementsAre("token.vendors[0]"));
  for (const std::int64_t seconds :
       std::vector<std::int64_t>{1, clock_.Now().micros / 1'000'000 + 400LL * 24 * 3600,
                                 9'000'000'000'000'000'000}) {
    EXPECT_THAT(
        FieldsOf(Create("subject: 'x' roles: ROLE_READER expire_time { seconds: " +
                        std::to_string(seconds) + " }")),
        ElementsAre("token.expire_time"))
        << seconds;
  }
  EXPECT_THAT(FieldsOf(Do(&AdminHandlers::RevokeToken, "name: 'vendors/x'")),
              ElementsAre("name"));
}

// Notes what it is asked for.
class NotingBackups final : public storage::Backups {
 public:
  absl::StatusOr<storage::NewBackup> Make(const Request& request) override {
    asked.push_back(request.id);
    known_at = request.known_at;
    request.progress(storage::BackupStage::kCopying, 3, 7);
    request.progress(storage::BackupStage::kChecking, 0, 0);
    if (request.id == "taken") return AlreadyExists("Backup", request.id);
    return storage::NewBackup{
        "made", {"d1", 4096, 4, Instant{5'000'000}, Instant{6'000'000}, known_at}};
  }
  std::vector<std::string> asked;
  std::optional<Instant> known_at;
};

class CreateBackupTest : public AdminHandlersTest {
 protected:
  // Everything that would be sent, told and then the rest.
  absl::StatusOr<std::vector<v1::CreateBackupResponse>> Make(const std::string& request) {
    clock_.AdvanceMicros(1'000'000);
    HandlerDeps with = deps();
    with.backups = offered_ ? &backups_ : nullptr;
    const AdminHandlers handlers(with, admission::SystemRandom());
    std::vector<v1::CreateBackupResponse> sent;
    auto download = handlers.CreateBackup(
        CallContext{nullptr, clock_.Now(), nullptr},
        Parse<v1::CreateBackupRequest>(request),
        [&](const v1::CreateBackupResponse& told) { sent.push_back(told); });
    if (!download.ok()) return download.status();
    EXPECT_FALSE(download->record) << "nothing to write down";
    v1::CreateBackupResponse message;
    while (download->next(&message)) sent.push_back(message);
    return sent;
  }

  NotingBackups backups_;
  bool offered_ = true;
};

TEST_F(CreateBackupTest, TellsHowFarItIsAndAtTheEndWhatWasMade) {
  const auto sent = Must(Make("backup_id: 'monday'"));
  ASSERT_EQ(sent.size(), 3u);
  EXPECT_EQ(sent[0].progress().stage(), v1::BACKUP_STAGE_COPYING);
  EXPECT_EQ(sent[0].progress().pages_done(), 3);
  EXPECT_EQ(sent[0].progress().page_count(), 7);
  EXPECT_EQ(sent[1].progress().stage(), v1::BACKUP_STAGE_CHECKING);
  const v1::Backup& made = sent[2].backup();
  EXPECT_EQ(made.backup_id(), "made");
  EXPECT_EQ(made.sha256(), "d1");
  EXPECT_EQ(made.size_bytes(), 4096);
  EXPECT_EQ(made.schema_step(), 4);
  EXPECT_EQ(made.last_commit_time().seconds(), 5);
  EXPECT_EQ(made.create_time().seconds(), 6);
  EXPECT_FALSE(made.has_known_at());
  EXPECT_THAT(backups_.asked, ElementsAre("monday"));
}

TEST_F(CreateBackupTest, IsCutAtATimeOfThePast) {
  EXPECT_TRUE(Must(Make(KnownNow())).back().backup().has_known_at());
  EXPECT_THAT(backups_.asked, ElementsAre(""));
  EXPECT_THAT(FieldsOf(Make("known_at { seconds: 99999999999 }")),
              ElementsAre("known_at"));
}

TEST_F(CreateBackupTest, NoPathIsAnId) {
  for (const char* id : {"../up", "/etc/x", "a/b", "a.db", "..", "A", "-"}) {
    EXPECT_THAT(FieldsOf(Make(std::string("backup_id: '") + id + "'")),
                ElementsAre("backup_id"))
        << id;
  }
  EXPECT_THAT(backups_.asked, IsEmpty());
}

TEST_F(CreateBackupTest, ErrorsAreThoseOfWhoMakesIt) {
  EXPECT_EQ(ReasonOf(Make("backup_id: 'taken'")), "ALREADY_EXISTS");
  offered_ = false;
  EXPECT_EQ(ReasonOf(Make("")), "NO_BACKUP_FOLDER");
}

}  // namespace
}  // namespace clausebook::rpc
