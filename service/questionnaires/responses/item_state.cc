#include "service/questionnaires/responses/item_state.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace clausebook::questionnaires::responses {
namespace {

using model::ItemDecision;
using model::ItemNeed;

// A decision that counts on that day; nullopt: as if nobody had decided.
std::optional<ItemDecision> Standing(const model::ItemStanding& standing, Date today) {
  if (standing.decision == ItemDecision::kReopen) return std::nullopt;
  const bool over = standing.expire_date && *standing.expire_date <= today;
  if (standing.decision == ItemDecision::kOverride && over) return std::nullopt;
  return standing.decision;
}

// The place among the needs, which come in the order of how much they ask of a person.
int RankOf(ItemNeed need) {
  switch (need) {
    case ItemNeed::kConflict:
      return 0;
    case ItemNeed::kUnknown:
      return 1;
    case ItemNeed::kNoWord:
    case ItemNeed::kStopped:
    case ItemNeed::kNotWritable:
      return 2;
    case ItemNeed::kNotMatched:
      return 3;
    case ItemNeed::kOutOfScope:
      return 4;
    case ItemNeed::kNothing:
      break;
  }
  return 5;
}

int RankOf(const model::ItemStanding& standing, Date today) {
  switch (StatusOf(standing, today)) {
    case ItemStatus::kNeedsReview:
      return RankOf(standing.need);
    case ItemStatus::kProposed:
      return 6;
    case ItemStatus::kApproved:
      break;
  }
  return 7;
}

}  // namespace

ItemStatus StatusOf(const model::ItemStanding& standing, Date today) {
  const auto decision = Standing(standing, today);
  if (decision == ItemDecision::kOverride) return ItemStatus::kApproved;
  if (standing.need != ItemNeed::kNothing) return ItemStatus::kNeedsReview;
  return decision ? ItemStatus::kApproved : ItemStatus::kProposed;
}

bool IsOverridden(const model::ItemStanding& standing, Date today) {
  return Standing(standing, today) == ItemDecision::kOverride;
}

bool IsAnswered(const model::ItemStanding& standing, Date today) {
  if (IsOverridden(standing, today)) return standing.has_own_answer;
  return standing.has_answer && StatusOf(standing, today) != ItemStatus::kNeedsReview;
}

bool IsNotAsked(const model::ItemStanding& standing, Date today) {
  return standing.need == ItemNeed::kNothing && !standing.has_answer &&
         !IsOverridden(standing, today);
}

ItemState StateOf(const model::ReviewedItem& item, Date today) {
  const model::ItemStanding standing = StandingOf(item.item, item.review);
  ItemState state;
  state.status = StatusOf(standing, today);
  state.overridden = IsOverridden(standing, today);
  if (state.overridden) {
    const model::ItemReview& review = *item.review;
    state.answer = review.answer;
    state.comment = review.comment;
    if (!state.answer.empty() || !state.comment.empty()) {
      absl::StrAppend(&state.comment, state.comment.empty() ? "" : "\n",
                      AttestationOf(review));
    }
  } else if (state.status != ItemStatus::kNeedsReview) {
    state.answer = item.item.answer;
    state.comment = item.item.comment;
  }
  return state;
}

std::string AttestationOf(const model::ItemReview& review) {
  std::string text =
      absl::StrCat(review.reviewer, ", attested on ", FormatDate(review.date));
  if (review.expire_date) {
    absl::StrAppend(&text, ", counts until ", FormatDate(*review.expire_date));
  }
  absl::StrAppend(&text, ": \"", review.reason, "\"");
  return text;
}

void SortOpenFirst(std::vector<model::ItemHead>& heads, Date today) {
  std::sort(heads.begin(), heads.end(),
            [&](const model::ItemHead& a, const model::ItemHead& b) {
              return std::tuple(RankOf(a.standing, today), a.number) <
                     std::tuple(RankOf(b.standing, today), b.number);
            });
}

}  // namespace clausebook::questionnaires::responses
