#include "service/rpc/admin_handlers.h"

#include <google/protobuf/util/time_util.h>

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/admission/identity.h"
#include "service/admission/token_registry.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/attributed_write.h"
#include "service/rpc/listing.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

using admission::Role;

constexpr char kTokens[] = "tokens";
constexpr int kMostTokenVendors = 100;
constexpr std::int64_t kTokenDayMicros = 24LL * 3600 * 1'000'000;

// The numbers of the contract are those of the roles, and one more.
v1::Role RoleToProto(Role role) {
  return static_cast<v1::Role>(static_cast<int>(role) + 1);
}
static_assert(static_cast<int>(Role::kReader) + 1 == v1::ROLE_READER);
static_assert(static_cast<int>(Role::kAdmin) + 1 == v1::ROLE_ADMIN);

v1::Token TokenToProto(const model::AccessToken& token) {
  v1::Token out;
  out.set_name(absl::StrCat(kTokens, "/", token.id));
  out.set_subject(token.subject);
  for (const std::string& name : token.roles) {
    const auto role = admission::RoleNamed(name);
    out.add_roles(role ? RoleToProto(*role) : v1::ROLE_UNSPECIFIED);
  }
  for (const std::string& id : token.vendors) out.add_vendors("vendors/" + id);
  out.set_note(token.note);
  *out.mutable_expire_time() = ToProto(token.expire_time);
  *out.mutable_create_time() = ToProto(token.create_time);
  out.set_creator(token.creator);
  if (token.revoke_time) {
    *out.mutable_revoke_time() = ToProto(*token.revoke_time);
    out.set_revoked_by(token.revoked_by);
    out.set_revoke_reason(token.revoke_reason);
  }
  return out;
}

std::string CallerOf(const CallContext& context) {
  return context.caller == nullptr ? std::string() : context.caller->subject;
}

std::vector<std::string> CheckTokenRoles(FieldFaults& faults, const v1::Token& wanted) {
  std::vector<std::string> roles;
  for (int i = 0; i < wanted.roles_size(); ++i) {
    const int number = wanted.roles(i);
    if (number < v1::ROLE_READER || number > v1::ROLE_ADMIN) {
      faults.Add(absl::StrCat("token.roles[", i, "]"), "Not a role.");
    } else {
      roles.emplace_back(admission::RoleName(static_cast<Role>(number - 1)));
    }
  }
  return roles;
}

std::vector<std::string> CheckTokenVendors(FieldFaults& faults, const v1::Token& wanted) {
  std::vector<std::string> vendors;
  if (wanted.vendors_size() > kMostTokenVendors) {
    faults.Add("token.vendors",
               absl::StrCat("At most ", kMostTokenVendors, " are allowed."));
    return vendors;
  }
  for (int i = 0; i < wanted.vendors_size(); ++i) {
    const auto vendor =
        CheckVendor(faults, absl::StrCat("token.vendors[", i, "]"), wanted.vendors(i));
    if (vendor) vendors.push_back(*vendor);
  }
  return vendors;
}

// 0: by default.
Instant CheckExpireTime(FieldFaults& faults, Instant now, const v1::Token& wanted) {
  if (!wanted.has_expire_time()) return {};
  const std::int64_t seconds = wanted.expire_time().seconds();
  const std::int64_t latest = now.micros + admission::kMostTokenDays * kTokenDayMicros;
  if (seconds <= now.micros / 1'000'000 || seconds > latest / 1'000'000) {
    faults.Add("token.expire_time",
               absl::StrCat("Not in the future, or more than ", admission::kMostTokenDays,
                            " days away."));
    return {};
  }
  return Instant{seconds * 1'000'000 + wanted.expire_time().nanos() / 1000};
}

}  // namespace

absl::Status AdminHandlers::CreateToken(const CallContext& context,
                                        const v1::CreateTokenRequest& request,
                                        v1::CreateTokenResponse* response) const {
  FieldFaults faults;
  const v1::Token& wanted = request.token();
  admission::TokenRequest asked;
  asked.subject = wanted.subject();
  asked.roles = CheckTokenRoles(faults, wanted);
  asked.vendors = CheckTokenVendors(faults, wanted);
  asked.note = wanted.note();
  asked.creator = CallerOf(context);
  asked.expire_time = CheckExpireTime(faults, context.now, wanted);
  if (const auto fault = admission::FaultOfSubject(asked.subject); !fault.empty()) {
    faults.Add("token.subject", fault);
  }
  CheckOptionalText(faults, "token.note", wanted.note(), 200);
  if (faults.empty()) {
    const auto fault = admission::FaultOfRoles(asked.roles, asked.vendors);
    if (!fault.empty()) faults.Add("token.roles", fault);
  }
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto made, admission::MakeToken(asked, context.now, random_));
  model::AccessToken record;
  CB_RETURN_IF_ERROR(AttributedWrite(deps_, context, /*request_id=*/"",
                                     [&](storage::WriteTransaction& tx) -> absl::Status {
                                       CB_ASSIGN_OR_RETURN(record,
                                                           tx.AddToken(made.record));
                                       return absl::OkStatus();
                                     })
                         .status());
  deps_.tokens->Put(record);
  *response->mutable_token() = TokenToProto(record);
  response->set_secret(std::move(made.secret));
  return absl::OkStatus();
}

absl::Status AdminHandlers::ListTokens(const CallContext& context,
                                       const v1::ListTokensRequest& request,
                                       v1::ListTokensResponse* response) const {
  FieldFaults faults;
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_ASSIGN_OR_RETURN(const auto tokens,
                      snapshot->ListTokens(listing.page(), listing.known_at()));
  const std::size_t kept = listing.Keep(tokens.size());
  for (std::size_t i = 0; i < kept; ++i) {
    const bool stands = !tokens[i].revoke_time && context.now < tokens[i].expire_time;
    if (stands || !request.standing_only()) {
      *response->add_tokens() = TokenToProto(tokens[i]);
    }
  }
  if (kept < tokens.size()) {
    response->set_next_page_token(listing.TokenAfter(tokens[kept - 1].id));
  }
  return absl::OkStatus();
}

absl::Status AdminHandlers::RevokeToken(const CallContext& context,
                                        const v1::RevokeTokenRequest& request,
                                        v1::RevokeTokenResponse* response) const {
  FieldFaults faults;
  const auto id = CheckNameIn(faults, "name", request.name(), kTokens);
  CheckOptionalText(faults, "reason", request.reason(), 1000);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  model::AccessToken record;
  CB_RETURN_IF_ERROR(AttributedWrite(deps_, context, /*request_id=*/"",
                                     [&](storage::WriteTransaction& tx) -> absl::Status {
                                       CB_ASSIGN_OR_RETURN(
                                           record, tx.RevokeToken(*id, CallerOf(context),
                                                                  request.reason()));
                                       return absl::OkStatus();
                                     })
                         .status());
  deps_.tokens->Put(record);
  *response->mutable_token() = TokenToProto(record);
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
