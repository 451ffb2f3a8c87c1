#include "service/answering/evaluation.h"

#include <algorithm>
#include <utility>

#include "service/answering/bearing.h"

namespace clausebook::answering {
namespace {

using catalog::Atom;
using catalog::Expression;

FourValued Join(Expression::Kind kind, FourValued a, FourValued b) {
  switch (kind) {
    case Expression::Kind::kAll:
      return And(a, b);
    case Expression::Kind::kAny:
      return Or(a, b);
    default:
      return Pool(a, b);
  }
}

}  // namespace

Evaluation::Evaluation(const catalog::Catalog& catalog, const catalog::Question& question,
                       const std::vector<AppliedFact>& facts)
    : catalog_(catalog),
      question_(question),
      facts_(facts),
      properties_(catalog::PropertiesOf(question)),
      relevant_(facts.size(), false) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!IsOnTopic(i)) continue;
    relevant_[i] = true;
    for (const std::size_t premise : facts[i].premises) relevant_[premise] = true;
  }
}

bool Evaluation::IsOnTopic(std::size_t fact) const {
  return std::binary_search(properties_.begin(), properties_.end(),
                            facts_[fact].content().property);
}

std::vector<std::size_t> Evaluation::Counting(const std::string& property,
                                              const Mask& mask) const {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const auto& premises = facts_[i].premises;
    if (mask[i] && facts_[i].content().property == property &&
        std::all_of(premises.begin(), premises.end(),
                    [&](std::size_t p) { return mask[p]; })) {
      positions.push_back(i);
    }
  }
  return positions;
}

FourValued Evaluation::EvaluateAtom(const Atom& atom, const Mask& mask) const {
  std::vector<const model::FactContent*> facts;
  for (const std::size_t i : Counting(atom.property, mask)) {
    facts.push_back(&facts_[i].content());
  }
  return Weigh(*catalog_.FindProperty(atom.property), atom, facts);
}

FourValued Evaluation::EvaluateNode(const Expression& node, const Mask& mask) const {
  if (node.kind == Expression::Kind::kAtom) return EvaluateAtom(node.atom, mask);
  FourValued value = EvaluateNode(node.operands.front(), mask);
  if (node.kind == Expression::Kind::kNot) return Not(value);
  for (std::size_t i = 1; i < node.operands.size(); ++i) {
    value = Join(node.kind, value, EvaluateNode(node.operands[i], mask));
  }
  return value;
}

FourValued Evaluation::Evaluate(const Mask& mask) const {
  return EvaluateNode(question_.expression, mask);
}

FourValued Evaluation::WeighAlone(const Atom& atom, std::size_t fact,
                                  bool anywhere) const {
  model::FactContent content = facts_[fact].content();
  if (content.property != atom.property) return {};
  if (anywhere) content.qualifiers = atom.about;
  return Weigh(*catalog_.FindProperty(atom.property), atom, {&content});
}

FourValued Evaluation::PullAt(const Expression& node, std::size_t fact,
                              bool anywhere) const {
  if (node.kind == Expression::Kind::kAtom) return WeighAlone(node.atom, fact, anywhere);
  FourValued pull;
  for (const Expression& operand : node.operands) {
    pull = Pool(pull, PullAt(operand, fact, anywhere));
  }
  return node.kind == Expression::Kind::kNot ? Not(pull) : pull;
}

Pull Evaluation::PullOf(std::size_t fact, bool anywhere) const {
  const FourValued pull = PullAt(question_.expression, fact, anywhere);
  if (pull.supported) return pull.refuted ? Pull::kBoth : Pull::kYes;
  return pull.refuted ? Pull::kNo : Pull::kNone;
}

Derivation Evaluation::DeriveNode(const Expression& node) const {
  const Mask all(facts_.size(), true);
  Derivation derivation;
  derivation.verdict = ToVerdict(EvaluateNode(node, all));
  switch (node.kind) {
    case Expression::Kind::kAtom:
      derivation.expression = ToText(node.atom);
      for (std::size_t i = 0; i < facts_.size(); ++i) {
        const FourValued alone = WeighAlone(node.atom, i, /*anywhere=*/false);
        if (alone.supported) derivation.facts_for.push_back(facts_[i].fact->ref);
        if (alone.refuted) derivation.facts_against.push_back(facts_[i].fact->ref);
      }
      return derivation;
    case Expression::Kind::kNot:
      derivation.expression = "not";
      break;
    case Expression::Kind::kAll:
      derivation.expression = "all of";
      break;
    case Expression::Kind::kAny:
      derivation.expression = "any of";
      break;
    case Expression::Kind::kPooled:
      derivation.expression = "known in either way";
      break;
  }
  for (const Expression& operand : node.operands) {
    derivation.operands.push_back(DeriveNode(operand));
  }
  return derivation;
}

Derivation Evaluation::Derive() const {
  if (question_.kind == catalog::Question::Kind::kVerdict) {
    return DeriveNode(question_.expression);
  }
  const Claims claims = EvaluateValue(Mask(facts_.size(), true));
  Derivation derivation;
  derivation.expression = ToText(question_);
  derivation.verdict = claims.verdict;
  for (const Claim& claim : claims.claims) {
    for (const std::size_t i : claim.facts) {
      derivation.facts_for.push_back(facts_[i].fact->ref);
    }
  }
  return derivation;
}

void Evaluation::CollectUnknown(const Expression& node,
                                std::vector<std::string>& properties) const {
  if (ToVerdict(EvaluateNode(node, Mask(facts_.size(), true))) != Verdict::kUnknown) {
    return;
  }
  if (node.kind == Expression::Kind::kAtom) properties.push_back(node.atom.property);
  for (const Expression& operand : node.operands) CollectUnknown(operand, properties);
}

std::vector<std::string> Evaluation::UnknownProperties() const {
  std::vector<std::string> properties;
  if (question_.kind == catalog::Question::Kind::kValue) {
    properties.push_back(question_.value.property);
  } else {
    CollectUnknown(question_.expression, properties);
  }
  std::sort(properties.begin(), properties.end());
  properties.erase(std::unique(properties.begin(), properties.end()), properties.end());
  return properties;
}

Claims Evaluation::EvaluateValue(const Mask& mask) const {
  const auto positions = Counting(question_.value.property, mask);
  std::vector<const model::FactContent*> facts;
  for (const std::size_t i : positions) facts.push_back(&facts_[i].content());
  Claims claims = ClaimsOf(*catalog_.FindProperty(question_.value.property),
                           question_.value.about, facts);
  for (Claim& claim : claims.claims) {
    for (std::size_t& fact : claim.facts) fact = positions[fact];
  }
  return claims;
}

}  // namespace clausebook::answering
