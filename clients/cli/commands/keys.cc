// keys: what answer packs are signed with.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/render/page.h"
#include "service/base/status_macros.h"
#include "service/signing/key_file.h"

namespace clausebook::cli {
namespace {

// `release.pem` to `release.pub.pem`, `release` to `release.pub.pem`.
std::string PublicNameOf(const std::string& file) {
  constexpr char kEnding[] = ".pem";
  const std::string stem =
      absl::EndsWith(file, kEnding) ? file.substr(0, file.size() - 4) : file;
  return absl::StrCat(stem, ".pub", kEnding);
}

// The room's words; UNAVAILABLE would be told as a server that cannot be reached.
absl::Status AsRefusal(const absl::Status& status) {
  return absl::IsUnavailable(status) ? absl::FailedPreconditionError(status.message())
                                     : status;
}

void Print(const Session& session, const signing::PublicKey& key,
           const std::vector<std::string>& files) {
  if (session.global.json()) {
    nlohmann::ordered_json json;
    json["keyId"] = key.id();
    json["publicKey"] = key.pem();
    json["files"] = files;
    *session.out << json.dump(2) << "\n";
    return;
  }
  Page page(session.out_style);
  if (!files.empty()) {
    page.Text(0,
              absl::StrCat("Wrote ", files[0], ", which stays with you, and ", files[1],
                           ", which you give to whoever is to check your signatures."));
  }
  page.Labelled(0, "key id", Tone::kFaint, 8, key.id());
  if (files.empty()) page.Raw(key.pem());
  *session.out << page.text();
}

absl::Status Create(const Session& session, const KeysOptions& options) {
  const std::string public_file =
      options.public_file.empty() ? PublicNameOf(options.file) : options.public_file;
  std::error_code error;
  if (std::filesystem::exists(public_file, error)) {
    return absl::AlreadyExistsError(
        absl::StrCat("'", public_file,
                     "' is there already, and keys are not overwritten. "
                     "Name another file."));
  }
  CB_ASSIGN_OR_RETURN(const auto key, signing::PrivateKey::Generate());
  CB_RETURN_IF_ERROR(AsRefusal(signing::CreatePrivateKeyFile(options.file, key)));
  const absl::Status shown =
      AsRefusal(signing::CreatePublicKeyFile(public_file, key.public_key()));
  if (!shown.ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat(std::string(shown.message()),
                     " The private key was made; clausebook "
                     "keys show ",
                     options.file, " prints the public one."));
  }
  Print(session, key.public_key(), {options.file, public_file});
  return absl::OkStatus();
}

absl::Status Show(const Session& session, const KeysOptions& options) {
  const auto open = signing::ReadPublicKeyFile("file", options.file);
  if (open.ok()) {
    Print(session, *open, {});
    return absl::OkStatus();
  }
  const auto secret = signing::ReadPrivateKeyFile("file", options.file);
  if (!secret.ok()) return secret.status();
  Print(session, secret->public_key(), {});
  return absl::OkStatus();
}

}  // namespace

int Run(const Session& session, const KeysOptions& options) {
  const absl::Status done = options.what == KeysOptions::What::kCreate
                                ? Create(session, options)
                                : Show(session, options);
  return done.ok() ? kOk : Fail(session, done);
}

}  // namespace clausebook::cli
