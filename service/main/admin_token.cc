#include "service/main/admin_token.h"

#include "service/admission/identity.h"
#include "service/admission/token.h"
#include "service/base/clock.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/sqlite_store.h"

namespace clausebook {

absl::StatusOr<std::string> CreateAdminToken(const Config& config,
                                             const std::string& subject) {
  if (const auto fault = admission::FaultOfSubject(subject); !fault.empty()) {
    return InvalidField("create_admin_token", fault);
  }
  const SystemClock clock;
  storage::SqliteStore::Options options;
  options.path = config.database;
  options.clock = &clock;
  options.readers = 1;
  CB_ASSIGN_OR_RETURN(const auto store, storage::SqliteStore::Open(options));
  admission::TokenRequest request;
  request.subject = subject;
  request.roles = {"admin"};
  request.note = "The first token, made on the server's machine.";
  request.creator = "clausebookd";
  CB_ASSIGN_OR_RETURN(
      auto token, admission::MakeToken(request, clock.Now(), admission::SystemRandom()));
  CB_RETURN_IF_ERROR(store
                         ->Write(nullptr,
                                 [&](storage::WriteTransaction& tx) {
                                   model::AuditOrigin here;
                                   here.subject = request.creator;
                                   here.method = "clausebookd --create-admin-token";
                                   tx.Attribute(here);
                                   return tx.AddToken(token.record).status();
                                 })
                         .status());
  return std::move(token.secret);
}

}  // namespace clausebook
