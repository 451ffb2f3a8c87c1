#include "service/rpc/questionnaires/review_agreement.h"

#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/responses/consistency.h"
#include "service/questionnaires/responses/item_state.h"

namespace clausebook::rpc {
namespace {

namespace responses = questionnaires::responses;
using responses::ItemStatus;

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

}  // namespace

absl::Status CheckAgreement(storage::ReadSnapshot& snapshot, const ReviewOutcome& outcome,
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

}  // namespace clausebook::rpc
