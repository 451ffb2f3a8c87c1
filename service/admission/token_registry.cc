#include "service/admission/token_registry.h"

#include "service/admission/token.h"
#include "service/base/digest.h"

namespace clausebook::admission {
namespace {

constexpr std::size_t kKeyDigits = 16;

std::shared_ptr<const Identity> IdentityOf(const model::AccessToken& token) {
  auto identity = std::make_shared<Identity>();
  identity->subject = token.subject;
  identity->credential = "tokens/" + token.id;
  identity->roles = RolesNamed(token.roles);
  identity->vendors = token.vendors;
  return identity;
}

}  // namespace

void TokenRegistry::Put(const model::AccessToken& token) {
  const std::string key = token.digest.substr(0, kKeyDigits);
  const std::lock_guard lock(mutex_);
  for (auto [it, end] = entries_.equal_range(key); it != end; ++it) {
    if (it->second.digest == token.digest) {
      entries_.erase(it);
      break;
    }
  }
  if (token.revoke_time) return;
  entries_.emplace(key, Entry{token.digest, token.expire_time, IdentityOf(token)});
}

std::shared_ptr<const Identity> TokenRegistry::Find(std::string_view secret,
                                                    Instant now) const {
  if (!IsWellFormedToken(secret)) return nullptr;
  const std::string digest = Sha256Hex(secret);
  const std::lock_guard lock(mutex_);
  for (auto [it, end] = entries_.equal_range(digest.substr(0, kKeyDigits)); it != end;
       ++it) {
    const Entry& entry = it->second;
    if (SameDigest(entry.digest, digest) && now < entry.expire_time) {
      return entry.identity;
    }
  }
  return nullptr;
}

}  // namespace clausebook::admission
