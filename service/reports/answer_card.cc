#include "service/reports/answer_card.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/reports/words.h"

namespace clausebook::reports {
namespace {

using answering::Answer;
using answering::Citation;
using answering::CitationRole;
using answering::ClauseCitation;
using answering::Verdict;

constexpr std::size_t kDigestDigits = 12;

const char* RoleWords(CitationRole role) {
  switch (role) {
    case CitationRole::kSupports:
      return "Speaks for yes";
    case CitationRole::kRefutes:
      return "Speaks for no";
    case CitationRole::kStates:
      return "States the value";
    case CitationRole::kPremise:
      return "Why the other evidence applies";
    case CitationRole::kUnspecified:
      break;
  }
  return "Says";
}

std::string PlaceOf(const ClauseCitation& clause) {
  std::string place = clause.title;
  for (const std::string& heading : clause.heading_path) {
    // Most documents begin with their title as a heading.
    if (heading != clause.title) absl::StrAppend(&place, " › ", heading);
  }
  if (!clause.entry_path.empty()) absl::StrAppend(&place, " › ", clause.entry_path);
  return place;
}

void AddClause(Element figure, const ClauseCitation& clause) {
  figure.Add("blockquote", "").Add("p", "", absl::StrCat("“", clause.quote, "”"));
  Element caption = figure.Add("figcaption", "");
  caption.Add("cite", "", PlaceOf(clause));
  if (clause.sha256.empty()) {
    caption.Add("span", "meta", "in a revision that was withdrawn");
    return;
  }
  caption.Add(
      "span", "meta",
      absl::StrCat("in force since ", FormatDate(clause.effective), " · line ",
                   clause.line, " · bytes ", clause.range.begin, "–", clause.range.end));
  Element digest = caption.Add("span", "meta");
  digest.Text("revision ").Add("code", "", clause.revision.revision);
  digest.Text(" · sha256 ").Add("code", "", clause.sha256.substr(0, kDigestDigits));
  digest.Text("…");
  if (!clause.uri.empty()) {
    caption.Add("span", "meta").AddForeignLink(clause.uri, clause.uri);
  }
}

void AddWord(Element figure, const model::Attestation& said) {
  figure.Add("blockquote", "").Add("p", "", absl::StrCat("“", said.statement, "”"));
  std::string when = absl::StrCat("attested on ", FormatDate(said.date));
  if (said.expire_date) {
    absl::StrAppend(&when, " · counts until ", FormatDate(*said.expire_date));
  }
  Element caption = figure.Add("figcaption", "");
  caption.Add("cite", "", said.attester);
  caption.Add("span", "meta", when);
}

void AddCitation(Element parent, const catalog::Catalog& catalog,
                 const Citation& citation, bool with_role) {
  Element figure = parent.Add("figure", "evidence");
  if (with_role) figure.Add("p", "role", RoleWords(citation.role));
  if (const auto* clause = std::get_if<ClauseCitation>(&citation.source)) {
    AddClause(figure, *clause);
  } else {
    AddWord(figure, std::get<model::Attestation>(citation.source));
  }
  Element reading = figure.Add("p", "reading");
  reading.Text("Recorded as ").Add("code", "", citation.statement);
  reading.Text(" in ").Add("code", "", ToName(citation.fact));
  if (!citation.inherited_from) return;
  std::string platform = citation.inherited_from->id;
  for (const auto& known : catalog.platforms()) {
    if (known.id == platform) platform = known.display_name;
  }
  figure.Add("p", "inherited",
             absl::StrCat("Inherited: this is what ", platform,
                          " promises, not the vendor itself."));
}

// One side of a conflict: who says what.
struct Side {
  std::string title;
  std::vector<const Citation*> citations;
};

std::vector<Side> SidesOf(const Answer& answer) {
  std::vector<Side> sides;
  for (const auto& value : answer.values) {
    Side side{value.text, {}};
    for (const Citation& citation : answer.citations) {
      const auto& facts = value.facts;
      if (std::find(facts.begin(), facts.end(), citation.fact) != facts.end()) {
        side.citations.push_back(&citation);
      }
    }
    sides.push_back(std::move(side));
  }
  if (!sides.empty()) return sides;
  sides = {{"Speaks for yes", {}}, {"Speaks for no", {}}};
  for (const Citation& citation : answer.citations) {
    if (citation.role == CitationRole::kSupports) sides[0].citations.push_back(&citation);
    if (citation.role == CitationRole::kRefutes) sides[1].citations.push_back(&citation);
  }
  return sides;
}

void AddEvidence(Element card, const catalog::Catalog& catalog, const Answer& answer) {
  const bool conflict = answer.verdict == Verdict::kConflict;
  if (conflict) {
    Element sides = card.Add("div", "sides");
    for (const Side& side : SidesOf(answer)) {
      Element part = sides.Add("section", "side");
      part.Set("aria-label", absl::StrCat("One side: ", side.title));
      part.Add("h4", "", side.title);
      for (const Citation* citation : side.citations) {
        AddCitation(part, catalog, *citation, false);
      }
    }
  }
  for (const Citation& citation : answer.citations) {
    if (conflict && citation.role != CitationRole::kPremise) continue;
    AddCitation(card, catalog, citation, true);
  }
}

void AddValues(Element card, const Answer& answer) {
  if (answer.values.size() < 2 || answer.verdict == Verdict::kConflict) return;
  Element list = card.Add("ul", "values");
  for (const auto& value : answer.values) list.Add("li", "", value.text);
}

void AddSettling(Element card, const catalog::Catalog& catalog, const Answer& answer) {
  if (answer.verdict != Verdict::kUnknown) return;
  card.Add("p", "",
           answer.considered.empty()
               ? "No document on record speaks of it. This would settle it:"
               : "What is on record does not decide it. This would settle it:");
  Element list = card.Add("ul", "settles");
  for (const std::string& id : answer.settling_properties) {
    const catalog::Property* property = catalog.FindProperty(id);
    Element item = list.Add("li", "");
    if (property != nullptr) item.Text(property->description).Text(" ");
    item.Add("code", "", id);
  }
}

void AddCaveats(Element card, const Answer& answer) {
  if (answer.caveats.empty()) return;
  Element box = card.Add("div", "caveats");
  box.Add("h4", "", "To keep in mind");
  Element list = box.Add("ul", "");
  for (const std::string& caveat : answer.caveats) list.Add("li", "", caveat);
}

// What an answer was before, and what it is announced to become.
void AddChanges(Element card, const AppReport& report, const Answer& answer) {
  for (const DayOfChange& day : report.history.days) {
    for (const AnswerChange& change : day.changes) {
      if (change.question != answer.question) continue;
      const bool ahead = day.day > report.as_of;
      if (!ahead && change.sentence_before.empty()) continue;
      Element line = card.Add("p", "change");
      line.Add("strong", "",
               absl::StrCat(ahead ? "From " : "Changed on ", FormatDate(day.day), ": "));
      line.Text(ahead ? change.sentence
                      : absl::StrCat("before, it was “", change.sentence_before, "”"));
    }
  }
}

std::string QuoteOf(const Citation& citation) {
  const auto* clause = std::get_if<ClauseCitation>(&citation.source);
  return clause != nullptr ? clause->quote
                           : std::get<model::Attestation>(citation.source).statement;
}

// What the verdict does not need, folded away.
void AddConsidered(Element card, const Answer& answer) {
  if (answer.considered.empty()) return;
  Element details = card.Add("details", "considered");
  details.Add("summary", "",
              absl::StrCat("Also looked at: ",
                           Count(answer.considered.size(), "statement", "statements")));
  Element list = details.Add("ul", "");
  for (const auto& considered : answer.considered) {
    Element item = list.Add("li", "");
    item.Text(absl::StrCat("“", QuoteOf(considered.citation), "” "));
    item.Add("span", "meta", considered.explanation);
  }
}

}  // namespace

void AddAnswerCard(Element parent, const AppReport& report, const Answer& answer) {
  const catalog::Question* question = report.catalog->FindQuestion(answer.question);
  Element card =
      parent.Add("article", absl::StrCat("answer ", VerdictId(answer.verdict)));
  card.Set("id", answer.question).Set("data-verdict", VerdictId(answer.verdict));
  card.Set("aria-labelledby", absl::StrCat("q-", answer.question)).Set("tabindex", "-1");
  Element head = card.Add("header", "");
  AddBadge(head, answer.verdict);
  Element title = head.Add("h3", "").Set("id", absl::StrCat("q-", answer.question));
  title.Text(question == nullptr ? answer.question : question->wording);
  head.AddLink(absl::StrCat("#", answer.question), "#")
      .Set("class", "anchor")
      .Set("aria-label", absl::StrCat("Link to this answer: ", answer.question));
  card.Add("p", "sentence", answer.sentence);
  if (question != nullptr && !question->definition.empty()) {
    card.Add("p", "definition", question->definition);
  }
  AddValues(card, answer);
  AddEvidence(card, *report.catalog, answer);
  AddSettling(card, *report.catalog, answer);
  AddCaveats(card, answer);
  AddChanges(card, report, answer);
  AddConsidered(card, answer);
}

}  // namespace clausebook::reports
