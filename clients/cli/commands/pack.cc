// pack: answers and what they rest on, checked, signed, in one file.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/packs/collect.h"
#include "clients/cli/packs/pack_report.h"
#include "clients/cli/packs/statement.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"
#include "clients/cli/times.h"
#include "service/base/status_macros.h"
#include "service/signing/key_file.h"

namespace clausebook::cli {
namespace {

constexpr std::size_t kMostFaultsShown = 5;

struct Packed {
  v1::AnswerPack pack;
  std::string bytes;
  std::string key_id;
};

// Nobody signs what does not hold, whichever server said it.
absl::Status CheckBeforeSigning(const v1::AnswerPack& pack) {
  std::vector<std::string> faults = FaultsOf(pack);
  if (faults.empty()) return absl::OkStatus();
  const std::size_t more = faults.size() - std::min(faults.size(), kMostFaultsShown);
  faults.resize(faults.size() - more);
  return absl::FailedPreconditionError(
      absl::StrCat("Nothing was signed, since what the server answered does not hold: ",
                   absl::StrJoin(faults, " "),
                   more == 0 ? "" : absl::StrCat(" And ", more, " more.")));
}

absl::StatusOr<Packed> Make(const Session& session, const PackOptions& options) {
  // First, so that a wrong key is told before anything is asked.
  CB_ASSIGN_OR_RETURN(const auto key,
                      signing::ReadPrivateKeyFile("--signing-key", options.signing_key));
  Packed packed;
  packed.key_id = key.public_key().id();
  CB_ASSIGN_OR_RETURN(packed.pack, CollectPack(*session.client, options));
  packed.pack.set_generator("clausebook " CLAUSEBOOK_VERSION);
  *packed.pack.mutable_create_time() = Now();
  packed.pack.mutable_create_time()->set_nanos(0);
  CB_ASSIGN_OR_RETURN(const std::string statement, EncodeStatement(packed.pack));
  CB_RETURN_IF_ERROR(CheckBeforeSigning(packed.pack));
  CB_ASSIGN_OR_RETURN(packed.bytes, signing::Seal(key, kStatementMediaType, statement));
  if (packed.bytes.size() > kMostPackBytes) {
    return absl::FailedPreconditionError(absl::StrCat(
        "The pack would have ", packed.bytes.size(), " bytes; ", kMostPackBytes,
        " is the most. Pack a questionnaire with fewer "
        "questions or a smaller file."));
  }
  // By the way that others will take.
  const PackReport report = CheckPack(packed.bytes, {key.public_key()}, {});
  if (ExitCodeOf(report) != 0) {
    return absl::InternalError(
        absl::StrCat("The pack cannot be read back: ", report.refusal));
  }
  return packed;
}

}  // namespace

int Run(const Session& session, const PackOptions& options) {
  auto packed = Make(session, options);
  if (!packed.ok()) return Fail(session, packed.status());
  if (options.out == "-") {
    *session.out << packed->bytes;
    return kOk;
  }
  if (auto written = ReplaceFile(options.out, packed->bytes); !written.ok()) {
    return Fail(session, written);
  }
  if (session.global.json()) return kOk;
  const v1::AnswerPack& pack = packed->pack;
  Page page(session.out_style);
  page.Text(
      0,
      absl::StrCat(
          "Wrote ", options.out, ": ",
          Count(static_cast<std::size_t>(pack.answers_size()), "answer", "answers"),
          " and ",
          Count(static_cast<std::size_t>(pack.revisions_size()), "document", "documents"),
          ", as of ", pack.as_of(), "."));
  page.Text(0, absl::StrCat("Signed with the key ", packed->key_id,
                            ". Whoever checks it needs the public key: clausebook keys "
                            "show ",
                            options.signing_key));
  *session.out << page.text();
  return kOk;
}

}  // namespace clausebook::cli
