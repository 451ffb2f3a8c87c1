// SHA-256, by OpenSSL.
#ifndef CLAUSEBOOK_SERVICE_BASE_DIGEST_H_
#define CLAUSEBOOK_SERVICE_BASE_DIGEST_H_

#include <memory>
#include <string>
#include <string_view>

namespace clausebook {

// Lower-case hex SHA-256 of `bytes`, 64 characters.
std::string Sha256Hex(std::string_view bytes);

// The same of bytes that come piece by piece. Not thread-safe.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;

  void Add(std::string_view bytes);
  // The digest of all that was added; once.
  std::string Hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_DIGEST_H_
