// Filling as a whole: the file, the app's evidence and what people confirmed come
// together. What FillQuestionnaire and CompareResponse have in common.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_WORK_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_WORK_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/questionnaire_file.h"
#include "service/rpc/handlers.h"
#include "service/rpc/questionnaires/fill_request.h"
#include "storage/model/response.h"

namespace clausebook::rpc {

struct FillResult {
  // What was found in the file; nullopt without one.
  std::optional<questionnaires::QuestionnaireFile> file;
  // As it would be recorded, with tallies; without an id.
  model::Response response;
  std::vector<model::ResponseItem> items;
  // With all that is proposed, marked as not approved; nullopt without a file.
  std::optional<questionnaires::FilledFile> filled;
  // Without a file, in the form that was asked for; nullopt: none was.
  std::optional<std::string> form;
};

// A few words on what is being done, how many steps of how many (0: not known).
using FillProgressFunction =
    std::function<void(const char* stage, std::size_t done, std::size_t total)>;

// `file` null: the known questionnaire is filled without one. NOT_FOUND for app and
// questionnaire; INVALID_ARGUMENT and RESOURCE_EXHAUSTED as ReadQuestionnaire and
// FillQuestionnaire (service/questionnaires/files) say.
absl::StatusOr<FillResult> Fill(const HandlerDeps& deps, const CallContext& context,
                                const FillRequest& request,
                                const std::shared_ptr<const std::string>& file,
                                const FillProgressFunction& progress);

// Says in the ledger how many of the answers nobody has approved.
void NoteUnapproved(std::size_t unapproved, questionnaires::FilledFile* filled);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_WORK_H_
