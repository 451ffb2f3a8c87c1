// What a scope allows.
#include <algorithm>
#include <iterator>

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

// What Bitbucket's Connect scopes are about; `:write` and the like come behind it.
constexpr std::string_view kBitbucketObjects[] = {
    "account", "email",   "team",    "repository", "pullrequest", "issue",
    "wiki",    "webhook", "snippet", "project",    "pipeline",    "runner"};

}  // namespace

std::optional<std::string> BitbucketScopeClassOf(std::string_view scope) {
  const std::size_t colon = scope.find(':');
  const std::string_view object = scope.substr(0, colon);
  if (std::find(std::begin(kBitbucketObjects), std::end(kBitbucketObjects), object) ==
      std::end(kBitbucketObjects)) {
    return std::nullopt;
  }
  if (colon == std::string_view::npos) return "read";
  const std::string_view right = scope.substr(colon + 1);
  if (right == "variable") return "write";
  if (right == "write" || right == "delete" || right == "admin") {
    return std::string(right);
  }
  return std::nullopt;
}

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
  return lower == "read:me" || lower == "email" || lower == "access_email_addresses" ||
         lower.rfind("access-email-addresses", 0) == 0 ||
         lower.rfind("read:email-address:", 0) == 0;
}

}  // namespace clausebook::evidence
