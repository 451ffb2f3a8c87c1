// Filled questionnaires and their items, for people: what needs a person comes first.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_RESPONSE_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_RESPONSE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/response_service.pb.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// `CONFLICT`, `NOT MATCHED`, for why an item needs a person; empty: it does not.
std::string_view NeedName(v1::ItemNeed need);

// Whether a person has to answer it, or say what it asks.
bool IsOpen(const v1::ResponseItem& item);

// Where an item stands among others when the open ones come first: conflicts, what is
// unknown, the rest of what needs a person, then what is answered.
std::size_t NeedOrder(const v1::ResponseItem& item);

// By that, and reading order among equals.
void SortOpenFirst(std::vector<v1::ResponseItem>& items);

// What was found in a file, sheet by sheet, and what is odd about it.
std::string RenderLayout(const v1::FillHead& head, const Style& style);

// One item: where it stands, its question, and what would settle it or what goes out.
void AddItem(Page& page, const v1::ResponseItem& item);

// The items under the headings of what they need, in the order of SortOpenFirst. Items
// with an answer are left out unless `all`.
std::string RenderItems(std::vector<v1::ResponseItem> items, bool all,
                        const Style& style);

// `42 questions: 30 answered, 12 need a person (2 conflict, …).` and how far approval is.
std::string RenderSummary(const v1::ResponseSummary& summary, const Style& style);

// Who, what, as of when, how far.
std::string RenderResponse(const v1::Response& response, const Style& style);
std::string RenderResponses(const std::vector<v1::Response>& responses,
                            const Style& style);

// What was decided, a line or two an item; `done` false: only checked.
std::string RenderReviewed(const v1::ReviewResponseItemsResponse& response, bool done,
                           const Style& style);

// Which answers would be different, and why.
std::string RenderDifferences(const v1::CompareResponseResponse& response,
                              const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_RESPONSE_H_
