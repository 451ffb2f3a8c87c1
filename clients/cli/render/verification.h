// The outcome of a verification, citation by citation.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_VERIFICATION_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_VERIFICATION_H_

#include <string>

#include "clients/cli/render/style.h"
#include "clients/cli/verification.h"

namespace clausebook::cli {

std::string RenderVerification(const Verification& verification, const Style& style);

// The same for programs.
std::string VerificationToJson(const Verification& verification);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_VERIFICATION_H_
