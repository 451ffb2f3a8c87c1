// The audit log's part in a transaction, the same for every engine: it goes along with
// what is recorded and ends the transaction with its entry.
#ifndef CLAUSEBOOK_STORAGE_AUDIT_AUDITED_TRANSACTION_H_
#define CLAUSEBOOK_STORAGE_AUDIT_AUDITED_TRANSACTION_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/base/status_macros.h"
#include "storage/model/audit.h"
#include "storage/model/names.h"
#include "storage/model/record_digest.h"
#include "storage/store.h"

namespace clausebook::storage {

// `Engine` is a WriteTransaction but for Attribute and AppendAudit. It has besides
//   bool wrote() const;  // whether anything of the domain was recorded
//   absl::Status InsertAuditEntry(const model::AuditEntry& entry);
// and its time() is not before that of the log's last entry. Whoever runs the body calls
// Finish after it, before the commit.
template <typename Engine>
class AuditedTransaction final : public Engine {
 public:
  using Engine::Engine;

  // Appends the entry of what was recorded; nothing if nothing was.
  absl::Status Finish() {
    if (!this->wrote()) return absl::OkStatus();
    model::AuditEvent event;
    event.kind = model::AuditKind::kWrite;
    event.origin = origin_;
    event.changes = std::move(changes_);
    return AppendAudit(event);
  }

  void Attribute(const model::AuditOrigin& origin) override { origin_ = origin; }
  absl::Status AppendAudit(const model::AuditEvent& event) override {
    CB_ASSIGN_OR_RETURN(const auto last, this->LastAuditEntry());
    return this->InsertAuditEntry(model::FollowingEntry(last, this->time(), event));
  }

  absl::StatusOr<model::Vendor> PutVendor(const model::Vendor& vendor) override {
    CB_ASSIGN_OR_RETURN(const std::string before, VendorBefore(vendor.id));
    CB_ASSIGN_OR_RETURN(auto after, Engine::PutVendor(vendor));
    Note(ToName(OfVendor(vendor.id)), before, RecordDigest(after));
    return after;
  }
  absl::StatusOr<model::App> PutApp(const model::App& app) override {
    CB_ASSIGN_OR_RETURN(const std::string before, AppBefore(app.ref));
    CB_ASSIGN_OR_RETURN(auto after, Engine::PutApp(app));
    Note(ToName(app.ref), before, RecordDigest(after));
    return after;
  }
  absl::StatusOr<model::Policy> PutPolicy(const model::Policy& policy) override {
    CB_ASSIGN_OR_RETURN(const std::string before, PolicyBefore(policy.ref));
    CB_ASSIGN_OR_RETURN(auto after, Engine::PutPolicy(policy));
    Note(ToName(policy.ref), before, RecordDigest(after));
    return after;
  }

  absl::Status DeleteVendor(std::string_view id) override {
    CB_ASSIGN_OR_RETURN(const std::string before, VendorBefore(id));
    CB_RETURN_IF_ERROR(Engine::DeleteVendor(id));
    Note(ToName(OfVendor(id)), before, "");
    return absl::OkStatus();
  }
  absl::Status DeleteApp(const model::AppRef& ref) override {
    CB_ASSIGN_OR_RETURN(const std::string before, AppBefore(ref));
    CB_RETURN_IF_ERROR(Engine::DeleteApp(ref));
    Note(ToName(ref), before, "");
    return absl::OkStatus();
  }
  absl::Status DeletePolicy(const model::PolicyRef& ref) override {
    CB_ASSIGN_OR_RETURN(const std::string before, PolicyBefore(ref));
    CB_RETURN_IF_ERROR(Engine::DeletePolicy(ref));
    Note(ToName(ref), before, "");
    return absl::OkStatus();
  }

  absl::StatusOr<model::Revision> AddRevision(
      const model::Revision& revision,
      const std::vector<model::Clause>& clauses) override {
    CB_ASSIGN_OR_RETURN(auto after, Engine::AddRevision(revision, clauses));
    Note(ToName(revision.ref), "", RecordDigest(after, clauses));
    return after;
  }
  absl::Status WithdrawRevision(const model::RevisionRef& ref) override {
    // What is not there is the engine's to say.
    std::string before;
    const auto revision = this->GetRevision(ref);
    CB_RETURN_IF_ERROR(ErrorBesideNotFound(revision.status()));
    if (revision.ok()) {
      CB_ASSIGN_OR_RETURN(const auto clauses, this->ListClauses(ref));
      before = RecordDigest(*revision, clauses);
    }
    CB_RETURN_IF_ERROR(Engine::WithdrawRevision(ref));
    Note(ToName(ref), before, "");
    return absl::OkStatus();
  }

  absl::StatusOr<model::Fact> AddFact(const model::FactRef& ref,
                                      const model::FactContent& content) override {
    CB_ASSIGN_OR_RETURN(auto after, Engine::AddFact(ref, content));
    Note(ToName(ref), "", RecordDigest(after));
    return after;
  }
  absl::StatusOr<model::Fact> RetractFact(const model::FactRef& ref,
                                          std::string_view reason) override {
    CB_ASSIGN_OR_RETURN(auto retracted, Engine::RetractFact(ref, reason));
    Note(ToName(ref), RecordDigest(retracted), "");
    return retracted;
  }
  absl::StatusOr<model::Rejection> AddRejection(
      const model::Rejection& rejection) override {
    CB_ASSIGN_OR_RETURN(auto after, Engine::AddRejection(rejection));
    Note(RejectionName(after.policy, after.suggestion), "", RecordDigest(after));
    return after;
  }

  absl::StatusOr<model::Response> AddResponse(
      const model::Response& response, const std::vector<model::ResponseItem>& items,
      const std::shared_ptr<const std::string>& file) override {
    CB_ASSIGN_OR_RETURN(auto after, Engine::AddResponse(response, items, file));
    Note(ToName(after.ref), "", RecordDigest(after, items));
    return after;
  }
  absl::Status AddItemReviews(const model::ResponseRef& ref,
                              const std::vector<model::ItemReview>& reviews) override {
    std::vector<std::string> before;
    for (const model::ItemReview& review : reviews) {
      const auto items = this->GetResponseItems(ref, {review.number}, kEndOfTime);
      CB_RETURN_IF_ERROR(ErrorBesideNotFound(items.status()));
      const bool decided = items.ok() && !items->empty() && items->front().review;
      before.push_back(decided ? RecordDigest(*items->front().review) : "");
    }
    CB_RETURN_IF_ERROR(Engine::AddItemReviews(ref, reviews));
    std::map<std::int32_t, std::string> decided_here;
    for (std::size_t i = 0; i < reviews.size(); ++i) {
      model::ItemReview after = reviews[i];
      after.create_time = this->time();
      std::string digest = RecordDigest(after);
      const auto earlier = decided_here.find(after.number);
      Note(ToName(model::ResponseItemRef{ref, after.number}),
           earlier == decided_here.end() ? before[i] : earlier->second, digest);
      decided_here[after.number] = std::move(digest);
    }
    return absl::OkStatus();
  }

  absl::StatusOr<model::Mapping> AddMapping(const model::Mapping& mapping) override {
    CB_ASSIGN_OR_RETURN(auto after, Engine::AddMapping(mapping));
    Note(ToName(after.ref), "", RecordDigest(after));
    return after;
  }
  absl::StatusOr<model::Mapping> RevokeMapping(const model::MappingRef& ref,
                                               std::string_view revoked_by,
                                               std::string_view reason) override {
    CB_ASSIGN_OR_RETURN(auto revoked, Engine::RevokeMapping(ref, revoked_by, reason));
    Note(ToName(ref), RecordDigest(revoked), "");
    return revoked;
  }

  absl::StatusOr<model::AccessToken> AddToken(const model::AccessToken& token) override {
    CB_ASSIGN_OR_RETURN(auto after, Engine::AddToken(token));
    Note("tokens/" + after.id, "", RecordDigest(after));
    return after;
  }
  absl::StatusOr<model::AccessToken> RevokeToken(std::string_view id,
                                                 std::string_view revoked_by,
                                                 std::string_view reason) override {
    CB_ASSIGN_OR_RETURN(auto revoked, Engine::RevokeToken(id, revoked_by, reason));
    // One that was revoked before stays as it is.
    if (revoked.revoke_time == this->time()) {
      Note("tokens/" + revoked.id, RecordDigest(revoked), "");
    }
    return revoked;
  }

 private:
  static model::Publisher OfVendor(std::string_view id) {
    return {model::PublisherKind::kVendor, std::string(id)};
  }

  // After a failed read nothing may be written: the engine may have rolled back already.
  static absl::Status ErrorBesideNotFound(const absl::Status& status) {
    return absl::IsNotFound(status) ? absl::OkStatus() : status;
  }
  // Empty for what is not there.
  template <typename Record>
  static absl::StatusOr<std::string> DigestIfAny(const absl::StatusOr<Record>& record) {
    CB_RETURN_IF_ERROR(ErrorBesideNotFound(record.status()));
    return record.ok() ? RecordDigest(*record) : std::string();
  }
  absl::StatusOr<std::string> VendorBefore(std::string_view id) {
    return DigestIfAny(this->GetVendor(id, kEndOfTime));
  }
  absl::StatusOr<std::string> AppBefore(const model::AppRef& ref) {
    return DigestIfAny(this->GetApp(ref, kEndOfTime));
  }
  absl::StatusOr<std::string> PolicyBefore(const model::PolicyRef& ref) {
    return DigestIfAny(this->GetPolicy(ref, kEndOfTime));
  }

  void Note(std::string name, std::string before, std::string after) {
    changes_.push_back({std::move(name), std::move(before), std::move(after)});
  }

  model::AuditOrigin origin_;
  std::vector<model::AuditChange> changes_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_AUDIT_AUDITED_TRANSACTION_H_
