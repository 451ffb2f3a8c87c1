// Everything that a MemoryStore holds after one transaction, and how it is read.
#ifndef CLAUSEBOOK_STORAGE_MEMORY_STATE_H_
#define CLAUSEBOOK_STORAGE_MEMORY_STATE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/memory/history.h"
#include "storage/store.h"

namespace clausebook::storage {

// A revision as it was recorded; a revision that is recorded again after its
// withdrawal is another record.
struct RevisionRecord {
  model::Revision revision;  // withdraw_time is set whenever it was withdrawn
  std::shared_ptr<const std::vector<model::Clause>> clauses;

  // Without a withdrawal after `known_at`.
  model::Revision AsKnown(Instant known_at) const;
};

// A generation of a fact.
struct FactRecord {
  model::Fact fact;           // retract_time is set whenever it was retracted
  std::int64_t sequence = 0;  // in the order of recording, over all facts
};

// A filled questionnaire; items and file are shared between states.
struct ResponseRecord {
  model::Response response;  // without tallies
  std::shared_ptr<const std::vector<model::ResponseItem>> items;
  std::shared_ptr<const std::string> file;  // may be null
  std::vector<model::ItemReview> reviews;   // as recorded

  // The last decision about an item as known then; null if there is none.
  const model::ItemReview* LastReview(std::int32_t number, Instant known_at) const;
  // The item of that number, which it has.
  model::ReviewedItem ItemAt(std::int32_t number, Instant known_at) const;
  std::vector<model::ItemHead> Heads(Instant known_at) const;
  model::Response AsKnown(Instant known_at) const;
};

// A value: a transaction changes its own copy, which then replaces the store's, so
// that snapshots keep what they began with. Thread-compatible. The functions return
// what storage/store.h promises of those with the same names.
struct State {
  Instant latest;
  History<std::string, model::Vendor> vendors;
  History<model::AppRef, model::App> apps;
  History<model::PolicyRef, model::Policy> policies;
  std::map<model::PolicyRef, std::vector<RevisionRecord>> revisions;  // as recorded
  std::map<model::FactRef, std::vector<FactRecord>> facts;            // by generation
  std::int64_t last_sequence = 0;
  // By policy and suggestion.
  std::map<std::pair<model::PolicyRef, std::string>, model::Rejection> rejections;
  std::map<model::ResponseRef, ResponseRecord> filled;
  std::map<model::MappingRef, std::vector<model::Mapping>> mappings;  // by generation
  std::map<std::string, model::AccessToken, std::less<>> tokens;      // by id
  std::map<std::string, StoredResponse, std::less<>> responses;
  std::vector<model::AuditEntry> audit;             // entry n is at n - 1
  std::vector<model::AuditCheckpoint> checkpoints;  // by sequence

  absl::StatusOr<model::Vendor> GetVendor(std::string_view id, Instant known_at) const;
  std::vector<model::Vendor> ListVendors(const Page& page, Instant known_at) const;
  absl::StatusOr<model::App> GetApp(const model::AppRef& ref, Instant known_at) const;
  std::vector<model::App> ListApps(const std::optional<std::string>& vendor,
                                   std::string_view id_or_key, const Page& page,
                                   Instant known_at) const;
  absl::StatusOr<model::Policy> GetPolicy(const model::PolicyRef& ref,
                                          Instant known_at) const;
  std::vector<model::Policy> ListPolicies(
      const std::optional<model::Publisher>& publisher, const Page& page,
      Instant known_at) const;

  absl::StatusOr<model::Revision> GetRevision(const model::RevisionRef& ref) const;
  std::vector<model::Revision> ListRevisions(const model::PolicyRef& policy,
                                             Instant known_at,
                                             bool include_withdrawn) const;
  absl::StatusOr<std::vector<model::Clause>> ListClauses(
      const model::RevisionRef& revision) const;

  std::vector<model::Fact> ListFacts(const FactFilter& filter, const Page& page,
                                     Instant known_at) const;
  std::vector<FactEvent> ListFactEvents(const model::Publisher& publisher,
                                        const std::optional<std::string>& fact,
                                        const Page& page, std::string* next_key) const;
  std::vector<model::Rejection> ListRejections(const model::Publisher& publisher,
                                               Instant known_at) const;
  absl::StatusOr<model::Response> GetResponse(const model::ResponseRef& ref,
                                              Instant known_at) const;
  std::vector<model::Response> ListResponses(const std::string& vendor,
                                             const std::optional<std::string>& app,
                                             const Page& page, Instant known_at) const;
  absl::StatusOr<std::vector<model::ItemHead>> ListItemHeads(
      const model::ResponseRef& ref, Instant known_at) const;
  absl::StatusOr<std::vector<model::ReviewedItem>> GetResponseItems(
      const model::ResponseRef& ref, const std::vector<std::int32_t>& numbers,
      Instant known_at) const;
  absl::StatusOr<std::vector<model::ItemReview>> ListItemReviews(
      const model::ResponseRef& ref, std::int32_t number, Instant known_at) const;
  std::vector<DecidedItem> ListDecidedItems(const DecidedFilter& filter,
                                            Instant known_at) const;
  absl::StatusOr<std::shared_ptr<const std::string>> GetResponseFile(
      const model::ResponseRef& ref) const;
  std::vector<model::Mapping> ListMappings(const std::string& vendor,
                                           bool include_revoked, const Page& page,
                                           Instant known_at) const;
  std::vector<model::AccessToken> ListTokens(const Page& page, Instant known_at) const;
  absl::StatusOr<model::AccessToken> GetToken(std::string_view id,
                                              Instant known_at) const;
  std::shared_ptr<const model::EvidenceBase> LoadEvidence(
      const model::Publisher& publisher, Instant known_at) const;
  std::optional<StoredResponse> FindResponse(std::string_view request_id,
                                             Instant not_before) const;

  std::vector<model::AuditEntry> ListAuditEntries(const AuditFilter& filter,
                                                  std::int64_t after, int limit) const;
  std::vector<model::AuditCheckpoint> ListAuditCheckpoints(std::int64_t after,
                                                           int limit) const;

  // The policy's records as of then, oldest first by (effective date, create_time).
  std::vector<const RevisionRecord*> RevisionsAt(const model::PolicyRef& policy,
                                                 Instant known_at,
                                                 bool include_withdrawn) const;
  // The record that was made last under that name; null if there is none.
  const RevisionRecord* LastRevision(const model::RevisionRef& ref) const;
  // NOT_FOUND for one that was not recorded by then.
  absl::StatusOr<const ResponseRecord*> FindFilled(const model::ResponseRef& ref,
                                                   Instant known_at) const;
  // The standing generation; null if there is none.
  const FactRecord* StandingFact(const model::FactRef& ref) const;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_MEMORY_STATE_H_
