// Ed25519 (RFC 8032) by OpenSSL: keys, their names, signatures.
//
// Keys are values: copies share what OpenSSL holds, which never changes, so that all of
// this may be used from several threads. Errors are INVALID_ARGUMENT (INVALID_FIELD) for
// what is no such key, with a message that never holds key material, and INTERNAL if
// OpenSSL itself fails.
#ifndef CLAUSEBOOK_SERVICE_SIGNING_ED25519_H_
#define CLAUSEBOOK_SERVICE_SIGNING_ED25519_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace clausebook::signing {

inline constexpr std::size_t kKeyBytes = 32;  // a public key, and a private key's seed
inline constexpr std::size_t kSignatureBytes = 64;

// What others have to check signatures.
class PublicKey {
 public:
  // From PEM (`-----BEGIN PUBLIC KEY-----`, SubjectPublicKeyInfo), with nothing but white
  // space around it.
  static absl::StatusOr<PublicKey> FromPem(std::string_view pem);
  // From the 32 bytes that RFC 8032 calls the public key.
  static absl::StatusOr<PublicKey> FromRaw(std::string_view bytes);

  // Whether `signature` is this key's of `message`: 64 bytes, nothing else fits.
  bool Verify(std::string_view message, std::string_view signature) const;

  const std::string& pem() const { return pem_; }
  // How the key is called: the lower-case hex SHA-256 of its SubjectPublicKeyInfo in DER,
  // 64 characters. `openssl pkey -pubin -outform DER | sha256sum` says the same.
  const std::string& id() const { return id_; }
  std::string Raw() const;

 private:
  friend class PrivateKey;
  explicit PublicKey(std::shared_ptr<evp_pkey_st> key);
  static absl::StatusOr<PublicKey> Of(std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<evp_pkey_st> key_;
  std::string pem_;
  std::string id_;
};

// What signs. Whoever has it can sign in its owner's name.
class PrivateKey {
 public:
  // A new one, from OpenSSL's random numbers.
  static absl::StatusOr<PrivateKey> Generate();
  // From PEM (`-----BEGIN PRIVATE KEY-----`, PKCS #8, not encrypted), with nothing but
  // white space around it.
  static absl::StatusOr<PrivateKey> FromPem(std::string_view pem);
  // From the 32 bytes that RFC 8032 calls the private key.
  static absl::StatusOr<PrivateKey> FromSeed(std::string_view seed);

  // 64 bytes, the same for the same message every time.
  absl::StatusOr<std::string> Sign(std::string_view message) const;

  // The secret itself, as FromPem takes it. Whoever gets it has to wipe it.
  absl::StatusOr<std::string> SecretPem() const;

  const PublicKey& public_key() const { return public_key_; }

 private:
  explicit PrivateKey(std::shared_ptr<evp_pkey_st> key, PublicKey public_key);
  static absl::StatusOr<PrivateKey> Of(std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<evp_pkey_st> key_;
  PublicKey public_key_;
};

// Overwrites the text in a way that no compiler leaves out.
void Wipe(std::string& secret);

}  // namespace clausebook::signing

#endif  // CLAUSEBOOK_SERVICE_SIGNING_ED25519_H_
