// Paraphrases: many ways to say one fact, and sentences that look alike but say another
// thing; how many of them the suggestions read.
//
// A file is a list of lists:
//
//   - id: not-stored-by-vendor
//     gives: [storage.locations excludes vendor_servers]   # every sentence below
//     allows: [storage.locations exactly]                  # true as well: lines' begins
//     say:
//       - A sentence that gives this.
//       - {say: "Another.", gives: [...], allows: [...], under: A heading over it}
//     silent:
//       - A near miss, which gives nothing that the list gives (nothing of its
//         properties, if only its sentences have facts).
//
// Sentences at odd places (the first, the third) are to develop on; those at even places
// are held out: nobody looks at which of them are missed. Only the properties that a list
// gives are judged in it; that nothing else is said wrongly, the labelled policies show.
#ifndef CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_PARAPHRASES_H_
#define CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_PARAPHRASES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "tests/unit/evidence/suggest/measure.h"

namespace clausebook::evidence::suggest {

struct Paraphrase {
  std::string list;  // "storage/kinds"
  std::string say;
  std::string under;
  std::vector<model::FactContent> gives;  // member by member; none: a near miss
  std::vector<model::FactContent> near;   // what a near miss must not give; none: all
  std::vector<std::string> allows;
  std::vector<std::string> judged;  // properties
  bool held_out = false;
};

// The vendor and the app that all sentences are about.
SuggestContext LanternBoard();

// INVALID_ARGUMENT with file, line and what is wrong.
absl::StatusOr<std::vector<Paraphrase>> ReadParaphrases(const std::string& path,
                                                        const catalog::Catalog& catalog);

// Reads each sentence as a policy of its own and adds to `measured`, by list.
absl::Status MeasureParaphrase(const Paraphrase& paraphrase,
                               const catalog::Catalog& catalog, Measured& measured);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_PARAPHRASES_H_
