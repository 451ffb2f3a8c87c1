#include "service/rpc/query_handlers.h"

#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/call_stats.h"
#include "service/rpc/convert/answer_convert.h"
#include "service/rpc/page_token.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

using google::protobuf::FieldMask;
using google::protobuf::util::FieldMaskUtil;

constexpr int kMostApps = 1000;
constexpr int kMostQuestions = 500;
constexpr std::size_t kMostAnswers = 10'000;
constexpr int kAnswersPerPage = 200;

void CheckReadMask(FieldFaults& faults, const FieldMask& mask) {
  for (const std::string& path : mask.paths()) {
    if (path != "*" && !FieldMaskUtil::IsValidPath<v1::Answer>(path)) {
      faults.Add("read_mask", absl::StrCat("'", path.substr(0, 100),
                                           "' is not a field of Answer. Use for instance "
                                           "verdict, sentence, citations."));
    }
  }
}

void Trim(const FieldMask& mask, v1::Answer* answer) {
  const bool all =
      mask.paths().empty() ||
      std::find(mask.paths().begin(), mask.paths().end(), "*") != mask.paths().end();
  if (!all) FieldMaskUtil::TrimMessage(mask, answer);
}

const catalog::Question* CheckQuestion(FieldFaults& faults, const std::string& field,
                                       const catalog::Catalog& catalog,
                                       const std::string& name, absl::Status* missing) {
  const auto id = CheckNameIn(faults, field, name, "questions");
  if (!id) return nullptr;
  const catalog::Question* question = catalog.FindQuestion(*id);
  if (question == nullptr && missing->ok()) *missing = NotFound("Question", name);
  return question;
}

}  // namespace

void QueryHandlers::Count(const v1::Answer& answer) const {
  if (deps_.verdicts != nullptr) deps_.verdicts->Add(answer.verdict());
}

absl::Status QueryHandlers::Ask(const CallContext& context, const v1::AskRequest& request,
                                v1::AskResponse* response) const {
  FieldFaults faults;
  absl::Status missing;
  const auto app = CheckApp(faults, "app", request.app());
  const auto* question =
      CheckQuestion(faults, "question", *deps_.catalog, request.question(), &missing);
  const Date as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CheckReadMask(faults, request.read_mask());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_RETURN_IF_ERROR(missing);
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  const Instant at = known_at.value_or(snapshot->LatestCommit());
  CB_ASSIGN_OR_RETURN(const auto dossier, view_->OpenDossier(*snapshot, *app, as_of, at));
  *response->mutable_answer() = ToProto(dossier.Ask(*question), at);
  Count(response->answer());
  if (IsEveryday(request)) Keep(*app, {&response->answer()}, as_of, at);
  Trim(request.read_mask(), response->mutable_answer());
  return absl::OkStatus();
}

absl::Status QueryHandlers::BatchAsk(const CallContext& context,
                                     const v1::BatchAskRequest& request,
                                     v1::BatchAskResponse* response) const {
  FieldFaults faults;
  absl::Status missing;
  std::vector<model::AppRef> apps;
  std::set<std::string> seen;
  if (request.apps().empty()) faults.Add("apps", "Required: at least one app.");
  if (request.apps_size() > kMostApps) faults.Add("apps", "At most 1000 apps.");
  if (request.questions_size() > kMostQuestions) {
    faults.Add("questions", "At most 500 questions.");
  }
  CB_RETURN_IF_ERROR(faults.ToStatus());
  for (int i = 0; i < request.apps_size(); ++i) {
    const std::string field = absl::StrCat("apps[", i, "]");
    if (auto app = CheckApp(faults, field, request.apps(i))) apps.push_back(*app);
    if (!seen.insert(request.apps(i)).second) faults.Add(field, "Is there twice.");
  }
  std::vector<const catalog::Question*> questions;
  for (int i = 0; i < request.questions_size(); ++i) {
    const std::string field = absl::StrCat("questions[", i, "]");
    questions.push_back(
        CheckQuestion(faults, field, *deps_.catalog, request.questions(i), &missing));
    if (!seen.insert(request.questions(i)).second) faults.Add(field, "Is there twice.");
  }
  if (request.questions().empty()) {
    for (const auto& question : deps_.catalog->questions())
      questions.push_back(&question);
  }
  if (apps.size() * questions.size() > kMostAnswers) {
    faults.Add("apps", absl::StrCat(apps.size(), " apps times ", questions.size(),
                                    " questions are more than 10000 answers. Split the "
                                    "call."));
  }
  const Date as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CheckReadMask(faults, request.read_mask());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_RETURN_IF_ERROR(missing);

  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  const Instant at = known_at.value_or(snapshot->LatestCommit());
  for (const model::AppRef& app : apps) {
    CB_RETURN_IF_ERROR(CheckCancelled(context));
    CB_ASSIGN_OR_RETURN(const auto dossier,
                        view_->OpenDossier(*snapshot, app, as_of, at));
    std::vector<const v1::Answer*> answers;
    for (const catalog::Question* question : questions) {
      v1::Answer* answer = response->add_answers();
      *answer = ToProto(dossier.Ask(*question), at);
      answers.push_back(answer);
      Count(*answer);
      Trim(request.read_mask(), answer);
    }
    if (IsEveryday(request)) Keep(app, answers, as_of, at);
  }
  response->set_as_of(FormatDate(as_of));
  *response->mutable_known_at() = ToProto(at);
  return absl::OkStatus();
}

absl::Status QueryHandlers::ListAnswers(const CallContext& context,
                                        const v1::ListAnswersRequest& request,
                                        v1::ListAnswersResponse* response) const {
  FieldFaults faults;
  const auto app = CheckApp(faults, "parent", request.parent());
  const int size = CheckPageSize(faults, request.page_size(), kAnswersPerPage);
  PageState page = ReadPageToken(faults, request, request.page_token());
  const auto as_of = CheckDate(faults, "as_of", request.as_of());
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CheckReadMask(faults, request.read_mask());
  CB_RETURN_IF_ERROR(faults.ToStatus());

  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  const auto& questions = deps_.catalog->questions();
  auto next = questions.begin();
  if (page.first) {
    page.as_of = as_of.value_or(DateOf(context.now));
    page.known_at = known_at.value_or(snapshot->LatestCommit());
  } else {
    next = std::find_if(next, questions.end(),
                        [&](const auto& q) { return q.id == page.after; });
    if (next != questions.end()) ++next;
  }
  CB_ASSIGN_OR_RETURN(const auto dossier,
                      view_->OpenDossier(*snapshot, *app, page.as_of, page.known_at));
  for (; next != questions.end(); ++next) {
    v1::Answer answer = ToProto(dossier.Ask(*next), page.known_at);
    const auto& verdicts = request.verdicts();
    if (!verdicts.empty() &&
        std::find(verdicts.begin(), verdicts.end(), answer.verdict()) == verdicts.end()) {
      continue;
    }
    if (response->answers_size() == size) {
      response->set_next_page_token(MakePageToken(request, page));
      break;
    }
    Count(answer);
    Trim(request.read_mask(), &answer);
    *response->add_answers() = std::move(answer);
    page.after = next->id;
  }
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
