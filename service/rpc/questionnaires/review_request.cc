#include "service/rpc/questionnaires/review_request.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kMostItemDecisions = 1000;
constexpr std::size_t kLongestCell = 10'000;
constexpr std::size_t kLongestItemReason = 1000;

// The same day two years on; of a 29th of February the 1st of March.
Date TwoYearsAfter(Date day) {
  const std::string text = FormatDate(day);
  const std::string year = absl::StrCat(std::stoi(text.substr(0, 4)) + 2);
  const auto later = ParseDate(year + text.substr(4));
  return later ? *later : ParseDate(year + "-03-01").value_or(day);
}

void CheckOverride(FieldFaults& faults, int position, const v1::ItemOverride& wanted,
                   model::ItemReview& review) {
  const auto field = [&](const char* name) {
    return DecisionField(position, absl::StrCat("override.", name));
  };
  review.decision = model::ItemDecision::kOverride;
  review.answer = wanted.answer();
  review.comment = wanted.comment();
  review.reason = wanted.reason();
  CheckOptionalText(faults, field("answer"), wanted.answer(), kLongestCell);
  CheckOptionalText(faults, field("comment"), wanted.comment(), kLongestCell);
  CheckText(faults, field("reason"), wanted.reason(), kLongestItemReason);
  review.expire_date =
      CheckRequiredDate(faults, field("expire_date"), wanted.expire_date());
  if (!review.expire_date) return;
  const Date last = TwoYearsAfter(review.date);
  if (*review.expire_date <= review.date || *review.expire_date > last) {
    faults.Add(
        field("expire_date"),
        absl::StrCat("An attestation counts for a while: choose a day after today, ",
                     "at most ", FormatDate(last), "."));
  }
}

void CheckDecision(FieldFaults& faults, int position,
                   const v1::ItemReviewDecision& wanted, model::ItemReview& review) {
  switch (wanted.decision_case()) {
    case v1::ItemReviewDecision::kApprove:
      review.decision = model::ItemDecision::kApprove;
      return;
    case v1::ItemReviewDecision::kOverride:
      CheckOverride(faults, position, wanted.override(), review);
      return;
    case v1::ItemReviewDecision::kReopen:
      review.decision = model::ItemDecision::kReopen;
      review.reason = wanted.reopen().reason();
      CheckOptionalText(faults, DecisionField(position, "reopen.reason"), review.reason,
                        kLongestItemReason);
      return;
    case v1::ItemReviewDecision::DECISION_NOT_SET:
      faults.Add(DecisionField(position, "decision"),
                 "Required: approve, override or reopen.");
  }
}

}  // namespace

std::string DecisionField(int position, const std::string& path) {
  return absl::StrCat("decisions[", position, "].", path);
}

ItemReviewRequest CheckItemReviews(FieldFaults& faults, const CallContext& context,
                                   const v1::ReviewResponseItemsRequest& request) {
  ItemReviewRequest checked;
  const auto response = CheckResponse(faults, "name", request.name());
  if (response) checked.response = *response;
  checked.approve_proposed = request.approve_proposed();
  checked.reviewer = request.reviewer();
  checked.today = DateOf(context.now);
  CheckText(faults, "reviewer", request.reviewer());
  CheckRequestId(faults, request.request_id());
  if (request.decisions().empty() && !request.approve_proposed()) {
    faults.Add("decisions", "Required unless `approve_proposed` is set.");
  }
  if (request.decisions_size() > kMostItemDecisions) {
    faults.Add("decisions", absl::StrCat("At most ", kMostItemDecisions,
                                         " are allowed; send the rest in another call."));
    return checked;
  }
  std::set<std::int32_t> seen;
  for (int i = 0; i < request.decisions_size(); ++i) {
    const v1::ItemReviewDecision& wanted = request.decisions(i);
    model::ItemReview& review = checked.reviews.emplace_back();
    review.reviewer = checked.reviewer;
    review.date = checked.today;
    const std::string field = DecisionField(i, "item");
    if (const auto item = CheckResponseItem(faults, field, wanted.item())) {
      review.number = item->number;
      if (response && item->response != *response) {
        faults.Add(field, "Not an item of the response in `name`.");
      } else if (!seen.insert(item->number).second) {
        faults.Add(field, "Is decided about twice in this request.");
      }
    }
    CheckDecision(faults, i, wanted, review);
  }
  return checked;
}

}  // namespace clausebook::rpc
