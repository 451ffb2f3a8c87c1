#include "clients/cli/render/match.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr int kMatchGap = 10;

std::string_view StageText(v1::MatchStage stage) {
  switch (stage) {
    case v1::MATCH_STAGE_ITEM:
      return "an item of a known questionnaire";
    case v1::MATCH_STAGE_CONFIRMED:
      return "confirmed by a person";
    case v1::MATCH_STAGE_CATALOG:
      return "a wording of the catalogue";
    case v1::MATCH_STAGE_GRAMMAR:
      return "every word of it is accounted for";
    default:
      return "nobody knows";
  }
}

std::string AskedText(const std::string& question, bool opposite) {
  return absl::StrCat(opposite ? "the opposite of " : "", std::string(IdOf(question)));
}

std::string ParametersText(const v1::MatchedPart& part) {
  // A map's order on the wire is nobody's promise.
  const std::map<std::string, std::string> sorted(part.parameters().begin(),
                                                  part.parameters().end());
  return absl::StrJoin(sorted, ", ", absl::PairFormatter(" "));
}

void AddPart(Page& page, const v1::MatchedPart& part, bool named, std::size_t& number) {
  if (named) page.Text(2, absl::StrCat("“", part.text(), "”"), Tone::kQuote);
  const auto add = [&](std::string_view label, const std::string& text, Tone tone) {
    if (!text.empty()) page.Labelled(2, label, Tone::kFaint, kMatchGap, text, tone);
  };
  if (part.question().empty()) {
    add("asks", "nobody knows", Tone::kUnknown);
  } else {
    add("asks", AskedText(part.question(), part.opposite()), Tone::kStrong);
  }
  add("of", ParametersText(part), Tone::kPlain);
  if (part.follow_up()) add("as", "a follow-up to what stands before it", Tone::kPlain);
  add("why", part.reason(), Tone::kFaint);
  for (const v1::QuestionSuggestion& suggestion : part.suggestions()) {
    const bool first = &suggestion == &part.suggestions(0);
    page.Labelled(
        2, first ? "perhaps" : "", Tone::kFaint, kMatchGap,
        absl::StrCat("[", number, "] ", std::string(IdOf(suggestion.question()))));
    ++number;
  }
}

std::string QuestionsText(
    const google::protobuf::RepeatedPtrField<v1::MappedQuestion>& questions) {
  if (questions.empty()) return "nothing that is answered here";
  return absl::StrJoin(questions, ", ",
                       [](std::string* out, const v1::MappedQuestion& mapped) {
                         out->append(AskedText(mapped.question(), mapped.opposite()));
                       });
}

}  // namespace

std::string RenderMatch(const std::string& wording, const v1::QuestionMatch& match,
                        const Style& style) {
  Page page(style);
  page.Text(0, wording, Tone::kStrong);
  if (!match.stopped().empty()) {
    page.Labelled(2, "stopped", Tone::kBad, kMatchGap, match.stopped());
    return page.text();
  }
  if (match.out_of_scope()) {
    page.Labelled(2, "asks", Tone::kFaint, kMatchGap, "nothing that is answered here");
  }
  std::size_t number = 1;
  for (const v1::MatchedPart& part : match.parts()) {
    AddPart(page, part, match.parts_size() > 1, number);
  }
  if (match.stage() > v1::MATCH_STAGE_NONE) {
    page.Labelled(2, "how", Tone::kFaint, kMatchGap,
                  std::string(StageText(match.stage())), Tone::kFaint);
  } else if (match.parts().empty()) {
    page.Labelled(2, "asks", Tone::kFaint, kMatchGap, "nobody knows", Tone::kUnknown);
  }
  return page.text();
}

std::vector<std::string> SuggestedQuestions(const v1::QuestionMatch& match) {
  std::vector<std::string> questions;
  for (const v1::MatchedPart& part : match.parts()) {
    for (const v1::QuestionSuggestion& suggestion : part.suggestions()) {
      questions.push_back(suggestion.question());
    }
  }
  return questions;
}

std::string RenderQuestionnaires(const std::vector<v1::Questionnaire>& questionnaires,
                                 const Style& style) {
  Page page(style);
  Table table{{"QUESTIONNAIRE", "TITLE", "EDITION", "ITEMS", "FILE"}, {}};
  for (const v1::Questionnaire& one : questionnaires) {
    table.rows.push_back({{IdOf(one.name()), Tone::kStrong},
                          {one.title()},
                          {one.edition()},
                          {absl::StrCat(one.item_count())},
                          {one.complete() ? "not needed" : "bring your own"}});
  }
  if (!questionnaires.empty()) {
    page.Add(0, table);
    page.Blank();
  }
  page.Text(0, Count(questionnaires.size(), "questionnaire", "questionnaires"),
            Tone::kStrong);
  return page.text();
}

std::string RenderQuestionnaire(const v1::Questionnaire& questionnaire,
                                const Style& style) {
  Page page(style);
  page.Text(
      0,
      absl::StrCat(questionnaire.title(), questionnaire.edition().empty() ? "" : ", ",
                   questionnaire.edition()),
      Tone::kStrong);
  page.Text(0, questionnaire.name());
  if (!questionnaire.publisher().empty()) page.Text(0, questionnaire.publisher());
  if (!questionnaire.uri().empty()) page.Text(0, questionnaire.uri(), Tone::kFaint);
  if (!questionnaire.notice().empty()) {
    page.Text(0, questionnaire.notice(), Tone::kFaint);
  }
  if (!questionnaire.complete()) {
    page.Text(0,
              "Its texts may not be passed on: what is shown are ids and paraphrases. "
              "Bring your own copy to fill it.",
              Tone::kUnknown);
  }
  constexpr int kIds = 20;
  std::string section;
  for (const v1::QuestionnaireItem& item : questionnaire.items()) {
    if (item.section() != section) {
      section = item.section();
      page.Blank();
      page.Text(0, section, Tone::kStrong);
    }
    page.Labelled(2, item.item_id(), Tone::kFaint, kIds, item.text());
    page.Text(2 + kIds, absl::StrCat("asks ", QuestionsText(item.questions())),
              Tone::kFaint);
    if (!item.allowed_answers().empty()) {
      page.Text(16,
                absl::StrCat("answers: ", absl::StrJoin(item.allowed_answers(), " | ")),
                Tone::kFaint);
    }
  }
  page.Blank();
  page.Text(0,
            Count(static_cast<std::size_t>(questionnaire.items_size()), "item", "items"),
            Tone::kStrong);
  return page.text();
}

void AddMapping(Page& page, const v1::Mapping& mapping) {
  page.Text(0, absl::StrCat("“", mapping.wording(), "”"), Tone::kStrong);
  page.Labelled(2, "asks", Tone::kFaint, kMatchGap, QuestionsText(mapping.questions()));
  page.Labelled(
      2, "said by", Tone::kFaint, kMatchGap,
      absl::StrCat(mapping.confirmed_by(), ", ", TimeText(mapping.create_time())));
  if (!mapping.revoked_by().empty()) {
    page.Labelled(
        2, "revoked", Tone::kFaint, kMatchGap,
        absl::StrCat("by ", mapping.revoked_by(), ", ", TimeText(mapping.revoke_time()),
                     mapping.revoke_reason().empty() ? "" : ": ",
                     mapping.revoke_reason()),
        Tone::kUnknown);
  }
  page.Text(2, mapping.name(), Tone::kFaint);
}

std::string RenderMappings(const std::vector<v1::Mapping>& mappings, const Style& style) {
  Page page(style);
  for (const v1::Mapping& mapping : mappings) {
    AddMapping(page, mapping);
    page.Blank();
  }
  page.Text(0, Count(mappings.size(), "confirmed wording", "confirmed wordings"),
            Tone::kStrong);
  return page.text();
}

}  // namespace clausebook::cli
