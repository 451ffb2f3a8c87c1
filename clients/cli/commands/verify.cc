// verify: checks answers against texts, and signed packs of both, without trusting the
// service.
#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/packs/pack_report.h"
#include "clients/cli/packs/statement.h"
#include "clients/cli/render/verification.h"
#include "clients/cli/verification.h"
#include "service/base/status_macros.h"
#include "service/signing/dsse.h"
#include "service/signing/key_file.h"

namespace clausebook::cli {
namespace {

struct Input {
  std::string path;
  std::string bytes;
};

// What is to be verified may be anybody's: there is a most of what is read of it.
absl::StatusOr<std::vector<Input>> ReadInputs(const std::vector<std::string>& files) {
  std::vector<Input> inputs;
  for (const std::string& path : files) {
    CB_ASSIGN_OR_RETURN(std::string bytes, ReadSmallFile(path, kMostPackBytes));
    inputs.push_back({path, std::move(bytes)});
  }
  return inputs;
}

absl::StatusOr<std::vector<v1::Answer>> ReadAnswers(const std::vector<Input>& inputs) {
  std::vector<v1::Answer> all;
  for (const Input& input : inputs) {
    auto answers = ParseAnswers(input.bytes);
    if (!answers.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(input.path, ": ", std::string(answers.status().message())));
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

bool AnyPack(const std::vector<Input>& inputs) {
  return std::any_of(inputs.begin(), inputs.end(), [](const Input& input) {
    return signing::LooksLikeEnvelope(input.bytes);
  });
}

absl::StatusOr<int> VerifyPack(const Session& session, const VerifyOptions& options,
                               const std::vector<Input>& inputs) {
  if (inputs.size() != 1) {
    return absl::InvalidArgumentError("A signed pack is verified alone: name one file.");
  }
  if (options.fetch) {
    return absl::InvalidArgumentError(
        "--fetch is for answers: a pack brings its texts along.");
  }
  std::vector<signing::PublicKey> keys;
  for (const std::string& path : options.public_keys) {
    CB_ASSIGN_OR_RETURN(auto key, signing::ReadPublicKeyFile("--public-key", path));
    keys.push_back(std::move(key));
  }
  CB_ASSIGN_OR_RETURN(const auto texts, ReadDocuments(options));
  const PackReport report = CheckPack(inputs[0].bytes, keys, texts);
  *session.out << (session.global.json() ? PackReportToJson(report)
                                         : RenderPackReport(report, session.out_style));
  return ExitCodeOf(report);
}

absl::StatusOr<int> VerifyAnswers(const Session& session, const VerifyOptions& options,
                                  const std::vector<Input>& inputs) {
  CB_ASSIGN_OR_RETURN(const auto answers, ReadAnswers(inputs));
  CB_ASSIGN_OR_RETURN(auto documents, ReadDocuments(options));
  if (options.fetch || session.global.server_named) {
    CB_RETURN_IF_ERROR(FetchDocuments(session, answers, documents));
  }
  const Verification verification = Verify(answers, documents);
  *session.out << (session.global.json()
                       ? VerificationToJson(verification)
                       : RenderVerification(verification, session.out_style));
  return ExitCodeOf(verification);
}

}  // namespace

int Run(const Session& session, const VerifyOptions& options) {
  const auto inputs = ReadInputs(options.files);
  if (!inputs.ok()) return Fail(session, inputs.status());
  // With a key nothing that is not signed may pass for good.
  const auto code = !options.public_keys.empty() || AnyPack(*inputs)
                        ? VerifyPack(session, options, *inputs)
                        : VerifyAnswers(session, options, *inputs);
  return code.ok() ? *code : Fail(session, code.status());
}

}  // namespace clausebook::cli
