#include "service/rpc/revision_request.h"

#include <memory>
#include <string>
#include <utility>

#include "service/base/digest.h"
#include "service/evidence/segmenter.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

std::optional<model::MediaType> CheckMediaType(FieldFaults& faults,
                                               const std::string& type) {
  if (type == "text/plain") return model::MediaType::kPlainText;
  if (type == "text/markdown") return model::MediaType::kMarkdown;
  faults.Add("policy_revision.media_type", "Required: 'text/plain' or 'text/markdown'.");
  return std::nullopt;
}

}  // namespace

std::optional<model::RevisionEvidence> CheckNewRevision(
    FieldFaults& faults, const std::optional<model::PolicyRef>& policy,
    const v1::PolicyRevision& wanted) {
  const auto media_type = CheckMediaType(faults, wanted.media_type());
  const auto effective = CheckRequiredDate(faults, "policy_revision.effective_date",
                                           wanted.effective_date());
  CheckUri(faults, "policy_revision.uri", wanted.uri());
  auto clauses = evidence::SegmentText(wanted.text(),
                                       media_type.value_or(model::MediaType::kPlainText));
  if (!clauses.ok()) faults.AddFrom(clauses.status(), "policy_revision.");
  if (!faults.empty() || !policy) return std::nullopt;

  model::Revision revision;
  revision.sha256 = Sha256Hex(wanted.text());
  revision.ref = {*policy, FormatDate(*effective) + "-" + revision.sha256.substr(0, 8)};
  revision.effective = *effective;
  revision.uri = wanted.uri();
  revision.media_type = *media_type;
  revision.text = std::make_shared<const std::string>(wanted.text());
  return model::RevisionEvidence{std::move(revision), *std::move(clauses)};
}

}  // namespace clausebook::rpc
