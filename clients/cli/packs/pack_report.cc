#include "clients/cli/packs/pack_report.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/packs/consistency.h"
#include "clients/cli/packs/statement.h"
#include "service/base/error.h"

namespace clausebook::cli {
namespace {

using signing::SignatureResult;

bool AnySignature(const PackReport& report, SignatureResult result) {
  return std::any_of(report.signatures.begin(), report.signatures.end(),
                     [result](const auto& one) { return one.result == result; });
}

// Sentences that MakeError made, without the field's name before them.
std::string WordsOf(const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  if (detail && !detail->violations.empty()) return detail->violations[0].description;
  return std::string(status.message());
}

std::vector<Document> DocumentsOf(const v1::AnswerPack& pack,
                                  const std::vector<Document>& texts) {
  std::vector<Document> documents = texts;
  for (const auto& revision : pack.revisions()) {
    documents.push_back({revision.name(), revision.text(), /*expected=*/true});
  }
  return documents;
}

Verification CheckContent(const v1::AnswerPack& pack,
                          const std::vector<Document>& texts) {
  Consistency consistency = ConsistencyOf(pack);
  Verification verification;
  if (consistency.texts_found) {
    verification =
        Verify({pack.answers().begin(), pack.answers().end()}, DocumentsOf(pack, texts));
  } else {
    verification.failures.emplace_back(
        "The texts are not those that the answers cite, so that no quote was looked up.");
  }
  for (std::string& fault : consistency.faults) {
    verification.failures.push_back(std::move(fault));
  }
  return verification;
}

}  // namespace

PackReport CheckPack(std::string_view bytes, const std::vector<signing::PublicKey>& keys,
                     const std::vector<Document>& texts) {
  PackReport report;
  if (!signing::LooksLikeEnvelope(bytes)) {
    report.refusal =
        "This is no signed pack. Answers that nobody signed are checked without "
        "--public-key.";
    return report;
  }
  const auto envelope = signing::ReadEnvelope(bytes);
  if (!envelope.ok()) {
    report.refusal = WordsOf(envelope.status());
    return report;
  }
  const auto results = signing::CheckSignatures(*envelope, keys);
  for (std::size_t i = 0; i < results.size(); ++i) {
    report.signatures.push_back({envelope->signatures[i].key_id, results[i]});
  }
  if (AnySignature(report, SignatureResult::kBad)) {
    report.refusal =
        "A signature is not that of the key that it names: the pack was changed after it "
        "was signed, or was never signed by that key. Nothing in it was looked at.";
    return report;
  }
  if (!keys.empty() && !AnySignature(report, SignatureResult::kGood)) {
    report.refusal =
        "It is signed by none of the given keys. Nothing in it was looked at.";
    return report;
  }
  if (envelope->payload_type != kStatementMediaType) {
    report.refusal = absl::StrCat("This is no answer pack: its payloadType is not ",
                                  kStatementMediaType, ".");
    return report;
  }
  auto pack = DecodeStatement(envelope->payload);
  if (!pack.ok()) {
    report.refusal = WordsOf(pack.status());
    return report;
  }
  report.pack = *std::move(pack);
  report.verification = CheckContent(report.pack, texts);
  return report;
}

int ExitCodeOf(const PackReport& report) {
  if (!report.refusal.empty()) return 1;
  const int content = ExitCodeOf(report.verification);
  if (content != 0) return content;
  const bool all_good =
      std::all_of(report.signatures.begin(), report.signatures.end(),
                  [](const auto& one) { return one.result == SignatureResult::kGood; });
  return all_good ? 0 : 2;
}

std::vector<std::string> FaultsOf(const v1::AnswerPack& pack) {
  Verification verification = CheckContent(pack, {});
  for (const CitationCheck& check : verification.checks) {
    if (check.result == CheckResult::kOk || check.result == CheckResult::kNoText)
      continue;
    verification.failures.push_back(
        absl::StrCat(check.answer, ", ", check.place, ": ", check.reason, "."));
  }
  return std::move(verification.failures);
}

}  // namespace clausebook::cli
