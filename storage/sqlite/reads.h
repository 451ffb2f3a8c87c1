// The reads of storage/store.h over one connection that is inside of a transaction.
// Functions return what store.h promises of those with the same names.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_READS_H_
#define CLAUSEBOOK_STORAGE_SQLITE_READS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/sqlite/connection.h"
#include "storage/store.h"

namespace clausebook::storage {

Instant ReadLatestCommit(Connection& c);

absl::StatusOr<model::Vendor> ReadVendor(Connection& c, std::string_view id,
                                         Instant known_at);
std::vector<model::Vendor> ReadVendors(Connection& c, const Page& page, Instant known_at);
absl::StatusOr<model::App> ReadApp(Connection& c, const model::AppRef& ref,
                                   Instant known_at);
std::vector<model::App> ReadApps(Connection& c, const std::optional<std::string>& vendor,
                                 std::string_view id_or_key, const Page& page,
                                 Instant known_at);

absl::StatusOr<model::Policy> ReadPolicy(Connection& c, const model::PolicyRef& ref,
                                         Instant known_at);
std::vector<model::Policy> ReadPolicies(Connection& c,
                                        const std::optional<model::Publisher>& publisher,
                                        const Page& page, Instant known_at);
absl::StatusOr<model::Revision> ReadRevision(Connection& c,
                                             const model::RevisionRef& ref);
std::vector<model::Revision> ReadRevisions(Connection& c, const model::PolicyRef& policy,
                                           Instant known_at, bool include_withdrawn);
absl::StatusOr<std::vector<model::Clause>> ReadClauses(Connection& c,
                                                       const model::RevisionRef& ref);
// The row of the revision recorded last under that name; nullopt if there is none
// or, with `standing`, if it was withdrawn.
std::optional<std::int64_t> FindRevisionUid(Connection& c, const model::RevisionRef& ref,
                                            bool standing);
// Policies with their standing revisions, texts and clauses.
absl::StatusOr<std::vector<model::PolicyEvidence>> ReadPolicyEvidence(
    Connection& c, const model::Publisher& publisher, Instant known_at);

std::vector<model::Fact> ReadFacts(Connection& c, const FactFilter& filter,
                                   const Page& page, Instant known_at);
// All standing facts of the publisher, ordered by id.
std::vector<model::Fact> ReadStandingFacts(Connection& c,
                                           const model::Publisher& publisher,
                                           Instant known_at);
std::vector<FactEvent> ReadFactEvents(Connection& c, const model::Publisher& publisher,
                                      const std::optional<std::string>& fact,
                                      const Page& page, std::string* next_key);
// The row of the standing generation.
std::optional<std::int64_t> FindStandingFact(Connection& c, const model::FactRef& ref);
model::Fact ReadFactByUid(Connection& c, std::int64_t uid, Instant known_at);

std::vector<model::Rejection> ReadRejections(Connection& c,
                                             const model::Publisher& publisher,
                                             Instant known_at);

// Filled questionnaires.
absl::StatusOr<model::Response> ReadFilled(Connection& c, const model::ResponseRef& ref,
                                           Instant known_at);
std::vector<model::Response> ReadFilledOf(Connection& c, const std::string& vendor,
                                          const std::optional<std::string>& app,
                                          const Page& page, Instant known_at);
// The response's row; NOT_FOUND.
absl::StatusOr<std::int64_t> FindFilledUid(Connection& c, const model::ResponseRef& ref,
                                           Instant known_at);
absl::StatusOr<std::vector<model::ItemHead>> ReadItemHeads(Connection& c,
                                                           const model::ResponseRef& ref,
                                                           Instant known_at);
absl::StatusOr<std::vector<model::ReviewedItem>> ReadItems(
    Connection& c, const model::ResponseRef& ref,
    const std::vector<std::int32_t>& numbers, Instant known_at);
// An item with its last review; nullopt if the response has none of that number.
std::optional<model::ReviewedItem> ReadItem(Connection& c, std::int64_t response_uid,
                                            std::int32_t number, Instant known_at);
absl::StatusOr<std::vector<model::ItemReview>> ReadItemReviews(
    Connection& c, const model::ResponseRef& ref, std::int32_t number, Instant known_at);
absl::StatusOr<std::vector<DecidedItem>> ReadDecidedItems(Connection& c,
                                                          const DecidedFilter& filter,
                                                          Instant known_at);
absl::StatusOr<std::shared_ptr<const std::string>> ReadResponseFile(
    Connection& c, const model::ResponseRef& ref);
// Unless it is there already.
void WriteResponseFile(Connection& c, const std::string& sha256, std::string_view bytes);

std::vector<model::Mapping> ReadMappings(Connection& c, const std::string& vendor,
                                         bool include_revoked, const Page& page,
                                         Instant known_at);

std::optional<StoredResponse> ReadResponse(Connection& c, std::string_view request_id,
                                           Instant not_before);

inline int KindCode(const model::Publisher& publisher) {
  return publisher.kind == model::PublisherKind::kVendor ? 1 : 0;
}

std::vector<model::AccessToken> ReadTokens(Connection& c, const Page& page,
                                           Instant known_at);
absl::StatusOr<model::AccessToken> ReadToken(Connection& c, std::string_view id,
                                             Instant known_at);

std::vector<model::AuditEntry> ReadAuditEntries(Connection& c, const AuditFilter& filter,
                                                std::int64_t after, int limit);
std::optional<model::AuditEntry> ReadLastAuditEntry(Connection& c);
std::vector<model::AuditCheckpoint> ReadAuditCheckpoints(Connection& c,
                                                         std::int64_t after, int limit);
std::optional<model::AuditCheckpoint> ReadLastAuditCheckpoint(Connection& c);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_READS_H_
