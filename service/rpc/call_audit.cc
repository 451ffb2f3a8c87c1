#include "service/rpc/call_audit.h"

#include <optional>
#include <string>
#include <utility>

#include "service/admission/rules.h"
#include "service/base/error.h"

namespace clausebook::rpc {
namespace {

// No caller decides how long an entry is.
constexpr std::size_t kMostOriginBytes = 512;

std::string Shortened(std::string text) {
  if (text.size() > kMostOriginBytes) text.resize(kMostOriginBytes);
  return text;
}

bool IsRefusal(Reason reason) {
  return reason == Reason::kUnauthenticated || reason == Reason::kPermissionDenied ||
         reason == Reason::kSecondPersonNeeded;
}

bool IsAdministration(const admission::Rule* rule) {
  return rule != nullptr && rule->permission == admission::Permission::kAdminister;
}

// What the log has to be told; nullopt: nothing.
std::optional<model::AuditKind> KindOf(const MethodStats& method,
                                       const absl::Status& status,
                                       const CallAudit* audit) {
  if (!status.ok()) {
    const auto detail = GetErrorDetail(status);
    if (detail && IsRefusal(detail->reason)) return model::AuditKind::kDenied;
  }
  if (audit != nullptr && audit->recorded) return std::nullopt;
  if (!IsAdministration(method.rule)) return std::nullopt;
  return model::AuditKind::kAdministration;
}

}  // namespace

model::AuditOrigin OriginOf(const char* method, const grpc::ServerContextBase& context,
                            const admission::Identity* caller) {
  model::AuditOrigin origin;
  origin.method = method;
  origin.peer = Shortened(context.peer());
  if (caller != nullptr) {
    origin.subject = Shortened(caller->subject);
    origin.credential = Shortened(caller->credential);
  }
  return origin;
}

void TellAudit(const CallEnvironment& environment, const MethodStats& method,
               const grpc::ServerContextBase& context, const absl::Status& status,
               const admission::Identity* caller, const CallAudit* audit) {
  if (!environment.audit) return;
  const auto kind = KindOf(method, status, audit);
  if (!kind) return;
  model::AuditEvent event;
  event.kind = *kind;
  event.origin = OriginOf(method.path.c_str(), context, caller);
  if (!status.ok()) {
    const auto detail = GetErrorDetail(status);
    event.outcome = ReasonName(detail ? detail->reason : Reason::kInternal);
  }
  environment.audit(std::move(event));
}

}  // namespace clausebook::rpc
