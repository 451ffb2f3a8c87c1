#include "service/rpc/convert/questionnaire_convert.h"

#include <string>

#include "service/questionnaires/matching/normalise.h"
#include "service/rpc/convert/answer_convert.h"
#include "storage/model/names.h"

namespace clausebook::rpc {
namespace {

namespace matching = questionnaires::matching;
namespace payload = questionnaires::payload;

std::string QuestionName(const std::string& id) { return "questions/" + id; }

v1::MatchStage StageOf(matching::Stage stage) {
  return static_cast<v1::MatchStage>(static_cast<int>(stage) + 1);
}
static_assert(static_cast<int>(matching::Stage::kNone) + 1 == v1::MATCH_STAGE_NONE);
static_assert(static_cast<int>(matching::Stage::kGrammar) + 1 == v1::MATCH_STAGE_GRAMMAR);

v1::PayloadFieldState StateOf(payload::Standing standing) {
  return static_cast<v1::PayloadFieldState>(static_cast<int>(standing) + 1);
}
static_assert(static_cast<int>(payload::Standing::kConflict) + 1 ==
              v1::PAYLOAD_FIELD_STATE_CONFLICT);
static_assert(static_cast<int>(payload::Standing::kPerson) + 1 ==
              v1::PAYLOAD_FIELD_STATE_PERSON);

void SetPart(const matching::MatchedPart& part, v1::MatchedPart* proto) {
  proto->set_text(part.text);
  if (!part.question.empty()) proto->set_question(QuestionName(part.question));
  proto->set_opposite(part.opposite);
  proto->set_follow_up(part.joint == matching::Joint::kFollowUp);
  for (const auto& [kind, value] : part.parameters) {
    (*proto->mutable_parameters())[kind] = value;
  }
  proto->set_reason(part.reason);
  for (const matching::Ranked& ranked : part.suggestions) {
    auto* suggestion = proto->add_suggestions();
    suggestion->set_question(QuestionName(ranked.question));
    suggestion->set_score(ranked.score);
  }
}

}  // namespace

v1::Questionnaire ToProto(const questionnaires::editions::Edition& edition) {
  v1::Questionnaire proto;
  proto.set_name("questionnaires/" + edition.id);
  proto.set_title(edition.title);
  proto.set_publisher(edition.publisher);
  proto.set_edition(edition.edition);
  proto.set_uri(edition.uri);
  proto.set_notice(edition.notice);
  proto.set_item_count(static_cast<int>(edition.items.size()));
  proto.set_complete(edition.complete());
  return proto;
}

v1::QuestionnaireItem ToProto(const questionnaires::editions::EditionItem& item) {
  v1::QuestionnaireItem proto;
  proto.set_item_id(item.id);
  proto.set_section(item.section);
  proto.set_text(item.text);
  for (const std::string& answer : item.answers) proto.add_allowed_answers(answer);
  for (const auto& mapped : item.questions) {
    auto* question = proto.add_questions();
    question->set_question(QuestionName(mapped.question));
    question->set_opposite(mapped.opposite);
  }
  for (const std::string& id : item.near) proto.add_near_questions(QuestionName(id));
  proto.set_wording_sha256(item.digest);
  if (item.field) proto.set_payload_path(item.field->path);
  return proto;
}

v1::QuestionMatch ToProto(const matching::MatchResult& match, std::string_view text) {
  v1::QuestionMatch proto;
  proto.set_stage(StageOf(match.stage));
  for (const matching::MatchedPart& part : match.parts) SetPart(part, proto.add_parts());
  proto.set_stopped(match.stopped);
  proto.set_out_of_scope(match.out_of_scope);
  proto.set_wording_sha256(matching::WordingDigest(text));
  return proto;
}

v1::PayloadField ToProto(const payload::ComparedField& compared) {
  const payload::FieldAnswer& field = *compared.field;
  v1::PayloadField proto;
  proto.set_path(field.item->field->path);
  proto.set_item_id(field.item->id);
  proto.set_question_text(field.item->text);
  proto.set_state(StateOf(compared.standing));
  proto.set_told(compared.told);
  if (field.content) {
    proto.set_evidence(payload::ContentJson(*field.item, *field.content));
  }
  proto.set_explanation(compared.explanation);
  if (field.answer == nullptr) return proto;
  proto.set_question(QuestionName(field.answer->question));
  proto.set_verdict(ToProto(field.answer->verdict));
  proto.set_sentence(field.answer->sentence);
  for (const model::FactRef& fact : field.facts) proto.add_facts(model::ToName(fact));
  return proto;
}

}  // namespace clausebook::rpc
