// Suggestions and what awaits review, for people.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_SUGGESTIONS_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_SUGGESTIONS_H_

#include <string>
#include <vector>

#include "clausebook/v1/review_service.pb.h"
#include "clausebook/v1/suggestion.pb.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// What one text suggests.
struct SuggestionReport {
  std::string title;  // of the policy or file
  std::string place;  // resource name of the revision, or the file's path
  std::vector<v1::Suggestion> suggestions;  // to be shown
  // How many there are in all, shown or not.
  int open = 0;
  int accepted = 0;
  int rejected = 0;
  int left_out = 0;  // open ones that were not told
  std::vector<v1::UnreadClause> unread;
  std::size_t unread_left_out = 0;
  std::vector<v1::DocumentNotice> notices;
};

// Under their headings, each quote once; what could not be read at the end.
std::string RenderSuggestions(const SuggestionReport& report, const Style& style);

// What the fact says, of which apps, and its caveat.
void AddStatement(Page& page, int indent, const v1::Fact& fact);

// What was recorded, a line or two for each decision; `done` false: only checked.
std::string RenderOutcomes(const v1::RecordDecisionsResponse& response, bool done,
                           const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_SUGGESTIONS_H_
