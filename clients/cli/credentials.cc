#include "clients/cli/credentials.h"

#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

absl::Status ReadCredential(const char* option, const std::string& path,
                            std::string& content) {
  if (path.empty()) return absl::OkStatus();
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return absl::InvalidArgumentError(
        absl::StrCat(option, ": the file '", path, "' cannot be read, or is empty."));
  }
  content = text.str();
  return absl::OkStatus();
}

}  // namespace

absl::Status SetCredentials(const GlobalOptions& global,
                            const CredentialEnvironment& environment,
                            client::ClientOptions& options) {
  const std::string& ca = global.ca.empty() ? environment.ca : global.ca;
  CB_RETURN_IF_ERROR(ReadCredential("--ca", ca, options.security.ca));
  CB_RETURN_IF_ERROR(ReadCredential("--cert", global.cert, options.security.certificate));
  CB_RETURN_IF_ERROR(ReadCredential("--key", global.key, options.security.key));
  if (global.cert.empty() != global.key.empty()) {
    return absl::InvalidArgumentError("--cert and --key go together.");
  }
  options.security.tls = global.tls || !ca.empty() || !global.cert.empty();
  options.token = environment.token;
  CB_RETURN_IF_ERROR(ReadCredential("--token-file", global.token_file, options.token));
  options.token = std::string(absl::StripAsciiWhitespace(options.token));
  for (const char c : options.token) {
    if (!absl::ascii_isgraph(static_cast<unsigned char>(c))) {
      return absl::InvalidArgumentError("The token has characters that no token has.");
    }
  }
  if (!options.token.empty() && !options.security.tls &&
      !client::IsLoopback(options.address)) {
    return absl::InvalidArgumentError(
        absl::StrCat("The token would be sent to ", options.address,
                     " for everybody to read. Use --ca FILE, or --tls."));
  }
  return absl::OkStatus();
}

}  // namespace clausebook::cli
