#include "clients/cli/render/review_item.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/pieces.h"
#include "clients/cli/render/suggestions.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr int kReviewIndent = 4;
constexpr int kReviewGap = 8;

// `privacy 2025-09-15-1a2b3c4d` of a revision's name.
std::string RevisionText(const std::string& name) {
  const std::string_view policy =
      std::string_view(name).substr(0, name.find("/revisions/"));
  return absl::StrCat(std::string(IdOf(policy)), " ", std::string(IdOf(name)));
}

// A clause beside the one that matters, so that it is read in its place.
void AddNeighbour(Page& page, const std::vector<v1::Clause>& clauses, std::ptrdiff_t at) {
  if (at < 0 || at >= static_cast<std::ptrdiff_t>(clauses.size())) return;
  const v1::Clause& clause = clauses[static_cast<std::size_t>(at)];
  const int room = 2 * (page.style().width - kReviewIndent);
  page.Text(
      kReviewIndent,
      absl::StrCat(clause.heading() ? "# " : "", Shorten(Printable(clause.text()), room)),
      Tone::kFaint);
}

void AddClause(Page& page, const v1::ClauseEvidence& evidence,
               const std::vector<v1::Clause>& clauses) {
  const auto found = std::find_if(
      clauses.begin(), clauses.end(),
      [&](const v1::Clause& clause) { return clause.name() == evidence.clause(); });
  if (found == clauses.end()) {
    page.Text(kReviewIndent, absl::StrCat("“", evidence.quote(), "”"), Tone::kQuote);
    return;
  }
  const auto at = found - clauses.begin();
  AddNeighbour(page, clauses, at - 1);
  page.Text(kReviewIndent, absl::StrCat("“", found->text(), "”"), Tone::kQuote);
  AddNeighbour(page, clauses, at + 1);
  if (evidence.quote() != found->text()) {
    page.Labelled(kReviewIndent, "quote", Tone::kFaint, kReviewGap,
                  absl::StrCat("“", evidence.quote(), "”"));
  }
}

void AddSuggestion(Page& page, const v1::Suggestion& suggestion,
                   const std::vector<v1::Clause>& clauses, const std::string& position) {
  const auto& evidence = suggestion.fact().evidence().clause();
  std::string place = absl::StrCat(position, " · ", RevisionText(evidence.revision()));
  if (!suggestion.heading_path().empty()) {
    absl::StrAppend(&place, " › ", absl::StrJoin(suggestion.heading_path(), " › "));
  }
  page.Text(0, absl::StrCat(place, ", line ", suggestion.line()), Tone::kStrong);
  page.Blank();
  AddClause(page, evidence, clauses);
  page.Blank();
  page.Text(2, "Does it say so?");
  AddStatement(page, kReviewIndent, suggestion.fact());
  page.Labelled(kReviewIndent, "why", Tone::kFaint, kReviewGap,
                absl::StrCat(suggestion.why(), " [", suggestion.pattern(), "]"),
                Tone::kFaint);
}

void AddFact(Page& page, const v1::FactInReview& review,
             const std::vector<v1::Clause>& clauses, const std::string& position) {
  const bool dropped = review.change().kind() == v1::CLAUSE_CHANGE_KIND_DROPPED;
  page.Text(0,
            absl::StrCat(position, " · ", RevisionText(review.new_revision()),
                         dropped ? " dropped" : " changed", " the clause of ",
                         std::string(IdOf(review.fact().name()))),
            Tone::kStrong);
  page.Blank();
  const Style& style = page.style();
  for (const std::string& line : WrapPieces(
           PiecesOf(review.change()), style.width - kReviewIndent, !style.color, style)) {
    page.Raw(absl::StrCat(std::string(kReviewIndent, ' '), line, "\n"));
  }
  if (review.has_confirmed()) {
    page.Blank();
    page.Text(2, "It stands now:");
    AddClause(page, review.confirmed().evidence().clause(), clauses);
  }
  page.Blank();
  page.Text(2, absl::StrCat("Is it still so from ", review.end_date(), " on?"));
  AddStatement(page, kReviewIndent, review.fact());
  if (dropped) {
    page.Labelled(kReviewIndent, "note", Tone::kFaint, kReviewGap,
                  "Its clause is gone: it can only be kept with another quote (e).",
                  Tone::kUnknown);
  }
}

// What one person proposed: a fact, or that one is retracted.
void AddProposed(Page& page, const v1::Fact& fact, const std::vector<v1::Clause>& clauses,
                 const std::string& position) {
  const auto& evidence = fact.evidence();
  const bool retraction = fact.has_proposed_retraction();
  const std::string& proposer =
      retraction ? fact.proposed_retraction().proposer() : fact.proposer();
  page.Text(
      0,
      absl::StrCat(position, " · ", std::string(IdOf(fact.name())),
                   retraction ? ", to be retracted, proposed by " : ", proposed by ",
                   proposer.empty() ? "nobody known" : proposer),
      Tone::kStrong);
  page.Blank();
  if (evidence.has_clause()) {
    AddClause(page, evidence.clause(), clauses);
  } else {
    page.Text(kReviewIndent,
              absl::StrCat(evidence.attestation().attester(), ", ",
                           evidence.attestation().date(), ": “",
                           evidence.attestation().statement(), "”"),
              Tone::kQuote);
  }
  page.Blank();
  page.Text(2, retraction ? "Is it to go? It counts until a second person accepts that."
                          : "Is it so? It counts once a second person accepts it.");
  AddStatement(page, kReviewIndent, fact);
  if (!fact.proposed_retraction().reason().empty()) {
    page.Labelled(kReviewIndent, "why", Tone::kFaint, kReviewGap,
                  fact.proposed_retraction().reason());
  }
}

}  // namespace

std::string RenderReviewItem(const v1::ReviewItem& item,
                             const std::vector<v1::Clause>& clauses,
                             const std::string& position, const Style& style) {
  Page page(style);
  if (item.has_suggestion()) {
    AddSuggestion(page, item.suggestion(), clauses, position);
  } else if (item.has_proposed() || item.has_retraction()) {
    AddProposed(page, item.has_proposed() ? item.proposed() : item.retraction(), clauses,
                position);
  } else {
    AddFact(page, item.fact(), clauses, position);
  }
  return page.text();
}

}  // namespace clausebook::cli
