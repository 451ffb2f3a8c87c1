// Writes of vendors, apps, policies and revisions. Facts are in fact_writes.cc.
#include "storage/sqlite/transaction.h"

#include <nlohmann/json.hpp>

#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::storage {
namespace {

constexpr char kAddCommit[] = "INSERT INTO commits (commit_time) VALUES (?1)";

// The newest version of a key, tombstones included: (version, created_at, deleted).
constexpr char kLastVendor[] =
    "SELECT version, created_at, deleted FROM vendors WHERE vendor_id = ?1 "
    "ORDER BY version DESC LIMIT 1";
constexpr char kLastApp[] =
    "SELECT version, created_at, deleted FROM apps WHERE vendor_id = ?1 AND app_id = ?2 "
    "ORDER BY version DESC LIMIT 1";
constexpr char kLastPolicy[] =
    "SELECT version, created_at, deleted FROM policies "
    "WHERE publisher_kind = ?1 AND publisher_id = ?2 AND policy_id = ?3 "
    "ORDER BY version DESC LIMIT 1";

constexpr char kAddVendor[] = R"sql(
INSERT INTO vendors (vendor_id, version, recorded_at, created_at, deleted, display_name,
                     website_uri) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";
constexpr char kAddApp[] = R"sql(
INSERT INTO apps (vendor_id, app_id, version, recorded_at, created_at, deleted,
                  display_name, marketplace_key, listing_uri)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql";
constexpr char kAddPolicy[] = R"sql(
INSERT INTO policies (publisher_kind, publisher_id, policy_id, version, recorded_at,
                      created_at, deleted, title, uri, kind, app_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11))sql";
constexpr char kAddRevision[] = R"sql(
INSERT INTO revisions (publisher_kind, publisher_id, policy_id, revision_id, recorded_at,
                       effective_day, uri, media_type, sha256, clause_count,
                       source_sha256, text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12))sql";
constexpr char kAddSource[] =
    "INSERT INTO revision_sources (revision_uid, source) VALUES (?1, ?2)";
constexpr char kAddClause[] = R"sql(
INSERT INTO clauses (revision_uid, ordinal, clause_id, heading, byte_begin, byte_end,
                     heading_path) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";
constexpr char kWithdraw[] =
    "INSERT INTO revision_withdrawals (revision_uid, recorded_at) VALUES (?1, ?2)";

struct Next {
  std::int64_t version = 1;
  Instant created;
};

// The numbering goes on after a tombstone; the time of creation starts anew.
Next NextVersion(Query& last, Instant now) {
  if (!last.Next()) return {1, now};
  return {last.Int(0) + 1, last.Bool(2) ? now : last.Time(1)};
}

}  // namespace

void SqliteTransaction::NoteCommit() {
  if (wrote_) return;
  Query(connection(), kAddCommit).Bind(time_).Run();
  wrote_ = true;
}

void SqliteTransaction::Touch(const model::Publisher& publisher) {
  NoteCommit();
  touched_.insert(publisher);
}

void SqliteTransaction::WriteVendor(const model::Vendor& vendor, bool deleted) {
  TouchVendor(vendor.id);
  Next next;
  {
    Query last(connection(), kLastVendor);
    next = NextVersion(last.Bind(vendor.id), time_);
  }
  Query q(connection(), kAddVendor);
  q.Bind(vendor.id).Bind(next.version).Bind(time_).Bind(next.created).Bind(deleted);
  q.Bind(vendor.display_name).Bind(vendor.website_uri).Run();
}

void SqliteTransaction::WriteApp(const model::App& app, bool deleted) {
  TouchVendor(app.ref.vendor);
  Next next;
  {
    Query last(connection(), kLastApp);
    next = NextVersion(last.Bind(app.ref.vendor).Bind(app.ref.app), time_);
  }
  Query q(connection(), kAddApp);
  q.Bind(app.ref.vendor).Bind(app.ref.app).Bind(next.version).Bind(time_);
  q.Bind(next.created).Bind(deleted).Bind(app.display_name).Bind(app.marketplace_key);
  q.Bind(app.listing_uri).Run();
}

void SqliteTransaction::WritePolicy(const model::Policy& policy, bool deleted) {
  const model::Publisher& publisher = policy.ref.publisher;
  Touch(publisher);
  Next next;
  {
    Query last(connection(), kLastPolicy);
    last.Bind(KindCode(publisher)).Bind(publisher.id).Bind(policy.ref.policy);
    next = NextVersion(last, time_);
  }
  Query q(connection(), kAddPolicy);
  q.Bind(KindCode(publisher)).Bind(publisher.id).Bind(policy.ref.policy);
  q.Bind(next.version).Bind(time_).Bind(next.created).Bind(deleted);
  q.Bind(policy.title).Bind(policy.uri);
  q.Bind(static_cast<std::int64_t>(policy.kind)).Bind(policy.app).Run();
}

absl::StatusOr<model::Vendor> SqliteTransaction::PutVendor(const model::Vendor& vendor) {
  return Run([&] {
    WriteVendor(vendor, false);
    return ReadVendor(connection(), vendor.id, kEndOfTime);
  });
}

absl::StatusOr<model::App> SqliteTransaction::PutApp(const model::App& app) {
  return Run([&] {
    WriteApp(app, false);
    return ReadApp(connection(), app.ref, kEndOfTime);
  });
}

absl::StatusOr<model::Policy> SqliteTransaction::PutPolicy(const model::Policy& policy) {
  return Run([&] {
    WritePolicy(policy, false);
    return ReadPolicy(connection(), policy.ref, kEndOfTime);
  });
}

absl::Status SqliteTransaction::DeleteVendor(std::string_view id) {
  return Run([&]() -> absl::Status {
    CB_ASSIGN_OR_RETURN(const auto vendor, ReadVendor(connection(), id, kEndOfTime));
    WriteVendor(vendor, true);
    return absl::OkStatus();
  });
}

absl::Status SqliteTransaction::DeleteApp(const model::AppRef& ref) {
  return Run([&]() -> absl::Status {
    CB_ASSIGN_OR_RETURN(const auto app, ReadApp(connection(), ref, kEndOfTime));
    WriteApp(app, true);
    return absl::OkStatus();
  });
}

absl::Status SqliteTransaction::DeletePolicy(const model::PolicyRef& ref) {
  return Run([&]() -> absl::Status {
    CB_ASSIGN_OR_RETURN(const auto policy, ReadPolicy(connection(), ref, kEndOfTime));
    WritePolicy(policy, true);
    return absl::OkStatus();
  });
}

absl::StatusOr<model::Revision> SqliteTransaction::AddRevision(
    const model::Revision& revision, const std::vector<model::Clause>& clauses) {
  return Run([&]() -> absl::StatusOr<model::Revision> {
    const model::PolicyRef& policy = revision.ref.policy;
    if (FindRevisionUid(connection(), revision.ref, /*standing=*/true)) {
      return AlreadyExists("PolicyRevision", ToName(revision.ref));
    }
    Touch(policy.publisher);
    {
      Query q(connection(), kAddRevision);
      q.Bind(KindCode(policy.publisher)).Bind(policy.publisher.id).Bind(policy.policy);
      q.Bind(revision.ref.revision).Bind(time_).Bind(revision.effective);
      q.Bind(revision.uri);
      q.Bind(static_cast<std::int64_t>(revision.media_type));
      q.Bind(revision.sha256).Bind(static_cast<std::int64_t>(clauses.size()));
      q.Bind(revision.source_sha256);
      q.BindBlob(*revision.text).Run();
    }
    const std::int64_t uid = connection().database().getLastInsertRowid();
    if (revision.source != nullptr) {
      Query(connection(), kAddSource).Bind(uid).BindBlob(*revision.source).Run();
    }
    for (const model::Clause& clause : clauses) {
      Query q(connection(), kAddClause);
      q.Bind(uid).Bind(clause.ordinal).Bind(clause.id).Bind(clause.heading);
      q.Bind(clause.range.begin).Bind(clause.range.end);
      q.Bind(nlohmann::json(clause.heading_path).dump()).Run();
    }
    return ReadRevision(connection(), revision.ref);
  });
}

absl::Status SqliteTransaction::WithdrawRevision(const model::RevisionRef& ref) {
  return Run([&]() -> absl::Status {
    const auto uid = FindRevisionUid(connection(), ref, /*standing=*/true);
    if (!uid) return NotFound("PolicyRevision", ToName(ref));
    Touch(ref.policy.publisher);
    Query(connection(), kWithdraw).Bind(*uid).Bind(time_).Run();
    return absl::OkStatus();
  });
}

}  // namespace clausebook::storage
