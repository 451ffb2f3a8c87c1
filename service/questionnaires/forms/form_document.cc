#include "service/questionnaires/forms/form_document.h"

#include <algorithm>

namespace clausebook::questionnaires::forms {
namespace {

int RankOf(model::ItemNeed need) {
  switch (need) {
    case model::ItemNeed::kConflict:
      return 0;
    case model::ItemNeed::kUnknown:
      return 1;
    case model::ItemNeed::kNotMatched:
    case model::ItemNeed::kStopped:
      return 2;
    case model::ItemNeed::kNoWord:
    case model::ItemNeed::kNotWritable:
    case model::ItemNeed::kNothing:
      return 3;
    case model::ItemNeed::kOutOfScope:
      return 4;
  }
  return 4;
}

}  // namespace

FormCounts CountsOf(const FormDocument& document) {
  FormCounts counts;
  for (const FormItem& item : document.items) {
    if (item.status == FormStatus::kNeedsReview) {
      ++counts.open;
    } else if (!item.answer.empty()) {
      ++counts.answered;
      if (item.status == FormStatus::kProposed) ++counts.unapproved;
    }
  }
  return counts;
}

std::vector<const FormItem*> OpenItems(const FormDocument& document) {
  std::vector<const FormItem*> open;
  for (const FormItem& item : document.items) {
    if (item.status == FormStatus::kNeedsReview) open.push_back(&item);
  }
  std::stable_sort(open.begin(), open.end(), [](const FormItem* a, const FormItem* b) {
    return RankOf(a->need) < RankOf(b->need);
  });
  return open;
}

const char* NeedWords(model::ItemNeed need) {
  switch (need) {
    case model::ItemNeed::kConflict:
      return "the sources disagree";
    case model::ItemNeed::kUnknown:
      return "not known";
    case model::ItemNeed::kNotMatched:
      return "not matched to a question";
    case model::ItemNeed::kStopped:
      return "its id is known with another text";
    case model::ItemNeed::kNoWord:
      return "no choice says it";
    case model::ItemNeed::kNotWritable:
      return "its cell cannot be written";
    case model::ItemNeed::kOutOfScope:
      return "asks nothing that is answered here";
    case model::ItemNeed::kNothing:
      break;
  }
  return "open";
}

const char* StatusWords(const FormItem& item) {
  switch (item.status) {
    case FormStatus::kProposed:
      return "not approved";
    case FormStatus::kNeedsReview:
      return "needs a person";
    case FormStatus::kNotAsked:
      return "not asked";
    case FormStatus::kApproved:
      break;
  }
  return item.overridden ? "a person's own answer" : "approved";
}

}  // namespace clausebook::questionnaires::forms
