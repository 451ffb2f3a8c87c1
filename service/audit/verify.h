// Whether an audit log is whole: what somebody finds out who has a copy of the log, the
// public key, and checkpoints that were kept elsewhere. No server is asked.
#ifndef CLAUSEBOOK_SERVICE_AUDIT_VERIFY_H_
#define CLAUSEBOOK_SERVICE_AUDIT_VERIFY_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/signing/ed25519.h"
#include "storage/model/audit.h"

namespace clausebook::audit {

struct Verification {
  std::int64_t entries = 0;
  Instant first_time;
  Instant last_time;
  std::string digest;  // of the last entry
  std::int64_t checkpoints = 0;
  // The entries up to here are vouched for by a signature that was checked; 0: none is.
  // What comes after is chained, and could be cut off unseen.
  std::int64_t signed_until = 0;
  std::vector<std::string> faults;  // sentences, at most 100
  std::int64_t fault_count = 0;
  bool whole() const { return fault_count == 0; }
};

// Takes a log piece by piece: checkpoints first, then the entries as they are kept, then
// Finish. Not thread-safe.
class Verifier {
 public:
  // Whose checkpoints are good. None: signatures are not checked, and prove nothing.
  explicit Verifier(std::vector<signing::PublicKey> keys) : keys_(std::move(keys)) {}

  // `where` it was kept, for the faults: `the log`, a file.
  void AddCheckpoint(const model::AuditCheckpoint& checkpoint, const std::string& where);
  void AddEntry(const model::AuditEntry& entry);
  // Something else that is wrong with the log.
  void AddFault(std::string fault);
  Verification Finish();

 private:
  struct Kept {
    model::AuditCheckpoint checkpoint;
    std::string where;
  };

  bool IsSigned(const model::AuditCheckpoint& checkpoint) const;

  const std::vector<signing::PublicKey> keys_;
  std::multimap<std::int64_t, Kept> checkpoints_;
  model::AuditChain chain_;
  Verification result_;
};

// The keys' Verify for a signature in hexadecimal, as checkpoints have it.
bool VerifiesHex(const signing::PublicKey& key, std::string_view message,
                 std::string_view hex_signature);
std::string ToHex(std::string_view bytes);

// Hands a log in the form of log_lines.h to the verifier, from the file at `path`.
// INVALID_ARGUMENT if it cannot be read; what is wrong in it is the verifier's.
absl::Status AddLogFile(const std::string& path, Verifier& verifier);

// Hands the checkpoints of a file to the verifier: lines of log_lines.h, or lines of the
// server's log in JSON, of which all that are about something else are passed over.
// INVALID_ARGUMENT if it cannot be read or has none.
absl::Status AddCheckpointFile(const std::string& path, Verifier& verifier);

}  // namespace clausebook::audit

#endif  // CLAUSEBOOK_SERVICE_AUDIT_VERIFY_H_
