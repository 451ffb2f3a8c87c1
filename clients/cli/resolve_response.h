// From what people type to responses.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RESOLVE_RESPONSE_H_
#define CLAUSEBOOK_CLIENTS_CLI_RESOLVE_RESPONSE_H_

#include <string>

#include "absl/status/statusor.h"
#include "clausebook/v1/response.pb.h"
#include "clients/cpp/client.h"

namespace clausebook::cli {

// A resource name, `VENDOR/ID`, or an id, looked for at `vendor` or, where that is empty,
// at all vendors. NOT_FOUND; INVALID_ARGUMENT with all names if several vendors have it.
absl::StatusOr<v1::Response> ResolveResponse(const client::Client& client,
                                             const std::string& text,
                                             const std::string& vendor);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RESOLVE_RESPONSE_H_
