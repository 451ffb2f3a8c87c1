// Whether what an answer pack says goes together.
#ifndef CLAUSEBOOK_CLIENTS_CLI_PACKS_CONSISTENCY_H_
#define CLAUSEBOOK_CLIENTS_CLI_PACKS_CONSISTENCY_H_

#include <string>
#include <vector>

#include "clausebook/v1/answer_pack.pb.h"

namespace clausebook::cli {

// What does not, as sentences; empty: it does. All answers are about one app, day and
// state of knowledge, each to a question of the pack; verdicts follow from their
// derivations and rest on citations that can carry them; citations name revisions of the
// pack as these are; a response says of its questions what the answers say. Whether
// quotes stand in the texts is for Verify (verification.h). Pure.
std::vector<std::string> InconsistenciesOf(const v1::AnswerPack& pack);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_PACKS_CONSISTENCY_H_
