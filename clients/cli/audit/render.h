// The audit log and what a check of it found, shown: pure functions.
#ifndef CLAUSEBOOK_CLIENTS_CLI_AUDIT_RENDER_H_
#define CLAUSEBOOK_CLIENTS_CLI_AUDIT_RENDER_H_

#include <string>
#include <vector>

#include "clausebook/v1/audit_service.pb.h"
#include "clients/cli/render/style.h"
#include "service/audit/verify.h"
#include "storage/model/audit.h"

namespace clausebook::cli {

std::string RenderAuditEntries(const std::vector<v1::AuditEntry>& entries,
                               const Style& style);

// `signatures`: whether there was a key to check them with.
std::string RenderAuditCheck(const std::string& file, const audit::Verification& found,
                             bool signatures, const Style& style);
std::string AuditCheckToJson(const std::string& file, const audit::Verification& found);

// As the server keeps them.
model::AuditEntry FromProto(const v1::AuditEntry& entry);
model::AuditCheckpoint FromProto(const v1::AuditCheckpoint& checkpoint);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_AUDIT_RENDER_H_
