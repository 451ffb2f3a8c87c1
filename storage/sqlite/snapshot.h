// ReadSnapshot over a connection: for readers of the pool, and as the reading half
// of a write transaction.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_SNAPSHOT_H_
#define CLAUSEBOOK_STORAGE_SQLITE_SNAPSHOT_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/base/status_macros.h"
#include "storage/sqlite/errors.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {

// Implements the reads of `Base` (ReadSnapshot or WriteTransaction). The connection
// is inside of a transaction and outlives this.
//
// Some errors (a full disk, a failed read or write, want of memory) make SQLite end the
// transaction by itself; what follows would then run outside of it, each statement on its
// own. So after the first statement that fails no other one runs: all of them get that
// first error. What a statement does not find is no failure.
template <typename Base>
class ReadsOver : public Base {
 public:
  ReadsOver(Connection& connection, Instant latest)
      : connection_(connection), latest_(latest) {}

  Instant LatestCommit() const override { return latest_; }

  // The error of the first statement that failed; OK if none did.
  const absl::Status& failure() const { return failure_; }

  absl::StatusOr<model::Vendor> GetVendor(std::string_view id,
                                          Instant known_at) override {
    return Run([&] { return ReadVendor(connection_, id, known_at); });
  }
  absl::StatusOr<std::vector<model::Vendor>> ListVendors(const Page& page,
                                                         Instant known_at) override {
    return RunPlain([&] { return ReadVendors(connection_, page, known_at); });
  }
  absl::StatusOr<model::App> GetApp(const model::AppRef& ref, Instant known_at) override {
    return Run([&] { return ReadApp(connection_, ref, known_at); });
  }
  absl::StatusOr<std::vector<model::App>> ListApps(
      const std::optional<std::string>& vendor, std::string_view id_or_key,
      const Page& page, Instant known_at) override {
    return RunPlain(
        [&] { return ReadApps(connection_, vendor, id_or_key, page, known_at); });
  }
  absl::StatusOr<model::Policy> GetPolicy(const model::PolicyRef& ref,
                                          Instant known_at) override {
    return Run([&] { return ReadPolicy(connection_, ref, known_at); });
  }
  absl::StatusOr<std::vector<model::Policy>> ListPolicies(
      const std::optional<model::Publisher>& publisher, const Page& page,
      Instant known_at) override {
    return RunPlain([&] { return ReadPolicies(connection_, publisher, page, known_at); });
  }
  absl::StatusOr<model::Revision> GetRevision(const model::RevisionRef& ref) override {
    return Run([&] { return ReadRevision(connection_, ref); });
  }
  absl::StatusOr<std::vector<model::Revision>> ListRevisions(
      const model::PolicyRef& policy, Instant known_at, bool include_withdrawn) override {
    return RunPlain(
        [&] { return ReadRevisions(connection_, policy, known_at, include_withdrawn); });
  }
  absl::StatusOr<std::vector<model::Clause>> ListClauses(
      const model::RevisionRef& revision) override {
    return Run([&] { return ReadClauses(connection_, revision); });
  }
  absl::StatusOr<std::vector<model::Fact>> ListFacts(const FactFilter& filter,
                                                     const Page& page,
                                                     Instant known_at) override {
    return RunPlain([&] { return ReadFacts(connection_, filter, page, known_at); });
  }
  absl::StatusOr<std::vector<FactEvent>> ListFactEvents(
      const model::Publisher& publisher, const std::optional<std::string>& fact,
      const Page& page, std::string* next_key) override {
    return RunPlain(
        [&] { return ReadFactEvents(connection_, publisher, fact, page, next_key); });
  }
  absl::StatusOr<std::vector<model::Rejection>> ListRejections(
      const model::Publisher& publisher, Instant known_at) override {
    return RunPlain([&] { return ReadRejections(connection_, publisher, known_at); });
  }
  absl::StatusOr<model::Response> GetResponse(const model::ResponseRef& ref,
                                              Instant known_at) override {
    return Run([&] { return ReadFilled(connection_, ref, known_at); });
  }
  absl::StatusOr<std::vector<model::Response>> ListResponses(
      const std::string& vendor, const std::optional<std::string>& app, const Page& page,
      Instant known_at) override {
    return RunPlain(
        [&] { return ReadFilledOf(connection_, vendor, app, page, known_at); });
  }
  absl::StatusOr<std::vector<model::ItemHead>> ListItemHeads(
      const model::ResponseRef& ref, Instant known_at) override {
    return Run([&] { return ReadItemHeads(connection_, ref, known_at); });
  }
  absl::StatusOr<std::vector<model::ReviewedItem>> GetResponseItems(
      const model::ResponseRef& ref, const std::vector<std::int32_t>& numbers,
      Instant known_at) override {
    return Run([&] { return ReadItems(connection_, ref, numbers, known_at); });
  }
  absl::StatusOr<std::vector<model::ItemReview>> ListItemReviews(
      const model::ResponseRef& ref, std::int32_t number, Instant known_at) override {
    return Run([&] { return ReadItemReviews(connection_, ref, number, known_at); });
  }
  absl::StatusOr<std::vector<DecidedItem>> ListDecidedItems(const DecidedFilter& filter,
                                                            Instant known_at) override {
    return Run([&] { return ReadDecidedItems(connection_, filter, known_at); });
  }
  absl::StatusOr<std::shared_ptr<const std::string>> GetResponseFile(
      const model::ResponseRef& ref) override {
    return Run([&] { return ReadResponseFile(connection_, ref); });
  }
  absl::StatusOr<std::vector<model::Mapping>> ListMappings(const std::string& vendor,
                                                           bool include_revoked,
                                                           const Page& page,
                                                           Instant known_at) override {
    return RunPlain([&] {
      return ReadMappings(connection_, vendor, include_revoked, page, known_at);
    });
  }
  absl::StatusOr<std::vector<model::AccessToken>> ListTokens(const Page& page,
                                                             Instant known_at) override {
    return RunPlain([&] { return ReadTokens(connection_, page, known_at); });
  }
  absl::StatusOr<model::AccessToken> GetToken(std::string_view id,
                                              Instant known_at) override {
    return Run([&] { return ReadToken(connection_, id, known_at); });
  }
  absl::StatusOr<std::vector<model::AuditEntry>> ListAuditEntries(
      const AuditFilter& filter, std::int64_t after, int limit) override {
    return RunPlain([&] { return ReadAuditEntries(connection_, filter, after, limit); });
  }
  absl::StatusOr<std::optional<model::AuditEntry>> LastAuditEntry() override {
    return RunPlain([&] { return ReadLastAuditEntry(connection_); });
  }
  absl::StatusOr<std::vector<model::AuditCheckpoint>> ListAuditCheckpoints(
      std::int64_t after, int limit) override {
    return RunPlain([&] { return ReadAuditCheckpoints(connection_, after, limit); });
  }
  absl::StatusOr<std::optional<model::AuditCheckpoint>> LastAuditCheckpoint() override {
    return RunPlain([&] { return ReadLastAuditCheckpoint(connection_); });
  }
  absl::StatusOr<std::shared_ptr<const model::EvidenceBase>> LoadEvidence(
      const model::Publisher& publisher, Instant known_at) override {
    return Run([&]() -> absl::StatusOr<std::shared_ptr<const model::EvidenceBase>> {
      auto base = std::make_shared<model::EvidenceBase>();
      base->publisher = publisher;
      CB_ASSIGN_OR_RETURN(base->policies,
                          ReadPolicyEvidence(connection_, publisher, known_at));
      base->facts = ReadStandingFacts(connection_, publisher, known_at);
      return base;
    });
  }
  absl::StatusOr<std::optional<StoredResponse>> FindResponse(
      std::string_view request_id, Instant not_before) override {
    return RunPlain([&] { return ReadResponse(connection_, request_id, not_before); });
  }

 protected:
  Connection& connection() { return connection_; }

  // `body` returns a Status or StatusOr.
  template <typename Body>
  auto Run(Body&& body) -> decltype(body()) {
    CB_RETURN_IF_ERROR(failure_);
    if (connection_.watched() != nullptr) {
      CB_RETURN_IF_ERROR(connection_.watched()->Check());
    }
    bool through = false;
    auto result = Guard(connection_.watched(), [&] {
      auto made = body();
      through = true;
      return made;
    });
    if (!through) failure_ = StatusOf(result);
    return result;
  }

  // `body` returns a plain value.
  template <typename Body>
  auto RunPlain(Body&& body) -> absl::StatusOr<decltype(body())> {
    return Run([&]() -> absl::StatusOr<decltype(body())> { return body(); });
  }

 private:
  static const absl::Status& StatusOf(const absl::Status& status) { return status; }
  template <typename T>
  static const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
    return result.status();
  }

  Connection& connection_;
  Instant latest_;
  absl::Status failure_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_SNAPSHOT_H_
