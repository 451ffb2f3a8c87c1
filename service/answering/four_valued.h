// Belnap's four values, as the pair "there is evidence for it" and "there is
// evidence against it".
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_FOUR_VALUED_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_FOUR_VALUED_H_

#include "service/answering/answer.h"

namespace clausebook::answering {

struct FourValued {
  bool supported = false;
  bool refuted = false;
  friend bool operator==(const FourValued&, const FourValued&) = default;
};

inline FourValued Not(FourValued v) { return {v.refuted, v.supported}; }

inline FourValued And(FourValued a, FourValued b) {
  return {a.supported && b.supported, a.refuted || b.refuted};
}

inline FourValued Or(FourValued a, FourValued b) {
  return {a.supported || b.supported, a.refuted && b.refuted};
}

// The join in the order of knowledge: all that either knows.
inline FourValued Pool(FourValued a, FourValued b) {
  return {a.supported || b.supported, a.refuted || b.refuted};
}

inline Verdict ToVerdict(FourValued v) {
  if (v.supported) return v.refuted ? Verdict::kConflict : Verdict::kYes;
  return v.refuted ? Verdict::kNo : Verdict::kUnknown;
}

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_FOUR_VALUED_H_
