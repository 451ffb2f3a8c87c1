#include "service/rpc/convert/answer_convert.h"

#include "service/rpc/convert/fact_convert.h"

namespace clausebook::rpc {
namespace {

using answering::Citation;
using answering::ClauseCitation;

v1::Verdict EnumOf(answering::Verdict verdict) {
  switch (verdict) {
    case answering::Verdict::kYes:
      return v1::VERDICT_YES;
    case answering::Verdict::kNo:
      return v1::VERDICT_NO;
    case answering::Verdict::kUnknown:
      return v1::VERDICT_UNKNOWN;
    case answering::Verdict::kConflict:
      return v1::VERDICT_CONFLICT;
    case answering::Verdict::kValue:
      return v1::VERDICT_VALUE;
  }
  return v1::VERDICT_UNSPECIFIED;
}

v1::CitationRole EnumOf(answering::CitationRole role) {
  switch (role) {
    case answering::CitationRole::kUnspecified:
      return v1::CITATION_ROLE_UNSPECIFIED;
    case answering::CitationRole::kSupports:
      return v1::CITATION_ROLE_SUPPORTS;
    case answering::CitationRole::kRefutes:
      return v1::CITATION_ROLE_REFUTES;
    case answering::CitationRole::kStates:
      return v1::CITATION_ROLE_STATES;
    case answering::CitationRole::kPremise:
      return v1::CITATION_ROLE_PREMISE;
  }
  return v1::CITATION_ROLE_UNSPECIFIED;
}

v1::ConsideredReason EnumOf(answering::ConsideredReason reason) {
  return static_cast<v1::ConsideredReason>(static_cast<int>(reason) + 1);
}
static_assert(static_cast<int>(answering::ConsideredReason::kHostingUnsettled) + 1 ==
              v1::CONSIDERED_REASON_HOSTING_UNSETTLED);

void SetClause(const ClauseCitation& clause, v1::ClauseCitation* proto) {
  proto->set_policy(ToName(clause.revision.policy));
  proto->set_title(clause.title);
  proto->set_revision(ToName(clause.revision));
  // A revision that was withdrawn is only known by name.
  if (!clause.sha256.empty()) proto->set_effective_date(FormatDate(clause.effective));
  proto->set_uri(clause.uri);
  proto->set_sha256(clause.sha256);
  proto->set_clause(model::ClauseName(clause.revision, clause.clause));
  for (const auto& heading : clause.heading_path) proto->add_heading_path(heading);
  proto->set_byte_begin(clause.range.begin);
  proto->set_byte_end(clause.range.end);
  proto->set_quote(clause.quote);
  proto->set_line(clause.line);
  proto->set_entry_path(clause.entry_path);
  proto->set_source_sha256(clause.source_sha256);
}

void SetCitation(const Citation& citation, v1::Citation* proto) {
  proto->set_fact(ToName(citation.fact));
  proto->set_role(EnumOf(citation.role));
  proto->set_statement(citation.statement);
  if (const auto* clause = std::get_if<ClauseCitation>(&citation.source)) {
    SetClause(*clause, proto->mutable_clause());
  } else {
    *proto->mutable_attestation() =
        rpc::ToProto(std::get<model::Attestation>(citation.source));
  }
  proto->set_caveat(citation.caveat);
  if (citation.inherited_from)
    proto->set_inherited_from(ToName(*citation.inherited_from));
}

void SetDerivation(const answering::Derivation& derivation, v1::Derivation* proto) {
  proto->set_expression(derivation.expression);
  proto->set_verdict(EnumOf(derivation.verdict));
  for (const auto& fact : derivation.facts_for) proto->add_facts_for(ToName(fact));
  for (const auto& fact : derivation.facts_against) {
    proto->add_facts_against(ToName(fact));
  }
  for (const auto& operand : derivation.operands) {
    SetDerivation(operand, proto->add_operands());
  }
}

}  // namespace

v1::Citation ToProto(const answering::Citation& citation) {
  v1::Citation proto;
  SetCitation(citation, &proto);
  return proto;
}

v1::Verdict ToProto(answering::Verdict verdict) { return EnumOf(verdict); }

v1::Answer ToProto(const answering::Answer& answer, Instant known_at) {
  v1::Answer proto;
  proto.set_app(ToName(answer.app));
  proto.set_question("questions/" + answer.question);
  proto.set_as_of(FormatDate(answer.as_of));
  *proto.mutable_known_at() = ToProto(known_at);
  proto.set_verdict(EnumOf(answer.verdict));
  proto.set_sentence(answer.sentence);
  for (const auto& value : answer.values) {
    auto* out = proto.add_values();
    *out->mutable_value() = ToProto(value.value);
    out->set_operator_(ToProto(value.op));
    ToProto(value.qualifiers, out->mutable_qualifiers());
    out->set_text(value.text);
    for (const auto& fact : value.facts) out->add_facts(ToName(fact));
  }
  for (const auto& citation : answer.citations) {
    SetCitation(citation, proto.add_citations());
  }
  for (const auto& considered : answer.considered) {
    auto* out = proto.add_considered();
    SetCitation(considered.citation, out->mutable_citation());
    out->set_reason(EnumOf(considered.reason));
    out->set_explanation(considered.explanation);
  }
  for (const auto& caveat : answer.caveats) proto.add_caveats(caveat);
  for (const auto& property : answer.settling_properties) {
    proto.add_settling_properties(property);
  }
  SetDerivation(answer.derivation, proto.mutable_derivation());
  return proto;
}

}  // namespace clausebook::rpc
