// The first token: made on the server's machine, since nobody can be asked for it.
#ifndef CLAUSEBOOK_SERVICE_MAIN_ADMIN_TOKEN_H_
#define CLAUSEBOOK_SERVICE_MAIN_ADMIN_TOKEN_H_

#include <string>

#include "absl/status/statusor.h"
#include "service/main/config.h"

namespace clausebook {

// Records a token with the role admin for `subject` in the configuration's database and
// returns its secret. Errors are those of SqliteStore::Open (kStorageLocked while a
// server has it open), and INVALID_ARGUMENT for what is no subject.
absl::StatusOr<std::string> CreateAdminToken(const Config& config,
                                             const std::string& subject);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_ADMIN_TOKEN_H_
