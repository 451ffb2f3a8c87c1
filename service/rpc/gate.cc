#include "service/rpc/gate.h"

#include <chrono>
#include <utility>

#include "absl/strings/match.h"
#include "service/admission/authorisation.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/request_names.h"

namespace clausebook::rpc {
namespace {

using admission::Identity;

constexpr char kAuthorization[] = "authorization";
constexpr std::string_view kBearer = "bearer ";  // in any case

absl::Status NotKnown(std::string_view message) {
  return MakeError(message, {.reason = Reason::kUnauthenticated});
}

// The same for wrong, mistyped, revoked and outdated ones: nobody learns which.
absl::Status NotValid() { return NotKnown("The credentials of the call are not valid."); }

std::int64_t SteadyMicros() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

Gate::Gate(Options options)
    : options_(std::move(options)),
      rates_(options_.rate_per_second, options_.rate_burst) {}

// Alternative names before the common name, which certificates hold for people.
std::shared_ptr<const Identity> Gate::ByCertificate(
    const grpc::ServerContextBase& context) const {
  const auto auth = context.auth_context();
  if (auth == nullptr || !auth->IsPeerAuthenticated()) return nullptr;
  const std::pair<const char*, const char*> kinds[] = {
      {"uri:", GRPC_PEER_URI_PROPERTY_NAME},
      {"dns:", GRPC_PEER_DNS_PROPERTY_NAME},
      {"cn:", GRPC_X509_CN_PROPERTY_NAME}};
  for (const auto& [prefix, property] : kinds) {
    for (const grpc::string_ref& value : auth->FindPropertyValues(property)) {
      const auto found =
          options_.certificates.find(prefix + std::string(value.data(), value.size()));
      if (found != options_.certificates.end()) return found->second;
    }
  }
  return nullptr;
}

absl::StatusOr<std::shared_ptr<const Identity>> Gate::Authenticate(
    const grpc::ServerContextBase& context) const {
  const auto [begin, end] = context.client_metadata().equal_range(kAuthorization);
  if (begin == end) {
    if (auto known = ByCertificate(context)) return known;
    return NotKnown(
        "The call carries no credentials that are known here. Send a token as "
        "'authorization: Bearer …' (clausebook --token-file, CLAUSEBOOK_TOKEN), or a "
        "client certificate that the server's configuration names.");
  }
  // A token says more than the certificate that the connection was made with.
  const std::string_view value(begin->second.data(), begin->second.size());
  if (std::next(begin) != end || value.size() <= kBearer.size() ||
      !absl::EqualsIgnoreCase(absl::string_view(value.data(), kBearer.size()),
                              absl::string_view(kBearer.data(), kBearer.size()))) {
    return NotValid();
  }
  auto known = options_.tokens->Find(value.substr(kBearer.size()), options_.clock->Now());
  if (known == nullptr) return NotValid();
  return known;
}

absl::Status Gate::Enter(const admission::Rule* rule,
                         const grpc::ServerContextBase& context,
                         std::shared_ptr<const Identity>* caller) const {
  if (!options_.authenticate) return absl::OkStatus();
  CB_ASSIGN_OR_RETURN(*caller, Authenticate(context));
  CB_RETURN_IF_ERROR(admission::CheckRole(**caller, rule));
  return rates_.Take((*caller)->subject, rule->cost, SteadyMicros());
}

absl::Status Gate::Admit(const admission::Rule* rule, const Identity* caller,
                         google::protobuf::Message* request) {
  if (caller == nullptr) return absl::OkStatus();
  // Enter has refused what has no rule.
  if (rule == nullptr) return absl::InternalError("a method without a rule");
  return AdmitRequest(*caller, *rule, request);
}

}  // namespace clausebook::rpc
