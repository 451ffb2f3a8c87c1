#include "service/rpc/convert/response_convert.h"

#include <string>
#include <utility>

#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

using questionnaires::responses::ItemStatus;

v1::MatchStage EnumOf(model::MatchStage stage) {
  return static_cast<v1::MatchStage>(static_cast<int>(stage) + 1);
}
static_assert(static_cast<int>(model::MatchStage::kNone) + 1 == v1::MATCH_STAGE_NONE);
static_assert(static_cast<int>(model::MatchStage::kGrammar) + 1 ==
              v1::MATCH_STAGE_GRAMMAR);

v1::ItemNeed EnumOf(model::ItemNeed need) {
  return static_cast<v1::ItemNeed>(static_cast<int>(need));
}
static_assert(static_cast<int>(model::ItemNeed::kConflict) == v1::ITEM_NEED_CONFLICT);
static_assert(static_cast<int>(model::ItemNeed::kOutOfScope) ==
              v1::ITEM_NEED_OUT_OF_SCOPE);

// Of a part that nobody knows the question of there is no verdict.
v1::Verdict VerdictOf(const model::ResponsePart& part) {
  if (part.question.empty()) return v1::VERDICT_UNSPECIFIED;
  switch (part.verdict) {
    case model::PartVerdict::kUnknown:
      return v1::VERDICT_UNKNOWN;
    case model::PartVerdict::kYes:
      return v1::VERDICT_YES;
    case model::PartVerdict::kNo:
      return v1::VERDICT_NO;
    case model::PartVerdict::kConflict:
      return v1::VERDICT_CONFLICT;
    case model::PartVerdict::kValue:
      return v1::VERDICT_VALUE;
  }
  return v1::VERDICT_UNSPECIFIED;
}

void SetPart(const model::ResponsePart& part, v1::ResponsePart* proto) {
  if (!part.question.empty()) proto->set_question("questions/" + part.question);
  proto->set_opposite(part.opposite);
  for (const auto& [kind, value] : part.parameters) {
    (*proto->mutable_parameters())[kind] = value;
  }
  proto->set_reason(part.reason);
  proto->set_verdict(VerdictOf(part));
  proto->set_sentence(part.sentence);
  for (const std::string& fact : part.facts) proto->add_facts(fact);
}

}  // namespace

v1::ResponseStatus ToProto(ItemStatus status) {
  switch (status) {
    case ItemStatus::kProposed:
      return v1::RESPONSE_STATUS_PROPOSED;
    case ItemStatus::kNeedsReview:
      return v1::RESPONSE_STATUS_NEEDS_REVIEW;
    case ItemStatus::kApproved:
      return v1::RESPONSE_STATUS_APPROVED;
  }
  return v1::RESPONSE_STATUS_UNSPECIFIED;
}

v1::ResponseSummary ToProto(const questionnaires::responses::Summary& summary) {
  v1::ResponseSummary proto;
  proto.set_item_count(summary.items);
  proto.set_answered_count(summary.answered);
  proto.set_needs_review_count(summary.needs_review);
  proto.set_conflict_count(summary.conflicts);
  proto.set_unknown_count(summary.unknown);
  proto.set_not_matched_count(summary.not_matched);
  proto.set_out_of_scope_count(summary.out_of_scope);
  proto.set_not_asked_count(summary.not_asked);
  proto.set_approved_count(summary.approved);
  proto.set_overridden_count(summary.overridden);
  return proto;
}

v1::Response ToProto(const model::Response& response, Date today) {
  v1::Response proto;
  if (!response.ref.response.empty()) {
    proto.set_name(ToName(response.ref));
    *proto.mutable_create_time() = ToProto(response.create_time);
  }
  proto.set_app(ToName(model::AppRef{response.ref.vendor, response.app}));
  if (!response.questionnaire.empty()) {
    proto.set_questionnaire("questionnaires/" + response.questionnaire);
  }
  proto.set_title(response.title);
  proto.set_file_name(response.file_name);
  proto.set_file_sha256(response.file_digest);
  proto.set_as_of(FormatDate(response.as_of));
  *proto.mutable_known_at() = ToProto(response.known_at);
  proto.set_creator(response.creator);
  const auto summary = questionnaires::responses::Summarise(response.tallies, today);
  *proto.mutable_summary() = ToProto(summary);
  proto.set_status(ToProto(StatusOf(summary)));
  return proto;
}

v1::ResponseItem ToProto(const model::ResponseRef& response,
                         const model::ReviewedItem& reviewed, Date today) {
  const model::ResponseItem& item = reviewed.item;
  v1::ResponseItem proto;
  if (!response.response.empty()) {
    proto.set_name(ToName(model::ResponseItemRef{response, item.number}));
  }
  proto.set_item_id(item.item_id);
  proto.set_section(item.section);
  proto.set_question_text(item.question);
  proto.set_location(item.location);
  proto.set_stage(EnumOf(item.stage));
  for (const auto& part : item.parts) SetPart(part, proto.add_parts());
  proto.set_proposed_answer(item.answer);
  proto.set_proposed_comment(item.comment);
  for (const std::string& answer : item.allowed_answers)
    proto.add_allowed_answers(answer);
  proto.set_need(EnumOf(item.need));
  proto.set_explanation(item.explanation);
  if (reviewed.review) *proto.mutable_review() = ToProto(*reviewed.review);
  auto state = questionnaires::responses::StateOf(reviewed, today);
  proto.set_status(ToProto(state.status));
  proto.set_answer(std::move(state.answer));
  proto.set_comment(std::move(state.comment));
  return proto;
}

v1::ItemReview ToProto(const model::ItemReview& review) {
  v1::ItemReview proto;
  proto.set_reviewer(review.reviewer);
  proto.set_date(FormatDate(review.date));
  if (review.create_time != Instant{}) {
    *proto.mutable_create_time() = ToProto(review.create_time);
  }
  switch (review.decision) {
    case model::ItemDecision::kApprove:
      proto.mutable_approve();
      break;
    case model::ItemDecision::kOverride: {
      auto* own = proto.mutable_override();
      own->set_answer(review.answer);
      own->set_comment(review.comment);
      own->set_reason(review.reason);
      if (review.expire_date) own->set_expire_date(FormatDate(*review.expire_date));
      break;
    }
    case model::ItemDecision::kReopen:
      proto.mutable_reopen()->set_reason(review.reason);
      break;
  }
  return proto;
}

v1::Mapping ToProto(const model::Mapping& mapping) {
  v1::Mapping proto;
  proto.set_name(ToName(mapping.ref));
  proto.set_wording(mapping.wording);
  for (const auto& asked : mapping.questions) {
    auto* question = proto.add_questions();
    question->set_question("questions/" + asked.question);
    question->set_opposite(asked.opposite);
  }
  proto.set_confirmed_by(mapping.confirmed_by);
  *proto.mutable_create_time() = ToProto(mapping.create_time);
  proto.set_revoked_by(mapping.revoked_by);
  proto.set_revoke_reason(mapping.revoke_reason);
  if (mapping.revoke_time) *proto.mutable_revoke_time() = ToProto(*mapping.revoke_time);
  return proto;
}

}  // namespace clausebook::rpc
