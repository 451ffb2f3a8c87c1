// Minimal why-provenance: the smallest part of the evidence that gives the same
// outcome as all of it.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_WITNESS_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_WITNESS_H_

#include <cstddef>
#include <functional>
#include <vector>

namespace clausebook::answering {

// Which facts are taken into account, by position.
using Mask = std::vector<bool>;

// A subset of `all` that `keeps_outcome` accepts and of which no member can be left
// out. Members are tried from the last to the first, so that with facts ordered
// best first the best evidence is kept. `keeps_outcome(all)` must hold.
inline Mask MinimalWitness(Mask all, const std::function<bool(const Mask&)>& keeps_outcome) {
  bool dropped = true;
  while (dropped) {
    dropped = false;
    for (std::size_t i = all.size(); i-- > 0;) {
      if (!all[i]) continue;
      all[i] = false;
      if (keeps_outcome(all)) {
        dropped = true;
      } else {
        all[i] = true;
      }
    }
  }
  return all;
}

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_WITNESS_H_
