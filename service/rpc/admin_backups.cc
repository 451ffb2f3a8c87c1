// The part of AdminHandlers that makes backups.
#include <memory>
#include <optional>
#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/admin_handlers.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

using BackupResponse = v1::CreateBackupResponse;

v1::BackupStage StageToProto(storage::BackupStage stage) {
  switch (stage) {
    case storage::BackupStage::kCopying:
      return v1::BACKUP_STAGE_COPYING;
    case storage::BackupStage::kChecking:
      return v1::BACKUP_STAGE_CHECKING;
    case storage::BackupStage::kDigesting:
      return v1::BACKUP_STAGE_DIGESTING;
  }
  return v1::BACKUP_STAGE_UNSPECIFIED;
}

v1::Backup BackupToProto(const storage::NewBackup& made) {
  const storage::BackupManifest& manifest = made.manifest;
  v1::Backup out;
  out.set_backup_id(made.id);
  out.set_sha256(manifest.sha256);
  out.set_size_bytes(manifest.size_bytes);
  out.set_schema_step(static_cast<int>(manifest.schema_step));
  if (manifest.last_commit.micros > 0) {
    *out.mutable_last_commit_time() = ToProto(manifest.last_commit);
  }
  *out.mutable_create_time() = ToProto(manifest.create_time);
  if (manifest.known_at) *out.mutable_known_at() = ToProto(*manifest.known_at);
  return out;
}

}  // namespace

absl::StatusOr<Download<BackupResponse>> AdminHandlers::CreateBackup(
    const CallContext& context, const v1::CreateBackupRequest& request,
    const Tell<BackupResponse>& tell) const {
  FieldFaults faults;
  if (!request.backup_id().empty()) CheckId(faults, "backup_id", request.backup_id());
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  if (deps_.backups == nullptr) {
    return MakeError("This server makes no backups.",
                     {.reason = Reason::kNoBackupFolder});
  }
  storage::Backups::Request order;
  order.id = request.backup_id();
  order.known_at = known_at;
  order.cancellation = context.cancellation;
  order.progress = [&tell](storage::BackupStage stage, std::int64_t done,
                           std::int64_t total) {
    BackupResponse message;
    message.mutable_progress()->set_stage(StageToProto(stage));
    message.mutable_progress()->set_pages_done(done);
    message.mutable_progress()->set_page_count(total);
    tell(message);
  };
  CB_ASSIGN_OR_RETURN(const storage::NewBackup made, deps_.backups->Make(order));
  Download<BackupResponse> download;
  download.next = [last = std::make_shared<std::optional<v1::Backup>>(
                       BackupToProto(made))](BackupResponse* message) {
    if (!*last) return false;
    *message->mutable_backup() = *std::exchange(*last, std::nullopt);
    return true;
  };
  return download;
}

}  // namespace clausebook::rpc
