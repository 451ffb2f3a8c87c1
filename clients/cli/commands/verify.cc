// verify: checks answers against texts, without trusting the service.
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/render/verification.h"
#include "clients/cli/verification.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

absl::StatusOr<std::vector<v1::Answer>> ReadAnswers(
    const std::vector<std::string>& files) {
  std::vector<v1::Answer> all;
  for (const std::string& path : files) {
    CB_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
    auto answers = ParseAnswers(json);
    if (!answers.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": ", std::string(answers.status().message())));
    }
    for (auto& answer : *answers) all.push_back(std::move(answer));
  }
  return all;
}

absl::StatusOr<std::vector<Document>> ReadDocuments(const VerifyOptions& options) {
  std::vector<Document> documents;
  for (const std::string& path : options.texts) {
    CB_ASSIGN_OR_RETURN(std::string bytes, ReadFile(path));
    documents.push_back({path, std::move(bytes), /*expected=*/true});
  }
  for (const std::string& dir : options.dirs) {
    CB_ASSIGN_OR_RETURN(auto files, ReadTree(dir));
    for (auto& file : files) {
      documents.push_back({file.path(), std::move(*file.mutable_content()), false});
    }
  }
  return documents;
}

// The cited texts as the service holds them. What it does not have stays unchecked.
absl::Status FetchDocuments(const Session& session,
                            const std::vector<v1::Answer>& answers,
                            std::vector<Document>& documents) {
  std::set<std::string> revisions;
  for (const auto& answer : answers) {
    for (const auto& c : answer.citations()) revisions.insert(c.clause().revision());
    for (const auto& c : answer.considered()) {
      revisions.insert(c.citation().clause().revision());
    }
  }
  revisions.erase("");
  for (const std::string& name : revisions) {
    v1::GetPolicyRevisionRequest request;
    request.set_name(name);
    auto revision = session.client->GetPolicyRevision(request);
    if (absl::IsNotFound(revision.status())) continue;
    if (!revision.ok()) return revision.status();
    documents.push_back({name, std::move(*revision->mutable_text()), false});
  }
  return absl::OkStatus();
}

}  // namespace

int Run(const Session& session, const VerifyOptions& options) {
  const auto answers = ReadAnswers(options.files);
  if (!answers.ok()) return Fail(session, answers.status());
  auto documents = ReadDocuments(options);
  if (!documents.ok()) return Fail(session, documents.status());
  if (options.fetch || session.global.server_named) {
    const auto fetched = FetchDocuments(session, *answers, *documents);
    if (!fetched.ok()) return Fail(session, fetched);
  }
  const Verification verification = Verify(*answers, *documents);
  *session.out << (session.global.json()
                       ? VerificationToJson(verification)
                       : RenderVerification(verification, session.out_style));
  return ExitCodeOf(verification);
}

}  // namespace clausebook::cli
