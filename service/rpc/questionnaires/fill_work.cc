#include "service/rpc/questionnaires/fill_work.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/answering/answering.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/editions/recognising.h"
#include "service/questionnaires/filling/proposing.h"
#include "service/questionnaires/filling/sending.h"
#include "service/questionnaires/responses/summary.h"
#include "service/rpc/platform_evidence.h"
#include "service/rpc/questionnaires/confirmed_wordings.h"
#include "service/rpc/questionnaires/form_rendering.h"

namespace clausebook::rpc {
namespace {

using questionnaires::editions::Edition;
using questionnaires::filling::AskedList;

// What the store has to say, read from one snapshot.
struct Known {
  answering::AppDossier::Input input;
  std::unique_ptr<const VendorWordings> wordings;
  Instant known_at;
};

absl::StatusOr<Known> Load(const HandlerDeps& deps, const CallContext& context,
                           const FillRequest& request) {
  CB_ASSIGN_OR_RETURN(auto snapshot, deps.store->Read(context.cancellation));
  Known known;
  known.known_at = request.known_at.value_or(snapshot->LatestCommit());
  CB_ASSIGN_OR_RETURN(known.input, LoadAppInput(deps, *snapshot, request.app,
                                                request.as_of, known.known_at));
  CB_ASSIGN_OR_RETURN(known.wordings, VendorWordings::Load(*snapshot, request.app.vendor,
                                                           known.known_at));
  return known;
}

// Null if none is named.
absl::StatusOr<const Edition*> FindEdition(const HandlerDeps& deps,
                                           const FillRequest& request, bool with_file) {
  if (request.edition.empty()) {
    if (with_file) return nullptr;
    return InvalidField("questionnaire",
                        "Send a file, or name a questionnaire that is known in full.");
  }
  const Edition* edition = deps.editions->Find(request.edition);
  if (edition == nullptr) {
    return NotFound("Questionnaire", "questionnaires/" + request.edition);
  }
  if (!with_file && !edition->complete()) {
    return InvalidField("questionnaire",
                        "Its texts may not be passed on: send your own copy of it.");
  }
  return edition;
}

// The edition that the file's items come from, said in the notes; null: none that is
// known.
const Edition* RecogniseFile(const HandlerDeps& deps,
                             questionnaires::QuestionnaireFile* file) {
  std::vector<questionnaires::editions::ListedItem> list;
  list.reserve(file->items.size());
  for (const auto& item : file->items) list.push_back({item.id, item.question});
  const auto found = questionnaires::editions::Recognise(*deps.editions, list);
  if (found.edition != nullptr) {
    file->notes.push_back(absl::StrCat("Taken for ", found.edition->title, ", ",
                                       found.edition->edition, ": ", found.items, " of ",
                                       list.size(), " items have its ids and texts."));
  }
  return found.edition;
}

std::vector<model::ReviewedItem> Unreviewed(
    const std::vector<model::ResponseItem>& items) {
  std::vector<model::ReviewedItem> reviewed;
  reviewed.reserve(items.size());
  for (const model::ResponseItem& item : items) reviewed.push_back({item, std::nullopt});
  return reviewed;
}

// Tries all that is proposed: what a cell does not take becomes known.
absl::Status WriteFile(const CallContext& context, const FillRequest& request,
                       const std::string& bytes, FillResult* result) {
  const auto outgoing = questionnaires::filling::OutgoingAnswers(
      Unreviewed(result->items), DateOf(context.now), /*include_unapproved=*/true, "");
  CB_ASSIGN_OR_RETURN(result->filled,
                      questionnaires::FillQuestionnaire(bytes, *result->file,
                                                        outgoing.answers, request.fill));
  questionnaires::filling::NoteCells(*result->filled, &result->items);
  NoteUnapproved(outgoing.unapproved, &*result->filled);
  return absl::OkStatus();
}

void SetResponse(const FillRequest& request, const Edition* edition,
                 const std::string* file, FillResult* result) {
  model::Response& response = result->response;
  response.ref.vendor = request.app.vendor;
  response.app = request.app.app;
  response.questionnaire = edition == nullptr ? "" : edition->id;
  response.title = request.title;
  if (response.title.empty() && edition != nullptr) response.title = edition->title;
  response.file_name = request.file_name;
  if (file != nullptr) response.file_digest = result->file->digest;
  response.as_of = request.as_of;
  response.creator = request.creator;
}

}  // namespace

void NoteUnapproved(std::size_t unapproved, questionnaires::FilledFile* filled) {
  if (unapproved == 0) return;
  filled->notes.push_back(absl::StrCat(
      "Nobody has approved ", unapproved,
      " of these answers. Each is marked with “not-approved” here, and says so in the "
      "file where there is a cell for it."));
}

absl::StatusOr<FillResult> Fill(const HandlerDeps& deps, const CallContext& context,
                                const FillRequest& request,
                                const std::shared_ptr<const std::string>& file,
                                const FillProgressFunction& progress) {
  CB_ASSIGN_OR_RETURN(const Edition* edition,
                      FindEdition(deps, request, file != nullptr));
  CB_ASSIGN_OR_RETURN(Known known, Load(deps, context, request));
  FillResult result;
  AskedList asked;
  if (file != nullptr) {
    progress("reading the file", 0, 0);
    CB_ASSIGN_OR_RETURN(result.file,
                        questionnaires::ReadQuestionnaire(*file, request.read));
    if (edition == nullptr) edition = RecogniseFile(deps, &*result.file);
    asked = questionnaires::filling::AskedOf(
        *result.file, edition == nullptr ? "" : edition->id, request.fill);
    asked.form = edition;
  } else {
    asked = questionnaires::filling::AskedOf(*edition);
  }
  SetResponse(request, edition, file.get(), &result);
  result.response.known_at = known.known_at;
  if (request.layout_only) return result;
  const DisplayNames names{known.input.app_display_name, known.input.vendor_display_name};
  auto answers = questionnaires::filling::AppAnswers::Of(std::move(known.input));
  const std::size_t total = asked.items.size();
  CB_ASSIGN_OR_RETURN(
      result.items, questionnaires::filling::ProposeItems(
                        asked, {deps.matcher, known.wordings.get()}, answers,
                        {context.cancellation,
                         [&](std::size_t done) { progress("answering", done, total); }}));
  CB_RETURN_IF_ERROR(CheckCancelled(context));
  if (file != nullptr) {
    progress("writing the file", total, total);
    CB_RETURN_IF_ERROR(WriteFile(context, request, *file, &result));
  } else if (request.include_unapproved && request.form != v1::EXPORT_FORM_UNSPECIFIED) {
    CB_ASSIGN_OR_RETURN(result.form,
                        RenderForm(deps, result.response, Unreviewed(result.items), names,
                                   request.form, DateOf(context.now)));
  }
  result.response.item_count = static_cast<std::int32_t>(result.items.size());
  result.response.tallies =
      questionnaires::responses::TallyItems(Unreviewed(result.items));
  return result;
}

}  // namespace clausebook::rpc
