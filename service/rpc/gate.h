// The one place where a call is admitted: who calls, whether the table lets her, and
// whether she has not asked for too much. Before anything of the request is looked up.
#ifndef CLAUSEBOOK_SERVICE_RPC_GATE_H_
#define CLAUSEBOOK_SERVICE_RPC_GATE_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/admission/identity.h"
#include "service/admission/rate_limit.h"
#include "service/admission/rules.h"
#include "service/admission/token_registry.h"
#include "service/base/clock.h"

namespace clausebook::rpc {

// Thread-safe. What it is given outlives it.
class Gate {
 public:
  struct Options {
    const Clock* clock = nullptr;
    // Who has to be known: with false, whoever calls may do everything, and only the
    // rates of known callers are counted.
    bool authenticate = false;
    const admission::TokenRegistry* tokens = nullptr;
    // By `dns:ci.example`, `uri:spiffe://…` and `cn:…` of client certificates.
    std::map<std::string, std::shared_ptr<const admission::Identity>> certificates;
    double rate_per_second = 0;  // 0: no limit
    double rate_burst = 0;
  };
  explicit Gate(Options options);

  // Whether a call by `rule` (null: there is none, and nobody may) may go on. Sets
  // `caller` as soon as it is known who calls, for a call that is refused too; null where
  // nobody has to be known. UNAUTHENTICATED (kUnauthenticated) without credentials or
  // with ones that are not valid, PERMISSION_DENIED by the table, RESOURCE_EXHAUSTED
  // (kRateLimited). Does not block.
  absl::Status Enter(const admission::Rule* rule, const grpc::ServerContextBase& context,
                     std::shared_ptr<const admission::Identity>* caller) const;

  // Whether she may send this request; see AdmitRequest. A null caller may; any
  // other was let in by Enter, so there is a rule.
  static absl::Status Admit(const admission::Rule* rule,
                            const admission::Identity* caller,
                            google::protobuf::Message* request);

 private:
  absl::StatusOr<std::shared_ptr<const admission::Identity>> Authenticate(
      const grpc::ServerContextBase& context) const;
  std::shared_ptr<const admission::Identity> ByCertificate(
      const grpc::ServerContextBase& context) const;

  const Options options_;
  mutable admission::RateLimit rates_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_GATE_H_
