// The writing half of a transaction: every function appends rows.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_TRANSACTION_H_
#define CLAUSEBOOK_STORAGE_SQLITE_TRANSACTION_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "storage/sqlite/snapshot.h"

namespace clausebook::storage {

// Lives inside of one `BEGIN IMMEDIATE … COMMIT` of the writer's connection. Used as
// AuditedTransaction, which adds what is missing.
class SqliteTransaction : public ReadsOver<WriteTransaction> {
 public:
  SqliteTransaction(Connection& connection, Instant latest, Instant time)
      : ReadsOver(connection, latest), time_(time) {}

  // Whether anything was recorded, and whose.
  bool wrote() const { return wrote_; }
  const std::set<model::Publisher>& touched() const { return touched_; }

  Instant time() const override { return time_; }
  absl::StatusOr<model::Vendor> PutVendor(const model::Vendor& vendor) override;
  absl::StatusOr<model::App> PutApp(const model::App& app) override;
  absl::StatusOr<model::Policy> PutPolicy(const model::Policy& policy) override;
  absl::Status DeleteVendor(std::string_view id) override;
  absl::Status DeleteApp(const model::AppRef& ref) override;
  absl::Status DeletePolicy(const model::PolicyRef& ref) override;
  absl::StatusOr<model::Revision> AddRevision(
      const model::Revision& revision,
      const std::vector<model::Clause>& clauses) override;
  absl::Status WithdrawRevision(const model::RevisionRef& ref) override;
  absl::StatusOr<model::Fact> AddFact(const model::FactRef& ref,
                                      const model::FactContent& content) override;
  absl::StatusOr<model::Fact> RetractFact(const model::FactRef& ref,
                                          std::string_view reason) override;
  absl::StatusOr<model::Rejection> AddRejection(
      const model::Rejection& rejection) override;
  absl::StatusOr<model::Response> AddResponse(
      const model::Response& response, const std::vector<model::ResponseItem>& items,
      const std::shared_ptr<const std::string>& file) override;
  absl::Status AddItemReviews(const model::ResponseRef& ref,
                              const std::vector<model::ItemReview>& reviews) override;
  absl::StatusOr<model::Mapping> AddMapping(const model::Mapping& mapping) override;
  absl::StatusOr<model::Mapping> RevokeMapping(const model::MappingRef& ref,
                                               std::string_view revoked_by,
                                               std::string_view reason) override;
  absl::StatusOr<model::AccessToken> AddToken(const model::AccessToken& token) override;
  absl::StatusOr<model::AccessToken> RevokeToken(std::string_view id,
                                                 std::string_view revoked_by,
                                                 std::string_view reason) override;
  absl::Status SaveResponse(std::string_view request_id, std::string_view request_digest,
                            std::string_view response) override;
  absl::Status AddAuditCheckpoint(const model::AuditCheckpoint& checkpoint) override;

 protected:
  absl::Status InsertAuditEntry(const model::AuditEntry& entry);

 private:
  // Records the transaction's time, once.
  void NoteCommit();
  // The same, and whom it touches.
  void Touch(const model::Publisher& publisher);
  void TouchVendor(const std::string& id) { Touch({model::PublisherKind::kVendor, id}); }
  void WriteVendor(const model::Vendor& vendor, bool deleted);
  void WriteApp(const model::App& app, bool deleted);
  void WritePolicy(const model::Policy& policy, bool deleted);
  void WriteFact(const model::FactRef& ref, const model::FactContent& content,
                 std::int64_t generation, std::optional<std::int64_t> revision_uid);
  void WriteParts(std::int64_t uid, const model::FactContent& content);
  void WriteItem(std::int64_t response_uid, const model::ResponseItem& item,
                 std::int32_t number);
  void WriteApproval(std::int64_t uid, const model::Approval& approval);

  Instant time_;
  bool wrote_ = false;
  std::set<model::Publisher> touched_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_TRANSACTION_H_
