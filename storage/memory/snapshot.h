// ReadSnapshot over a State: for readers, and as the reading half of a transaction.
#ifndef CLAUSEBOOK_STORAGE_MEMORY_SNAPSHOT_H_
#define CLAUSEBOOK_STORAGE_MEMORY_SNAPSHOT_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/base/status_macros.h"
#include "storage/memory/state.h"

namespace clausebook::storage {

// Implements the reads of `Base` (ReadSnapshot or WriteTransaction). `StatePointer`
// points to the State; the cancellation may be null.
template <typename Base, typename StatePointer>
class ReadsOfState : public Base {
 public:
  ReadsOfState(StatePointer state, const Cancellation* cancellation)
      : state_(std::move(state)), cancellation_(cancellation) {}

  Instant LatestCommit() const override { return state_->latest; }

  absl::StatusOr<model::Vendor> GetVendor(std::string_view id,
                                          Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->GetVendor(id, known_at);
  }
  absl::StatusOr<std::vector<model::Vendor>> ListVendors(const Page& page,
                                                         Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListVendors(page, known_at);
  }
  absl::StatusOr<model::App> GetApp(const model::AppRef& ref, Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->GetApp(ref, known_at);
  }
  absl::StatusOr<std::vector<model::App>> ListApps(
      const std::optional<std::string>& vendor, std::string_view id_or_key,
      const Page& page, Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListApps(vendor, id_or_key, page, known_at);
  }
  absl::StatusOr<model::Policy> GetPolicy(const model::PolicyRef& ref,
                                          Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->GetPolicy(ref, known_at);
  }
  absl::StatusOr<std::vector<model::Policy>> ListPolicies(
      const std::optional<model::Publisher>& publisher, const Page& page,
      Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListPolicies(publisher, page, known_at);
  }
  absl::StatusOr<model::Revision> GetRevision(const model::RevisionRef& ref) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->GetRevision(ref);
  }
  absl::StatusOr<std::vector<model::Revision>> ListRevisions(
      const model::PolicyRef& policy, Instant known_at, bool include_withdrawn) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListRevisions(policy, known_at, include_withdrawn);
  }
  absl::StatusOr<std::vector<model::Clause>> ListClauses(
      const model::RevisionRef& revision) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListClauses(revision);
  }
  absl::StatusOr<std::vector<model::Fact>> ListFacts(const FactFilter& filter,
                                                     const Page& page,
                                                     Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListFacts(filter, page, known_at);
  }
  absl::StatusOr<std::vector<FactEvent>> ListFactEvents(
      const model::Publisher& publisher, const std::optional<std::string>& fact,
      const Page& page, std::string* next_key) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListFactEvents(publisher, fact, page, next_key);
  }
  absl::StatusOr<std::vector<model::Rejection>> ListRejections(
      const model::Publisher& publisher, Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListRejections(publisher, known_at);
  }
  absl::StatusOr<model::Response> GetResponse(const model::ResponseRef& ref,
                                              Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->GetResponse(ref, known_at);
  }
  absl::StatusOr<std::vector<model::Response>> ListResponses(
      const std::string& vendor, const std::optional<std::string>& app, const Page& page,
      Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListResponses(vendor, app, page, known_at);
  }
  absl::StatusOr<std::vector<model::ItemHead>> ListItemHeads(
      const model::ResponseRef& ref, Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListItemHeads(ref, known_at);
  }
  absl::StatusOr<std::vector<model::ReviewedItem>> GetResponseItems(
      const model::ResponseRef& ref, const std::vector<std::int32_t>& numbers,
      Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->GetResponseItems(ref, numbers, known_at);
  }
  absl::StatusOr<std::vector<model::ItemReview>> ListItemReviews(
      const model::ResponseRef& ref, std::int32_t number, Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListItemReviews(ref, number, known_at);
  }
  absl::StatusOr<std::vector<DecidedItem>> ListDecidedItems(const DecidedFilter& filter,
                                                            Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListDecidedItems(filter, known_at);
  }
  absl::StatusOr<std::shared_ptr<const std::string>> GetResponseFile(
      const model::ResponseRef& ref) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->GetResponseFile(ref);
  }
  absl::StatusOr<std::vector<model::Mapping>> ListMappings(const std::string& vendor,
                                                           bool include_revoked,
                                                           const Page& page,
                                                           Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListMappings(vendor, include_revoked, page, known_at);
  }
  absl::StatusOr<std::vector<model::AccessToken>> ListTokens(const Page& page,
                                                             Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListTokens(page, known_at);
  }
  absl::StatusOr<model::AccessToken> GetToken(std::string_view id,
                                              Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->GetToken(id, known_at);
  }
  absl::StatusOr<std::vector<model::AuditEntry>> ListAuditEntries(
      const AuditFilter& filter, std::int64_t after, int limit) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListAuditEntries(filter, after, limit);
  }
  absl::StatusOr<std::optional<model::AuditEntry>> LastAuditEntry() override {
    CB_RETURN_IF_ERROR(CheckWanted());
    if (state_->audit.empty()) return std::nullopt;
    return state_->audit.back();
  }
  absl::StatusOr<std::vector<model::AuditCheckpoint>> ListAuditCheckpoints(
      std::int64_t after, int limit) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->ListAuditCheckpoints(after, limit);
  }
  absl::StatusOr<std::optional<model::AuditCheckpoint>> LastAuditCheckpoint() override {
    CB_RETURN_IF_ERROR(CheckWanted());
    if (state_->checkpoints.empty()) return std::nullopt;
    return state_->checkpoints.back();
  }
  absl::StatusOr<std::shared_ptr<const model::EvidenceBase>> LoadEvidence(
      const model::Publisher& publisher, Instant known_at) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->LoadEvidence(publisher, known_at);
  }
  absl::StatusOr<std::optional<StoredResponse>> FindResponse(
      std::string_view request_id, Instant not_before) override {
    CB_RETURN_IF_ERROR(CheckWanted());
    return state_->FindResponse(request_id, not_before);
  }

 protected:
  const StatePointer& state() const { return state_; }

  // OK while the caller still wants the work.
  absl::Status CheckWanted() const {
    return cancellation_ == nullptr ? absl::OkStatus() : cancellation_->Check();
  }

 private:
  StatePointer state_;
  const Cancellation* cancellation_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_MEMORY_SNAPSHOT_H_
