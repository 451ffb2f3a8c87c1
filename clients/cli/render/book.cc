#include "clients/cli/render/book.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

struct ActionLook {
  const char* mark;
  Tone tone;
};

ActionLook LookOf(v1::BookAction action) {
  switch (action) {
    case v1::BOOK_ACTION_ADD:
      return {"+", Tone::kGood};
    case v1::BOOK_ACTION_CHANGE:
      return {"~", Tone::kUnknown};
    case v1::BOOK_ACTION_RETRACT:
      return {"-", Tone::kBad};
    default:
      return {"?", Tone::kPlain};
  }
}

std::size_t CountOf(const v1::ApplyBookResponse& plan, v1::BookAction action) {
  return static_cast<std::size_t>(
      std::count_if(plan.changes().begin(), plan.changes().end(),
                    [&](const auto& change) { return change.action() == action; }));
}

}  // namespace

std::string RenderPlan(const v1::ApplyBookResponse& plan, const Style& style) {
  Page page(style);
  for (const auto& change : plan.changes()) {
    const ActionLook look = LookOf(change.action());
    page.Labelled(2, look.mark, look.tone, 2, change.resource());
    std::string detail = change.detail();
    if (!change.path().empty()) {
      absl::StrAppend(&detail, detail.empty() ? "" : "  ", "(", change.path(), ":",
                      change.line(), ")");
    }
    if (!detail.empty()) page.Text(6, detail, Tone::kFaint);
  }
  for (const v1::BookNotice& notice : plan.notices()) {
    const v1::DocumentNotice& said = notice.notice();
    page.Labelled(2, said.fault() ? "FAULT" : "NOTE", Tone::kUnknown, 7,
                  absl::StrCat(notice.path(), said.line() > 0 ? ":" : "",
                               said.line() > 0 ? absl::StrCat(said.line()) : "", ": ",
                               said.message()));
  }
  return page.text();
}

std::string RenderOutcome(const v1::ApplyBookResponse& plan, bool dry_run,
                          const Style& style) {
  Page page(style);
  const std::string holds = absl::StrCat(
      plan.publisher(), ": ",
      Count(static_cast<std::size_t>(plan.app_count()), "app", "apps"), ", ",
      Count(static_cast<std::size_t>(plan.policy_count()), "policy", "policies"), ", ",
      Count(static_cast<std::size_t>(plan.fact_count()), "fact", "facts"));
  if (plan.changes().empty()) {
    page.Text(0, absl::StrCat("Nothing to change: the service holds this book already (",
                              holds, ")."));
    return page.text();
  }
  page.Text(
      0,
      absl::StrCat(dry_run ? "Would be: " : "Done: ", CountOf(plan, v1::BOOK_ACTION_ADD),
                   " added, ", CountOf(plan, v1::BOOK_ACTION_CHANGE), " changed, ",
                   CountOf(plan, v1::BOOK_ACTION_RETRACT), " retracted (", holds, ")."),
      Tone::kStrong);
  if (dry_run) page.Text(0, "Nothing was changed. Apply without --dry-run to do it.");
  return page.text();
}

std::string RenderProblems(const v1::BookProblems& problems, const std::string& dir,
                           const Style& style) {
  // Not wrapped: editors and CI read `file:line:col: message` as one line.
  Page page(style);
  for (const auto& problem : problems.problems()) {
    std::string place = dir;
    if (!problem.path().empty()) {
      absl::StrAppend(&place, absl::EndsWith(dir, "/") ? "" : "/", problem.path());
    }
    if (problem.line() > 0) absl::StrAppend(&place, ":", problem.line());
    if (problem.column() > 0) absl::StrAppend(&place, ":", problem.column());
    page.Raw(absl::StrCat(Paint(style, Tone::kStrong, Printable(place)), ": ",
                          Printable(problem.message()), "\n"));
    if (!problem.hint().empty()) page.Text(4, problem.hint(), Tone::kFaint);
  }
  page.Text(0,
            absl::StrCat(Count(static_cast<std::size_t>(problems.problems_size() +
                                                        problems.more()),
                               "fault", "faults"),
                         " in the book; nothing was changed."),
            Tone::kBad);
  if (problems.more() > 0) {
    page.Text(0, absl::StrCat(problems.more(), " of them are not shown."));
  }
  return page.text();
}

}  // namespace clausebook::cli
