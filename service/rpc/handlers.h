// What every RPC handler is made of. A handler is a plain function from request to
// response: it validates, calls the domain and encodes. It knows no grpcpp type;
// service/rpc/server binds it to the wire, runs it on the right executor, and
// turns its status into google.rpc details.
#ifndef CLAUSEBOOK_SERVICE_RPC_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_HANDLERS_H_

#include "service/admission/identity.h"
#include "service/base/cancellation.h"
#include "service/base/clock.h"
#include "service/base/time.h"
#include "service/catalog/catalog.h"
#include "service/evidence/reading.h"
#include "storage/backups.h"
#include "storage/model/audit.h"
#include "storage/store.h"

namespace clausebook::admission {
class TokenRegistry;
}
namespace clausebook::questionnaires::editions {
class Editions;
}
namespace clausebook::questionnaires::matching {
class Matcher;
}

namespace clausebook::rpc {

struct VerdictCounts;  // call_stats.h

// What handlers work on. Everything outlives them and is thread-safe.
struct HandlerDeps {
  storage::Store* store = nullptr;
  const catalog::Catalog* catalog = nullptr;
  const Clock* clock = nullptr;
  // Reads HTML, DOCX and PDF; null where that is not offered.
  const evidence::DocumentExtractor* extract = nullptr;
  // Known questionnaires and who reads wordings, made once; both null where
  // QuestionnaireService is not offered.
  const questionnaires::editions::Editions* editions = nullptr;
  const questionnaires::matching::Matcher* matcher = nullptr;
  // The tokens by which callers are known; null where AdminService is not offered.
  admission::TokenRegistry* tokens = nullptr;
  // Who had a questionnaire filled may not decide about its items.
  bool second_person = false;
  // What one person records or accepts as a fact counts once a second one accepts it.
  bool facts_second_person = false;
  // Who makes backups; null where they are not offered.
  storage::Backups* backups = nullptr;
  // Where the verdicts of answers are counted; null: nowhere.
  VerdictCounts* verdicts = nullptr;
};

// What the audit log is told of a call that may record something. Of one call, used by
// one thread at a time.
struct CallAudit {
  model::AuditOrigin origin;
  bool recorded = false;  // the log has an entry of it
};

// One call. `cancellation` carries the deadline and outlives the handler's run.
struct CallContext {
  const Cancellation* cancellation = nullptr;
  Instant now;  // the same for the whole call
  // Who calls, outliving the handler's run; null where nobody has to be known, and
  // whoever calls may do everything.
  const admission::Identity* caller = nullptr;
  // Who calls and from where, for what the call records; null where it is not known.
  CallAudit* audit = nullptr;
};

// CANCELLED or DEADLINE_EXCEEDED once nobody waits for the answer any more.
inline absl::Status CheckCancelled(const CallContext& context) {
  return context.cancellation == nullptr ? absl::OkStatus()
                                         : context.cancellation->Check();
}

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_HANDLERS_H_
