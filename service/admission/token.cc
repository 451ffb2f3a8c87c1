#include "service/admission/token.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstdint>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "service/base/digest.h"

namespace clausebook::admission {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretCharacters = 43;
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kChecksumCharacters = 6;
constexpr std::size_t kIdBytes = 8;
constexpr std::int64_t kDayMicros = 24LL * 3600 * 1'000'000;

// Base64url without padding.
std::string Encode(const std::string& bytes) {
  std::string text;
  absl::WebSafeBase64Escape(bytes, &text);
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

std::string ChecksumOf(std::string_view text) {
  return Encode(absl::HexStringToBytes(Sha256Hex(text).substr(0, 2 * kChecksumBytes)));
}

bool IsBase64Url(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         c == '-' || c == '_';
}

}  // namespace

RandomSource SystemRandom() {
  return [](std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()),
                   static_cast<int>(count)) != 1) {
      bytes.clear();
    }
    return bytes;
  };
}

bool IsWellFormedToken(std::string_view secret) {
  if (secret.size() != kTokenPrefix.size() + kSecretCharacters + kChecksumCharacters ||
      secret.substr(0, kTokenPrefix.size()) != kTokenPrefix ||
      !std::all_of(secret.begin(), secret.end(), IsBase64Url)) {
    return false;
  }
  const std::size_t end = secret.size() - kChecksumCharacters;
  return secret.substr(end) == ChecksumOf(secret.substr(0, end));
}

absl::StatusOr<NewToken> MakeToken(const TokenRequest& request, Instant now,
                                   const RandomSource& random) {
  const std::string bits = random(kSecretBytes);
  const std::string id = random(kIdBytes);
  if (bits.size() != kSecretBytes || id.size() != kIdBytes) {
    return absl::InternalError("no random bytes for a token");
  }
  NewToken token;
  token.secret = std::string(kTokenPrefix) + Encode(bits);
  token.secret += ChecksumOf(token.secret);
  token.record.id = absl::BytesToHexString(id);
  token.record.digest = Sha256Hex(token.secret);
  token.record.subject = request.subject;
  token.record.roles = request.roles;
  token.record.vendors = request.vendors;
  token.record.note = request.note;
  token.record.creator = request.creator;
  token.record.expire_time = request.expire_time.micros != 0
                                 ? request.expire_time
                                 : Instant{now.micros + kDefaultTokenDays * kDayMicros};
  return token;
}

bool SameDigest(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace clausebook::admission
