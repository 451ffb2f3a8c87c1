// An audit log that has a bit of everything.
#ifndef CLAUSEBOOK_TESTS_UNIT_AUDIT_SAMPLE_LOG_H_
#define CLAUSEBOOK_TESTS_UNIT_AUDIT_SAMPLE_LOG_H_

#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/audit/log_lines.h"
#include "service/audit/verify.h"
#include "service/signing/ed25519.h"
#include "storage/model/audit.h"
#include "tests/testing/must.h"

namespace clausebook::testing {

inline model::AuditEvent SampleEvent(int number) {
  model::AuditEvent event;
  event.kind = static_cast<model::AuditKind>(1 + number % 3);
  event.origin = {"Mara \"Quill\" Lind", "tokens/7f3a", "ipv4:192.0.2.7:50412",
                  "clausebook.v1.FactService/CreateFact",
                  "request-" + std::to_string(number)};
  event.outcome = number % 3 == 1 ? "PERMISSION_DENIED" : "OK";
  event.occurrences = 1 + number % 5;
  if (number % 3 == 0) {
    event.changes = {
        {"vendors/acme/facts/f" + std::to_string(number), "", std::string(64, 'a')},
        {"vendors/acme", std::string(64, 'b'), std::string(64, 'c')}};
  }
  return event;
}

// Entries 1 to `count`.
inline std::vector<model::AuditEntry> SampleLog(int count) {
  std::vector<model::AuditEntry> log;
  std::optional<model::AuditEntry> last;
  for (int i = 0; i < count; ++i) {
    last = FollowingEntry(last, Instant{1'767'225'600'000'000 + i * 1'234'567},
                          SampleEvent(i));
    log.push_back(*last);
  }
  return log;
}

inline model::AuditCheckpoint SignedCheckpoint(const signing::PrivateKey& key,
                                               const model::AuditEntry& entry) {
  model::AuditCheckpoint checkpoint{entry.sequence, entry.digest, entry.time,
                                    key.public_key().id(), ""};
  checkpoint.signature = audit::ToHex(Must(key.Sign(CheckpointStatement(checkpoint))));
  return checkpoint;
}

// As `clausebook audit export` writes it.
inline std::string ExportedLog(const std::vector<model::AuditEntry>& log,
                               const std::vector<model::AuditCheckpoint>& checkpoints) {
  std::string text = audit::ToLine(audit::LogHead{});
  for (const auto& checkpoint : checkpoints) text += audit::ToLine(checkpoint);
  for (const auto& entry : log) text += audit::ToLine(entry);
  return text + audit::ToLine(audit::LogEnd{static_cast<std::int64_t>(log.size()),
                                            log.empty() ? "" : log.back().digest});
}

inline void WriteText(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_UNIT_AUDIT_SAMPLE_LOG_H_
