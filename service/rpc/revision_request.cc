#include "service/rpc/revision_request.h"

#include <string>
#include <utility>

#include "service/base/status_macros.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// What is handed in, checked as far as that can be done without the policy.
std::optional<evidence::RevisionInput> CheckInput(FieldFaults& faults,
                                                  const v1::PolicyRevision& wanted) {
  const auto type = model::ParseMimeType(wanted.media_type());
  if (!type) {
    faults.Add("policy_revision.media_type",
               "Required: 'text/plain', 'text/markdown', 'text/html', 'application/pdf', "
               "'application/vnd.openxmlformats-officedocument.wordprocessingml.document',"
               " 'application/yaml' or 'application/json'.");
  }
  const auto effective = CheckRequiredDate(faults, "policy_revision.effective_date",
                                           wanted.effective_date());
  CheckUri(faults, "policy_revision.uri", wanted.uri());
  const bool extracted = type && IsExtracted(*type);
  if (extracted && !wanted.text().empty()) {
    faults.Add("policy_revision.text",
               "Leave it empty: the text is extracted from 'source'.");
  }
  if (type && !extracted && !wanted.source().empty()) {
    faults.Add("policy_revision.source",
               "Only for HTML, PDF and DOCX: put this document into 'text'.");
  }
  // Whatever else is at fault, the text is looked at too.
  return evidence::RevisionInput{type.value_or(model::MediaType::kPlainText),
                                 effective.value_or(Date{}), wanted.uri(),
                                 extracted ? wanted.source() : wanted.text()};
}

absl::StatusOr<model::Policy> FindPolicy(const HandlerDeps& deps,
                                         const CallContext& context,
                                         const model::PolicyRef& ref) {
  CB_ASSIGN_OR_RETURN(auto snapshot, deps.store->Read(context.cancellation));
  return snapshot->GetPolicy(ref, kEndOfTime);
}

}  // namespace

absl::StatusOr<std::optional<evidence::RevisionReading>> CheckNewRevision(
    const HandlerDeps& deps, const CallContext& context, FieldFaults& faults,
    const std::optional<model::PolicyRef>& ref, const v1::PolicyRevision& wanted) {
  const auto input = CheckInput(faults, wanted);
  model::Policy policy;
  if (ref) {
    // The kind of a policy never changes, so that it may be read ahead of a write.
    auto found = FindPolicy(deps, context, *ref);
    if (!found.ok() && faults.empty()) return found.status();
    if (found.ok()) policy = *std::move(found);
  }
  auto reading = evidence::ReadRevisionInput(
      policy, *input, *deps.catalog,
      deps.extract == nullptr ? evidence::DocumentExtractor() : *deps.extract);
  if (!reading.ok()) {
    if (!absl::IsInvalidArgument(reading.status()) && faults.empty()) {
      return reading.status();
    }
    faults.AddFrom(reading.status(), "policy_revision.");
  }
  if (!faults.empty()) return std::nullopt;
  return std::optional(*std::move(reading));
}

}  // namespace clausebook::rpc
