// Failed calls for people: what happened and what to do.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_ERROR_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_ERROR_H_

#include <string>

#include "clients/cli/render/style.h"
#include "clients/cpp/error.h"

namespace clausebook::cli {

// `server` is the address that was called, for the remedy when nobody is there.
std::string RenderError(const client::Error& error, const std::string& server,
                        const Style& style);

// The same for programs: one JSON object with code, reason, message, and so on.
std::string ErrorToJson(const client::Error& error);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_ERROR_H_
