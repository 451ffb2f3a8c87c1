#include "service/signing/ed25519.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::signing {
namespace {

// A key in PEM has some 120 bytes; others that OpenSSL would read have thousands.
constexpr std::size_t kMostPem = 16 << 10;

using Key = std::shared_ptr<EVP_PKEY>;

template <typename T, void (*Free)(T*)>
struct FreeWith {
  void operator()(T* value) const { Free(value); }
};
using Bio = std::unique_ptr<BIO, FreeWith<BIO, BIO_free_all>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX, EVP_MD_CTX_free>>;

Key Own(EVP_PKEY* key) {
  return {key, [](EVP_PKEY* owned) { EVP_PKEY_free(owned); }};
}

const unsigned char* BytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

absl::Status Broken() {
  ERR_clear_error();
  return MakeError("OpenSSL failed at Ed25519.", {.reason = Reason::kInternal});
}

absl::Status NoKey(std::string_view what) { return InvalidField("key", what); }

// OpenSSL would ask at the terminal for the password of an encrypted key.
int NoPassword(char*, int, int, void*) { return -1; }

// What somebody may have given in the place of an Ed25519 key, by the label of its PEM:
// what it is, and what to give.
struct OtherThing {
  std::string_view label;
  std::string_view instead_of_private;
  std::string_view instead_of_public;
};
constexpr std::string_view kOtherKind =
    "It is a key of another kind than Ed25519. Make one with: clausebook keys create "
    "FILE";
constexpr OtherThing kOtherThings[] = {
    {"PUBLIC KEY",
     "It is a public key, which cannot sign. Give the private key that it belongs to "
     "(clausebook keys create FILE makes both).",
     ""},
    {"PRIVATE KEY", "",
     "It is a private key, which stays with whoever signs. Give the public one, which "
     "clausebook keys show FILE prints."},
    {"ENCRYPTED PRIVATE KEY",
     "It is encrypted, and no password is asked for here. Give one that is not, in a "
     "file "
     "only you can read: openssl pkey -in FILE -out PLAIN, then chmod 600 PLAIN.",
     "It is an encrypted private key. Give the public one: openssl pkey -in FILE "
     "-pubout"},
    {"CERTIFICATE", "It is a certificate. Give the private key alone.",
     "It is a certificate. Give the public key alone: openssl x509 -in FILE -noout "
     "-pubkey"},
    {"OPENSSH PRIVATE KEY",
     "It is a key in OpenSSH's own form. Make one with: clausebook keys create FILE",
     "It is a private key in OpenSSH's own form. Give a public key as clausebook keys "
     "show FILE prints it."},
    {"RSA PRIVATE KEY", kOtherKind, kOtherKind},
    {"EC PRIVATE KEY", kOtherKind, kOtherKind},
    {"DSA PRIVATE KEY", kOtherKind, kOtherKind},
};

// OK for a text that may be the key that is wanted.
absl::Status CheckThing(std::string_view pem, bool wants_private) {
  for (const OtherThing& thing : kOtherThings) {
    const std::string_view said =
        wants_private ? thing.instead_of_private : thing.instead_of_public;
    const std::string begin = "-----BEGIN " + std::string(thing.label) + "-----";
    if (!said.empty() && pem.find(begin) != std::string_view::npos) return NoKey(said);
  }
  return absl::OkStatus();
}

// The text between the lines that open and close a PEM block, and that it is all there
// is: a file with several keys does not say which is meant.
absl::Status OnlyBlock(std::string_view pem, const std::string& label) {
  if (pem.size() > kMostPem) return NoKey("It is too long for a key in PEM.");
  const std::string begin = "-----BEGIN " + label + "-----";
  const std::string end = "-----END " + label + "-----";
  const absl::string_view text =
      absl::StripAsciiWhitespace(absl::string_view(pem.data(), pem.size()));
  const std::string_view inner(text.data(), text.size());
  if (inner.substr(0, begin.size()) != begin ||
      inner.size() < begin.size() + end.size() ||
      inner.substr(inner.size() - end.size()) != end ||
      inner.find("-----BEGIN ", begin.size()) != std::string_view::npos) {
    return NoKey("It is not one key in PEM, which begins with '" + begin +
                 "'. clausebook keys create FILE makes such keys.");
  }
  return absl::OkStatus();
}

Bio Over(std::string_view text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

absl::Status CheckKind(const Key& key) {
  ERR_clear_error();
  if (key == nullptr) return NoKey("What stands between its PEM lines is no key.");
  if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) {
    return NoKey(kOtherKind);
  }
  return absl::OkStatus();
}

std::string TextIn(BIO* memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  return size <= 0 ? std::string() : std::string(data, static_cast<std::size_t>(size));
}

}  // namespace

PublicKey::PublicKey(Key key) : key_(std::move(key)) {}

absl::StatusOr<PublicKey> PublicKey::Of(Key key) {
  PublicKey made(std::move(key));
  const Bio memory(BIO_new(BIO_s_mem()));
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(made.key_.get(), &der);
  if (memory == nullptr || PEM_write_bio_PUBKEY(memory.get(), made.key_.get()) != 1 ||
      size <= 0) {
    OPENSSL_free(der);
    return Broken();
  }
  made.pem_ = TextIn(memory.get());
  made.id_ =
      Sha256Hex({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return made;
}

absl::StatusOr<PublicKey> PublicKey::FromPem(std::string_view pem) {
  CB_RETURN_IF_ERROR(CheckThing(pem, /*wants_private=*/false));
  CB_RETURN_IF_ERROR(OnlyBlock(pem, "PUBLIC KEY"));
  Key key = Own(PEM_read_bio_PUBKEY(Over(pem).get(), nullptr, NoPassword, nullptr));
  CB_RETURN_IF_ERROR(CheckKind(key));
  return Of(std::move(key));
}

absl::StatusOr<PublicKey> PublicKey::FromRaw(std::string_view bytes) {
  if (bytes.size() != kKeyBytes) return NoKey("A public key of Ed25519 has 32 bytes.");
  Key key = Own(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, BytesOf(bytes),
                                            bytes.size()));
  if (key == nullptr) return Broken();
  return Of(std::move(key));
}

bool PublicKey::Verify(std::string_view message, std::string_view signature) const {
  if (signature.size() != kSignatureBytes) return false;
  const DigestContext context(EVP_MD_CTX_new());
  const bool good =
      context != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), BytesOf(signature), signature.size(),
                       BytesOf(message), message.size()) == 1;
  ERR_clear_error();
  return good;
}

std::string PublicKey::Raw() const {
  std::string bytes(kKeyBytes, '\0');
  std::size_t size = bytes.size();
  // It cannot fail: the key is one of Ed25519, and the room is there.
  EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(bytes.data()),
                              &size);
  return bytes;
}

PrivateKey::PrivateKey(Key key, PublicKey public_key)
    : key_(std::move(key)), public_key_(std::move(public_key)) {}

absl::StatusOr<PrivateKey> PrivateKey::Of(Key key) {
  // A key of its own, so that a public key never keeps the secret in memory.
  std::string raw(kKeyBytes, '\0');
  std::size_t size = raw.size();
  if (EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(raw.data()),
                                  &size) != 1) {
    return Broken();
  }
  CB_ASSIGN_OR_RETURN(PublicKey public_key, PublicKey::FromRaw(raw));
  return PrivateKey(std::move(key), std::move(public_key));
}

absl::StatusOr<PrivateKey> PrivateKey::Generate() {
  Key key = Own(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (key == nullptr) return Broken();
  return Of(std::move(key));
}

absl::StatusOr<PrivateKey> PrivateKey::FromPem(std::string_view pem) {
  CB_RETURN_IF_ERROR(CheckThing(pem, /*wants_private=*/true));
  CB_RETURN_IF_ERROR(OnlyBlock(pem, "PRIVATE KEY"));
  Key key = Own(PEM_read_bio_PrivateKey(Over(pem).get(), nullptr, NoPassword, nullptr));
  CB_RETURN_IF_ERROR(CheckKind(key));
  return Of(std::move(key));
}

absl::StatusOr<PrivateKey> PrivateKey::FromSeed(std::string_view seed) {
  if (seed.size() != kKeyBytes) return NoKey("A private key of Ed25519 has 32 bytes.");
  Key key = Own(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, BytesOf(seed),
                                             seed.size()));
  if (key == nullptr) return Broken();
  return Of(std::move(key));
}

absl::StatusOr<std::string> PrivateKey::Sign(std::string_view message) const {
  const DigestContext context(EVP_MD_CTX_new());
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  if (context == nullptr ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()),
                     &size, BytesOf(message), message.size()) != 1 ||
      size != kSignatureBytes) {
    return Broken();
  }
  return signature;
}

absl::StatusOr<std::string> PrivateKey::SecretPem() const {
  // Wiped when it is freed, as BIO_s_mem() is not.
  const Bio memory(BIO_new(BIO_s_secmem()));
  if (memory == nullptr ||
      PEM_write_bio_PKCS8PrivateKey(memory.get(), key_.get(), nullptr, nullptr, 0,
                                    nullptr, nullptr) != 1) {
    return Broken();
  }
  return TextIn(memory.get());
}

void Wipe(std::string& secret) {
  OPENSSL_cleanse(secret.data(), secret.size());
  secret.clear();
}

}  // namespace clausebook::signing
