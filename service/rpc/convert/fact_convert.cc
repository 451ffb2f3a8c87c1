#include "service/rpc/convert/fact_convert.h"

namespace clausebook::rpc {
namespace {

void SetEvidence(const model::Evidence& evidence, std::string_view text,
                 v1::Evidence* proto) {
  if (const auto* said = std::get_if<model::Attestation>(&evidence)) {
    *proto->mutable_attestation() = ToProto(*said);
    return;
  }
  const auto& clause = std::get<model::ClauseEvidence>(evidence);
  auto* out = proto->mutable_clause();
  out->set_revision(ToName(clause.revision));
  out->set_byte_begin(clause.range.begin);
  out->set_byte_end(clause.range.end);
  out->set_quote(std::string(
      text.substr(static_cast<std::size_t>(clause.range.begin),
                  static_cast<std::size_t>(clause.range.end - clause.range.begin))));
  out->set_clause(model::ClauseName(clause.revision, clause.clause));
}

}  // namespace

v1::Operator ToProto(model::Operator op) {
  return static_cast<v1::Operator>(static_cast<int>(op) + 1);
}
static_assert(static_cast<int>(model::Operator::kAtLeast) + 1 == v1::OPERATOR_AT_LEAST);

std::optional<model::Operator> FromProto(v1::Operator op) {
  if (op < v1::OPERATOR_EQUALS || op > v1::OPERATOR_AT_LEAST) return std::nullopt;
  return static_cast<model::Operator>(static_cast<int>(op) - 1);
}

v1::Value ToProto(const model::Value& value) {
  v1::Value proto;
  switch (value.kind) {
    case model::ValueKind::kBool:
      proto.set_bool_value(value.boolean);
      break;
    case model::ValueKind::kString:
      proto.set_string_value(value.text);
      break;
    case model::ValueKind::kSet:
      proto.mutable_set_value();
      for (const std::string& member : value.members) {
        proto.mutable_set_value()->add_members(member);
      }
      break;
    case model::ValueKind::kDuration:
      proto.set_duration_value(value.text);
      break;
    case model::ValueKind::kDate:
      proto.set_date_value(value.text);
      break;
  }
  return proto;
}

std::optional<model::Value> FromProto(const v1::Value& value) {
  switch (value.kind_case()) {
    case v1::Value::kBoolValue:
      return model::Value::Bool(value.bool_value());
    case v1::Value::kStringValue:
      return model::Value::String(value.string_value());
    case v1::Value::kSetValue:
      return model::Value::Set(
          {value.set_value().members().begin(), value.set_value().members().end()});
    case v1::Value::kDurationValue:
      return model::Value::Duration(value.duration_value());
    case v1::Value::kDateValue: {
      model::Value date = model::Value::String(value.date_value());
      date.kind = model::ValueKind::kDate;
      return date;
    }
    case v1::Value::KIND_NOT_SET:
      break;
  }
  return std::nullopt;
}

v1::FactState ToProto(answering::FactState state) {
  switch (state) {
    case answering::FactState::kActive:
      return v1::FACT_STATE_ACTIVE;
    case answering::FactState::kNotYetValid:
      return v1::FACT_STATE_NOT_YET_VALID;
    case answering::FactState::kExpired:
      return v1::FACT_STATE_EXPIRED;
    case answering::FactState::kAwaitingReview:
      return v1::FACT_STATE_AWAITING_REVIEW;
    case answering::FactState::kRetracted:
      return v1::FACT_STATE_RETRACTED;
    case answering::FactState::kProposed:
      return v1::FACT_STATE_PROPOSED;
  }
  return v1::FACT_STATE_UNSPECIFIED;
}

v1::Attestation ToProto(const model::Attestation& attestation) {
  v1::Attestation proto;
  proto.set_attester(attestation.attester);
  proto.set_date(FormatDate(attestation.date));
  if (attestation.expire_date)
    proto.set_expire_date(FormatDate(*attestation.expire_date));
  proto.set_statement(attestation.statement);
  return proto;
}

v1::Fact ToProto(const model::Fact& fact, answering::FactState state,
                 std::string_view text) {
  const model::FactContent& content = fact.content;
  v1::Fact proto;
  proto.set_name(ToName(fact.ref));
  auto* scope = proto.mutable_scope();
  const auto app_name = [&](const std::string& app) {
    return ToName(model::AppRef{fact.ref.publisher.id, app});
  };
  for (const auto& app : content.scope.apps) scope->add_apps(app_name(app));
  for (const auto& app : content.scope.except_apps) scope->add_except_apps(app_name(app));
  proto.set_property(content.property);
  proto.set_operator_(ToProto(content.op));
  *proto.mutable_value() = ToProto(content.value);
  ToProto(content.qualifiers, proto.mutable_qualifiers());
  proto.set_caveat(content.caveat);
  SetEvidence(content.evidence, text, proto.mutable_evidence());
  if (content.valid_from) proto.set_valid_from(FormatDate(*content.valid_from));
  if (content.valid_until) proto.set_valid_until(FormatDate(*content.valid_until));
  *proto.mutable_create_time() = ToProto(fact.create_time);
  if (fact.retract_time) *proto.mutable_retract_time() = ToProto(*fact.retract_time);
  proto.set_state(ToProto(state));
  proto.set_generation(fact.generation);
  if (content.approval && !content.approved) {
    proto.set_proposer(content.approval->reviewer);
  } else if (content.approval) {
    auto* approval = proto.mutable_approval();
    approval->set_reviewer(content.approval->reviewer);
    approval->set_date(FormatDate(content.approval->date));
    approval->set_suggestion(content.approval->suggestion);
    approval->set_pattern(content.approval->pattern);
  }
  if (const auto& wanted = content.retraction) {
    auto* retraction = proto.mutable_proposed_retraction();
    retraction->set_proposer(wanted->proposer);
    retraction->set_date(FormatDate(wanted->date));
    retraction->set_reason(wanted->reason);
  }
  return proto;
}

}  // namespace clausebook::rpc
