// Value questions: the values that facts claim for a property, and whether they
// can all be true.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_CLAIMS_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_CLAIMS_H_

#include <cstddef>
#include <vector>

#include "service/answering/answer.h"
#include "service/catalog/question.h"
#include "service/catalog/vocabulary.h"
#include "storage/model/fact.h"

namespace clausebook::answering {

// One value with the region it is claimed for, and who claims it (positions in the
// list of facts that was given).
struct Claim {
  model::Value value;
  model::Operator op = model::Operator::kEquals;
  model::Qualifiers region;  // empty: all that the question asks about
  std::vector<std::size_t> facts;

  // Claimants aside.
  bool SameAs(const Claim& other) const {
    return value == other.value && op == other.op && region == other.region;
  }
};

struct Claims {
  Verdict verdict = Verdict::kUnknown;  // kValue, kUnknown or kConflict
  // kValue: what holds. kConflict: every claim that contradicts another.
  std::vector<Claim> claims;
};

bool SameOutcome(const Claims& a, const Claims& b);

// What `facts`, all on `property`, claim for the region `about`.
Claims ClaimsOf(const catalog::Property& property, const model::Qualifiers& about,
                const std::vector<const model::FactContent*>& facts);

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_CLAIMS_H_
