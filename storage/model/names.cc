#include "storage/model/names.h"

#include <charconv>
#include <system_error>
#include <utility>
#include <vector>

namespace clausebook::model {
namespace {

constexpr std::string_view kVendors = "vendors";
constexpr std::string_view kPlatforms = "platforms";

std::vector<std::string_view> SplitPath(std::string_view name) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto slash = name.find('/');
    parts.push_back(name.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    name.remove_prefix(slash + 1);
  }
}

std::optional<Publisher> PublisherOf(std::string_view collection, std::string_view id) {
  if (!IsValidId(id)) return std::nullopt;
  if (collection == kVendors) return Publisher{PublisherKind::kVendor, std::string(id)};
  if (collection == kPlatforms) {
    return Publisher{PublisherKind::kPlatform, std::string(id)};
  }
  return std::nullopt;
}

// Revision ids are `YYYY-MM-DD-xxxxxxxx`: digits, hex letters and dashes.
bool IsValidRevisionId(std::string_view id) {
  if (id.empty() || id.size() > 63) return false;
  for (char c : id) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-')) return false;
  }
  return true;
}

// The first 32 digits of a SHA-256, hexadecimal.
bool IsValidMappingId(std::string_view id) {
  if (id.size() != 32) return false;
  for (char c : id) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

// A name `vendors/{vendor}/{collection}/{id}` whose vendor is valid, as its parts.
std::optional<std::pair<std::string, std::string>> ParseOfVendor(
    std::string_view name, std::string_view collection) {
  const auto parts = SplitPath(name);
  if (parts.size() != 4 || parts[0] != kVendors || parts[2] != collection ||
      !IsValidId(parts[1])) {
    return std::nullopt;
  }
  return std::pair(std::string(parts[1]), std::string(parts[3]));
}

}  // namespace

bool IsValidId(std::string_view id) {
  if (id.empty() || id.size() > 63 || id.back() == '-') return false;
  if (id.front() < 'a' || id.front() > 'z') return false;
  for (char c : id) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  }
  return true;
}

std::string ToName(const Publisher& publisher) {
  const auto collection =
      publisher.kind == PublisherKind::kVendor ? kVendors : kPlatforms;
  return std::string(collection) + "/" + publisher.id;
}

std::string ToName(const AppRef& app) {
  return std::string(kVendors) + "/" + app.vendor + "/apps/" + app.app;
}

std::string ToName(const PolicyRef& policy) {
  return ToName(policy.publisher) + "/policies/" + policy.policy;
}

std::string ToName(const RevisionRef& revision) {
  return ToName(revision.policy) + "/revisions/" + revision.revision;
}

std::string ToName(const FactRef& fact) {
  return ToName(fact.publisher) + "/facts/" + fact.fact;
}

std::string ToName(const SuggestionRef& suggestion) {
  return ToName(suggestion.revision) + "/suggestions/" + suggestion.suggestion;
}

std::string ToName(const ResponseRef& response) {
  return std::string(kVendors) + "/" + response.vendor + "/responses/" +
         response.response;
}

std::string ToName(const ResponseItemRef& item) {
  return ToName(item.response) + "/items/" + std::to_string(item.number);
}

std::string ToName(const MappingRef& mapping) {
  return std::string(kVendors) + "/" + mapping.vendor + "/mappings/" + mapping.mapping;
}

std::string ClauseName(const RevisionRef& revision, std::string_view clause) {
  return ToName(revision) + "/clauses/" + std::string(clause);
}

std::string RejectionName(const PolicyRef& policy, std::string_view suggestion) {
  return ToName(policy) + "/rejections/" + std::string(suggestion);
}

std::optional<Publisher> ParsePublisher(std::string_view name) {
  const auto parts = SplitPath(name);
  if (parts.size() != 2) return std::nullopt;
  return PublisherOf(parts[0], parts[1]);
}

std::optional<AppRef> ParseApp(std::string_view name) {
  const auto parts = SplitPath(name);
  if (parts.size() != 4 || parts[0] != kVendors || parts[2] != "apps" ||
      !IsValidId(parts[1]) || !IsValidId(parts[3])) {
    return std::nullopt;
  }
  return AppRef{std::string(parts[1]), std::string(parts[3])};
}

std::optional<PolicyRef> ParsePolicy(std::string_view name) {
  const auto parts = SplitPath(name);
  if (parts.size() != 4 || parts[2] != "policies" || !IsValidId(parts[3])) {
    return std::nullopt;
  }
  auto publisher = PublisherOf(parts[0], parts[1]);
  if (!publisher) return std::nullopt;
  return PolicyRef{*std::move(publisher), std::string(parts[3])};
}

std::optional<RevisionRef> ParseRevision(std::string_view name) {
  const auto parts = SplitPath(name);
  if (parts.size() != 6 || parts[4] != "revisions" || !IsValidRevisionId(parts[5])) {
    return std::nullopt;
  }
  const auto prefix = name.substr(0, name.size() - parts[4].size() - parts[5].size() - 2);
  auto policy = ParsePolicy(prefix);
  if (!policy) return std::nullopt;
  return RevisionRef{*std::move(policy), std::string(parts[5])};
}

std::optional<FactRef> ParseFact(std::string_view name) {
  const auto parts = SplitPath(name);
  if (parts.size() != 4 || parts[2] != "facts" || !IsValidId(parts[3])) {
    return std::nullopt;
  }
  auto publisher = PublisherOf(parts[0], parts[1]);
  if (!publisher) return std::nullopt;
  return FactRef{*std::move(publisher), std::string(parts[3])};
}

std::optional<SuggestionRef> ParseSuggestion(std::string_view name) {
  const auto parts = SplitPath(name);
  if (parts.size() != 8 || parts[6] != "suggestions" || !IsValidId(parts[7])) {
    return std::nullopt;
  }
  const auto prefix = name.substr(0, name.size() - parts[6].size() - parts[7].size() - 2);
  auto revision = ParseRevision(prefix);
  if (!revision) return std::nullopt;
  return SuggestionRef{*std::move(revision), std::string(parts[7])};
}

std::optional<ResponseRef> ParseResponse(std::string_view name) {
  auto parts = ParseOfVendor(name, "responses");
  if (!parts || !IsValidId(parts->second)) return std::nullopt;
  return ResponseRef{std::move(parts->first), std::move(parts->second)};
}

std::optional<ResponseItemRef> ParseResponseItem(std::string_view name) {
  const auto parts = SplitPath(name);
  if (parts.size() != 6 || parts[4] != "items") return std::nullopt;
  const std::string_view digits = parts[5];
  auto response =
      ParseResponse(name.substr(0, name.size() - parts[4].size() - digits.size() - 2));
  // A number has one way to be written.
  ResponseItemRef item;
  const char* const end = digits.data() + digits.size();
  const auto [stop, fault] = std::from_chars(digits.data(), end, item.number);
  if (!response || fault != std::errc() || stop != end || digits.front() == '0' ||
      item.number < 1) {
    return std::nullopt;
  }
  item.response = *std::move(response);
  return item;
}

std::optional<MappingRef> ParseMapping(std::string_view name) {
  auto parts = ParseOfVendor(name, "mappings");
  if (!parts || !IsValidMappingId(parts->second)) return std::nullopt;
  return MappingRef{std::move(parts->first), std::move(parts->second)};
}

}  // namespace clausebook::model
