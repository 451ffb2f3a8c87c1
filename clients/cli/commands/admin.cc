// admin token: create, list, revoke.
#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/render/words.h"
#include "clients/cli/times.h"

namespace clausebook::cli {
namespace {

constexpr std::int64_t kSecondsOfDay = 24LL * 3600;

std::string InCollection(const char* collection, const std::string& id_or_name) {
  return absl::StrContains(id_or_name, '/') ? id_or_name
                                            : absl::StrCat(collection, "/", id_or_name);
}

// `editor`.
std::string RoleWord(int role) {
  std::string word = v1::Role_Name(static_cast<v1::Role>(role));
  word.erase(0, std::string("ROLE_").size());
  return absl::AsciiStrToLower(word);
}

std::string DayOf(const google::protobuf::Timestamp& time) {
  return google::protobuf::util::TimeUtil::ToString(time).substr(0, 10);
}

void ShowToken(const Session& session, const v1::Token& token) {
  std::string roles;
  for (const int role : token.roles()) {
    absl::StrAppend(&roles, roles.empty() ? "" : ",", RoleWord(role));
  }
  std::string vendors;
  for (const std::string& vendor : token.vendors()) {
    absl::StrAppend(&vendors, vendors.empty() ? " of " : ",", vendor);
  }
  *session.out << token.name() << "  " << token.subject() << "  " << roles << vendors
               << "  until " << DayOf(token.expire_time());
  if (token.has_revoke_time()) {
    *session.out << "  revoked " << DayOf(token.revoke_time());
    if (!token.revoked_by().empty()) *session.out << " by " << token.revoked_by();
  }
  if (!token.note().empty()) *session.out << "  " << token.note();
  *session.out << "\n";
}

int CreateToken(const Session& session, const AdminTokenOptions& options) {
  v1::CreateTokenRequest request;
  v1::Token& token = *request.mutable_token();
  token.set_subject(options.subject);
  for (const std::string& name : options.roles) {
    v1::Role role = v1::ROLE_UNSPECIFIED;
    v1::Role_Parse("ROLE_" + absl::AsciiStrToUpper(name), &role);
    token.add_roles(role);
  }
  for (const std::string& vendor : options.vendors) {
    token.add_vendors(InCollection("vendors", vendor));
  }
  token.set_note(options.note);
  token.mutable_expire_time()->set_seconds(Now().seconds() +
                                           options.days * kSecondsOfDay);
  const auto made = session.client->CreateToken(request);
  if (!made.ok()) return Fail(session, made.status());
  if (session.global.json()) {
    PrintJson(session, *made);
    return kOk;
  }
  *session.out << made->secret() << "\n";
  *session.err << made->token().name()
               << ": this is the only time that the token is shown. Keep it as you keep "
                  "passwords.\n";
  return kOk;
}

int ListTokens(const Session& session, const AdminTokenOptions& options) {
  v1::ListTokensRequest request;
  request.set_standing_only(!options.all);
  auto tokens = session.client->ListTokens(request).All();
  if (!tokens.ok()) return Fail(session, tokens.status());
  if (session.global.json()) {
    v1::ListTokensResponse all;
    for (auto& token : *tokens) *all.add_tokens() = std::move(token);
    PrintJson(session, all);
    return kOk;
  }
  if (tokens->empty()) {
    *session.out << (options.all
                         ? "No token was ever made.\n"
                         : "No token is good now; --all lists those that were.\n");
  }
  for (const v1::Token& token : *tokens) ShowToken(session, token);
  return kOk;
}

int RevokeToken(const Session& session, const AdminTokenOptions& options) {
  v1::RevokeTokenRequest request;
  request.set_name(InCollection("tokens", options.name));
  request.set_reason(options.reason);
  const auto token = session.client->RevokeToken(request);
  if (!token.ok()) return Fail(session, token.status());
  if (session.global.json()) {
    PrintJson(session, *token);
  } else {
    ShowToken(session, *token);
  }
  return kOk;
}

}  // namespace

int Run(const Session& session, const AdminTokenOptions& options) {
  switch (options.what) {
    case AdminTokenOptions::What::kCreate:
      return CreateToken(session, options);
    case AdminTokenOptions::What::kRevoke:
      return RevokeToken(session, options);
    case AdminTokenOptions::What::kList:
      break;
  }
  return ListTokens(session, options);
}

}  // namespace clausebook::cli
