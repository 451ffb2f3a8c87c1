// API tokens: how they look, how they are made, and how they are recognised. A token is a
// secret of 256 random bits that its bearer shows; only its SHA-256 is kept.
//
//   cbk_ + 43 characters (the bits, base64url) + 6 characters (a checksum)
//
// The prefix lets scanners find tokens that were left in code, and the checksum tells a
// mistyped one without asking anybody.
#ifndef CLAUSEBOOK_SERVICE_ADMISSION_TOKEN_H_
#define CLAUSEBOOK_SERVICE_ADMISSION_TOKEN_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/base/time.h"
#include "storage/model/access_token.h"

namespace clausebook::admission {

// Gives so many unpredictable bytes; fewer mean that there are none to be had.
using RandomSource = std::function<std::string(std::size_t)>;
// The one of OpenSSL. Thread-safe.
RandomSource SystemRandom();

inline constexpr std::string_view kTokenPrefix = "cbk_";
inline constexpr int kDefaultTokenDays = 90;
inline constexpr int kMostTokenDays = 366;

// Whether it looks like a token: prefix, length, alphabet and checksum.
bool IsWellFormedToken(std::string_view secret);

// What is asked for with a new token.
struct TokenRequest {
  std::string subject;
  std::vector<std::string> roles;
  std::vector<std::string> vendors;
  std::string note;
  std::string creator;
  Instant expire_time;  // 0: kDefaultTokenDays from now
};

struct NewToken {
  std::string secret;         // shown once
  model::AccessToken record;  // to be stored; has the digest
};

// Makes one. INTERNAL without random bytes. The request is taken as checked.
absl::StatusOr<NewToken> MakeToken(const TokenRequest& request, Instant now,
                                   const RandomSource& random);

// Whether two digests are equal; takes the same time wherever they differ.
bool SameDigest(std::string_view a, std::string_view b);

}  // namespace clausebook::admission

#endif  // CLAUSEBOOK_SERVICE_ADMISSION_TOKEN_H_
