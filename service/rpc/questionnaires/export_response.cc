// The filled file as it goes to the customer: what people approved, put into the file
// that she sent.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/filling/sending.h"
#include "service/questionnaires/responses/consistency.h"
#include "service/questionnaires/responses/item_state.h"
#include "service/rpc/questionnaires/export_handlers.h"
#include "service/rpc/questionnaires/fill_messages.h"
#include "service/rpc/questionnaires/fill_request.h"
#include "service/rpc/questionnaires/fill_work.h"
#include "service/rpc/questionnaires/form_rendering.h"
#include "service/rpc/questionnaires/response_loading.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

using questionnaires::responses::ItemStatus;

std::string ItemName(const model::ResponseRef& ref, const model::ReviewedItem& item) {
  return ToName(model::ResponseItemRef{ref, item.item.number});
}

// FAILED_PRECONDITION (kNotApproved) names the first item that waits.
absl::Status CheckApproved(const LoadedResponse& loaded, Date today) {
  std::size_t waiting = 0;
  std::string first;
  for (const model::ReviewedItem& item : loaded.items) {
    const auto state = questionnaires::responses::StateOf(item, today);
    if (state.status != ItemStatus::kProposed || state.answer.empty()) continue;
    if (waiting++ == 0) first = ItemName(loaded.response.ref, item);
  }
  if (waiting == 0) return absl::OkStatus();
  return MakeError(
      absl::StrCat("Nobody has approved ", waiting, " of the answers, beginning with ",
                   first,
                   ". Review them, or ask for what is not approved as well with "
                   "`include_unapproved`: each is marked then."),
      {.reason = Reason::kNotApproved,
       .metadata = {{"item", first}, {"count", absl::StrCat(waiting)}}});
}

// FAILED_PRECONDITION (kInconsistentAnswers) for answers that contradict each other:
// what nobody has approved has not been compared with what people said.
absl::Status CheckAgreement(const LoadedResponse& loaded, Date today) {
  std::vector<questionnaires::responses::OutgoingAnswer> answers;
  for (const model::ReviewedItem& item : loaded.items) {
    answers.push_back({ItemName(loaded.response.ref, item), &item, 0});
  }
  const auto found = questionnaires::responses::FindInconsistencies(answers, today);
  if (found.empty()) return absl::OkStatus();
  return MakeError(found.front().message,
                   {.reason = Reason::kInconsistentAnswers,
                    .metadata = {{"item", answers[found.front().first].name},
                                 {"other", answers[found.front().second].name}}});
}

absl::Status CheckForm(const LoadedResponse& loaded, v1::ExportForm form) {
  if (loaded.file != nullptr) {
    return form == v1::EXPORT_FORM_UNSPECIFIED
               ? absl::OkStatus()
               : InvalidField("form", "Not for customers' files: those keep their own.");
  }
  return form != v1::EXPORT_FORM_UNSPECIFIED && v1::ExportForm_IsValid(form)
             ? absl::OkStatus()
             : InvalidField("form", "Required: it was filled without a file.");
}

absl::StatusOr<FileToSend> FillFile(const CallContext& context,
                                    const LoadedResponse& loaded,
                                    bool include_unapproved) {
  CB_ASSIGN_OR_RETURN(const FillRequest request,
                      ParseFillOptions(context, loaded.response.fill_options));
  CB_ASSIGN_OR_RETURN(const auto file,
                      questionnaires::ReadQuestionnaire(*loaded.file, request.read));
  const auto outgoing = questionnaires::filling::OutgoingAnswers(
      loaded.items, DateOf(context.now), include_unapproved, ToName(loaded.response.ref));
  CB_ASSIGN_OR_RETURN(
      auto filled, questionnaires::FillQuestionnaire(*loaded.file, file, outgoing.answers,
                                                     request.fill));
  NoteUnapproved(outgoing.unapproved, &filled);
  return ToSend(std::move(filled));
}

// The customer's own file with its ledger, or a form, which says by itself what stands
// where.
absl::StatusOr<FileToSend> MakeFile(const HandlerDeps& deps, const CallContext& context,
                                    const LoadedResponse& loaded,
                                    const v1::ExportResponseRequest& request) {
  if (loaded.file != nullptr) {
    return FillFile(context, loaded, request.include_unapproved());
  }
  CB_ASSIGN_OR_RETURN(std::string form, RenderForm(deps, loaded.response, loaded.items,
                                                   {loaded.app, loaded.vendor},
                                                   request.form(), DateOf(context.now)));
  return FileToSend{Pieces(std::move(form)), Pieces()};
}

}  // namespace

absl::StatusOr<Download<v1::ExportResponseResponse>> ExportHandlers::ExportResponse(
    const CallContext& context, const v1::ExportResponseRequest& request) const {
  FieldFaults faults;
  const auto ref = CheckResponse(faults, "name", request.name());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(const LoadedResponse loaded, LoadResponse(deps_, context, *ref));
  CB_RETURN_IF_ERROR(CheckForm(loaded, request.form()));
  const Date today = DateOf(context.now);
  if (request.include_unapproved()) {
    CB_RETURN_IF_ERROR(CheckAgreement(loaded, today));
  } else {
    CB_RETURN_IF_ERROR(CheckApproved(loaded, today));
  }
  CB_ASSIGN_OR_RETURN(FileToSend made, MakeFile(deps_, context, loaded, request));
  auto file = std::make_shared<FileToSend>(std::move(made));
  Download<v1::ExportResponseResponse> download;
  download.next = [file](v1::ExportResponseResponse* message) {
    if (!file->bytes.done()) {
      message->set_chunk(file->bytes.Next());
    } else if (!file->ledger.done()) {
      message->set_ledger(file->ledger.NextOfText());
    } else {
      return false;
    }
    return true;
  };
  return download;
}

}  // namespace clausebook::rpc
