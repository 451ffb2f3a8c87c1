#include "clients/cli/render/change.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/pieces.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr int kIndent = 2;

const char* SignOf(const v1::ClauseChange& change) {
  switch (change.kind()) {
    case v1::CLAUSE_CHANGE_KIND_MOVED:
      return "> ";
    case v1::CLAUSE_CHANGE_KIND_EDITED:
      return "~ ";
    case v1::CLAUSE_CHANGE_KIND_ADDED:
      return "+ ";
    case v1::CLAUSE_CHANGE_KIND_DROPPED:
      return "- ";
    default:
      return "  ";
  }
}

// `line 3 -> 5, moved`.
std::string PlaceText(const v1::ClauseChange& change) {
  std::string text = "line ";
  if (change.has_old_clause()) absl::StrAppend(&text, change.old_line());
  if (change.has_old_clause() && change.has_new_clause()) text += " → ";
  if (change.has_new_clause()) absl::StrAppend(&text, change.new_line());
  if (change.moved()) text += ", moved";
  if (ClauseOf(change).heading()) text += ", a heading";
  return text;
}

void AddChange(const v1::ClauseChange& change, int indent, Page& page) {
  const Style& style = page.style();
  // A clause that is new or gone as a whole is marked by its sign.
  const bool marks = !style.color && change.kind() == v1::CLAUSE_CHANGE_KIND_EDITED;
  const auto lines = WrapPieces(PiecesOf(change), style.width - indent - 2, marks, style);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    page.Raw(absl::StrCat(std::string(static_cast<std::size_t>(indent), ' '),
                          i == 0 ? SignOf(change) : "  ", lines[i], "\n"));
  }
  page.Text(indent + 2, PlaceText(change), Tone::kFaint);
}

std::string HeadingsOf(const v1::Clause& clause) {
  return absl::StrJoin(clause.heading_path(), " › ");
}

void AddFolded(int count, Page& page) {
  if (count == 0) return;
  page.Blank();
  page.Text(kIndent, absl::StrCat("… ", count, " unchanged"), Tone::kFaint);
}

// A fact with what became of its clause.
void AddReview(const v1::FactReview& review, Page& page) {
  const v1::Fact& fact = review.fact();
  page.Blank();
  page.Text(kIndent, IdOf(fact.name()), Tone::kStrong);
  page.Text(kIndent + 2, absl::StrCat(FactText(fact), "; ", ScopeText(fact)));
  AddChange(review.change(), kIndent + 2, page);
}

void AddAnswer(const char* label, const v1::Answer& answer, Page& page) {
  constexpr int kGap = 6;
  page.Labelled(kIndent + 4, label, Tone::kFaint, kGap, answer.sentence());
  if (answer.verdict() == v1::VERDICT_CONFLICT && !answer.values().empty()) {
    const std::string values = absl::StrJoin(
        answer.values(), "; ",
        [](std::string* out, const auto& value) { out->append(value.text()); });
    page.Text(kIndent + 4 + kGap, absl::StrCat("claimed: ", values));
  }
  for (const std::string& caveat : answer.caveats()) {
    page.Text(kIndent + 4 + kGap, absl::StrCat("but: ", caveat), Tone::kFaint);
  }
}

void AddAnswers(const v1::PreviewPolicyRevisionResponse& preview, Page& page) {
  std::string app;
  for (const v1::AnswerChange& change : preview.answer_changes()) {
    const v1::Answer& before = change.old_answer();
    if (before.app() != app) {
      app = before.app();
      page.Blank();
      page.Text(kIndent, app, Tone::kStrong);
    }
    const auto& after = change.new_answer();
    page.Blank();
    const std::string verdicts =
        before.verdict() == after.verdict()
            ? std::string(VerdictName(after.verdict()))
            : absl::StrCat(std::string(VerdictName(before.verdict())), " → ",
                           std::string(VerdictName(after.verdict())));
    page.Text(kIndent + 2,
              absl::StrCat(std::string(IdOf(before.question())), ": ", verdicts),
              VerdictTone(after.verdict()));
    AddAnswer("now", before, page);
    AddAnswer("then", after, page);
  }
}

// That some of a list was left out, if so.
void AddOmitted(int shown, int all, Page& page) {
  if (shown >= all) return;
  page.Blank();
  page.Text(kIndent, absl::StrCat("… and ", all - shown, " more, not shown"),
            Tone::kUnknown);
}

}  // namespace

std::string CountsText(const v1::ClauseChangeCounts& counts) {
  std::vector<std::string> parts;
  const auto add = [&](int count, const char* what) {
    if (count > 0) parts.push_back(absl::StrCat(count, " ", what));
  };
  add(counts.edited(), "edited");
  add(counts.added(), "added");
  add(counts.dropped(), "dropped");
  add(counts.moved(), "moved");
  add(counts.unchanged(), "unchanged");
  return parts.empty() ? "no clauses" : absl::StrJoin(parts, ", ");
}

std::string RenderDiff(const RevisionDiff& diff, const Style& style) {
  Page page(style);
  page.Text(0, diff.policy.title(), Tone::kStrong);
  page.Text(0, diff.policy.name(), Tone::kFaint);
  Table revisions{{"", "", ""}, {}};
  for (const auto& [label, revision] :
       {std::pair("from", &diff.older), std::pair("to", &diff.newer)}) {
    revisions.rows.push_back({Cell(label), Cell(revision->effective_date()),
                              Cell(IdOf(revision->name()), Tone::kFaint)});
  }
  page.Add(0, revisions);
  page.Text(0, CountsText(diff.comparison.counts()));
  int folded = 0;
  std::string headings;
  bool first = true;
  for (const v1::ClauseChange& change : diff.comparison.changes()) {
    if (change.kind() == v1::CLAUSE_CHANGE_KIND_UNCHANGED) {
      ++folded;
      continue;
    }
    AddFolded(std::exchange(folded, 0), page);
    page.Blank();
    if (std::string above = HeadingsOf(ClauseOf(change)); first || above != headings) {
      headings = std::move(above);
      if (!headings.empty()) page.Text(kIndent, headings, Tone::kStrong);
    }
    first = false;
    AddChange(change, kIndent, page);
  }
  AddFolded(folded, page);
  return page.text();
}

std::string RenderPreview(const v1::Policy& policy,
                          const v1::PreviewPolicyRevisionResponse& preview,
                          const Style& style) {
  const v1::PolicyRevision& revision = preview.policy_revision();
  Page page(style);
  page.Text(0,
            absl::StrCat(policy.title(), ", if this text took effect on ",
                         revision.effective_date()),
            Tone::kStrong);
  page.Text(0, policy.name(), Tone::kFaint);
  page.Text(0,
            absl::StrCat("as of ", preview.as_of(), ", as known at ",
                         TimeText(preview.known_at()), "; nothing was stored"),
            Tone::kFaint);
  page.Text(
      0, preview.previous_revision().empty()
             ? absl::StrCat("The policy's first revision: ", CountsText(preview.counts()))
             : absl::StrCat("Against ", std::string(IdOf(preview.previous_revision())),
                            ": ", CountsText(preview.counts())));
  page.Blank();
  const auto count = [](int n) { return static_cast<std::size_t>(n); };
  page.Text(0,
            absl::StrCat(Count(count(preview.review_count()), "fact", "facts"),
                         " would need review, ", preview.carried_over_count(),
                         " would carry over"),
            preview.review_count() > 0 ? Tone::kUnknown : Tone::kGood);
  for (const v1::FactReview& review : preview.reviews()) AddReview(review, page);
  AddOmitted(preview.reviews_size(), preview.review_count(), page);
  page.Blank();
  page.Text(0,
            absl::StrCat(Count(count(preview.answer_change_count()), "answer", "answers"),
                         " would change, of ",
                         Count(count(preview.compared_app_count()), "app", "apps")),
            preview.answer_change_count() > 0 ? Tone::kUnknown : Tone::kGood);
  AddAnswers(preview, page);
  AddOmitted(preview.answer_changes_size(), preview.answer_change_count(), page);
  if (preview.omitted_app_count() > 0) {
    page.Text(0,
              absl::StrCat(preview.omitted_app_count(),
                           " more apps were not compared; name them with --app."),
              Tone::kUnknown);
  }
  return page.text();
}

}  // namespace clausebook::cli
