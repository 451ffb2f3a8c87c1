// For a quote that is not in the text: the passage it was probably meant to be.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_NEAREST_PASSAGE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_NEAREST_PASSAGE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/resources.h"

namespace clausebook::evidence {

struct NearestPassage {
  int line = 0;
  std::string passage;     // shortened
  std::string difference;  // the first one, in words
};

// The clause that shares most words with `quote`; nullopt if none shares a third of
// them. Work grows with text plus quote.
std::optional<NearestPassage> FindNearest(std::string_view text,
                                          const std::vector<model::Clause>& clauses,
                                          std::string_view quote);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_NEAREST_PASSAGE_H_
