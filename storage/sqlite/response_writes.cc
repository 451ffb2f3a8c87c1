// Writes of filled questionnaires and of decisions about their items.
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/json_lists.h"
#include "storage/sqlite/transaction.h"

namespace clausebook::storage {
namespace {

constexpr char kAddFilled[] = R"sql(
INSERT INTO questionnaire_responses (vendor_id, response_id, recorded_at, app_id,
                                     questionnaire, title, file_name, file_sha256,
                                     fill_options, as_of_day, known_at, creator,
                                     item_count)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13))sql";

constexpr char kAddItem[] = R"sql(
INSERT INTO response_items (response_uid, number, need, has_answer, item_id, section,
                            question, location, comment_location, allowed_answers,
                            writable, stage, answer, comment, explanation)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15))sql";

constexpr char kAddItemPart[] = R"sql(
INSERT INTO response_parts (response_uid, number, position, question_id, opposite,
                            parameters, reason, verdict, sentence, facts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))sql";

constexpr char kHasItem[] =
    "SELECT 1 FROM response_items WHERE response_uid = ?1 AND number = ?2";

constexpr char kAddReview[] = R"sql(
INSERT INTO item_reviews (response_uid, number, recorded_at, decision, reviewer,
                          reviewed_day, answer, comment, reason, expire_day)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))sql";

}  // namespace

void SqliteTransaction::WriteItem(std::int64_t response_uid,
                                  const model::ResponseItem& item, std::int32_t number) {
  {
    Query q(connection(), kAddItem);
    q.Bind(response_uid).Bind(number).Bind(static_cast<int>(item.need));
    q.Bind(!item.answer.empty()).Bind(item.item_id).Bind(item.section);
    q.Bind(item.question).Bind(item.location).Bind(item.comment_location);
    q.Bind(ToJsonText(item.allowed_answers)).Bind(item.writable);
    q.Bind(static_cast<int>(item.stage)).Bind(item.answer).Bind(item.comment);
    q.Bind(item.explanation).Run();
  }
  int position = 0;
  for (const model::ResponsePart& part : item.parts) {
    Query q(connection(), kAddItemPart);
    q.Bind(response_uid).Bind(number).Bind(position++).Bind(part.question);
    q.Bind(part.opposite).Bind(ToJsonText(nlohmann::json(part.parameters)));
    q.Bind(part.reason).Bind(static_cast<int>(part.verdict)).Bind(part.sentence);
    q.Bind(ToJsonText(part.facts)).Run();
  }
}

absl::StatusOr<model::Response> SqliteTransaction::AddResponse(
    const model::Response& response, const std::vector<model::ResponseItem>& items,
    const std::shared_ptr<const std::string>& file) {
  return Run([&]() -> absl::StatusOr<model::Response> {
    if (FindFilledUid(connection(), response.ref, kEndOfTime).ok()) {
      return AlreadyExists("Response", ToName(response.ref));
    }
    TouchVendor(response.ref.vendor);
    if (file != nullptr) WriteResponseFile(connection(), response.file_digest, *file);
    {
      Query q(connection(), kAddFilled);
      q.Bind(response.ref.vendor).Bind(response.ref.response).Bind(time_);
      q.Bind(response.app).Bind(response.questionnaire).Bind(response.title);
      q.Bind(response.file_name).Bind(response.file_digest);
      q.BindBlob(response.fill_options).Bind(response.as_of).Bind(response.known_at);
      q.Bind(response.creator).Bind(static_cast<std::int64_t>(items.size())).Run();
    }
    const std::int64_t uid = connection().database().getLastInsertRowid();
    std::int32_t number = 0;
    for (const model::ResponseItem& item : items) WriteItem(uid, item, ++number);
    return ReadFilled(connection(), response.ref, kEndOfTime);
  });
}

absl::Status SqliteTransaction::AddItemReviews(
    const model::ResponseRef& ref, const std::vector<model::ItemReview>& reviews) {
  return Run([&]() -> absl::Status {
    CB_ASSIGN_OR_RETURN(const auto uid, FindFilledUid(connection(), ref, kEndOfTime));
    for (const model::ItemReview& review : reviews) {
      Query q(connection(), kHasItem);
      if (!q.Bind(uid).Bind(review.number).Next()) {
        return NotFound("ResponseItem",
                        ToName(model::ResponseItemRef{ref, review.number}));
      }
    }
    if (reviews.empty()) return absl::OkStatus();
    TouchVendor(ref.vendor);
    for (const model::ItemReview& review : reviews) {
      Query q(connection(), kAddReview);
      q.Bind(uid).Bind(review.number).Bind(time_);
      q.Bind(static_cast<int>(review.decision)).Bind(review.reviewer).Bind(review.date);
      q.Bind(review.answer).Bind(review.comment).Bind(review.reason);
      q.Bind(review.expire_date).Run();
    }
    return absl::OkStatus();
  });
}

}  // namespace clausebook::storage
