// A transaction of a MemoryStore: reads and appends to a copy of the state.
#ifndef CLAUSEBOOK_STORAGE_MEMORY_TRANSACTION_H_
#define CLAUSEBOOK_STORAGE_MEMORY_TRANSACTION_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/memory/snapshot.h"

namespace clausebook::storage {

// Changes `state`, which outlives this; nobody else sees it meanwhile. Used as
// AuditedTransaction, which adds what is missing.
class MemoryTransaction : public ReadsOfState<WriteTransaction, State*> {
 public:
  MemoryTransaction(State* state, const Cancellation* cancellation, Instant time)
      : ReadsOfState(state, cancellation), time_(time) {}

  // What was done so far.
  const Commit& commit() const { return commit_; }
  bool wrote() const { return commit_.time.micros != 0; }

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
  void Touch(const model::Publisher& publisher);

  Instant time_;
  Commit commit_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_MEMORY_TRANSACTION_H_
