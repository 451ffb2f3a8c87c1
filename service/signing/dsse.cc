#include "service/signing/dsse.h"

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/signing/strict_json.h"

namespace clausebook::signing {
namespace {

using nlohmann::json;

// An envelope is three keys and its signatures.
constexpr JsonLimits kEnvelopeLimits{.depth = 3, .values = 8 + 6 * kMostSignatures};
// The first key of an envelope as it is written, and as others sort it.
constexpr std::size_t kFirstBytes = 256;

absl::Status NoEnvelope(const std::string& why) {
  return InvalidField("envelope", absl::StrCat("This is no signed envelope: ", why, "."));
}

std::string Base64(std::string_view bytes) {
  return absl::Base64Escape(absl::string_view(bytes.data(), bytes.size()));
}

absl::StatusOr<std::string> TextAt(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return NoEnvelope(absl::StrCat("it has no '", key, "'"));
  if (!found->is_string()) return NoEnvelope(absl::StrCat("'", key, "' is no text"));
  return found->get<std::string>();
}

absl::StatusOr<std::string> BytesAt(const json& object, const char* key) {
  CB_ASSIGN_OR_RETURN(const std::string text, TextAt(object, key));
  std::string bytes;
  if (!absl::Base64Unescape(text, &bytes)) {
    return NoEnvelope(absl::StrCat("'", key, "' is not base64"));
  }
  return bytes;
}

absl::StatusOr<EnvelopeSignature> ReadSignature(const json& object) {
  if (!object.is_object()) return NoEnvelope("a signature is no object");
  EnvelopeSignature signature;
  CB_ASSIGN_OR_RETURN(signature.key_id, TextAt(object, "keyid"));
  CB_ASSIGN_OR_RETURN(signature.bytes, BytesAt(object, "sig"));
  return signature;
}

absl::StatusOr<std::vector<EnvelopeSignature>> ReadSignatures(const json& object) {
  const auto found = object.find("signatures");
  if (found == object.end() || !found->is_array() || found->empty()) {
    return NoEnvelope("it has no signatures");
  }
  if (found->size() > kMostSignatures) {
    return NoEnvelope(absl::StrCat("it has more than ", kMostSignatures, " signatures"));
  }
  std::vector<EnvelopeSignature> signatures;
  std::set<std::string> keys;
  for (const json& item : *found) {
    CB_ASSIGN_OR_RETURN(EnvelopeSignature signature, ReadSignature(item));
    if (!keys.insert(signature.key_id).second) {
      return NoEnvelope("it has two signatures of one key");
    }
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

}  // namespace

std::string PreAuthEncoding(std::string_view payload_type, std::string_view payload) {
  std::string bytes = absl::StrCat("DSSEv1 ", payload_type.size(), " ");
  bytes.append(payload_type);
  absl::StrAppend(&bytes, " ", payload.size(), " ");
  bytes.append(payload);
  return bytes;
}

std::string WriteEnvelope(const Envelope& envelope) {
  json signatures = json::array();
  for (const EnvelopeSignature& signature : envelope.signatures) {
    signatures.push_back({{"keyid", signature.key_id}, {"sig", Base64(signature.bytes)}});
  }
  const json document = {{"payload", Base64(envelope.payload)},
                         {"payloadType", envelope.payload_type},
                         {"signatures", std::move(signatures)}};
  return document.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

absl::StatusOr<std::string> Seal(const PrivateKey& key, std::string_view payload_type,
                                 std::string_view payload) {
  CB_ASSIGN_OR_RETURN(std::string signature,
                      key.Sign(PreAuthEncoding(payload_type, payload)));
  return WriteEnvelope({std::string(payload_type),
                        std::string(payload),
                        {{key.public_key().id(), std::move(signature)}}});
}

bool LooksLikeEnvelope(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text[begin] != '{') return false;
  const std::string_view first = text.substr(begin, kFirstBytes);
  for (const char* key : {"\"payload\"", "\"payloadType\"", "\"signatures\""}) {
    if (first.find(key) != std::string_view::npos) return true;
  }
  return false;
}

absl::StatusOr<Envelope> ReadEnvelope(std::string_view text) {
  if (const absl::Status checked = CheckJson(text, kEnvelopeLimits); !checked.ok()) {
    return NoEnvelope(GetErrorDetail(checked)->violations.front().description);
  }
  const json document = json::parse(text.begin(), text.end(), nullptr,
                                    /*allow_exceptions=*/false);
  if (!document.is_object()) return NoEnvelope("it is no JSON object");
  Envelope envelope;
  CB_ASSIGN_OR_RETURN(envelope.payload_type, TextAt(document, "payloadType"));
  CB_ASSIGN_OR_RETURN(envelope.payload, BytesAt(document, "payload"));
  CB_ASSIGN_OR_RETURN(envelope.signatures, ReadSignatures(document));
  if (WriteEnvelope(envelope) != text) {
    return NoEnvelope(
        "its bytes are not as they are written: it was changed, laid out anew, or holds "
        "something that nobody signed");
  }
  return envelope;
}

std::vector<SignatureResult> CheckSignatures(const Envelope& envelope,
                                             const std::vector<PublicKey>& keys) {
  const std::string message = PreAuthEncoding(envelope.payload_type, envelope.payload);
  std::vector<SignatureResult> results;
  for (const EnvelopeSignature& signature : envelope.signatures) {
    SignatureResult result = SignatureResult::kUnknownKey;
    for (const PublicKey& key : keys) {
      if (key.id() != signature.key_id) continue;
      result = key.Verify(message, signature.bytes) ? SignatureResult::kGood
                                                    : SignatureResult::kBad;
    }
    results.push_back(result);
  }
  return results;
}

}  // namespace clausebook::signing
