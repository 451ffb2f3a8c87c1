#include "service/main/audit_setup.h"

#include <string>
#include <utility>

#include "service/audit/checkpoint_file.h"
#include "service/audit/log_lines.h"
#include "service/base/status_macros.h"
#include "service/signing/key_file.h"

namespace clausebook {
namespace {

// To the log, so that it is wherever logs are kept, and to the file.
absl::Status KeepCheckpoint(const std::string& file, Log& log,
                            const model::AuditCheckpoint& checkpoint) {
  std::string line = audit::ToLine(checkpoint);
  line.pop_back();  // its line break
  log.Write(LogLevel::kInfo, "audit checkpoint",
            {{"sequence", std::to_string(checkpoint.sequence)}, {"line", line}});
  return file.empty() ? absl::OkStatus() : audit::AppendCheckpoint(file, checkpoint);
}

void TellOfAudit(Log& log, const absl::Status& status) {
  if (status.ok()) {
    log.Write(LogLevel::kInfo, "audit log is written again", {});
  } else {
    log.Write(LogLevel::kError, "audit log cannot be written",
              {{"cause", std::string(status.message())}});
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<audit::Auditor>> MakeAuditor(const Config& config,
                                                            storage::Store* store,
                                                            const Clock* clock,
                                                            Log* log) {
  audit::Auditor::Options options;
  options.store = store;
  options.clock = clock;
  if (!config.audit_key.empty()) {
    CB_ASSIGN_OR_RETURN(options.key,
                        signing::ReadPrivateKeyFile("audit_key", config.audit_key));
  }
  options.sign_every = std::chrono::seconds(config.audit_checkpoint_seconds);
  options.keep =
      [log, file = config.audit_checkpoints](const model::AuditCheckpoint& checkpoint) {
        return KeepCheckpoint(file, *log, checkpoint);
      };
  options.tell = [log](const absl::Status& status) { TellOfAudit(*log, status); };
  return std::make_unique<audit::Auditor>(std::move(options));
}

}  // namespace clausebook
