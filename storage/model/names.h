// Who and what is meant: the keys of the domain and their resource names.
#ifndef CLAUSEBOOK_STORAGE_MODEL_NAMES_H_
#define CLAUSEBOOK_STORAGE_MODEL_NAMES_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook::model {

// Who publishes policies and facts.
enum class PublisherKind { kPlatform, kVendor };

// A vendor or platform.
struct Publisher {
  PublisherKind kind = PublisherKind::kVendor;
  std::string id;
  friend auto operator<=>(const Publisher&, const Publisher&) = default;
};

// An app of a vendor.
struct AppRef {
  std::string vendor;
  std::string app;
  friend auto operator<=>(const AppRef&, const AppRef&) = default;
};

// A policy of a vendor or platform.
struct PolicyRef {
  Publisher publisher;
  std::string policy;
  friend auto operator<=>(const PolicyRef&, const PolicyRef&) = default;
};

// A revision of a policy.
struct RevisionRef {
  PolicyRef policy;
  std::string revision;
  friend auto operator<=>(const RevisionRef&, const RevisionRef&) = default;
};

// A fact (all its generations).
struct FactRef {
  Publisher publisher;
  std::string fact;
  friend auto operator<=>(const FactRef&, const FactRef&) = default;
};

// A fact that a revision's clauses suggest.
struct SuggestionRef {
  RevisionRef revision;
  std::string suggestion;
  friend auto operator<=>(const SuggestionRef&, const SuggestionRef&) = default;
};

// A filled questionnaire of a vendor.
struct ResponseRef {
  std::string vendor;
  std::string response;
  friend auto operator<=>(const ResponseRef&, const ResponseRef&) = default;
};

// An item of a response; numbers count from 1.
struct ResponseItemRef {
  ResponseRef response;
  std::int32_t number = 0;
  friend auto operator<=>(const ResponseItemRef&, const ResponseItemRef&) = default;
};

// A wording that somebody confirmed, for a vendor: the id is the first 32 digits of the
// digest of its normal form.
struct MappingRef {
  std::string vendor;
  std::string mapping;
  friend auto operator<=>(const MappingRef&, const MappingRef&) = default;
};

// Resource names, as in the contract.
std::string ToName(const Publisher& publisher);
std::string ToName(const AppRef& app);
std::string ToName(const PolicyRef& policy);
std::string ToName(const RevisionRef& revision);
std::string ToName(const FactRef& fact);
std::string ToName(const SuggestionRef& suggestion);
std::string ToName(const ResponseRef& response);
std::string ToName(const ResponseItemRef& item);
std::string ToName(const MappingRef& mapping);
std::string ClauseName(const RevisionRef& revision, std::string_view clause);
std::string RejectionName(const PolicyRef& policy, std::string_view suggestion);

// The reverse; nullopt for anything that is not such a name with valid ids.
std::optional<Publisher> ParsePublisher(std::string_view name);
std::optional<AppRef> ParseApp(std::string_view name);
std::optional<PolicyRef> ParsePolicy(std::string_view name);
std::optional<RevisionRef> ParseRevision(std::string_view name);
std::optional<FactRef> ParseFact(std::string_view name);
std::optional<SuggestionRef> ParseSuggestion(std::string_view name);
std::optional<ResponseRef> ParseResponse(std::string_view name);
std::optional<ResponseItemRef> ParseResponseItem(std::string_view name);
std::optional<MappingRef> ParseMapping(std::string_view name);

// 1 to 63 characters out of a-z, 0-9 and `-`, a letter first, no `-` last (AIP-122).
bool IsValidId(std::string_view id);

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_NAMES_H_
