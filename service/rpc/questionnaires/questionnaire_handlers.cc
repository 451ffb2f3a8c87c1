#include "service/rpc/questionnaires/questionnaire_handlers.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/answering/answering.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/questionnaires/payload/compare.h"
#include "service/rpc/convert/questionnaire_convert.h"
#include "service/rpc/page_token.h"
#include "service/rpc/platform_evidence.h"
#include "service/rpc/questionnaires/confirmed_wordings.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

namespace editions = questionnaires::editions;
namespace matching = questionnaires::matching;
namespace payload = questionnaires::payload;

constexpr char kMarketplaceForm[] = "questionnaires/marketplace-privacy-security";
constexpr int kMostWordings = 1000;

absl::StatusOr<const editions::Edition*> FindEdition(const HandlerDeps& deps,
                                                     const std::string& id) {
  const editions::Edition* edition = deps.editions->Find(id);
  if (edition == nullptr) return NotFound("Questionnaire", "questionnaires/" + id);
  return edition;
}

// Who is read and matched, each a fault where it cannot be.
std::vector<matching::Wording> CheckWordings(FieldFaults& faults,
                                             const v1::MatchQuestionsRequest& request) {
  std::vector<matching::Wording> wordings;
  if (request.wordings().empty()) faults.Add("wordings", "Required: 1 to 1000.");
  if (request.wordings_size() > kMostWordings) {
    faults.Add("wordings", "At most 1000. Split the call.");
    return wordings;
  }
  for (int i = 0; i < request.wordings_size(); ++i) {
    const v1::Wording& wording = request.wordings(i);
    const std::string field = absl::StrCat("wordings[", i, "]");
    CheckText(faults, field + ".text", wording.text(), kLongestWording);
    CheckOptionalText(faults, field + ".item_id", wording.item_id(), 200);
    std::string edition;
    if (!wording.questionnaire().empty()) {
      edition = CheckNameIn(faults, field + ".questionnaire", wording.questionnaire(),
                            "questionnaires")
                    .value_or("");
    }
    wordings.push_back({wording.text(), std::move(edition), wording.item_id()});
  }
  return wordings;
}

using AnswersById = std::map<std::string, answering::Answer, std::less<>>;

AnswersById AskFor(const editions::Edition& edition, const catalog::Catalog& catalog,
                   const answering::AppDossier& dossier) {
  AnswersById answers;
  for (const editions::EditionItem& item : edition.items) {
    for (const std::string& id : editions::QuestionsOf(item)) {
      const catalog::Question* question = catalog.FindQuestion(id);
      if (question != nullptr && !answers.contains(id)) {
        answers.emplace(id, dossier.Ask(*question));
      }
    }
  }
  return answers;
}

bool HasPayload(const editions::Edition& edition) {
  return std::any_of(edition.items.begin(), edition.items.end(),
                     [](const auto& item) { return item.field.has_value(); });
}

}  // namespace

absl::Status QuestionnaireHandlers::ListQuestionnaires(
    const CallContext&, const v1::ListQuestionnairesRequest& request,
    v1::ListQuestionnairesResponse* response) const {
  FieldFaults faults;
  const int size = CheckPageSize(faults, request.page_size());
  PageState page = ReadPageToken(faults, request, request.page_token());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  for (const editions::Edition& edition : deps_.editions->all()) {
    if (!page.first && edition.id <= page.after) continue;
    if (response->questionnaires_size() == size) {
      page.after = response->questionnaires(size - 1).name().substr(
          std::string_view("questionnaires/").size());
      response->set_next_page_token(MakePageToken(request, page));
      break;
    }
    *response->add_questionnaires() = ToProto(edition);
  }
  return absl::OkStatus();
}

absl::Status QuestionnaireHandlers::GetQuestionnaire(
    const CallContext&, const v1::GetQuestionnaireRequest& request,
    v1::GetQuestionnaireResponse* response) const {
  FieldFaults faults;
  const auto id = CheckNameIn(faults, "name", request.name(), "questionnaires");
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(const editions::Edition* edition, FindEdition(deps_, *id));
  *response->mutable_questionnaire() = ToProto(*edition);
  for (const editions::EditionItem& item : edition->items) {
    *response->mutable_questionnaire()->add_items() = ToProto(item);
  }
  return absl::OkStatus();
}

absl::Status QuestionnaireHandlers::MatchQuestions(
    const CallContext& context, const v1::MatchQuestionsRequest& request,
    v1::MatchQuestionsResponse* response) const {
  FieldFaults faults;
  std::optional<std::string> vendor;
  if (!request.parent().empty()) {
    vendor = CheckVendor(faults, "parent", request.parent());
  }
  const auto wordings = CheckWordings(faults, request);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  for (const matching::Wording& wording : wordings) {
    if (!wording.edition.empty()) {
      CB_RETURN_IF_ERROR(FindEdition(deps_, wording.edition).status());
    }
  }
  std::unique_ptr<const VendorWordings> confirmed;
  if (vendor) {
    CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
    const Instant now = snapshot->LatestCommit();
    CB_RETURN_IF_ERROR(snapshot->GetVendor(*vendor, now).status());
    CB_ASSIGN_OR_RETURN(confirmed, VendorWordings::Load(*snapshot, *vendor, now));
  }
  for (const matching::Wording& wording : wordings) {
    CB_RETURN_IF_ERROR(CheckCancelled(context));
    CB_ASSIGN_OR_RETURN(const auto match, deps_.matcher->Match(wording, confirmed.get()));
    *response->add_matches() = ToProto(match, wording.text);
  }
  return absl::OkStatus();
}

absl::Status QuestionnaireHandlers::ComparePayload(
    const CallContext& context, const v1::ComparePayloadRequest& request,
    v1::ComparePayloadResponse* response) const {
  FieldFaults faults;
  const auto app = CheckApp(faults, "app", request.app());
  const std::string form = request.questionnaire().empty() ? std::string(kMarketplaceForm)
                                                           : request.questionnaire();
  const auto id = CheckNameIn(faults, "questionnaire", form, "questionnaires");
  const Date as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  const auto wanted =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(const editions::Edition* edition, FindEdition(deps_, *id));
  if (!HasPayload(*edition)) {
    return InvalidField("questionnaire",
                        "One that is handed in as a payload, such as "
                        "questionnaires/marketplace-privacy-security.");
  }
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  const Instant known_at = wanted.value_or(snapshot->LatestCommit());
  CB_ASSIGN_OR_RETURN(auto input, LoadAppInput(deps_, *snapshot, *app, as_of, known_at));
  snapshot.reset();  // what follows needs no reader
  const answering::AppDossier dossier(std::move(input));
  const AnswersById answers = AskFor(*edition, *deps_.catalog, dossier);
  const auto fields =
      payload::AnswerFields(*edition, *deps_.catalog, [&](std::string_view question) {
        const auto found = answers.find(question);
        return found == answers.end() ? nullptr : &found->second;
      });
  CB_ASSIGN_OR_RETURN(const auto compared,
                      payload::ComparePayload(request.payload(), fields));
  for (const auto& one : compared.differences) {
    *response->add_differences() = ToProto(one);
  }
  for (const auto& one : compared.open) *response->add_open_fields() = ToProto(one);
  response->set_agreed_count(compared.agreed);
  for (const auto& path : compared.unknown_paths) response->add_unknown_paths(path);
  response->set_payload(payload::PayloadJson(fields));
  response->set_as_of(FormatDate(as_of));
  *response->mutable_known_at() = ToProto(known_at);
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
