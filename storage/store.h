// The store, in the domain's words. Engines implement it; everything above knows
// only this file and storage/model.
//
// Nothing is overwritten: a change to a vendor, app or policy appends a version,
// a deletion appends a tombstone, a retraction or withdrawal is a record of its
// own. Each write transaction has one time, later than that of every earlier
// one, and everything it records carries that time. A read "as known at K" sees
// exactly the transactions with a time at or before K.
//
// Status codes, unless a function says otherwise: NOT_FOUND with ResourceInfo for
// what does not exist (as known then), CANCELLED and DEADLINE_EXCEEDED from the
// caller's Cancellation, UNAVAILABLE (kStorageUnavailable) when the engine cannot
// do it now, DATA_LOSS (kStorageDamaged) when the file is damaged.
#ifndef CLAUSEBOOK_STORAGE_STORE_H_
#define CLAUSEBOOK_STORAGE_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/base/cancellation.h"
#include "service/base/time.h"
#include "storage/model/access_token.h"
#include "storage/model/audit.h"
#include "storage/model/evidence_base.h"
#include "storage/model/fact.h"
#include "storage/model/names.h"
#include "storage/model/resources.h"
#include "storage/model/response.h"

namespace clausebook::storage {

// Part of an ordered list: at most `limit` (> 0) entries with keys greater than
// `after`. A key is what the list is ordered by, as text; see each function.
struct Page {
  std::string after;  // empty: from the start
  int limit = 0;
};

// What a list of facts is narrowed to.
struct FactFilter {
  std::optional<model::Publisher> publisher;  // nullopt: all vendors
  std::optional<std::string> fact;            // only this id; needs `publisher`
  bool include_retracted = false;
};

// A recording or retraction.
struct FactEvent {
  Instant time;
  bool retraction = false;
  model::Fact fact;
};

// Items of an app's responses that are looked for; see ListDecidedItems.
struct DecidedFilter {
  model::AppRef app;
  std::set<std::string> questions;  // ids: items with a part that asks one of them
  bool overridden_only = false;     // else approved ones too
};

// An item that somebody approved or overrode, and whose it is.
struct DecidedItem {
  model::ResponseRef response;
  model::ReviewedItem item;
};

// What a list of the audit log is narrowed to.
struct AuditFilter {
  Instant from;                // from this time on
  Instant until = kEndOfTime;  // and before this one
  std::string subject;         // whom it was; empty: anybody
  std::optional<model::AuditKind> kind;
  bool newest_first = false;
};

// The reply of a write that is stored for its request_id. Not one of the filled
// questionnaires, which are model::Response.
struct StoredResponse {
  std::string request_digest;  // of method and request
  std::string response;        // serialised
  Instant time;
};

// Reads of one consistent state. Not thread-safe; short-lived: a snapshot keeps
// engine resources, and none may outlive its Store. `known_at` may be
// kEndOfTime. Lists are ordered by resource name in byte order of their ids.
class ReadSnapshot {
 public:
  virtual ~ReadSnapshot() = default;

  // Time of the last transaction that this snapshot contains; 0 if there is none.
  virtual Instant LatestCommit() const = 0;

  virtual absl::StatusOr<model::Vendor> GetVendor(std::string_view id,
                                                  Instant known_at) = 0;
  // Key: vendor id.
  virtual absl::StatusOr<std::vector<model::Vendor>> ListVendors(const Page& page,
                                                                 Instant known_at) = 0;

  virtual absl::StatusOr<model::App> GetApp(const model::AppRef& ref,
                                            Instant known_at) = 0;
  // Apps of one vendor, or of all. Key: `vendor/app`. With `id_or_key` only apps
  // whose app id or Marketplace key it is.
  virtual absl::StatusOr<std::vector<model::App>> ListApps(
      const std::optional<std::string>& vendor, std::string_view id_or_key,
      const Page& page, Instant known_at) = 0;

  virtual absl::StatusOr<model::Policy> GetPolicy(const model::PolicyRef& ref,
                                                  Instant known_at) = 0;
  // Policies of one publisher, or of all vendors. Key: `publisher-id/policy`.
  virtual absl::StatusOr<std::vector<model::Policy>> ListPolicies(
      const std::optional<model::Publisher>& publisher, const Page& page,
      Instant known_at) = 0;

  // Withdrawn or not; with its text and the source that it was extracted from.
  virtual absl::StatusOr<model::Revision> GetRevision(const model::RevisionRef& ref) = 0;
  // Oldest first by (effective date, create_time), without texts and sources. Includes
  // withdrawn ones if asked; `withdraw_time` is set only if at or before `known_at`.
  virtual absl::StatusOr<std::vector<model::Revision>> ListRevisions(
      const model::PolicyRef& policy, Instant known_at, bool include_withdrawn) = 0;
  // In the order of the text.
  virtual absl::StatusOr<std::vector<model::Clause>> ListClauses(
      const model::RevisionRef& revision) = 0;

  // Generations ordered by fact. Key: `publisher-id/fact/generation`, the generation
  // as ten digits. Retractions after `known_at` are not seen.
  virtual absl::StatusOr<std::vector<model::Fact>> ListFacts(const FactFilter& filter,
                                                             const Page& page,
                                                             Instant known_at) = 0;
  // Newest first. Key: the event's time and sequence as the engine writes it,
  // handed back in `next_key` (empty at the end). For `fact`, only its events.
  virtual absl::StatusOr<std::vector<FactEvent>> ListFactEvents(
      const model::Publisher& publisher, const std::optional<std::string>& fact,
      const Page& page, std::string* next_key) = 0;

  // Suggestions on the publisher's policies that were refused, ordered by policy and
  // suggestion; also on policies that were deleted.
  virtual absl::StatusOr<std::vector<model::Rejection>> ListRejections(
      const model::Publisher& publisher, Instant known_at) = 0;

  // A filled questionnaire, with tallies as known then.
  virtual absl::StatusOr<model::Response> GetResponse(const model::ResponseRef& ref,
                                                      Instant known_at) = 0;
  // Those of one vendor, or of one of its apps, as GetResponse gives them. No item is
  // read. Key: response id.
  virtual absl::StatusOr<std::vector<model::Response>> ListResponses(
      const std::string& vendor, const std::optional<std::string>& app, const Page& page,
      Instant known_at) = 0;
  // How its items stand, by number. NOT_FOUND for the response.
  virtual absl::StatusOr<std::vector<model::ItemHead>> ListItemHeads(
      const model::ResponseRef& ref, Instant known_at) = 0;
  // The items with these numbers, in the order of the numbers asked for. NOT_FOUND for
  // the response or an item.
  virtual absl::StatusOr<std::vector<model::ReviewedItem>> GetResponseItems(
      const model::ResponseRef& ref, const std::vector<std::int32_t>& numbers,
      Instant known_at) = 0;
  // Every decision about an item, or with number 0 about all, as recorded, oldest first.
  virtual absl::StatusOr<std::vector<model::ItemReview>> ListItemReviews(
      const model::ResponseRef& ref, std::int32_t number, Instant known_at) = 0;
  // Items of the app's responses whose last decision is an approval or an override,
  // ordered by response and number.
  virtual absl::StatusOr<std::vector<DecidedItem>> ListDecidedItems(
      const DecidedFilter& filter, Instant known_at) = 0;
  // The customer's file as it was handed in; null for a response that has none.
  virtual absl::StatusOr<std::shared_ptr<const std::string>> GetResponseFile(
      const model::ResponseRef& ref) = 0;

  // Confirmed wordings of a vendor by (id, generation). Key: `mapping/generation`, the
  // generation as ten digits. Revocations after `known_at` are not seen.
  virtual absl::StatusOr<std::vector<model::Mapping>> ListMappings(
      const std::string& vendor, bool include_revoked, const Page& page,
      Instant known_at) = 0;

  // Tokens of callers by id, those that were revoked or have run out included. Key: id.
  virtual absl::StatusOr<std::vector<model::AccessToken>> ListTokens(
      const Page& page, Instant known_at) = 0;
  virtual absl::StatusOr<model::AccessToken> GetToken(std::string_view id,
                                                      Instant known_at) = 0;

  // Everything standing of the publisher as known at `known_at`, without the sources
  // of extracted texts. An unknown publisher gives an empty base.
  virtual absl::StatusOr<std::shared_ptr<const model::EvidenceBase>> LoadEvidence(
      const model::Publisher& publisher, Instant known_at) = 0;

  // Entries of the audit log by sequence, at most `limit` (> 0) of them: greater than
  // `after`, or where the newest come first less than it. `after` 0: from the start.
  virtual absl::StatusOr<std::vector<model::AuditEntry>> ListAuditEntries(
      const AuditFilter& filter, std::int64_t after, int limit) = 0;
  // The end of the chain; nullopt while the log is empty.
  virtual absl::StatusOr<std::optional<model::AuditEntry>> LastAuditEntry() = 0;
  // Checkpoints with a sequence greater than `after`, at most `limit` (> 0) of them.
  virtual absl::StatusOr<std::vector<model::AuditCheckpoint>> ListAuditCheckpoints(
      std::int64_t after, int limit) = 0;
  virtual absl::StatusOr<std::optional<model::AuditCheckpoint>> LastAuditCheckpoint() = 0;

  // nullopt if the id was not used, or only before `not_before`.
  virtual absl::StatusOr<std::optional<StoredResponse>> FindResponse(
      std::string_view request_id, Instant not_before) = 0;
};

// A transaction under way: reads see its own writes (at kEndOfTime). It is the
// caller's duty to check what the domain demands (that a vendor exists before
// its app is put, and so on); engines refuse what would break their references
// with INTERNAL. The version numbers and times in the structs passed in are
// ignored and filled in by the engine.
//
// A transaction that records something ends with an entry of the audit log, which the
// engine appends by itself: all that was recorded with digests of before and after, and
// who did it as far as Attribute was told. It stands and falls with the transaction.
class WriteTransaction : public ReadSnapshot {
 public:
  // The time that everything recorded here carries.
  virtual Instant time() const = 0;

  // Whom and what the transaction's entry names; the last one counts.
  virtual void Attribute(const model::AuditOrigin& origin) = 0;
  // Appends an entry about something that is not this transaction's doing. It is no
  // record of the domain: a transaction that only does this wrote nothing.
  virtual absl::Status AppendAudit(const model::AuditEvent& event) = 0;
  // Keeps a checkpoint. INTERNAL unless the log has that entry with that digest, and the
  // last checkpoint is of an earlier one.
  virtual absl::Status AddAuditCheckpoint(const model::AuditCheckpoint& checkpoint) = 0;

  // Append a version; each returns what was recorded.
  virtual absl::StatusOr<model::Vendor> PutVendor(const model::Vendor& vendor) = 0;
  virtual absl::StatusOr<model::App> PutApp(const model::App& app) = 0;
  virtual absl::StatusOr<model::Policy> PutPolicy(const model::Policy& policy) = 0;

  // Append a tombstone. A later Put of the same key goes on with the numbering.
  virtual absl::Status DeleteVendor(std::string_view id) = 0;
  virtual absl::Status DeleteApp(const model::AppRef& ref) = 0;
  virtual absl::Status DeletePolicy(const model::PolicyRef& ref) = 0;

  // Records an immutable revision; `revision.text` must be set, `clauses` lie in
  // it. ALREADY_EXISTS if a revision with that id stands. One that was withdrawn
  // may be recorded again.
  virtual absl::StatusOr<model::Revision> AddRevision(
      const model::Revision& revision, const std::vector<model::Clause>& clauses) = 0;
  // NOT_FOUND if none stands.
  virtual absl::Status WithdrawRevision(const model::RevisionRef& ref) = 0;

  // Records the next generation. ALREADY_EXISTS while one with that id stands.
  virtual absl::StatusOr<model::Fact> AddFact(const model::FactRef& ref,
                                              const model::FactContent& content) = 0;
  // NOT_FOUND if none stands. Returns what was retracted.
  virtual absl::StatusOr<model::Fact> RetractFact(const model::FactRef& ref,
                                                  std::string_view reason) = 0;

  // Records that a suggestion was refused; its time is ignored and filled in.
  // ALREADY_EXISTS if it was before: a refusal is for good.
  virtual absl::StatusOr<model::Rejection> AddRejection(
      const model::Rejection& rejection) = 0;

  // Records a filled questionnaire: its items, numbered 1, 2, … in this order, and the
  // customer's file, null without one (of which `file_digest` is the SHA-256; equal
  // files are kept once). ALREADY_EXISTS if there is one of that id: it is for good.
  virtual absl::StatusOr<model::Response> AddResponse(
      const model::Response& response, const std::vector<model::ResponseItem>& items,
      const std::shared_ptr<const std::string>& file) = 0;
  // Records decisions about items; of several about one item the last one counts.
  // NOT_FOUND for the response or an item.
  virtual absl::Status AddItemReviews(const model::ResponseRef& ref,
                                      const std::vector<model::ItemReview>& reviews) = 0;

  // Records what a wording asks. ALREADY_EXISTS while one with that id stands.
  virtual absl::StatusOr<model::Mapping> AddMapping(const model::Mapping& mapping) = 0;
  // NOT_FOUND if none stands. Returns what was revoked.
  virtual absl::StatusOr<model::Mapping> RevokeMapping(const model::MappingRef& ref,
                                                       std::string_view revoked_by,
                                                       std::string_view reason) = 0;

  // Records a token. ALREADY_EXISTS if the id or the digest is taken: both are for good.
  virtual absl::StatusOr<model::AccessToken> AddToken(
      const model::AccessToken& token) = 0;
  // NOT_FOUND if there is none. One that was revoked before stays as it is. Returns it.
  virtual absl::StatusOr<model::AccessToken> RevokeToken(std::string_view id,
                                                         std::string_view revoked_by,
                                                         std::string_view reason) = 0;

  // Keeps a response for the request id. ALREADY_EXISTS if the id is taken within
  // the time that FindResponse looks back.
  virtual absl::Status SaveResponse(std::string_view request_id,
                                    std::string_view request_digest,
                                    std::string_view response) = 0;
};

// What a committed transaction did.
struct Commit {
  Instant time;  // 0 if it wrote nothing
  // Whose resources, policies, facts, responses or mappings were touched. Tokens are
  // nobody's.
  std::set<model::Publisher> touched;
};

// A body of Store::Write. It may be run again after a failed attempt and must
// keep no state between runs. Returning an error rolls everything back.
using WriteBody = std::function<absl::Status(WriteTransaction&)>;

// A store of facts. Thread-safe. Reads do not wait for writes.
class Store {
 public:
  virtual ~Store() = default;

  // Opens a snapshot of the last committed state. `cancellation` may be null and
  // must outlive the snapshot; once it is set, the snapshot's reads fail with its
  // status. RESOURCE_EXHAUSTED (kOverloaded) if no reader is free in time.
  virtual absl::StatusOr<std::unique_ptr<ReadSnapshot>> Read(
      const Cancellation* cancellation) = 0;

  // Runs `body` as one transaction. When this returns OK the changes are durable:
  // on disk, where the engine has one. One transaction runs at a time. A
  // cancellation set before the commit rolls back; during the commit it is ignored.
  virtual absl::StatusOr<Commit> Write(const Cancellation* cancellation,
                                       const WriteBody& body) = 0;

  // OK if the store can serve: a cheap probe for health checks.
  virtual absl::Status Probe() = 0;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_STORE_H_
