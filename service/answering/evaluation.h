// A question's expression, evaluated over any part of the evidence.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_EVALUATION_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_EVALUATION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "service/answering/applicability.h"
#include "service/answering/claims.h"
#include "service/answering/four_valued.h"
#include "service/answering/witness.h"
#include "service/catalog/catalog.h"
#include "service/catalog/question.h"

namespace clausebook::answering {

// Which way a fact pulls the whole expression.
enum class Pull { kNone, kYes, kNo, kBoth };

// One question over one list of applied facts. Refers to all that it is given.
class Evaluation {
 public:
  Evaluation(const catalog::Catalog& catalog, const catalog::Question& question,
             const std::vector<AppliedFact>& facts);

  // Facts on the question's properties and, for inherited ones, their premises.
  const Mask& relevant() const { return relevant_; }
  // Whether the fact is on one of the question's properties itself.
  bool IsOnTopic(std::size_t fact) const;

  // Verdict questions. A fact counts while it and its premises are in `mask`.
  FourValued Evaluate(const Mask& mask) const;
  // Which way `fact` pulls; `anywhere` looks away from what it is narrowed to.
  Pull PullOf(std::size_t fact, bool anywhere = false) const;
  // The value of each part, with the facts for and against each atom.
  Derivation Derive() const;
  // Properties of the atoms about which nothing is known, sorted.
  std::vector<std::string> UnknownProperties() const;

  // Value questions. Claimants are positions in the whole list of facts.
  Claims EvaluateValue(const Mask& mask) const;

 private:
  FourValued EvaluateNode(const catalog::Expression& node, const Mask& mask) const;
  FourValued EvaluateAtom(const catalog::Atom& atom, const Mask& mask) const;
  FourValued WeighAlone(const catalog::Atom& atom, std::size_t fact, bool anywhere) const;
  FourValued PullAt(const catalog::Expression& node, std::size_t fact,
                    bool anywhere) const;
  Derivation DeriveNode(const catalog::Expression& node) const;
  void CollectUnknown(const catalog::Expression& node,
                      std::vector<std::string>& properties) const;
  // Positions of the facts on `property` that count under `mask`.
  std::vector<std::size_t> Counting(const std::string& property, const Mask& mask) const;

  const catalog::Catalog& catalog_;
  const catalog::Question& question_;
  const std::vector<AppliedFact>& facts_;
  std::vector<std::string> properties_;
  Mask relevant_;
};

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_EVALUATION_H_
