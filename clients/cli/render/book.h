// What applying a fact book would do or did, and what is wrong with a book.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_BOOK_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_BOOK_H_

#include <string>

#include "clausebook/v1/book_service.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// The changes, one a line, and their counts.
std::string RenderPlan(const v1::ApplyBookResponse& plan, const Style& style);

// The last line: `3 added, 1 changed, 0 retracted.` or that nothing had to change.
std::string RenderOutcome(const v1::ApplyBookResponse& plan, bool dry_run,
                          const Style& style);

// Every fault as `DIR/file:line:col: message`, with what to do about it below.
std::string RenderProblems(const v1::BookProblems& problems, const std::string& dir,
                           const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_BOOK_H_
