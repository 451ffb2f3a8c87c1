// Reads of the items of filled questionnaires, and of the decisions about them.
#include <map>
#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/json_lists.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {
namespace {

constexpr char kGetItem[] = R"sql(
SELECT need, item_id, section, question, location, comment_location, allowed_answers,
       writable, stage, answer, comment, explanation
FROM response_items WHERE response_uid = ?1 AND number = ?2)sql";

constexpr char kListParts[] = R"sql(
SELECT question_id, opposite, parameters, reason, verdict, sentence, facts
FROM response_parts WHERE response_uid = ?1 AND number = ?2 ORDER BY position)sql";

constexpr char kLastReview[] = R"sql(
SELECT number, decision, reviewer, reviewed_day, answer, comment, reason, expire_day,
       recorded_at
FROM item_reviews
WHERE response_uid = ?1 AND number = ?2 AND recorded_at <= ?3
ORDER BY review_uid DESC LIMIT 1)sql";

constexpr char kListReviews[] = R"sql(
SELECT number, decision, reviewer, reviewed_day, answer, comment, reason, expire_day,
       recorded_at
FROM item_reviews
WHERE response_uid = ?1 AND (?2 = 0 OR number = ?2) AND recorded_at <= ?3
ORDER BY review_uid)sql";

// CROSS JOIN: the app's responses first, then each by its index.
constexpr char kFindAsking[] = R"sql(
SELECT DISTINCT q.response_id, q.response_uid, p.number
FROM questionnaire_responses q CROSS JOIN response_parts p USING (response_uid)
WHERE q.vendor_id = ?1 AND q.app_id = ?2 AND q.recorded_at <= ?3 AND p.question_id = ?4)sql";

model::ItemReview ReviewRow(Query& q) {
  model::ItemReview review;
  review.number = static_cast<std::int32_t>(q.Int(0));
  review.decision = static_cast<model::ItemDecision>(q.Int(1));
  review.reviewer = q.Text(2);
  review.date = q.Day(3);
  review.answer = q.Text(4);
  review.comment = q.Text(5);
  review.reason = q.Text(6);
  review.expire_date = q.MaybeDay(7);
  review.create_time = q.Time(8);
  return review;
}

std::map<std::string, std::string> ParametersOf(const std::string& json) {
  std::map<std::string, std::string> parameters;
  const auto read = nlohmann::json::parse(json, nullptr, false);
  if (!read.is_object()) return parameters;
  for (const auto& [key, value] : read.items()) {
    if (value.is_string()) parameters[key] = value.get<std::string>();
  }
  return parameters;
}

std::vector<model::ResponsePart> PartsOf(Connection& c, std::int64_t uid,
                                         std::int32_t number) {
  std::vector<model::ResponsePart> parts;
  Query q(c, kListParts);
  q.Bind(uid).Bind(number);
  while (q.Next()) {
    model::ResponsePart& part = parts.emplace_back();
    part.question = q.Text(0);
    part.opposite = q.Bool(1);
    part.parameters = ParametersOf(q.Text(2));
    part.reason = q.Text(3);
    part.verdict = static_cast<model::PartVerdict>(q.Int(4));
    part.sentence = q.Text(5);
    part.facts = TextsOf(q.Text(6));
  }
  return parts;
}

std::optional<model::ItemReview> LastReviewOf(Connection& c, std::int64_t uid,
                                              std::int32_t number, Instant known_at) {
  Query q(c, kLastReview);
  q.Bind(uid).Bind(number).Bind(known_at);
  if (!q.Next()) return std::nullopt;
  return ReviewRow(q);
}

bool IsWanted(const std::optional<model::ItemReview>& last, const DecidedFilter& filter) {
  if (!last || last->decision == model::ItemDecision::kReopen) return false;
  return !filter.overridden_only || last->decision == model::ItemDecision::kOverride;
}

}  // namespace

std::optional<model::ReviewedItem> ReadItem(Connection& c, std::int64_t response_uid,
                                            std::int32_t number, Instant known_at) {
  model::ReviewedItem found;
  model::ResponseItem& item = found.item;
  {
    Query q(c, kGetItem);
    q.Bind(response_uid).Bind(number);
    if (!q.Next()) return std::nullopt;
    item.number = number;
    item.need = static_cast<model::ItemNeed>(q.Int(0));
    item.item_id = q.Text(1);
    item.section = q.Text(2);
    item.question = q.Text(3);
    item.location = q.Text(4);
    item.comment_location = q.Text(5);
    item.allowed_answers = TextsOf(q.Text(6));
    item.writable = q.Bool(7);
    item.stage = static_cast<model::MatchStage>(q.Int(8));
    item.answer = q.Text(9);
    item.comment = q.Text(10);
    item.explanation = q.Text(11);
  }
  item.parts = PartsOf(c, response_uid, number);
  found.review = LastReviewOf(c, response_uid, number, known_at);
  return found;
}

absl::StatusOr<std::vector<model::ReviewedItem>> ReadItems(
    Connection& c, const model::ResponseRef& ref,
    const std::vector<std::int32_t>& numbers, Instant known_at) {
  CB_ASSIGN_OR_RETURN(const auto uid, FindFilledUid(c, ref, known_at));
  std::vector<model::ReviewedItem> items;
  for (const std::int32_t number : numbers) {
    auto item = ReadItem(c, uid, number, known_at);
    if (!item) {
      return NotFound("ResponseItem", ToName(model::ResponseItemRef{ref, number}));
    }
    items.push_back(*std::move(item));
  }
  return items;
}

absl::StatusOr<std::vector<model::ItemReview>> ReadItemReviews(
    Connection& c, const model::ResponseRef& ref, std::int32_t number, Instant known_at) {
  CB_ASSIGN_OR_RETURN(const auto uid, FindFilledUid(c, ref, known_at));
  std::vector<model::ItemReview> reviews;
  Query q(c, kListReviews);
  q.Bind(uid).Bind(number).Bind(known_at);
  while (q.Next()) reviews.push_back(ReviewRow(q));
  return reviews;
}

absl::StatusOr<std::vector<DecidedItem>> ReadDecidedItems(Connection& c,
                                                          const DecidedFilter& filter,
                                                          Instant known_at) {
  // By response and number, whichever question found it.
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> asking;
  for (const std::string& question : filter.questions) {
    Query q(c, kFindAsking);
    q.Bind(filter.app.vendor).Bind(filter.app.app).Bind(known_at).Bind(question);
    while (q.Next()) {
      asking[{q.Text(0), static_cast<std::int32_t>(q.Int(2))}] = q.Int(1);
    }
  }
  std::vector<DecidedItem> items;
  for (const auto& [key, uid] : asking) {
    if (!IsWanted(LastReviewOf(c, uid, key.second, known_at), filter)) continue;
    auto item = ReadItem(c, uid, key.second, known_at);
    if (!item) continue;
    items.push_back({{filter.app.vendor, key.first}, *std::move(item)});
  }
  return items;
}

}  // namespace clausebook::storage
