// The audit log: who did what, when and from where, as a chain of entries of which each
// holds the digest of the one before, and checkpoints that somebody signed. Values; what
// the log is for and what it proves is said in service/audit/AUDIT.md.
#ifndef CLAUSEBOOK_STORAGE_MODEL_AUDIT_H_
#define CLAUSEBOOK_STORAGE_MODEL_AUDIT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/base/time.h"

namespace clausebook::model {

// The numbers are stored.
enum class AuditKind {
  kWrite = 1,           // a transaction that recorded something
  kDenied = 2,          // calls that were refused for who made them
  kAdministration = 3,  // an administrator's call that recorded nothing
};

// Who did it, by what and from where. All may be empty, where it is not known.
struct AuditOrigin {
  std::string subject;     // whom the caller is known as
  std::string credential;  // by what: `tokens/7f3a…`, `certificate`
  std::string peer;        // `ipv4:192.0.2.7:50412`
  std::string method;      // `clausebook.v1.FactService/CreateFact`
  std::string request_id;  // the caller's own
  friend auto operator<=>(const AuditOrigin&, const AuditOrigin&) = default;
};

// What became of one record: digests of what it held (storage/model/record_digest.h).
struct AuditChange {
  std::string name;    // resource name
  std::string before;  // empty: there was none
  std::string after;   // empty: it does not stand any more
  friend bool operator==(const AuditChange&, const AuditChange&) = default;
};

// What is told of. Never a text, never a secret.
struct AuditEvent {
  AuditKind kind = AuditKind::kWrite;
  AuditOrigin origin;
  std::string outcome = "OK";        // or the reason of the error: `PERMISSION_DENIED`
  std::int64_t occurrences = 1;      // how many calls that are alike this stands for
  std::vector<AuditChange> changes;  // in the order in which they were made; of writes
  friend bool operator==(const AuditEvent&, const AuditEvent&) = default;
};

// An event in its place.
struct AuditEntry {
  std::int64_t sequence = 0;  // 1, 2, 3, …
  Instant time;               // of the transaction; never earlier than that before
  AuditEvent event;
  std::string previous;  // digest of the entry before; of the first: 64 zeros
  std::string digest;    // SHA-256 over all the rest
  friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

// Says, signed, that entry `sequence` has this digest, and thereby that all entries up to
// it are as they were.
struct AuditCheckpoint {
  std::int64_t sequence = 0;
  std::string digest;
  Instant time;           // when it was signed; not before the entry's
  std::string key;        // of the key that signed: an id of its public half
  std::string signature;  // Ed25519 over CheckpointStatement, hex
  friend bool operator==(const AuditCheckpoint&, const AuditCheckpoint&) = default;
};

// What `entry.digest` has to be.
std::string DigestOfEntry(const AuditEntry& entry);

// The entry that follows `last`; nullopt: the first one.
AuditEntry FollowingEntry(const std::optional<AuditEntry>& last, Instant time,
                          AuditEvent event);

// The bytes that a checkpoint's signature is made over.
std::string CheckpointStatement(const AuditCheckpoint& checkpoint);

// Goes along the chain and finds where it is broken. Not thread-safe.
class AuditChain {
 public:
  // The next entry as it is kept: what is wrong with it and its place, as sentences;
  // nothing if it follows. Goes on from it, so that one fault is told once.
  std::vector<std::string> Take(const AuditEntry& entry);

  const std::optional<AuditEntry>& last() const { return last_; }

 private:
  std::optional<AuditEntry> last_;
};

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_AUDIT_H_
