// match, questionnaires, mappings: what wordings ask.
#include "clients/cli/render/match.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

std::string QuestionnaireName(const std::string& text) {
  if (text.empty()) return text;
  return absl::StrCat("questionnaires/", std::string(IdOf(text)));
}

absl::StatusOr<std::string> VendorName(const Session& session, const std::string& text) {
  if (text.empty()) {
    return absl::InvalidArgumentError("Say whose they are: --vendor VENDOR.");
  }
  CB_ASSIGN_OR_RETURN(const auto vendor, ResolvePublisher(*session.client, text));
  if (vendor.rfind("vendors/", 0) == 0) return vendor;
  return absl::InvalidArgumentError(
      absl::StrCat("'", text, "' is a platform: it fills no questionnaires."));
}

absl::Status Match(const Session& session, const MatchOptions& options) {
  v1::MatchQuestionsRequest request;
  if (!options.vendor.empty()) {
    CB_ASSIGN_OR_RETURN(*request.mutable_parent(), VendorName(session, options.vendor));
  }
  for (const std::string& text : options.wordings) {
    v1::Wording& wording = *request.add_wordings();
    wording.set_text(text);
    wording.set_questionnaire(QuestionnaireName(options.questionnaire));
    wording.set_item_id(options.item);
  }
  CB_ASSIGN_OR_RETURN(const auto response, session.client->MatchQuestions(request));
  if (session.global.json()) {
    PrintJson(session, response);
    return absl::OkStatus();
  }
  for (int i = 0; i < response.matches_size(); ++i) {
    if (i > 0) *session.out << "\n";
    *session.out << RenderMatch(options.wordings[static_cast<std::size_t>(i)],
                                response.matches(i), session.out_style);
  }
  return absl::OkStatus();
}

absl::Status ShowQuestionnaires(const Session& session,
                                const QuestionnairesOptions& options) {
  if (!options.name.empty()) {
    v1::GetQuestionnaireRequest request;
    request.set_name(QuestionnaireName(options.name));
    CB_ASSIGN_OR_RETURN(const auto one, session.client->GetQuestionnaire(request));
    if (session.global.json()) {
      PrintJson(session, one);
    } else {
      *session.out << RenderQuestionnaire(one, session.out_style);
    }
    return absl::OkStatus();
  }
  CB_ASSIGN_OR_RETURN(
      const auto questionnaires,
      session.client->ListQuestionnaires(v1::ListQuestionnairesRequest()).All());
  if (options.ids) {
    for (const auto& one : questionnaires) *session.out << IdOf(one.name()) << "\n";
  } else if (session.global.json()) {
    v1::ListQuestionnairesResponse all;
    for (const auto& one : questionnaires) *all.add_questionnaires() = one;
    PrintJson(session, all);
  } else {
    *session.out << RenderQuestionnaires(questionnaires, session.out_style);
  }
  return absl::OkStatus();
}

absl::Status ListMappings(const Session& session, const MappingsOptions& options) {
  v1::ListMappingsRequest request;
  CB_ASSIGN_OR_RETURN(*request.mutable_parent(), VendorName(session, options.vendor));
  request.set_show_revoked(options.revoked);
  CB_ASSIGN_OR_RETURN(const auto mappings, session.client->ListMappings(request).All());
  if (session.global.json()) {
    v1::ListMappingsResponse all;
    for (const auto& mapping : mappings) *all.add_mappings() = mapping;
    PrintJson(session, all);
  } else {
    *session.out << RenderMappings(mappings, session.out_style);
  }
  return absl::OkStatus();
}

void PrintMapping(const Session& session, const v1::Mapping& mapping) {
  if (session.global.json()) return PrintJson(session, mapping);
  Page page(session.out_style);
  AddMapping(page, mapping);
  *session.out << page.text();
}

absl::Status Confirm(const Session& session, const MappingsOptions& options) {
  if (options.questions.empty() && options.opposites.empty() && !options.nothing) {
    return absl::InvalidArgumentError(
        "Say what it asks: --question ID, --opposite ID, or --nothing.");
  }
  v1::CreateMappingRequest request;
  CB_ASSIGN_OR_RETURN(*request.mutable_parent(), VendorName(session, options.vendor));
  v1::Mapping& mapping = *request.mutable_mapping();
  mapping.set_wording(options.wording);
  mapping.set_confirmed_by(options.by);
  for (const bool opposite : {false, true}) {
    for (const std::string& id : opposite ? options.opposites : options.questions) {
      CB_ASSIGN_OR_RETURN(const auto question, ResolveQuestion(*session.client, id));
      v1::MappedQuestion& mapped = *mapping.add_questions();
      mapped.set_question(question.name());
      mapped.set_opposite(opposite);
    }
  }
  CB_ASSIGN_OR_RETURN(const auto made, session.client->CreateMapping(std::move(request)));
  PrintMapping(session, made);
  return absl::OkStatus();
}

absl::Status Revoke(const Session& session, const MappingsOptions& options) {
  v1::RevokeMappingRequest request;
  request.set_name(options.name);
  request.set_revoked_by(options.by);
  request.set_reason(options.reason);
  CB_ASSIGN_OR_RETURN(const auto revoked,
                      session.client->RevokeMapping(std::move(request)));
  PrintMapping(session, revoked);
  return absl::OkStatus();
}

absl::Status Mappings(const Session& session, const MappingsOptions& options) {
  switch (options.what) {
    case MappingsOptions::What::kConfirm:
      return Confirm(session, options);
    case MappingsOptions::What::kRevoke:
      return Revoke(session, options);
    case MappingsOptions::What::kList:
      break;
  }
  return ListMappings(session, options);
}

int CodeOf(const Session& session, const absl::Status& status) {
  return status.ok() ? kOk : Fail(session, status);
}

}  // namespace

int Run(const Session& session, const MatchOptions& options) {
  return CodeOf(session, Match(session, options));
}

int Run(const Session& session, const QuestionnairesOptions& options) {
  return CodeOf(session, ShowQuestionnaires(session, options));
}

int Run(const Session& session, const MappingsOptions& options) {
  return CodeOf(session, Mappings(session, options));
}

}  // namespace clausebook::cli
