// What a scope allows.
#include <array>

#include "absl/strings/ascii.h"
#include "service/evidence/manifest/forge_file.h"

namespace clausebook::evidence {
namespace {

struct ScopeVerb {
  std::string_view verb;
  const char* scope_class;
};

// The verb of `verb:object:product`, and Connect's scopes. A class is a member of
// access.scope_classes; empty: the scope reaches none of the customer's product data.
constexpr ScopeVerb kVerbs[] = {
    {"read", "read"},
    {"view", "read"},
    {"readonly", "read"},
    {"search", "read"},
    {"validate", "read"},
    {"write", "write"},
    {"create", "write"},
    {"update", "write"},
    {"send", "write"},
    {"import", "write"},
    {"delete", "delete"},
    {"admin", "admin"},
    {"manage", "admin"},
    {"configure", "admin"},
    {"moderate", "admin"},
    {"project-admin", "admin"},
    {"space-admin", "admin"},
    {"project_admin", "admin"},
    {"space_admin", "admin"},
    {"act-as-user", "impersonate"},
    {"act_as_user", "impersonate"},
    {"access-email-addresses", "read"},
    {"access_email_addresses", "read"},
    {"storage", ""},
    {"report", ""},
    {"none", ""},
};

}  // namespace

std::optional<std::string> ScopeClassOf(std::string_view scope) {
  const std::string lower = absl::AsciiStrToLower(std::string(scope));
  const std::string_view verb = std::string_view(lower).substr(0, lower.find(':'));
  for (const ScopeVerb& known : kVerbs) {
    if (known.verb == verb) return known.scope_class;
  }
  return std::nullopt;
}

bool IsEmailScope(std::string_view scope) {
  const std::string lower = absl::AsciiStrToLower(std::string(scope));
  return lower == "read:me" || lower == "access_email_addresses" ||
         lower.rfind("access-email-addresses", 0) == 0 ||
         lower.rfind("read:email-address:", 0) == 0;
}

}  // namespace clausebook::evidence
