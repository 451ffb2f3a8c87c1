// Answers to fields.
#include "service/questionnaires/payload/payload.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/duration.h"
#include "service/questionnaires/payload/claims.h"

namespace clausebook::questionnaires::payload {
namespace {

using answering::Answer;
using answering::ClaimedValue;
using answering::Verdict;
using editions::Choice;
using editions::Condition;
using editions::EditionItem;
using editions::FieldType;

// As tri-states have it.
std::string TriState(bool truth) { return truth ? "TRUE" : "FALSE"; }

class Answerer {
 public:
  Answerer(const catalog::Catalog& catalog, const AnswerOf& answer_of)
      : catalog_(catalog), answer_of_(answer_of) {}

  FieldAnswer Of(const EditionItem& item) const {
    FieldAnswer field;
    field.item = &item;
    if (!item.field->question.empty()) {
      field.answer = answer_of_(item.field->question);
    } else if (!item.questions.empty()) {
      field.answer = answer_of_(item.questions[0].question);
    }
    if (item.field->manual) {
      field.state = FieldState::kPerson;
      field.explanation = "Only a person can say this.";
    } else if (!Applies(field)) {
      // said there
    } else if (item.field->type == FieldType::kChoice) {
      Choose(field);
    } else if (field.answer == nullptr) {
      field.explanation = "The question was not asked.";
    } else {
      Take(field);
    }
    if (field.facts.empty() && field.answer != nullptr) Cite(*field.answer, field);
    std::sort(field.facts.begin(), field.facts.end());
    field.facts.erase(std::unique(field.facts.begin(), field.facts.end()),
                      field.facts.end());
    return field;
  }

 private:
  static void Cite(const Answer& answer, FieldAnswer& field) {
    for (const answering::Citation& citation : answer.citations) {
      field.facts.push_back(citation.fact);
    }
  }

  std::string WordingOf(const std::string& id) const {
    const catalog::Question* question = catalog_.FindQuestion(id);
    return question == nullptr ? id : question->wording;
  }

  // YES and NO as truths; anything else is neither.
  std::optional<bool> Truth(const std::string& question) const {
    const Answer* answer = answer_of_(question);
    if (answer == nullptr) return std::nullopt;
    if (answer->verdict == Verdict::kYes) return true;
    if (answer->verdict == Verdict::kNo) return false;
    return std::nullopt;
  }

  bool Applies(FieldAnswer& field) const {
    const auto& only_if = field.item->field->only_if;
    if (!only_if) return true;
    const auto truth = Truth(only_if->question);
    if (truth == only_if->yes) return true;
    const std::string when =
        absl::StrCat("It applies only where the answer to \"",
                     WordingOf(only_if->question), "\" is ", only_if->yes ? "yes" : "no");
    if (truth) {
      field.state = FieldState::kNotApplicable;
      field.explanation = when + ", and it is not.";
    } else {
      field.explanation = when + ", and that is not settled.";
    }
    return false;
  }

  // Without an answer the field is as open as the question. False: it is.
  static bool Settled(FieldAnswer& field, const Answer& answer) {
    if (answer.verdict != Verdict::kUnknown && answer.verdict != Verdict::kConflict) {
      return true;
    }
    field.state = answer.verdict == Verdict::kConflict ? FieldState::kConflict
                                                       : FieldState::kUnknown;
    field.explanation = answer.sentence;
    if (!answer.settling_properties.empty()) {
      absl::StrAppend(&field.explanation, " What would settle it: a statement on ",
                      absl::StrJoin(answer.settling_properties, ", "), ".");
    }
    return false;
  }

  void Set(FieldAnswer& field, Content content) const {
    field.state = FieldState::kKnown;
    field.content = std::move(content);
  }

  void SetTruth(FieldAnswer& field, bool truth) const {
    if (field.item->field->type == FieldType::kTriState) {
      Set(field, TriState(truth));
    } else {
      Set(field, truth);
    }
  }

  void Pick(FieldAnswer& field, const Choice& choice) const {
    field.answer = answer_of_(choice.when[0].question);
    for (const Condition& condition : choice.when) {
      Cite(*answer_of_(condition.question), field);  // each has a verdict
    }
    Set(field, choice.value);
  }

  void Choose(FieldAnswer& field) const {
    const Answer* open =
        nullptr;  // what the first choice hangs on that is still possible
    for (const Choice& choice : field.item->field->choices) {
      bool refuted = choice.when.empty();
      const Answer* unsettled = nullptr;
      for (const Condition& condition : choice.when) {
        const auto truth = Truth(condition.question);
        refuted |= truth == !condition.yes;
        if (!truth && unsettled == nullptr) unsettled = answer_of_(condition.question);
      }
      if (refuted) continue;
      if (unsettled == nullptr) return Pick(field, choice);
      if (open == nullptr) open = unsettled;
    }
    if (open != nullptr && !Settled(field, *open)) {
      field.answer = open;
      return;
    }
    field.state = FieldState::kPerson;
    field.explanation = "None of the choices that are known says what the evidence says.";
  }

  void Take(FieldAnswer& field) const {
    const Answer& answer = *field.answer;
    if (!Settled(field, answer)) return;
    if (answer.verdict != Verdict::kValue) {
      const bool opposite =
          field.item->field->question.empty() && field.item->questions[0].opposite;
      return SetTruth(field, (answer.verdict == Verdict::kYes) != opposite);
    }
    const bool within = field.item->field->type == FieldType::kNames;
    const auto claims = ClaimsAbout(answer.values, field.item->field->about, within);
    if (claims.empty()) {
      field.explanation = "What is on record is about something else.";
      return;
    }
    for (const ClaimedValue& claim : claims) {
      field.facts.insert(field.facts.end(), claim.facts.begin(), claim.facts.end());
    }
    const catalog::Question* question = catalog_.FindQuestion(answer.question);
    const catalog::Property* property =
        question == nullptr ? nullptr : catalog_.FindProperty(question->value.property);
    if (property != nullptr) TakeValue(field, *property, claims);
  }

  void TakeValue(FieldAnswer& field, const catalog::Property& property,
                 const std::vector<ClaimedValue>& claims) const {
    switch (field.item->field->type) {
      case FieldType::kBool:
      case FieldType::kTriState:
        return TakeMember(field, claims);
      case FieldType::kTexts:
      case FieldType::kNames:
        return TakeList(field, property, claims);
      case FieldType::kText:
        return TakeText(field, property, claims);
      case FieldType::kMinDays:
      case FieldType::kMaxDays:
        return TakeDays(field, claims);
      case FieldType::kChoice:
        return;
    }
  }

  void TakeMember(FieldAnswer& field, const std::vector<ClaimedValue>& claims) const {
    const auto truth = IsIn(MembersOf(claims), field.item->field->member);
    if (truth) return SetTruth(field, *truth);
    field.explanation =
        "The sources neither name it nor say that their list is complete.";
  }

  std::vector<std::string> Labels(const catalog::Property& property,
                                  const ClaimedMembers& members) const {
    std::vector<std::string> labels;
    for (const std::string& id : members.ids) labels.push_back(LabelOf(property, id));
    return labels;
  }

  void TakeList(FieldAnswer& field, const catalog::Property& property,
                const std::vector<ClaimedValue>& claims) const {
    const ClaimedMembers members = MembersOf(claims);
    if (members.ids.empty() && !members.closed) {
      field.explanation = "The sources name none, and do not say that there are none.";
      return;
    }
    field.closed = members.closed;
    Set(field, Labels(property, members));
  }

  void TakeText(FieldAnswer& field, const catalog::Property& property,
                const std::vector<ClaimedValue>& claims) const {
    if (property.type == catalog::PropertyType::kSet) {
      const auto labels = Labels(property, MembersOf(claims));
      if (!labels.empty()) return Set(field, absl::StrJoin(labels, ", "));
      field.explanation = "The sources name none.";
      return;
    }
    std::set<std::string> texts;
    for (const ClaimedValue& claim : claims) texts.insert(claim.value.text);
    Set(field, absl::StrJoin(texts, "; "));
  }

  void TakeDays(FieldAnswer& field, const std::vector<ClaimedValue>& claims) const {
    const DayRange range = DaysOf(claims);
    const bool least = field.item->field->type == FieldType::kMinDays;
    const auto& days = least ? range.min : range.max;
    if (range.indefinite) {
      field.state = FieldState::kNotApplicable;
      field.explanation = "It is kept indefinitely.";
    } else if (!range.odd.empty()) {
      field.state = FieldState::kPerson;
      field.explanation = absl::StrCat(range.odd, " is no certain number of days.");
    } else if (days) {
      Set(field, *days);
    } else {
      field.explanation = absl::StrCat("The sources do not say how many days it is at ",
                                       least ? "least." : "most.");
    }
  }

  const catalog::Catalog& catalog_;
  const AnswerOf& answer_of_;
};

}  // namespace

std::vector<FieldAnswer> AnswerFields(const editions::Edition& edition,
                                      const catalog::Catalog& catalog,
                                      const AnswerOf& answer_of) {
  const Answerer answerer(catalog, answer_of);
  std::vector<FieldAnswer> fields;
  for (const EditionItem& item : edition.items) {
    if (item.field) fields.push_back(answerer.Of(item));
  }
  return fields;
}

}  // namespace clausebook::questionnaires::payload
