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
  for (const std::int64_t seconds : std::vector<std::int64_t>{
           1, clock_.Now().micros / 1'000'000 + 400LL * 24 * 3600,
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

}  // namespace
}  // namespace clausebook::rpc
