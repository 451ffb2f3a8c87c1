// Refused suggestions: read and written.
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/transaction.h"

namespace clausebook::storage {
namespace {

constexpr char kRejections[] = R"sql(
SELECT policy_id, suggestion_id, recorded_at, clause_id, pattern, statement, reviewer,
       rejected_day, reason
FROM rejections
WHERE publisher_kind = ?1 AND publisher_id = ?2 AND recorded_at <= ?3
ORDER BY policy_id, suggestion_id)sql";

constexpr char kIsRejected[] = R"sql(
SELECT 1 FROM rejections
WHERE publisher_kind = ?1 AND publisher_id = ?2 AND policy_id = ?3
  AND suggestion_id = ?4)sql";

constexpr char kAddRejection[] = R"sql(
INSERT INTO rejections (publisher_kind, publisher_id, policy_id, suggestion_id,
                        recorded_at, clause_id, pattern, statement, reviewer,
                        rejected_day, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11))sql";

Query& BindKey(Query& q, const model::Rejection& rejection) {
  const model::PolicyRef& policy = rejection.policy;
  q.Bind(KindCode(policy.publisher)).Bind(policy.publisher.id).Bind(policy.policy);
  return q.Bind(rejection.suggestion);
}

}  // namespace

std::vector<model::Rejection> ReadRejections(Connection& c,
                                             const model::Publisher& publisher,
                                             Instant known_at) {
  std::vector<model::Rejection> rejections;
  Query q(c, kRejections);
  q.Bind(KindCode(publisher)).Bind(publisher.id).Bind(known_at);
  while (q.Next()) {
    model::Rejection& rejection = rejections.emplace_back();
    rejection.policy = {publisher, q.Text(0)};
    rejection.suggestion = q.Text(1);
    rejection.create_time = q.Time(2);
    rejection.clause = q.Text(3);
    rejection.pattern = q.Text(4);
    rejection.statement = q.Text(5);
    rejection.reviewer = q.Text(6);
    rejection.date = q.Day(7);
    rejection.reason = q.Text(8);
  }
  return rejections;
}

absl::StatusOr<model::Rejection> SqliteTransaction::AddRejection(
    const model::Rejection& rejection) {
  return Run([&]() -> absl::StatusOr<model::Rejection> {
    {
      Query q(connection(), kIsRejected);
      if (BindKey(q, rejection).Next()) {
        return AlreadyExists("Rejection",
                             RejectionName(rejection.policy, rejection.suggestion));
      }
    }
    Touch(rejection.policy.publisher);
    Query q(connection(), kAddRejection);
    BindKey(q, rejection).Bind(time_).Bind(rejection.clause).Bind(rejection.pattern);
    q.Bind(rejection.statement).Bind(rejection.reviewer).Bind(rejection.date);
    q.Bind(rejection.reason).Run();
    model::Rejection record = rejection;
    record.create_time = time_;
    return record;
  });
}

}  // namespace clausebook::storage
