// Who the user is to the service, and how the connection is protected: out of options,
// environment and files.
#ifndef CLAUSEBOOK_CLIENTS_CLI_CREDENTIALS_H_
#define CLAUSEBOOK_CLIENTS_CLI_CREDENTIALS_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/options.h"
#include "clients/cpp/client.h"

namespace clausebook::cli {

// Values of CLAUSEBOOK_TOKEN and CLAUSEBOOK_CA; empty: not set.
struct CredentialEnvironment {
  std::string token;
  std::string ca;
};

// Sets token and security; options win over the environment. INVALID_ARGUMENT with a
// sentence for a file that cannot be read, a certificate without its key, and a token
// that would be sent to another machine in the clear.
absl::Status SetCredentials(const GlobalOptions& global,
                            const CredentialEnvironment& environment,
                            client::ClientOptions& options);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_CREDENTIALS_H_
