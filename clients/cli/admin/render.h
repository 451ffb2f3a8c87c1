// What is done to database files, shown: pure functions.
#ifndef CLAUSEBOOK_CLIENTS_CLI_ADMIN_RENDER_H_
#define CLAUSEBOOK_CLIENTS_CLI_ADMIN_RENDER_H_

#include <string>

#include "clausebook/v1/admin_service.pb.h"
#include "clients/cli/render/style.h"
#include "storage/sqlite/backup_manifest.h"
#include "storage/sqlite/database_check.h"
#include "storage/sqlite/restore.h"

namespace clausebook::cli {

std::string RenderCheck(const std::string& file, const storage::CheckReport& report,
                        const Style& style);
std::string CheckToJson(const std::string& file, const storage::CheckReport& report);

std::string RenderBackup(const std::string& file, const storage::BackupManifest& manifest,
                         const Style& style);
std::string BackupToJson(const std::string& file,
                         const storage::BackupManifest& manifest);

// One that a server made.
std::string RenderBackup(const v1::Backup& backup, const Style& style);

std::string RenderRestore(const std::string& database,
                          const storage::RestoreResult& result, const Style& style);
std::string RestoreToJson(const std::string& database,
                          const storage::RestoreResult& result);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_ADMIN_RENDER_H_
