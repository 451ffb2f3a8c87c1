// One piece of evidence: the quote in quotation marks and its place.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_CITATION_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_CITATION_H_

#include <string>

#include "clausebook/v1/answer.pb.h"
#include "clients/cli/render/page.h"

namespace clausebook::cli {

// In full, for the evidence that carries an answer. `role`: also say what it does for the
// verdict.
void AddCitation(Page& page, int indent, const v1::Citation& citation, bool role);

// Two lines, for evidence that was only looked at.
void AddConsidered(Page& page, int indent, const v1::ConsideredFact& considered);

// `privacy-policy 2025-09-15, line 12` or `word of Maren Quist, 2026-02-10`.
std::string ShortPlace(const v1::Citation& citation);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_CITATION_H_
