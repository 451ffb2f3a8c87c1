// Signed envelopes by the DSSE specification (Dead Simple Signing Envelope, version 1).
//
// What is signed are the payload's bytes as they are in the envelope and their type, so
// that nothing has to be put into a normal form before a signature can be checked. Other
// tools read these envelopes. Reading is stricter than the specification asks for: an
// envelope has one form in bytes, that of Seal, so that nothing travels in the file that
// nobody signed, and no byte of it can be changed without being noticed.
#ifndef CLAUSEBOOK_SERVICE_SIGNING_DSSE_H_
#define CLAUSEBOOK_SERVICE_SIGNING_DSSE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/signing/ed25519.h"

namespace clausebook::signing {

struct EnvelopeSignature {
  std::string key_id;  // PublicKey::id() of who signed, as the envelope says
  std::string bytes;
};

struct Envelope {
  std::string payload_type;
  std::string payload;
  std::vector<EnvelopeSignature> signatures;  // at least one, each of another key
};

inline constexpr std::size_t kMostSignatures = 16;

// The bytes that are signed: PAE(type, payload) of the specification.
std::string PreAuthEncoding(std::string_view payload_type, std::string_view payload);

// The envelope in bytes: JSON on one line, with a line feed at its end.
std::string WriteEnvelope(const Envelope& envelope);

// The payload in an envelope that is signed with `key`, in bytes.
absl::StatusOr<std::string> Seal(const PrivateKey& key, std::string_view payload_type,
                                 std::string_view payload);

// Whether the text is an envelope or meant to be one: a JSON object with a payload's type
// and signatures. Reads no further than its first bytes need.
bool LooksLikeEnvelope(std::string_view text);

// INVALID_ARGUMENT, saying what is wrong, for anything that WriteEnvelope does not write
// and for more than kMostSignatures. Checks no signature.
absl::StatusOr<Envelope> ReadEnvelope(std::string_view text);

enum class SignatureResult {
  kGood,
  kBad,         // by the key that it names it is not
  kUnknownKey,  // none of the keys is the one that it names
};

// For each signature of the envelope, in its order.
std::vector<SignatureResult> CheckSignatures(const Envelope& envelope,
                                             const std::vector<PublicKey>& keys);

}  // namespace clausebook::signing

#endif  // CLAUSEBOOK_SERVICE_SIGNING_DSSE_H_
