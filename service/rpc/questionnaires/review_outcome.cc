#include "service/rpc/questionnaires/review_outcome.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/responses/item_state.h"
#include "service/rpc/questionnaires/review_agreement.h"

namespace clausebook::rpc {
namespace {

namespace responses = questionnaires::responses;
using model::ItemDecision;
using model::ItemNeed;
using responses::ItemStatus;

constexpr std::size_t kMostWordsTold = 20;

// Their positions in the request, by the numbers of their items.
std::map<std::int32_t, int> PositionsOf(const ItemReviewRequest& request) {
  std::map<std::int32_t, int> positions;
  for (std::size_t i = 0; i < request.reviews.size(); ++i) {
    positions[request.reviews[i].number] = static_cast<int>(i);
  }
  return positions;
}

// The decisions in reading order, with those that `approve_proposed` means.
std::vector<model::ItemReview> AllReviews(const ItemReviewRequest& request,
                                          const std::vector<model::ItemHead>& heads,
                                          Instant time) {
  std::map<std::int32_t, model::ItemReview> reviews;
  for (const model::ItemReview& review : request.reviews) reviews[review.number] = review;
  for (const model::ItemHead& head : heads) {
    if (!request.approve_proposed || reviews.contains(head.number)) continue;
    const ItemStatus status = responses::StatusOf(head.standing, request.today);
    if (status != ItemStatus::kProposed) continue;
    model::ItemReview& review = reviews[head.number];
    review.number = head.number;
    review.reviewer = request.reviewer;
    review.date = request.today;
  }
  std::vector<model::ItemReview> all;
  for (auto& [number, review] : reviews) {
    review.create_time = time;
    all.push_back(std::move(review));
  }
  return all;
}

std::string WordsOf(std::vector<std::string> words) {
  const bool more = words.size() > kMostWordsTold;
  if (more) words.resize(kMostWordsTold);
  return absl::StrCat("'", absl::StrJoin(words, "', '"), more ? "', …" : "'");
}

// Whether the cell can hold the person's own answer.
void CheckOwnAnswer(FieldFaults& faults, int position, const model::ResponseItem& item,
                    const std::string& answer) {
  const std::string field = DecisionField(position, "override.answer");
  if (answer.empty()) return;
  if (!item.writable || item.need == ItemNeed::kNotWritable) {
    faults.Add(
        field,
        "Its cell cannot be written or is filled already: leave the answer empty.");
    return;
  }
  const auto& allowed = item.allowed_answers;
  if (allowed.empty() || std::ranges::find(allowed, answer) != allowed.end()) return;
  faults.Add(field, absl::StrCat("Its cell takes one of ", WordsOf(allowed), "."));
}

absl::Status NothingToApprove(const model::ResponseRef& response,
                              const model::ResponseItem& item) {
  const std::string name = ToName(model::ResponseItemRef{response, item.number});
  return MakeError(
      absl::StrCat("There is no answer to approve for '", name,
                   "': answer it yourself, or leave it out. ", item.explanation),
      {.reason = Reason::kNothingToApprove, .metadata = {{"item", name}}});
}

// As they stand with the decisions.
std::vector<model::ItemTally> TallyHeads(
    const std::vector<model::ItemHead>& heads,
    const std::vector<model::ReviewedItem>& decided) {
  std::map<std::int32_t, model::ItemStanding> standings;
  for (const model::ItemHead& head : heads) standings[head.number] = head.standing;
  for (const model::ReviewedItem& item : decided) {
    standings[item.item.number] = StandingOf(item.item, item.review);
  }
  std::map<model::ItemStanding, std::int32_t> counts;
  for (const auto& [number, standing] : standings) ++counts[standing];
  std::vector<model::ItemTally> tallies;
  for (const auto& [standing, count] : counts) tallies.push_back({standing, count});
  return tallies;
}

}  // namespace

absl::StatusOr<ReviewOutcome> PlanItemReview(const ItemReviewRequest& request,
                                             storage::ReadSnapshot& snapshot,
                                             Instant time) {
  ReviewOutcome outcome;
  CB_ASSIGN_OR_RETURN(outcome.response,
                      snapshot.GetResponse(request.response, kEndOfTime));
  CB_ASSIGN_OR_RETURN(const auto heads,
                      snapshot.ListItemHeads(request.response, kEndOfTime));
  outcome.reviews = AllReviews(request, heads, time);
  std::vector<std::int32_t> numbers;
  for (const model::ItemReview& review : outcome.reviews)
    numbers.push_back(review.number);
  CB_ASSIGN_OR_RETURN(outcome.items,
                      snapshot.GetResponseItems(request.response, numbers, kEndOfTime));
  const auto positions = PositionsOf(request);
  FieldFaults faults;
  absl::Status nothing;
  for (std::size_t i = 0; i < outcome.items.size(); ++i) {
    model::ReviewedItem& item = outcome.items[i];
    item.review = outcome.reviews[i];
    if (item.review->decision == ItemDecision::kOverride) {
      CheckOwnAnswer(faults, positions.at(item.item.number), item.item,
                     item.review->answer);
    } else if (item.review->decision == ItemDecision::kApprove &&
               item.item.need != ItemNeed::kNothing && nothing.ok()) {
      nothing = NothingToApprove(request.response, item.item);
    }
  }
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_RETURN_IF_ERROR(nothing);
  CB_RETURN_IF_ERROR(CheckAgreement(snapshot, outcome, heads, request.today));
  outcome.response.tallies = TallyHeads(heads, outcome.items);
  return outcome;
}

}  // namespace clausebook::rpc
