#include "service/questionnaires/filling/explaining.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/questionnaires/filling/citation_text.h"

namespace clausebook::questionnaires::filling {
namespace {

using answering::Citation;
using answering::CitationRole;
using answering::Verdict;

constexpr std::size_t kShownWords = 12;

std::string Settling(const std::vector<std::string>& properties,
                     const catalog::Catalog& catalog) {
  std::vector<std::string> titles;
  for (const std::string& id : properties) {
    const catalog::Property* property = catalog.FindProperty(id);
    std::string title = property == nullptr ? "" : property->description;
    if (title.ends_with('.')) title.pop_back();
    titles.push_back(title.empty() ? id : absl::StrCat("“", title, "” (", id, ")"));
  }
  if (titles.empty()) return "";
  return absl::StrCat(
      " A source on any of these would settle it: ", absl::StrJoin(titles, "; "), ".");
}

std::string SideOf(const std::string& title,
                   const std::vector<const Citation*>& citations,
                   const catalog::Catalog& catalog) {
  std::vector<std::string> texts;
  for (const Citation* citation : citations) {
    texts.push_back(CitationText(*citation, catalog));
  }
  return absl::StrCat("\n", title, ": ", absl::StrJoin(texts, "; "));
}

}  // namespace

std::string ExplainUnknown(const AnsweredPart& part, const catalog::Catalog& catalog) {
  const answering::Answer& answer = part.known->answer;
  if (answer.verdict == Verdict::kUnknown) {
    return absl::StrCat(answer.sentence, Settling(answer.settling_properties, catalog));
  }
  const std::vector<std::string> properties =
      catalog::PropertiesOf(*part.known->question);
  return absl::StrCat("What is on record does not settle it for ",
                      InWords(part.parameters), ". On record is: ", answer.sentence,
                      Settling(properties, catalog));
}

std::string ExplainConflict(const AnsweredPart& part, const catalog::Catalog& catalog) {
  const answering::Answer& answer = part.known->answer;
  std::string text = answer.sentence;
  for (const answering::ClaimedValue& value : answer.values) {
    std::vector<const Citation*> side;
    for (const Citation& citation : answer.citations) {
      if (std::find(value.facts.begin(), value.facts.end(), citation.fact) !=
          value.facts.end()) {
        side.push_back(&citation);
      }
    }
    absl::StrAppend(&text, SideOf(absl::StrCat("For “", value.text, "”"), side, catalog));
  }
  if (!answer.values.empty()) return text;
  std::vector<const Citation*> supporting;
  std::vector<const Citation*> refuting;
  for (const Citation& citation : answer.citations) {
    if (citation.role == CitationRole::kSupports) supporting.push_back(&citation);
    if (citation.role == CitationRole::kRefutes) refuting.push_back(&citation);
  }
  absl::StrAppend(&text, SideOf("For yes", supporting, catalog),
                  SideOf("For no", refuting, catalog));
  if (part.opposite) {
    absl::StrAppend(&text, "\nThe row asks the opposite of that question.");
  }
  return text;
}

std::string ExplainNotMatched(const matching::MatchedPart& part, bool whole,
                              const catalog::Catalog& catalog) {
  std::string text = part.reason;
  if (text.empty() && !whole) {
    text = absl::StrCat("Nobody knows what “", part.text, "” asks.");
  }
  std::vector<std::string> questions;
  for (const matching::Ranked& suggestion : part.suggestions) {
    const catalog::Question* question = catalog.FindQuestion(suggestion.question);
    if (question == nullptr) continue;
    questions.push_back(absl::StrCat("“", question->wording, "” (", question->id, ")"));
  }
  const char* gap = text.empty() ? "" : " ";
  if (!questions.empty()) {
    absl::StrAppend(&text, gap, "It may ask: ", absl::StrJoin(questions, "; "),
                    ". Say what it asks, or answer it yourself.");
  } else if (whole) {
    absl::StrAppend(&text, gap,
                    text.empty() ? "Its words fit no question of the catalogue. " : "",
                    "Say what it asks, or answer it yourself.");
  }
  return text;
}

std::string ExplainNoWord(const AskedItem& item,
                          const std::vector<PartOutcome>& outcomes) {
  std::set<Truth> truths;
  for (const PartOutcome& outcome : outcomes) {
    if (outcome.truth) truths.insert(*outcome.truth);
  }
  if (truths.size() > 1) {
    return "Its parts have different answers, and the cell takes one word. The comment "
           "says what there is to say to each.";
  }
  std::string text = "The cell takes one of a list";
  if (item.allowed != nullptr && !item.allowed->values.empty()) {
    std::vector<std::string> words(
        item.allowed->values.begin(),
        item.allowed->values.begin() + static_cast<std::ptrdiff_t>(std::min(
                                           item.allowed->values.size(), kShownWords)));
    absl::StrAppend(&text, " (“", absl::StrJoin(words, "”, “"), "”",
                    item.allowed->values.size() > kShownWords ? ", …" : "", ")");
  } else {
    absl::StrAppend(&text, " that cannot be known without the spreadsheet program");
  }
  return absl::StrCat(text, truths.empty()
                                ? ", and the answer is no yes or no. The comment has it."
                                : ", and none of its words says this and nothing more. "
                                  "The comment has the answer.");
}

std::string ExplainReservation(const std::vector<std::string>& caveats) {
  std::vector<std::string> once;
  for (const std::string& caveat : caveats) {
    if (std::find(once.begin(), once.end(), caveat) == once.end()) once.push_back(caveat);
  }
  return absl::StrCat(
      "The cell takes this word alone, and there is none beside it for what comes with "
      "it. Say it in another way, or answer the row yourself: ",
      absl::StrJoin(once, " "));
}

std::string ExplainNotWritable(const AskedItem& item, const std::string& answer) {
  const std::string ours = answer.empty() ? "" : absl::StrCat(" Ours is: “", answer, "”");
  if (item.no_cell) {
    return absl::StrCat("The list has no cell for this answer.", ours);
  }
  return absl::StrCat("Its cell holds “", item.present,
                      "” already, and is left as it is.", ours);
}

}  // namespace clausebook::questionnaires::filling
