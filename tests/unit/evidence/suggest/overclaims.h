// Overclaims: prose, rows and answers in which a reader that jumps to conclusions reads
// more than is said. A file is a list:
//
//   - say: A policy of its own, Markdown.
//     under: A heading over it, if any
//     allows: [subprocessors.list includes]   # lines' begins; any other is wrong
#ifndef CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_OVERCLAIMS_H_
#define CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_OVERCLAIMS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"

namespace clausebook::evidence::suggest {

struct Overclaim {
  std::string say;
  std::string under;
  std::vector<std::string> allows;
};

// INVALID_ARGUMENT with file, line and what is wrong.
absl::StatusOr<std::vector<Overclaim>> ReadOverclaims(const std::string& path);

// What is read in it that it does not say: each fact with its pattern and the text.
absl::StatusOr<std::vector<std::string>> ClaimedTooMuch(const Overclaim& overclaim,
                                                        const catalog::Catalog& catalog);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_OVERCLAIMS_H_
