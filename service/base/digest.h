// SHA-256, by OpenSSL.
#ifndef CLAUSEBOOK_SERVICE_BASE_DIGEST_H_
#define CLAUSEBOOK_SERVICE_BASE_DIGEST_H_

#include <string>
#include <string_view>

namespace clausebook {

// Lower-case hex SHA-256 of `bytes`, 64 characters.
std::string Sha256Hex(std::string_view bytes);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_DIGEST_H_
