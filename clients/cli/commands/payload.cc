// payload: what was told a form's interface, and what the evidence would tell it.
#include "clients/cli/render/payload.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

constexpr std::size_t kLargestPayload = 1 << 20;  // bytes

absl::StatusOr<v1::ComparePayloadResponse> Compare(const Session& session,
                                                   const PayloadOptions& options) {
  v1::ComparePayloadRequest request;
  if (!options.make) {
    CB_ASSIGN_OR_RETURN(const std::string text,
                        ReadSmallFile(options.file, kLargestPayload));
    if (text.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("'", options.file, "' is empty."));
    }
    request.set_payload(text);
  }
  CB_ASSIGN_OR_RETURN(const auto app,
                      ResolveApp(*session.client, options.app, options.times.known_at));
  request.set_app(app.name());
  if (!options.questionnaire.empty()) {
    request.set_questionnaire(
        absl::StrCat("questionnaires/", std::string(IdOf(options.questionnaire))));
  }
  request.set_as_of(options.times.as_of);
  CB_ASSIGN_OR_RETURN(const auto known_at, ParseKnownAt(options.times.known_at, Now()));
  if (known_at) *request.mutable_known_at() = *known_at;
  return session.client->ComparePayload(request);
}

absl::Status WritePayload(const Session& session, const PayloadOptions& options,
                          std::string payload) {
  if (!absl::EndsWith(payload, "\n")) payload += '\n';
  if (options.out == "-") {
    *session.out << payload;
    return absl::OkStatus();
  }
  CB_RETURN_IF_ERROR(ReplaceFile(options.out, payload));
  if (!session.global.json()) *session.out << "Wrote " << options.out << ".\n";
  return absl::OkStatus();
}

}  // namespace

int Run(const Session& session, const PayloadOptions& options) {
  const auto compared = Compare(session, options);
  if (!compared.ok()) return Fail(session, compared.status());
  if (options.make) {
    const absl::Status written = WritePayload(session, options, compared->payload());
    return written.ok() ? kOk : Fail(session, written);
  }
  if (session.global.json()) {
    PrintJson(session, *compared);
  } else {
    *session.out << RenderPayloadComparison(*compared, options.all, session.out_style);
  }
  return options.exit_code && !compared->differences().empty() ? kWouldDiffer : kOk;
}

}  // namespace clausebook::cli
