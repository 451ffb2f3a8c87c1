#include "clients/cli/render/answer.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/citation.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

// From this width on the sides of a conflict stand beside each other.
constexpr int kBesideWidth = 100;
constexpr int kVerdictColumn = 10;

// One side of a conflict: who says what.
struct Side {
  std::string title;
  std::vector<const v1::Citation*> citations;
};

void AddHead(Page& page, const v1::Answer& answer, const AnswerContext& context) {
  page.Labelled(0, VerdictName(answer.verdict()), VerdictTone(answer.verdict()),
                kVerdictColumn, answer.sentence(), Tone::kStrong);
  const std::string app =
      context.app == nullptr
          ? answer.app()
          : absl::StrCat(context.app->display_name(), " (", answer.app(), ")");
  page.Text(kVerdictColumn,
            absl::StrCat(app, " as of ", answer.as_of(), ", as known at ",
                         TimeText(answer.known_at())),
            Tone::kFaint);
}

// The sentence holds the values too; several are easier to read one by one.
void AddValues(Page& page, const v1::Answer& answer) {
  if (answer.values_size() < 2) return;
  page.Blank();
  for (const auto& value : answer.values()) {
    page.Labelled(2, "-", Tone::kFaint, 2, value.text(), Tone::kStrong);
  }
}

// What was asked, to the letter: the answer is to this and to nothing else.
void AddQuestion(Page& page, const v1::Answer& answer, const v1::Question* question) {
  page.Blank();
  page.Labelled(2, "asked:", Tone::kFaint, 7,
                question == nullptr ? answer.question() : question->wording());
  if (question != nullptr && !question->definition().empty()) {
    page.Text(2 + 7, question->definition(), Tone::kFaint);
  }
}

std::vector<Side> SidesByRole(const v1::Answer& answer) {
  std::vector<Side> sides{{"for YES", {}}, {"for NO", {}}};
  for (const auto& citation : answer.citations()) {
    if (citation.role() == v1::CITATION_ROLE_SUPPORTS) {
      sides[0].citations.push_back(&citation);
    } else if (citation.role() == v1::CITATION_ROLE_REFUTES) {
      sides[1].citations.push_back(&citation);
    }
  }
  return sides;
}

std::vector<Side> SidesByValue(const v1::Answer& answer) {
  std::vector<Side> sides;
  for (const auto& value : answer.values()) {
    Side side{value.text(), {}};
    for (const auto& citation : answer.citations()) {
      const auto& facts = value.facts();
      if (std::find(facts.begin(), facts.end(), citation.fact()) != facts.end()) {
        side.citations.push_back(&citation);
      }
    }
    sides.push_back(std::move(side));
  }
  return sides;
}

void AddSide(Page& page, int indent, const Side& side) {
  page.Text(indent, side.title, Tone::kConflict);
  for (std::size_t i = 0; i < side.citations.size(); ++i) {
    if (i > 0) page.Blank();
    AddCitation(page, indent, *side.citations[i], /*role=*/false);
  }
}

void AddConflict(Page& page, const v1::Answer& answer) {
  const auto sides = answer.values().empty() ? SidesByRole(answer) : SidesByValue(answer);
  page.Blank();
  if (sides.size() == 2 && page.style().width >= kBesideWidth) {
    const Style half{(page.style().width - 2 - 3) / 2, page.style().color};
    Page left(half);
    Page right(half);
    AddSide(left, 0, sides[0]);
    AddSide(right, 0, sides[1]);
    page.Beside(2, left, right);
    return;
  }
  for (std::size_t i = 0; i < sides.size(); ++i) {
    if (i > 0) page.Blank();
    AddSide(page, 2, sides[i]);
  }
}

bool IsPremise(const v1::Citation& citation) {
  return citation.role() == v1::CITATION_ROLE_PREMISE;
}

// Evidence outside of a conflict's sides: all of it, or the premises only.
void AddEvidence(Page& page, const v1::Answer& answer) {
  const bool conflict = answer.verdict() == v1::VERDICT_CONFLICT;
  for (const auto& citation : answer.citations()) {
    if (conflict && !IsPremise(citation)) continue;
    page.Blank();
    AddCitation(page, 2, citation, /*role=*/true);
  }
}

void AddSettling(Page& page, const v1::Answer& answer, const AnswerContext& context) {
  if (answer.verdict() != v1::VERDICT_UNKNOWN) return;
  page.Blank();
  page.Text(2, "No recorded evidence decides it. This would settle it:");
  for (const std::string& property : answer.settling_properties()) {
    const auto description = context.descriptions.find(property);
    page.Labelled(4, property, Tone::kStrong, 30,
                  description == context.descriptions.end() ? "" : description->second);
  }
}

void AddConsideredFacts(Page& page, const v1::Answer& answer) {
  if (answer.considered().empty()) {
    if (answer.verdict() == v1::VERDICT_UNKNOWN) {
      page.Blank();
      page.Text(2, "No fact on record speaks of it.", Tone::kFaint);
    }
    return;
  }
  page.Blank();
  page.Text(2, "also looked at", Tone::kFaint);
  for (const auto& considered : answer.considered()) AddConsidered(page, 4, considered);
}

}  // namespace

std::string RenderAnswer(const v1::Answer& answer, const AnswerContext& context,
                         const Style& style) {
  Page page(style);
  AddHead(page, answer, context);
  if (answer.verdict() == v1::VERDICT_CONFLICT) {
    AddConflict(page, answer);
  } else {
    AddValues(page, answer);
  }
  AddEvidence(page, answer);
  if (!answer.caveats().empty()) page.Blank();
  for (const std::string& caveat : answer.caveats()) {
    page.Labelled(2, "but:", Tone::kUnknown, 5, caveat);
  }
  AddSettling(page, answer, context);
  AddConsideredFacts(page, answer);
  AddQuestion(page, answer, context.question);
  return page.text();
}

}  // namespace clausebook::cli
