#include "service/audit/verify.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace clausebook::audit {
namespace {

constexpr std::int64_t kMostFaults = 100;
constexpr std::size_t kDigits = 2 * signing::kSignatureBytes;

}  // namespace

std::string ToHex(std::string_view bytes) {
  return absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

bool VerifiesHex(const signing::PublicKey& key, std::string_view message,
                 std::string_view hex_signature) {
  const bool digits =
      hex_signature.size() == kDigits &&
      hex_signature.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!digits) return false;
  return key.Verify(message, absl::HexStringToBytes(absl::string_view(
                                 hex_signature.data(), hex_signature.size())));
}

void Verifier::AddFault(std::string fault) {
  if (++result_.fault_count <= kMostFaults) result_.faults.push_back(std::move(fault));
}

bool Verifier::IsSigned(const model::AuditCheckpoint& checkpoint) const {
  return std::any_of(keys_.begin(), keys_.end(), [&](const signing::PublicKey& key) {
    return key.id() == checkpoint.key &&
           VerifiesHex(key, CheckpointStatement(checkpoint), checkpoint.signature);
  });
}

void Verifier::AddCheckpoint(const model::AuditCheckpoint& checkpoint,
                             const std::string& where) {
  ++result_.checkpoints;
  if (!keys_.empty() && !IsSigned(checkpoint)) {
    return AddFault(absl::StrCat("The checkpoint of entry ", checkpoint.sequence, " in ",
                                 where, " is not signed by a key that is trusted here."));
  }
  checkpoints_.emplace(checkpoint.sequence, Kept{checkpoint, where});
}

void Verifier::AddEntry(const model::AuditEntry& entry) {
  if (result_.entries == 0) result_.first_time = entry.time;
  ++result_.entries;
  result_.last_time = entry.time;
  result_.digest = entry.digest;
  for (std::string& fault : chain_.Take(entry)) AddFault(std::move(fault));
  const auto [begin, end] = checkpoints_.equal_range(entry.sequence);
  for (auto it = begin; it != end; ++it) {
    const auto& [checkpoint, where] = it->second;
    if (checkpoint.digest != entry.digest) {
      AddFault(absl::StrCat("Entry ", entry.sequence,
                            " is not the one of the checkpoint ", "in ", where,
                            ": the log was written anew up to there."));
    } else if (checkpoint.time < entry.time) {
      AddFault(absl::StrCat("The checkpoint of entry ", entry.sequence, " in ", where,
                            " is earlier than the entry."));
    } else if (!keys_.empty()) {
      result_.signed_until = entry.sequence;
    }
  }
  checkpoints_.erase(begin, end);
}

Verification Verifier::Finish() {
  for (const auto& [sequence, kept] : checkpoints_) {
    AddFault(absl::StrCat("There is a checkpoint of entry ", sequence, " in ", kept.where,
                          ", and the log does not have that entry: it was cut off."));
  }
  checkpoints_.clear();
  if (!keys_.empty() && result_.signed_until == 0) {
    AddFault(
        "Nothing in the log is signed by a key that is trusted here: that it was cut "
        "off or written anew cannot be ruled out.");
  }
  return std::move(result_);
}

}  // namespace clausebook::audit
