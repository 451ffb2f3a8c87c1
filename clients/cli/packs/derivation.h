// Whether an answer's verdict follows from its derivation and citations.
#ifndef CLAUSEBOOK_CLIENTS_CLI_PACKS_DERIVATION_H_
#define CLAUSEBOOK_CLIENTS_CLI_PACKS_DERIVATION_H_

#include <string>
#include <vector>

#include "clausebook/v1/answer.pb.h"

namespace clausebook::cli {

// What does not, as ends of sentences that begin with the answer's name; empty: it does.
// Each step of the derivation is computed anew by Belnap's logic from the verdicts of its
// parts; those of the single conditions are taken as they are, since what a fact means
// for a condition takes the vocabulary. Pure.
std::vector<std::string> FaultsOfVerdict(const v1::Answer& answer);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_PACKS_DERIVATION_H_
