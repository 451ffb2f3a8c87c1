// An answer pack, checked by somebody who trusts nobody but the holder of a key.
#ifndef CLAUSEBOOK_CLIENTS_CLI_PACKS_PACK_REPORT_H_
#define CLAUSEBOOK_CLIENTS_CLI_PACKS_PACK_REPORT_H_

#include <string>
#include <string_view>
#include <vector>

#include "clausebook/v1/answer_pack.pb.h"
#include "clients/cli/render/style.h"
#include "clients/cli/verification.h"
#include "service/signing/dsse.h"
#include "service/signing/ed25519.h"

namespace clausebook::cli {

struct PackSignature {
  std::string key_id;  // as the envelope says; proven only where the signature is good
  signing::SignatureResult result = signing::SignatureResult::kUnknownKey;
};

struct PackReport {
  std::vector<PackSignature> signatures;
  // Why it was not read, or not to its end: no pack, or not signed by the key. Then
  // `pack` is empty, and nothing that it may say was looked at.
  std::string refusal;
  v1::AnswerPack pack;
  // Of all citations against the pack's own texts, and those that were given besides.
  // What else does not go together is among its failures.
  Verification verification;
};

// Checks the bytes of a pack. Without keys its content is checked, and by whom it is
// stays open. With some, nothing is read unless one of them signed it. `texts`, of the
// checker's own, have to be among those that the answers cite. Pure.
PackReport CheckPack(std::string_view bytes, const std::vector<signing::PublicKey>& keys,
                     const std::vector<Document>& texts);

// 0: all good, and signed by given keys only; 1: something failed; 2: nothing failed, but
// a signature could not be checked.
int ExitCodeOf(const PackReport& report);

// The same check of what is about to be signed: sentences, empty if all is good.
std::vector<std::string> FaultsOf(const v1::AnswerPack& pack);

// For people and for programs.
std::string RenderPackReport(const PackReport& report, const Style& style);
std::string PackReportToJson(const PackReport& report);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_PACKS_PACK_REPORT_H_
