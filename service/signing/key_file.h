// Keys of Ed25519 in files.
//
// The paths are those of whoever runs the program: configuration, command line. Errors
// name `field`, the setting or option that the path comes from, and the path; they are
// not for clients of the service.
#ifndef CLAUSEBOOK_SERVICE_SIGNING_KEY_FILE_H_
#define CLAUSEBOOK_SERVICE_SIGNING_KEY_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/signing/ed25519.h"

namespace clausebook::signing {

// Makes a file with the private key in PEM (PKCS #8) that nobody but its owner may read
// (mode 0600). It is there whole and on the disk, or not at all. ALREADY_EXISTS if there
// is something of that name, which is left as it is; UNAVAILABLE if it cannot be written.
absl::Status CreatePrivateKeyFile(const std::string& path, const PrivateKey& key);

// The same for a public key, which everybody may read (mode 0644).
absl::Status CreatePublicKeyFile(const std::string& path, const PublicKey& key);

// INVALID_ARGUMENT if it cannot be read, is no private key of Ed25519, or may be read by
// everybody on the machine. (Its group may: so do services get keys of others.)
absl::StatusOr<PrivateKey> ReadPrivateKeyFile(std::string_view field,
                                              const std::string& path);

// INVALID_ARGUMENT if it cannot be read or is no public key of Ed25519.
absl::StatusOr<PublicKey> ReadPublicKeyFile(std::string_view field,
                                            const std::string& path);

}  // namespace clausebook::signing

#endif  // CLAUSEBOOK_SERVICE_SIGNING_KEY_FILE_H_
