// Tokens of callers and their revocations.
#include <algorithm>

#include "service/base/error.h"
#include "storage/memory/transaction.h"

namespace clausebook::storage {
namespace {

std::string NameOfToken(std::string_view id) { return "tokens/" + std::string(id); }

model::AccessToken TokenAsKnown(const model::AccessToken& token, Instant known_at) {
  model::AccessToken known = token;
  if (known.revoke_time && *known.revoke_time > known_at) {
    known.revoke_time.reset();
    known.revoked_by.clear();
    known.revoke_reason.clear();
  }
  return known;
}

}  // namespace

std::vector<model::AccessToken> State::ListTokens(const Page& page,
                                                  Instant known_at) const {
  std::vector<model::AccessToken> found;
  for (auto it = tokens.upper_bound(page.after); it != tokens.end(); ++it) {
    if (found.size() >= static_cast<std::size_t>(page.limit)) break;
    if (it->second.create_time > known_at) continue;
    found.push_back(TokenAsKnown(it->second, known_at));
  }
  return found;
}

absl::StatusOr<model::AccessToken> State::GetToken(std::string_view id,
                                                   Instant known_at) const {
  const auto found = tokens.find(id);
  if (found == tokens.end() || found->second.create_time > known_at) {
    return NotFound("Token", NameOfToken(id));
  }
  return TokenAsKnown(found->second, known_at);
}

absl::StatusOr<model::AccessToken> MemoryTransaction::AddToken(
    const model::AccessToken& token) {
  CB_RETURN_IF_ERROR(CheckWanted());
  auto& tokens = state()->tokens;
  const bool taken = std::any_of(tokens.begin(), tokens.end(), [&](const auto& entry) {
    return entry.first == token.id || entry.second.digest == token.digest;
  });
  if (taken) return AlreadyExists("Token", NameOfToken(token.id));
  commit_.time = time_;
  model::AccessToken record = token;
  record.create_time = time_;
  record.revoke_time.reset();
  record.revoked_by.clear();
  record.revoke_reason.clear();
  tokens.emplace(record.id, record);
  return record;
}

absl::StatusOr<model::AccessToken> MemoryTransaction::RevokeToken(
    std::string_view id, std::string_view revoked_by, std::string_view reason) {
  CB_RETURN_IF_ERROR(CheckWanted());
  const auto found = state()->tokens.find(id);
  if (found == state()->tokens.end()) return NotFound("Token", NameOfToken(id));
  model::AccessToken& token = found->second;
  if (token.revoke_time) return token;
  commit_.time = time_;
  token.revoke_time = time_;
  token.revoked_by = revoked_by;
  token.revoke_reason = reason;
  return token;
}

}  // namespace clausebook::storage
