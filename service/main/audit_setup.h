// The configuration's part about the audit log: who signs, and where checkpoints go.
#ifndef CLAUSEBOOK_SERVICE_MAIN_AUDIT_SETUP_H_
#define CLAUSEBOOK_SERVICE_MAIN_AUDIT_SETUP_H_

#include <memory>

#include "absl/status/statusor.h"
#include "service/audit/auditor.h"
#include "service/main/config.h"
#include "service/main/log.h"

namespace clausebook {

// Not started. `store`, `clock` and `log` outlive it. INVALID_ARGUMENT that names the key
// if the file with the private key is no good.
absl::StatusOr<std::unique_ptr<audit::Auditor>> MakeAuditor(const Config& config,
                                                            storage::Store* store,
                                                            const Clock* clock, Log* log);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_AUDIT_SETUP_H_
