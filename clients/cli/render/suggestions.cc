#include "clients/cli/render/suggestions.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr int kSuggestionIndent = 4;
constexpr int kSuggestionGap = 8;

// How many headings stand above everything: most documents begin with their title.
int CommonHeadings(const std::vector<v1::Suggestion>& suggestions) {
  if (suggestions.empty() || suggestions[0].heading_path().empty()) return 0;
  const std::string& title = suggestions[0].heading_path(0);
  const bool common = std::all_of(
      suggestions.begin(), suggestions.end(), [&](const v1::Suggestion& suggestion) {
        return !suggestion.heading_path().empty() && suggestion.heading_path(0) == title;
      });
  return common ? 1 : 0;
}

std::string HeadingsOf(const v1::Suggestion& suggestion, int from) {
  const auto& path = suggestion.heading_path();
  return absl::StrJoin(path.begin() + from, path.end(), " › ");
}

void AddState(Page& page, const v1::Suggestion& suggestion) {
  if (suggestion.state() == v1::SUGGESTION_STATE_ACCEPTED) {
    page.Labelled(kSuggestionIndent, "is", Tone::kFaint, kSuggestionGap,
                  absl::StrCat("accepted as ", suggestion.accepted_as()), Tone::kGood);
  } else if (suggestion.state() == v1::SUGGESTION_STATE_REJECTED) {
    const v1::Rejection& by = suggestion.rejection();
    page.Labelled(kSuggestionIndent, "is", Tone::kFaint, kSuggestionGap,
                  absl::StrCat("rejected by ", by.reviewer(), " on ", by.date(),
                               by.reason().empty() ? "" : ": ", by.reason()),
                  Tone::kBad);
  }
}

void AddSuggestion(Page& page, const v1::Suggestion& suggestion) {
  AddStatement(page, kSuggestionIndent, suggestion.fact());
  page.Labelled(kSuggestionIndent, "why", Tone::kFaint, kSuggestionGap,
                absl::StrCat(suggestion.why(), " [", suggestion.pattern(), "]"),
                Tone::kFaint);
  page.Labelled(kSuggestionIndent, "id", Tone::kFaint, kSuggestionGap,
                std::string(IdOf(suggestion.name())), Tone::kFaint);
  AddState(page, suggestion);
}

void AddUnread(Page& page, const std::vector<v1::UnreadClause>& unread) {
  if (unread.empty()) return;
  page.Text(0, "Not read: a person has to", Tone::kStrong);
  for (const v1::UnreadClause& clause : unread) {
    page.Labelled(2, absl::StrCat("line ", clause.line()), Tone::kFaint, 10,
                  clause.clause().text(), Tone::kQuote);
    page.Text(12, clause.why(), Tone::kFaint);
  }
  page.Blank();
}

void AddCounts(Page& page, const SuggestionReport& report) {
  const int all = report.open + report.accepted + report.rejected + report.left_out;
  std::string counts =
      absl::StrCat(Count(static_cast<std::size_t>(all), "suggestion", "suggestions"),
                   ": ", report.open + report.left_out, " open, ", report.accepted,
                   " accepted, ", report.rejected, " rejected");
  if (static_cast<int>(report.suggestions.size()) < all) {
    absl::StrAppend(&counts, " (", report.suggestions.size(), " shown)");
  }
  page.Text(0,
            absl::StrCat(
                counts, "; ",
                Count(report.unread.size() + report.unread_left_out, "clause", "clauses"),
                " not read."),
            Tone::kStrong);
}

}  // namespace

void AddStatement(Page& page, int indent, const v1::Fact& fact) {
  page.Text(indent, absl::StrCat(FactText(fact), " · ", ScopeText(fact)), Tone::kStrong);
  if (!fact.caveat().empty()) {
    page.Labelled(indent, "but", Tone::kFaint, kSuggestionGap, fact.caveat(),
                  Tone::kUnknown);
  }
}

std::string RenderSuggestions(const SuggestionReport& report, const Style& style) {
  Page page(style);
  page.Text(0, report.title, Tone::kStrong);
  if (report.place != report.title) page.Text(0, report.place, Tone::kFaint);
  for (const v1::DocumentNotice& notice : report.notices) {
    page.Labelled(0, "NOTE", Tone::kStrong, kSuggestionGap, notice.message());
  }
  page.Blank();
  const int common = CommonHeadings(report.suggestions);
  std::string headings;
  std::string quote;
  for (const v1::Suggestion& suggestion : report.suggestions) {
    const std::string under = HeadingsOf(suggestion, common);
    if (under != headings) {
      headings = under;
      quote.clear();
      if (!headings.empty()) page.Text(0, headings, Tone::kStrong);
    }
    const auto& place = suggestion.fact().evidence().clause();
    const std::string place_text =
        absl::StrCat(place.byte_begin(), "-", place.byte_end());
    if (place_text != quote) {
      quote = place_text;
      page.Labelled(2, absl::StrCat("line ", suggestion.line()), Tone::kFaint, 10,
                    absl::StrCat("“", place.quote(), "”"), Tone::kQuote);
    }
    AddSuggestion(page, suggestion);
    page.Blank();
  }
  AddUnread(page, report.unread);
  AddCounts(page, report);
  return page.text();
}

std::string RenderOutcomes(const v1::RecordDecisionsResponse& response, bool done,
                           const Style& style) {
  Page page(style);
  std::size_t accepted = 0;
  std::size_t rejected = 0;
  for (const v1::DecisionOutcome& outcome : response.outcomes()) {
    if (outcome.has_recorded()) {
      ++accepted;
      page.Labelled(2, "+", Tone::kGood, 2, outcome.recorded().name());
      page.Text(6, FactText(outcome.recorded()), Tone::kFaint);
    } else {
      ++rejected;
    }
    if (outcome.has_ended()) {
      page.Labelled(2, "~", Tone::kUnknown, 2, outcome.ended().name());
      page.Text(6, absl::StrCat("ends on ", outcome.ended().valid_until()), Tone::kFaint);
    }
    if (outcome.has_rejection()) {
      page.Labelled(2, "-", Tone::kBad, 2, std::string(IdOf(outcome.item())));
      page.Text(6, absl::StrCat("not: ", outcome.rejection().statement()), Tone::kFaint);
    }
  }
  page.Text(0,
            absl::StrCat(done ? "Recorded: " : "Would record: ", accepted, " accepted, ",
                         rejected, " rejected."),
            Tone::kStrong);
  if (!done) page.Text(0, "Nothing was changed.");
  return page.text();
}

}  // namespace clausebook::cli
