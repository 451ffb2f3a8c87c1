// Tokens of callers and their revocations: read and written.
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/json_lists.h"
#include "storage/sqlite/transaction.h"

namespace clausebook::storage {
namespace {

constexpr char kListTokens[] = R"sql(
SELECT t.token_id, t.recorded_at, t.sha256, t.subject, t.roles, t.vendors, t.note,
       t.creator, t.expires_at, r.recorded_at, r.revoked_by, r.reason
FROM access_tokens t LEFT JOIN access_token_revocations r USING (token_id)
WHERE t.token_id > ?1 AND t.recorded_at <= ?2
ORDER BY t.token_id LIMIT ?3)sql";

constexpr char kGetToken[] = R"sql(
SELECT t.token_id, t.recorded_at, t.sha256, t.subject, t.roles, t.vendors, t.note,
       t.creator, t.expires_at, r.recorded_at, r.revoked_by, r.reason
FROM access_tokens t LEFT JOIN access_token_revocations r USING (token_id)
WHERE t.token_id = ?1 AND t.recorded_at <= ?2)sql";

constexpr char kTakenToken[] =
    "SELECT token_id FROM access_tokens WHERE token_id = ?1 OR sha256 = ?2";

constexpr char kAddToken[] = R"sql(
INSERT INTO access_tokens (token_id, recorded_at, sha256, subject, roles, vendors, note,
                           creator, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql";

constexpr char kAddTokenRevocation[] = R"sql(
INSERT INTO access_token_revocations (token_id, recorded_at, revoked_by, reason)
VALUES (?1, ?2, ?3, ?4))sql";

std::string TokenName(std::string_view id) { return "tokens/" + std::string(id); }

model::AccessToken TokenRow(Query& q, Instant known_at) {
  model::AccessToken token;
  token.id = q.Text(0);
  token.create_time = q.Time(1);
  token.digest = q.Text(2);
  token.subject = q.Text(3);
  token.roles = TextsOf(q.Text(4));
  token.vendors = TextsOf(q.Text(5));
  token.note = q.Text(6);
  token.creator = q.Text(7);
  token.expire_time = q.Time(8);
  if (q.IsNull(9) || q.Time(9) > known_at) return token;
  token.revoke_time = q.Time(9);
  token.revoked_by = q.Text(10);
  token.revoke_reason = q.Text(11);
  return token;
}

}  // namespace

std::vector<model::AccessToken> ReadTokens(Connection& c, const Page& page,
                                           Instant known_at) {
  std::vector<model::AccessToken> tokens;
  Query q(c, kListTokens);
  q.Bind(page.after).Bind(known_at).Bind(page.limit);
  while (q.Next()) tokens.push_back(TokenRow(q, known_at));
  return tokens;
}

absl::StatusOr<model::AccessToken> ReadToken(Connection& c, std::string_view id,
                                             Instant known_at) {
  Query q(c, kGetToken);
  q.Bind(id).Bind(known_at);
  if (!q.Next()) return NotFound("Token", TokenName(id));
  return TokenRow(q, known_at);
}

absl::StatusOr<model::AccessToken> SqliteTransaction::AddToken(
    const model::AccessToken& token) {
  return Run([&]() -> absl::StatusOr<model::AccessToken> {
    {
      Query q(connection(), kTakenToken);
      q.Bind(token.id).Bind(token.digest);
      if (q.Next()) return AlreadyExists("Token", TokenName(token.id));
    }
    NoteCommit();
    {
      Query q(connection(), kAddToken);
      q.Bind(token.id).Bind(time_).Bind(token.digest).Bind(token.subject);
      q.Bind(ToJsonText(token.roles)).Bind(ToJsonText(token.vendors));
      q.Bind(token.note).Bind(token.creator).Bind(token.expire_time).Run();
    }
    return ReadToken(connection(), token.id, kEndOfTime);
  });
}

absl::StatusOr<model::AccessToken> SqliteTransaction::RevokeToken(
    std::string_view id, std::string_view revoked_by, std::string_view reason) {
  return Run([&]() -> absl::StatusOr<model::AccessToken> {
    CB_ASSIGN_OR_RETURN(auto token, ReadToken(connection(), id, kEndOfTime));
    if (token.revoke_time) return token;
    NoteCommit();
    Query(connection(), kAddTokenRevocation)
        .Bind(id)
        .Bind(time_)
        .Bind(revoked_by)
        .Bind(reason)
        .Run();
    return ReadToken(connection(), id, kEndOfTime);
  });
}

}  // namespace clausebook::storage
