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
  std::map<std::string, StoredResponse, std::less<>> responses;

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
  std::shared_ptr<const model::EvidenceBase> LoadEvidence(
      const model::Publisher& publisher, Instant known_at) const;
  std::optional<StoredResponse> FindResponse(std::string_view request_id,
                                             Instant not_before) const;

  // The policy's records as of then, oldest first by (effective date, create_time).
  std::vector<const RevisionRecord*> RevisionsAt(const model::PolicyRef& policy,
                                                 Instant known_at,
                                                 bool include_withdrawn) const;
  // The record that was made last under that name; null if there is none.
  const RevisionRecord* LastRevision(const model::RevisionRef& ref) const;
  // The standing generation; null if there is none.
  const FactRecord* StandingFact(const model::FactRef& ref) const;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_MEMORY_STATE_H_
