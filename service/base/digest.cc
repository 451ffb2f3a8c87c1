#include "service/base/digest.h"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"

namespace clausebook {
namespace {

using Digest = std::array<unsigned char, 32>;

// Fails only if OpenSSL itself is broken; going on would break every citation.
void Demand(int done) {
  if (done != 1) std::abort();
}

std::string HexOf(const Digest& digest) {
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  Digest digest{};
  Demand(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(),
                    nullptr));
  return HexOf(digest);
}

struct Sha256Stream::Context {
  EVP_MD_CTX* openssl = EVP_MD_CTX_new();
  ~Context() { EVP_MD_CTX_free(openssl); }
};

Sha256Stream::Sha256Stream() : context_(std::make_unique<Context>()) {
  Demand(EVP_DigestInit_ex(context_->openssl, EVP_sha256(), nullptr));
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::Add(std::string_view bytes) {
  Demand(EVP_DigestUpdate(context_->openssl, bytes.data(), bytes.size()));
}

std::string Sha256Stream::Hex() {
  Digest digest{};
  Demand(EVP_DigestFinal_ex(context_->openssl, digest.data(), nullptr));
  return HexOf(digest);
}

}  // namespace clausebook
