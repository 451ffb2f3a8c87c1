#include "service/rpc/questionnaires/review_outcome.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/responses/consistency.h"
#include "service/questionnaires/responses/summary.h"

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

// Answers that go out with a person's approval, those that are decided about now first.
class ApprovedAnswers {
 public:
  ApprovedAnswers(model::ResponseRef response, Date today)
      : response_(std::move(response)), today_(today) {}

  void Add(const model::ResponseRef& response, const model::ReviewedItem& item) {
    if (responses::StateOf(item, today_).status != ItemStatus::kApproved) return;
    const auto [number, added] =
        numbers_.try_emplace(response, static_cast<int>(numbers_.size()));
    names_.push_back(ToName(model::ResponseItemRef{response, item.item.number}));
    const std::string id =
        item.item.item_id.empty() ? "" : absl::StrCat(" (", item.item.item_id, ")");
    answers_.push_back({response == response_
                            ? absl::StrCat("Item ", item.item.number, id)
                            : absl::StrCat("Item ", item.item.number, id, " of '",
                                           ToName(response), "'"),
                        &item, number->second});
  }
  // What was added so far is what is decided about now.
  void EndOfDecided() { decided_ = answers_.size(); }

  // kInconsistentAnswers if one that is decided about now disagrees with any.
  absl::Status Check() const {
    for (const auto& found : FindInconsistencies(answers_, today_)) {
      if (found.first >= decided_) continue;
      const bool over_fact = !found.fact.empty();
      return MakeError(
          absl::StrCat(found.message,
                       " Answer both alike in one call, or correct what is on record."),
          {.reason = Reason::kInconsistentAnswers,
           .metadata = {{"item", names_[found.first]},
                        {"other", names_[found.second]},
                        {over_fact ? "fact" : "question",
                         over_fact ? found.fact : "questions/" + found.question}}});
    }
    return absl::OkStatus();
  }

 private:
  model::ResponseRef response_;
  Date today_;
  std::size_t decided_ = 0;
  std::map<model::ResponseRef, int> numbers_;
  std::vector<std::string> names_;
  std::vector<responses::OutgoingAnswer> answers_;
};

std::set<std::string> QuestionsOf(const std::vector<model::ReviewedItem>& items,
                                  bool overridden, Date today) {
  std::set<std::string> questions;
  for (const model::ReviewedItem& item : items) {
    const auto state = responses::StateOf(item, today);
    if (state.status != ItemStatus::kApproved || state.overridden != overridden) continue;
    for (const auto& part : item.item.parts) {
      if (!part.question.empty()) questions.insert(part.question);
    }
  }
  return questions;
}

// What the app's other responses say to the questions that are decided about now: what a
// person says here has to agree with all that is approved there, and what is approved
// here with what a person says there.
absl::StatusOr<std::vector<storage::DecidedItem>> ReadElsewhere(
    storage::ReadSnapshot& snapshot, const model::Response& response,
    const std::vector<model::ReviewedItem>& decided, Date today) {
  const model::AppRef app{response.ref.vendor, response.app};
  CB_ASSIGN_OR_RETURN(
      auto found,
      snapshot.ListDecidedItems(
          {app, QuestionsOf(decided, /*overridden=*/true, today), false}, kEndOfTime));
  CB_ASSIGN_OR_RETURN(
      auto own,
      snapshot.ListDecidedItems(
          {app, QuestionsOf(decided, /*overridden=*/false, today), true}, kEndOfTime));
  std::move(own.begin(), own.end(), std::back_inserter(found));
  std::erase_if(found, [&](const auto& item) { return item.response == response.ref; });
  return found;
}

absl::Status CheckConsistency(storage::ReadSnapshot& snapshot,
                              const ReviewOutcome& outcome,
                              const std::vector<model::ItemHead>& heads, Date today) {
  const model::ResponseRef& ref = outcome.response.ref;
  ApprovedAnswers answers(ref, today);
  for (const model::ReviewedItem& item : outcome.items) answers.Add(ref, item);
  answers.EndOfDecided();
  std::set<std::int32_t> decided;
  for (const model::ItemReview& review : outcome.reviews) decided.insert(review.number);
  std::vector<std::int32_t> numbers;
  for (const model::ItemHead& head : heads) {
    if (decided.contains(head.number)) continue;
    if (responses::StatusOf(head.standing, today) == ItemStatus::kApproved) {
      numbers.push_back(head.number);
    }
  }
  CB_ASSIGN_OR_RETURN(const auto others,
                      snapshot.GetResponseItems(ref, numbers, kEndOfTime));
  for (const model::ReviewedItem& item : others) answers.Add(ref, item);
  CB_ASSIGN_OR_RETURN(const auto elsewhere,
                      ReadElsewhere(snapshot, outcome.response, outcome.items, today));
  for (const auto& found : elsewhere) answers.Add(found.response, found.item);
  return answers.Check();
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
  CB_RETURN_IF_ERROR(CheckConsistency(snapshot, outcome, heads, request.today));
  outcome.response.tallies = TallyHeads(heads, outcome.items);
  return outcome;
}

}  // namespace clausebook::rpc
