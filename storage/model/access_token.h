// A token by which a caller is known, as it is on record: never the secret itself.
// Values without behaviour; what the fields mean to callers is said in
// proto/clausebook/v1/admin_service.proto.
#ifndef CLAUSEBOOK_STORAGE_MODEL_ACCESS_TOKEN_H_
#define CLAUSEBOOK_STORAGE_MODEL_ACCESS_TOKEN_H_

#include <optional>
#include <string>
#include <vector>

#include "service/base/time.h"

namespace clausebook::model {

struct AccessToken {
  std::string id;                    // of `tokens/{id}`
  std::string digest;                // SHA-256 of the secret, 64 hex digits
  std::string subject;               // whom the token makes its bearer known as
  std::vector<std::string> roles;    // names as in service/admission/identity.h
  std::vector<std::string> vendors;  // ids; empty: all
  std::string note;                  // what it is for; may be empty
  std::string creator;               // who made it
  Instant create_time;
  Instant expire_time;
  // Of a token that was revoked.
  std::optional<Instant> revoke_time;
  std::string revoked_by;
  std::string revoke_reason;  // may be empty

  friend bool operator==(const AccessToken&, const AccessToken&) = default;
};

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_ACCESS_TOKEN_H_
