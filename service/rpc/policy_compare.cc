// The part of PolicyHandlers that says what changed from one revision to another.
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/evidence/revisions/comparison.h"
#include "service/rpc/convert/change_convert.h"
#include "service/rpc/page_token.h"
#include "service/rpc/policy_handlers.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// A page ends behind the change that goes beyond this.
constexpr std::size_t kPageBytes = 4 << 20;

absl::StatusOr<model::RevisionEvidence> ReadRevision(storage::ReadSnapshot& snapshot,
                                                     const model::RevisionRef& ref) {
  model::RevisionEvidence evidence;
  CB_ASSIGN_OR_RETURN(evidence.revision, snapshot.GetRevision(ref));
  CB_ASSIGN_OR_RETURN(evidence.clauses, snapshot.ListClauses(ref));
  return evidence;
}

evidence::RevisionText TextOf(const model::RevisionEvidence& revision) {
  return {*revision.revision.text, &revision.clauses};
}

}  // namespace

absl::Status PolicyHandlers::ComparePolicyRevisions(
    const CallContext& context, const v1::ComparePolicyRevisionsRequest& request,
    v1::ComparePolicyRevisionsResponse* response) const {
  FieldFaults faults;
  const auto old_ref = CheckRevision(faults, "old_revision", request.old_revision());
  const auto new_ref = CheckRevision(faults, "new_revision", request.new_revision());
  const int size = CheckPageSize(faults, request.page_size());
  PageState page = ReadPageToken(faults, request, request.page_token());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto before, ReadRevision(*snapshot, *old_ref));
  CB_ASSIGN_OR_RETURN(const auto after, ReadRevision(*snapshot, *new_ref));
  snapshot.reset();  // what follows needs no reader
  CB_RETURN_IF_ERROR(CheckCancelled(context));
  const auto changes = evidence::CompareRevisions(TextOf(before), TextOf(after));
  CB_RETURN_IF_ERROR(CheckCancelled(context));
  *response->mutable_counts() = CountChanges(changes);

  // Revisions never change, so that a position stays good.
  std::size_t at = 0;
  if (!page.first && !absl::SimpleAtoi(page.after, &at)) at = changes.size();
  const ChangeView view(&before, &after);
  std::size_t bytes = 0;
  for (; at < changes.size(); ++at) {
    if (request.skip_unchanged() &&
        changes[at].kind == evidence::ChangeKind::kUnchanged) {
      continue;
    }
    if (response->changes_size() == size || bytes > kPageBytes) {
      page.after = absl::StrCat(at);
      response->set_next_page_token(MakePageToken(request, page));
      break;
    }
    bytes += (*response->add_changes() = view.Show(changes[at])).ByteSizeLong();
  }
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
