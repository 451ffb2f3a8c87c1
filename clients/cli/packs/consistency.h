// Whether what an answer pack says goes together.
#ifndef CLAUSEBOOK_CLIENTS_CLI_PACKS_CONSISTENCY_H_
#define CLAUSEBOOK_CLIENTS_CLI_PACKS_CONSISTENCY_H_

#include <string>
#include <vector>

#include "clausebook/v1/answer_pack.pb.h"

namespace clausebook::cli {

struct Consistency {
  // What does not go together, as sentences; empty: it does.
  std::vector<std::string> faults;
  // Every citation that names a text names one of the pack, and there are no more of
  // either than any service has. Otherwise it is not worth looking for the quotes, and
  // might take for ever.
  bool texts_found = true;
};

// All answers are about one app, day and state of knowledge, each to a question of the
// pack; verdicts follow from their derivations and rest on citations that can carry them;
// citations name revisions of the pack as these are; a response says of its questions
// what the answers say. Whether quotes stand in the texts is for Verify (verification.h).
// Pure; takes a time that grows with the pack's size, whatever is in it.
Consistency ConsistencyOf(const v1::AnswerPack& pack);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_PACKS_CONSISTENCY_H_
