// Writes that are sent more than once.
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

constexpr char kId[] = "request_id: '4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d11' ";
constexpr char kOtherId[] = "request_id: '4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d12' ";

class IdempotencyTest : public HandlerTest {
 protected:
  absl::StatusOr<v1::CreateVendorResponse> Create(const std::string& request) {
    return Call(&CatalogHandlers::CreateVendor, request);
  }
};

TEST_F(IdempotencyTest, ARepeatedRequestGetsTheFirstResponse) {
  const std::string request =
      std::string(kId) + "vendor_id: 'acme' vendor { display_name: 'Acme' }";
  const auto first = Must(Create(request));
  Must(Call(&CatalogHandlers::UpdateVendor,
            "vendor { name: 'vendors/acme' display_name: 'Changed since' }"));
  const auto again = Must(Create(request));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(Must(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'"))
                .vendor()
                .display_name(),
            "Changed since");
}

TEST_F(IdempotencyTest, WithoutAnIdARepetitionIsASecondWrite) {
  const std::string request = "vendor_id: 'acme' vendor { display_name: 'Acme' }";
  Must(Create(request));
  EXPECT_EQ(ReasonOf(Create(request)), "ALREADY_EXISTS");
}

TEST_F(IdempotencyTest, AnIdBelongsToOneRequest) {
  Must(Create(std::string(kId) + "vendor_id: 'acme' vendor { display_name: 'Acme' }"));
  const auto other =
      Create(std::string(kId) + "vendor_id: 'acme' vendor { display_name: 'Acme2' }");
  EXPECT_EQ(other.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(other), "REQUEST_ID_REUSED");
  EXPECT_THAT(FieldsOf(other), ElementsAre("request_id"));
  // Of another method too, whatever its bytes.
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::DeleteVendor,
                          std::string(kId) + "name: 'vendors/acme'")),
            "REQUEST_ID_REUSED");
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::DeleteVendor,
                          std::string(kOtherId) + "name: 'vendors/acme'")),
            "OK");
}

TEST_F(IdempotencyTest, AFailedWriteMayBeSentAgain) {
  const std::string request =
      std::string(kId) + "parent: 'vendors/acme' app_id: 'a' app { display_name: 'A' }";
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::CreateApp, request)), "NOT_FOUND");
  AddVendor("acme");
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::CreateApp, request)), "OK");
}

TEST_F(IdempotencyTest, AnIdIsRememberedForADayAndForgottenWhole) {
  const std::string request =
      std::string(kId) + "parent: 'vendors/acme' app_id: 'a' app { display_name: 'A' }";
  AddVendor("acme");
  const auto first = Must(Call(&CatalogHandlers::CreateApp, request));
  Must(Call(&CatalogHandlers::DeleteApp, "name: 'vendors/acme/apps/a'"));
  const auto again = [&] {
    return Must(Call(&CatalogHandlers::CreateApp, request)).app();
  };
  clock_.AdvanceHours(23);
  EXPECT_EQ(again().etag(), first.app().etag());
  clock_.AdvanceHours(2);  // no longer promised, and still no second effect
  EXPECT_EQ(again().etag(), first.app().etag());
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::GetApp, "name: 'vendors/acme/apps/a'")),
            "NOT_FOUND");
  clock_.AdvanceHours(24);
  EXPECT_NE(again().etag(), first.app().etag());
}

TEST_F(IdempotencyTest, EveryWriteCanBeRepeated) {
  auto id = [n = 10]() mutable {
    return "request_id: '4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d" + std::to_string(n++) + "' ";
  };
  const auto twice = [&](auto method, const std::string& request) {
    const std::string with_id = id() + request;
    const auto first = Must(Call(method, with_id));
    const auto second = Must(Call(method, with_id));
    EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString()) << request;
    return first;
  };
  twice(&CatalogHandlers::CreateVendor, "vendor_id: 'v' vendor { display_name: 'V' }");
  twice(&CatalogHandlers::UpdateVendor, "vendor { name: 'vendors/v' display_name: 'W' }");
  twice(&CatalogHandlers::CreateApp,
        "parent: 'vendors/v' app_id: 'a' app { display_name: 'A' }");
  twice(&CatalogHandlers::UpdateApp,
        "app { name: 'vendors/v/apps/a' display_name: 'B' }");
  twice(&PolicyHandlers::CreatePolicy,
        "parent: 'vendors/v' policy_id: 'p' policy { title: 'P' }");
  twice(&PolicyHandlers::UpdatePolicy,
        "policy { name: 'vendors/v/policies/p' title: 'Q' }");
  const auto revision =
      twice(&PolicyHandlers::CreatePolicyRevision,
            "parent: 'vendors/v/policies/p' policy_revision { "
            "effective_date: '2025-01-01' media_type: 'text/plain' text: "
            "'We store nothing.' }");
  twice(&FactHandlers::CreateFact, AttestedFact("vendors/v", "f"));
  twice(&FactHandlers::RetractFact, "name: 'vendors/v/facts/f'");
  twice(&PolicyHandlers::WithdrawPolicyRevision,
        "name: '" + revision.policy_revision().name() + "'");
  twice(&PolicyHandlers::DeletePolicy, "name: 'vendors/v/policies/p'");
  twice(&CatalogHandlers::DeleteApp, "name: 'vendors/v/apps/a'");
  twice(&CatalogHandlers::DeleteVendor, "name: 'vendors/v'");
}

}  // namespace
}  // namespace clausebook::rpc
