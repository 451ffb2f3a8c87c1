// The tokens that a server knows, in memory, so that a call is admitted without asking
// the store. The store is where they are kept: whoever records or revokes one says so
// here, before she acknowledges it.
#ifndef CLAUSEBOOK_SERVICE_ADMISSION_TOKEN_REGISTRY_H_
#define CLAUSEBOOK_SERVICE_ADMISSION_TOKEN_REGISTRY_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "service/admission/identity.h"
#include "service/base/time.h"
#include "storage/model/access_token.h"

namespace clausebook::admission {

// Thread-safe.
class TokenRegistry {
 public:
  // Adds a token, or replaces what was known of it.
  void Put(const model::AccessToken& token);

  // Whom the bearer of this secret is known as; null for secrets that are wrong, have run
  // out at `now`, or were revoked: nobody learns which.
  std::shared_ptr<const Identity> Find(std::string_view secret, Instant now) const;

 private:
  struct Entry {
    std::string digest;
    Instant expire_time;
    std::shared_ptr<const Identity> identity;
  };
  mutable std::mutex mutex_;
  // Standing tokens by the first hex digits of their digests. The map's order can be
  // timed, but tells of digests only, from which no secret follows.
  std::multimap<std::string, Entry> entries_;
};

}  // namespace clausebook::admission

#endif  // CLAUSEBOOK_SERVICE_ADMISSION_TOKEN_REGISTRY_H_
