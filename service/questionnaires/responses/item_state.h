// How far an item of a response is, and what goes out for it. Pure functions; safe to
// call from any thread.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_ITEM_STATE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_ITEM_STATE_H_

#include <string>
#include <vector>

#include "service/base/time.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::responses {

enum class ItemStatus {
  kProposed,     // an answer is proposed, nobody has looked at it
  kNeedsReview,  // nothing can be proposed: a person has to answer
  kApproved,     // a person stands for what goes out
};

// An override counts up to the day before its `expire_date`; from then on the item is as
// if nobody had decided. So is one that was reopened.
ItemStatus StatusOf(const model::ItemStanding& standing, Date today);

// Whether a person's own answer counts.
bool IsOverridden(const model::ItemStanding& standing, Date today);

// Whether an answer goes out: a proposal that nobody has approved counts as well, one
// that needs review does not, nor does an override that leaves the cell blank.
bool IsAnswered(const model::ItemStanding& standing, Date today);

// Whether the form does not ask it, by the answers that are given in it: it is proposed
// to leave it blank.
bool IsNotAsked(const model::ItemStanding& standing, Date today);

struct ItemState {
  ItemStatus status = ItemStatus::kNeedsReview;
  bool overridden = false;
  // What goes into the cells, without a mark that it is not approved; both empty in
  // kNeedsReview. An override's comment ends with its attestation, unless nothing goes
  // out.
  std::string answer;
  std::string comment;
};
ItemState StateOf(const model::ReviewedItem& item, Date today);

// `Ada Example, attested on 2026-11-30, counts until 2027-05-31: "…"`: an override is
// cited so, in the form of other attestations.
std::string AttestationOf(const model::ItemReview& review);

// Puts what needs a person first: conflicts, what is unknown, what cannot be written or
// put into the list's words, what is not matched; then what is proposed, then what is
// approved. Reading order within each.
void SortOpenFirst(std::vector<model::ItemHead>& heads, Date today);

}  // namespace clausebook::questionnaires::responses

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_RESPONSES_ITEM_STATE_H_
