#include "clients/cli/render/response.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr int kItemIndent = 2;
constexpr int kItemGap = 10;

struct NeedText {
  v1::ItemNeed need;
  std::string_view name;
  std::string_view heading;
  Tone tone;
};

// In the order in which they are shown, and in the words of the forms that are written
// (service/questionnaires/forms): whoever sees both should not wonder.
constexpr std::array<NeedText, 7> kNeeds{{
    {v1::ITEM_NEED_CONFLICT, "CONFLICT", "The sources disagree", Tone::kConflict},
    {v1::ITEM_NEED_UNKNOWN, "UNKNOWN", "No source settles it", Tone::kUnknown},
    {v1::ITEM_NEED_NOT_MATCHED, "NOT MATCHED", "To no question of the catalogue",
     Tone::kUnknown},
    {v1::ITEM_NEED_STOPPED, "STOPPED", "Its id is known with another text",
     Tone::kUnknown},
    {v1::ITEM_NEED_NO_WORD, "NO WORD", "No choice says it", Tone::kUnknown},
    {v1::ITEM_NEED_NOT_WRITABLE, "NOT WRITABLE", "Its cell cannot be written",
     Tone::kUnknown},
    {v1::ITEM_NEED_OUT_OF_SCOPE, "OUT OF SCOPE", "Asks nothing that is answered here",
     Tone::kFaint},
}};

std::size_t RankOf(v1::ItemNeed need) {
  const auto found =
      std::find_if(kNeeds.begin(), kNeeds.end(),
                   [&](const NeedText& text) { return text.need == need; });
  return static_cast<std::size_t>(found - kNeeds.begin());
}

// `4 · Security!C14 · R-7 · Retention`, as much of it as there is.
std::string PlaceOf(const v1::ResponseItem& item) {
  std::vector<std::string> parts;
  for (const std::string& part : {std::string(IdOf(item.name())), item.location(),
                                  item.item_id(), item.section()}) {
    if (!part.empty()) parts.push_back(part);
  }
  return absl::StrJoin(parts, " · ");
}

std::string_view StatusName(v1::ResponseStatus status) {
  switch (status) {
    case v1::RESPONSE_STATUS_PROPOSED:
      return "proposed";
    case v1::RESPONSE_STATUS_NEEDS_REVIEW:
      return "needs review";
    case v1::RESPONSE_STATUS_APPROVED:
      return "approved";
    default:
      return "?";
  }
}

Tone StatusTone(v1::ResponseStatus status) {
  switch (status) {
    case v1::RESPONSE_STATUS_APPROVED:
      return Tone::kGood;
    case v1::RESPONSE_STATUS_NEEDS_REVIEW:
      return Tone::kUnknown;
    default:
      return Tone::kPlain;
  }
}

// Who decided about it, and what.
std::string ReviewText(const v1::ItemReview& review) {
  const std::string by = absl::StrCat(" by ", review.reviewer(), " on ", review.date());
  if (review.has_override()) {
    return absl::StrCat("answered", by, ", counts until ",
                        review.override().expire_date(), ": ",
                        review.override().reason());
  }
  if (review.has_reopen()) {
    return absl::StrCat("reopened", by, review.reopen().reason().empty() ? "" : ": ",
                        review.reopen().reason());
  }
  return absl::StrCat("approved", by);
}

void AddField(Page& page, std::string_view label, const std::string& text,
              Tone tone = Tone::kPlain) {
  if (text.empty()) return;
  page.Labelled(kItemIndent + 2, label, Tone::kFaint, kItemGap, text, tone);
}

// What its parts were taken to ask.
void AddParts(Page& page, const v1::ResponseItem& item) {
  for (const v1::ResponsePart& part : item.parts()) {
    if (part.question().empty()) continue;
    AddField(page, "asks",
             absl::StrCat(part.opposite() ? "the opposite of " : "",
                          std::string(IdOf(part.question())), ": ",
                          std::string(VerdictName(part.verdict()))),
             Tone::kFaint);
  }
}

// What goes out of an item that is answered.
void AddOutgoing(Page& page, const v1::ResponseItem& item) {
  AddField(page, "answer", item.answer(), Tone::kStrong);
  AddField(page, "comment", item.comment());
}

// The form does not ask it, by the answers that are given in it.
bool IsNotAsked(const v1::ResponseItem& item) {
  return !IsOpen(item) && item.need() == v1::ITEM_NEED_UNSPECIFIED &&
         item.proposed_answer().empty() && item.answer().empty();
}

// Answered and not looked at yet, and its cell cannot say all that there is to say.
bool IsIncomplete(const v1::ResponseItem& item) {
  return item.status() == v1::RESPONSE_STATUS_PROPOSED && !IsNotAsked(item) &&
         item.need() == v1::ITEM_NEED_UNSPECIFIED && !item.explanation().empty();
}

std::string HeadingOf(const v1::ResponseItem& item) {
  if (IsNotAsked(item)) return "Not asked, by the answers given";
  if (IsIncomplete(item)) return "ANSWERED, BUT: More is known than its cell can say";
  if (!IsOpen(item)) return "Answered";
  const std::size_t rank = RankOf(item.need());
  if (rank == kNeeds.size()) return "NEEDS REVIEW";
  return absl::StrCat(std::string(kNeeds[rank].name), ": ",
                      std::string(kNeeds[rank].heading));
}

Tone HeadingTone(const v1::ResponseItem& item) {
  const std::size_t rank = RankOf(item.need());
  if (!IsOpen(item)) return Tone::kStrong;
  return rank == kNeeds.size() ? Tone::kUnknown : kNeeds[rank].tone;
}

std::size_t AsSize(int count) { return static_cast<std::size_t>(std::max(0, count)); }

// `2 conflict, 6 not known, 4 not matched, 1 other`, without what there is none of.
std::string NeedsText(const v1::ResponseSummary& summary) {
  const int other = summary.needs_review_count() - summary.conflict_count() -
                    summary.unknown_count() - summary.not_matched_count() -
                    summary.out_of_scope_count();
  std::vector<std::string> parts;
  const auto add = [&](int count, const char* what) {
    if (count > 0) parts.push_back(absl::StrCat(count, " ", what));
  };
  add(summary.conflict_count(), "conflict");
  add(summary.unknown_count(), "not known");
  add(summary.not_matched_count(), "not matched");
  add(summary.out_of_scope_count(), "out of scope");
  add(other, "for another reason");
  return absl::StrJoin(parts, ", ");
}

}  // namespace

std::string_view NeedName(v1::ItemNeed need) {
  const std::size_t rank = RankOf(need);
  return rank == kNeeds.size() ? "" : kNeeds[rank].name;
}

bool IsOpen(const v1::ResponseItem& item) {
  return item.status() == v1::RESPONSE_STATUS_NEEDS_REVIEW;
}

std::size_t NeedOrder(const v1::ResponseItem& item) {
  if (IsOpen(item)) return RankOf(item.need());
  if (IsIncomplete(item)) return kNeeds.size() + 1;
  return kNeeds.size() + (IsNotAsked(item) ? 3 : 2);
}

void SortOpenFirst(std::vector<v1::ResponseItem>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const v1::ResponseItem& a, const v1::ResponseItem& b) {
                     return NeedOrder(a) < NeedOrder(b);
                   });
}

std::string RenderLayout(const v1::FillHead& head, const Style& style) {
  Page page(style);
  for (const v1::SheetFound& sheet : head.sheets()) {
    page.Labelled(
        0, sheet.sheet().empty() ? "File" : sheet.sheet(), Tone::kStrong, 20,
        sheet.has_questions()
            ? absl::StrCat(Count(AsSize(sheet.item_count()), "question", "questions"),
                           sheet.layout().empty() ? "" : "; ", sheet.layout())
            : absl::StrCat("no questions found. ", sheet.reason()),
        sheet.has_questions() ? Tone::kPlain : Tone::kFaint);
  }
  for (const std::string& note : head.notes()) {
    page.Labelled(0, "NOTE", Tone::kUnknown, 20, note);
  }
  return page.text();
}

void AddItem(Page& page, const v1::ResponseItem& item) {
  page.Text(kItemIndent, PlaceOf(item), Tone::kFaint);
  page.Text(kItemIndent + 2, item.question_text(), Tone::kStrong);
  AddParts(page, item);
  if (IsOpen(item)) {
    AddField(page, "because", item.explanation());
    AddField(page, "takes", absl::StrJoin(item.allowed_answers(), " | "), Tone::kFaint);
  } else {
    AddOutgoing(page, item);
    AddField(page, IsNotAsked(item) ? "because" : "but", item.explanation(),
             Tone::kUnknown);
  }
  if (item.has_review())
    AddField(page, "review", ReviewText(item.review()), Tone::kValue);
}

std::string RenderItems(std::vector<v1::ResponseItem> items, bool all,
                        const Style& style) {
  SortOpenFirst(items);
  Page page(style);
  std::string heading;
  // Of these, often most of a list, the ids are enough.
  std::vector<std::string> out_of_scope;
  for (const v1::ResponseItem& item : items) {
    if (!all && !IsOpen(item) && !IsIncomplete(item)) continue;
    const std::string own = HeadingOf(item);
    if (item.need() != v1::ITEM_NEED_OUT_OF_SCOPE && own != heading) {
      heading = own;
      page.Text(0, heading, HeadingTone(item));
    }
    if (IsOpen(item) && item.need() == v1::ITEM_NEED_OUT_OF_SCOPE) {
      out_of_scope.push_back(item.item_id().empty() ? PlaceOf(item) : item.item_id());
      continue;
    }
    AddItem(page, item);
    page.Blank();
  }
  if (!out_of_scope.empty()) {
    page.Text(0,
              absl::StrCat(std::string(kNeeds.back().name), ": ",
                           std::string(kNeeds.back().heading)),
              kNeeds.back().tone);
    page.Text(kItemIndent, absl::StrJoin(out_of_scope, ", "), Tone::kFaint);
    page.Blank();
  }
  return page.text();
}

std::string RenderSummary(const v1::ResponseSummary& summary, const Style& style) {
  Page page(style);
  const int open = summary.needs_review_count();
  std::string text =
      absl::StrCat(Count(AsSize(summary.item_count()), "question", "questions"), ": ",
                   summary.answered_count(), " answered");
  if (open > 0) {
    absl::StrAppend(&text, ", ", open, open == 1 ? " needs" : " need", " a person (",
                    NeedsText(summary), ")");
  }
  if (summary.not_asked_count() > 0) {
    absl::StrAppend(&text, ", ", summary.not_asked_count(), " not asked");
  }
  page.Text(0, absl::StrCat(text, "."), Tone::kStrong);
  if (summary.approved_count() > 0) {
    std::string approved = absl::StrCat(summary.approved_count(), " approved");
    if (summary.overridden_count() > 0) {
      absl::StrAppend(&approved, ", of these ", summary.overridden_count(),
                      " by a person's own answer");
    }
    page.Text(0, absl::StrCat(approved, "."));
  }
  return page.text();
}

std::string RenderResponse(const v1::Response& response, const Style& style) {
  constexpr int kLabels = 15;
  Page page(style);
  page.Text(0, response.title(), Tone::kStrong);
  const auto add = [&](std::string_view label, const std::string& text,
                       Tone tone = Tone::kPlain) {
    if (!text.empty()) page.Labelled(2, label, Tone::kFaint, kLabels, text, tone);
  };
  add("response", response.name());
  add("app", response.app());
  add("questionnaire", response.questionnaire());
  add("file", response.file_name());
  add("sha256", response.file_sha256(), Tone::kFaint);
  add("as of",
      absl::StrCat(response.as_of(), ", as known at ", TimeText(response.known_at())));
  if (response.has_create_time()) {
    add("recorded",
        absl::StrCat(TimeText(response.create_time()),
                     response.creator().empty() ? "" : " by ", response.creator()));
  }
  add("status", std::string(StatusName(response.status())),
      StatusTone(response.status()));
  return page.text();
}

std::string RenderResponses(const std::vector<v1::Response>& responses,
                            const Style& style) {
  Page page(style);
  Table table{{"RESPONSE", "APP", "TITLE", "AS OF", "OPEN", "APPROVED", "STATUS"}, {}};
  for (const v1::Response& response : responses) {
    const v1::ResponseSummary& summary = response.summary();
    table.rows.push_back(
        {{IdOf(response.name()), Tone::kStrong},
         {IdOf(response.app())},
         {response.title()},
         {response.as_of()},
         {absl::StrCat(summary.needs_review_count())},
         {absl::StrCat(summary.approved_count(), "/", summary.item_count())},
         {StatusName(response.status()), StatusTone(response.status())}});
  }
  if (!responses.empty()) {
    page.Add(0, table);
    page.Blank();
  }
  page.Text(0, Count(responses.size(), "response", "responses"), Tone::kStrong);
  return page.text();
}

std::string RenderReviewed(const v1::ReviewResponseItemsResponse& response, bool done,
                           const Style& style) {
  Page page(style);
  for (const v1::ResponseItem& item : response.response_items()) {
    page.Labelled(2, std::string(IdOf(item.name())), Tone::kFaint, 6,
                  item.question_text());
    page.Text(8, ReviewText(item.review()), Tone::kFaint);
  }
  page.Text(
      0,
      absl::StrCat(done ? "Recorded: " : "Would record: ",
                   Count(AsSize(response.response_items_size()), "decision", "decisions"),
                   "."),
      Tone::kStrong);
  page.Raw(RenderSummary(response.response().summary(), style));
  return page.text();
}

std::string RenderDifferences(const v1::CompareResponseResponse& response,
                              const Style& style) {
  Page page(style);
  const auto outcome = [](const v1::ResponseItem& item, const std::string& answer) {
    if (!answer.empty()) return answer;
    const std::string_view need = NeedName(item.need());
    return need.empty() ? std::string("(blank)")
                        : absl::StrCat("(blank: ", std::string(need), ")");
  };
  for (const v1::ResponseDifference& difference : response.differences()) {
    page.Text(kItemIndent, PlaceOf(difference.then()), Tone::kFaint);
    page.Text(kItemIndent + 2, difference.then().question_text(), Tone::kStrong);
    AddField(page, "then", outcome(difference.then(), difference.then().answer()));
    AddField(page, "now", outcome(difference.now(), difference.now().proposed_answer()),
             Tone::kStrong);
    for (const std::string& reason : difference.reasons()) {
      AddField(page, "because", reason);
    }
    page.Blank();
  }
  const std::size_t count = AsSize(response.differences_size());
  page.Text(0,
            absl::StrCat(count, " of ",
                         Count(AsSize(response.item_count()), "answer", "answers"),
                         " would be different as of ", response.as_of(), ", as known at ",
                         TimeText(response.known_at()), "."),
            Tone::kStrong);
  return page.text();
}

}  // namespace clausebook::cli
