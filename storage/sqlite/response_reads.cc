// Reads of filled questionnaires without their items: those are in response_items.cc.
#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {
namespace {

constexpr char kFindFilled[] = R"sql(
SELECT response_uid FROM questionnaire_responses
WHERE vendor_id = ?1 AND response_id = ?2 AND recorded_at <= ?3)sql";

constexpr char kGetFilled[] = R"sql(
SELECT response_uid, response_id, recorded_at, app_id, questionnaire, title, file_name,
       file_sha256, fill_options, as_of_day, known_at, creator, item_count
FROM questionnaire_responses WHERE response_uid = ?1)sql";

constexpr char kListFilledOfVendor[] = R"sql(
SELECT response_uid FROM questionnaire_responses
WHERE vendor_id = ?1 AND response_id > ?2 AND recorded_at <= ?3
ORDER BY response_id LIMIT ?4)sql";

constexpr char kListFilledOfApp[] = R"sql(
SELECT response_uid FROM questionnaire_responses
WHERE vendor_id = ?1 AND response_id > ?2 AND recorded_at <= ?3 AND app_id = ?5
ORDER BY response_id LIMIT ?4)sql";

// Each item with its last review; both sides come from indexes that hold all of this, so
// that no text is read but that of reviews.
constexpr char kTallies[] = R"sql(
SELECT i.need, i.has_answer, r.decision,
       ifnull(r.decision = 1 AND r.answer <> '', 0) AS has_own_answer, r.expire_day,
       count(*)
FROM response_items i
LEFT JOIN item_reviews r ON r.review_uid =
  (SELECT max(x.review_uid) FROM item_reviews x
   WHERE x.response_uid = i.response_uid AND x.number = i.number AND x.recorded_at <= ?2)
WHERE i.response_uid = ?1
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5)sql";

constexpr char kHeads[] = R"sql(
SELECT i.need, i.has_answer, r.decision,
       ifnull(r.decision = 1 AND r.answer <> '', 0), r.expire_day, i.number
FROM response_items i
LEFT JOIN item_reviews r ON r.review_uid =
  (SELECT max(x.review_uid) FROM item_reviews x
   WHERE x.response_uid = i.response_uid AND x.number = i.number AND x.recorded_at <= ?2)
WHERE i.response_uid = ?1
ORDER BY i.number)sql";

model::ItemStanding StandingRow(Query& q) {
  model::ItemStanding standing;
  standing.need = static_cast<model::ItemNeed>(q.Int(0));
  standing.has_answer = q.Bool(1);
  if (!q.IsNull(2)) standing.decision = static_cast<model::ItemDecision>(q.Int(2));
  standing.has_own_answer = q.Bool(3);
  standing.expire_date = q.MaybeDay(4);
  return standing;
}

model::Response FilledRow(Connection& c, const std::string& vendor, std::int64_t uid,
                          Instant known_at) {
  model::Response response;
  {
    Query q(c, kGetFilled);
    q.Bind(uid);
    q.Next();
    response.ref = {vendor, q.Text(1)};
    response.create_time = q.Time(2);
    response.app = q.Text(3);
    response.questionnaire = q.Text(4);
    response.title = q.Text(5);
    response.file_name = q.Text(6);
    response.file_digest = q.Text(7);
    response.fill_options = q.Text(8);
    response.as_of = q.Day(9);
    response.known_at = q.Time(10);
    response.creator = q.Text(11);
    response.item_count = static_cast<std::int32_t>(q.Int(12));
  }
  Query q(c, kTallies);
  q.Bind(uid).Bind(known_at);
  while (q.Next()) {
    response.tallies.push_back({StandingRow(q), static_cast<std::int32_t>(q.Int(5))});
  }
  return response;
}

}  // namespace

absl::StatusOr<std::int64_t> FindFilledUid(Connection& c, const model::ResponseRef& ref,
                                           Instant known_at) {
  Query q(c, kFindFilled);
  q.Bind(ref.vendor).Bind(ref.response).Bind(known_at);
  if (!q.Next()) return NotFound("Response", ToName(ref));
  return q.Int(0);
}

absl::StatusOr<model::Response> ReadFilled(Connection& c, const model::ResponseRef& ref,
                                           Instant known_at) {
  CB_ASSIGN_OR_RETURN(const auto uid, FindFilledUid(c, ref, known_at));
  return FilledRow(c, ref.vendor, uid, known_at);
}

std::vector<model::Response> ReadFilledOf(Connection& c, const std::string& vendor,
                                          const std::optional<std::string>& app,
                                          const Page& page, Instant known_at) {
  std::vector<std::int64_t> uids;
  {
    Query q(c, app ? kListFilledOfApp : kListFilledOfVendor);
    q.Bind(vendor).Bind(page.after).Bind(known_at).Bind(page.limit);
    if (app) q.Bind(*app);
    while (q.Next()) uids.push_back(q.Int(0));
  }
  std::vector<model::Response> responses;
  responses.reserve(uids.size());
  for (const auto uid : uids) responses.push_back(FilledRow(c, vendor, uid, known_at));
  return responses;
}

absl::StatusOr<std::vector<model::ItemHead>> ReadItemHeads(Connection& c,
                                                           const model::ResponseRef& ref,
                                                           Instant known_at) {
  CB_ASSIGN_OR_RETURN(const auto uid, FindFilledUid(c, ref, known_at));
  std::vector<model::ItemHead> heads;
  Query q(c, kHeads);
  q.Bind(uid).Bind(known_at);
  while (q.Next()) {
    heads.push_back({static_cast<std::int32_t>(q.Int(5)), StandingRow(q)});
  }
  return heads;
}

}  // namespace clausebook::storage
