#include "service/questionnaires/filling/item_builder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/filling/citation_text.h"
#include "service/questionnaires/filling/explaining.h"
#include "service/questionnaires/filling/not_asked.h"

namespace clausebook::questionnaires::filling {
namespace {

using answering::Verdict;
using model::ItemNeed;
using model::MatchStage;
using model::PartVerdict;

MatchStage StageOf(matching::Stage stage) {
  switch (stage) {
    case matching::Stage::kNone:
      return MatchStage::kNone;
    case matching::Stage::kItem:
      return MatchStage::kItem;
    case matching::Stage::kConfirmed:
      return MatchStage::kConfirmed;
    case matching::Stage::kCatalog:
      return MatchStage::kCatalog;
    case matching::Stage::kGrammar:
      return MatchStage::kGrammar;
  }
  return MatchStage::kNone;
}

PartVerdict VerdictOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kYes:
      return PartVerdict::kYes;
    case Verdict::kNo:
      return PartVerdict::kNo;
    case Verdict::kConflict:
      return PartVerdict::kConflict;
    case Verdict::kValue:
      return PartVerdict::kValue;
    case Verdict::kUnknown:
      break;
  }
  return PartVerdict::kUnknown;
}

// Which need an item with several is filed under: what people look at first.
int Weight(ItemNeed need) {
  switch (need) {
    case ItemNeed::kStopped:
      return 7;
    case ItemNeed::kConflict:
      return 6;
    case ItemNeed::kUnknown:
      return 5;
    case ItemNeed::kNotMatched:
      return 4;
    case ItemNeed::kNoWord:
      return 3;
    case ItemNeed::kNotWritable:
      return 2;
    case ItemNeed::kOutOfScope:
      return 1;
    case ItemNeed::kNothing:
      break;
  }
  return 0;
}

}  // namespace

ItemBuilder::ItemBuilder(const AskedItem& item, std::int32_t number,
                         const catalog::Catalog& catalog)
    : asked_(item), catalog_(catalog) {
  item_.number = number;
  item_.item_id = item.id;
  item_.section = item.section;
  item_.question = item.text;
  item_.location = item.location;
  item_.comment_location = item.comment_location;
  if (item.allowed != nullptr) item_.allowed_answers = item.allowed->values;
}

void ItemBuilder::SetStage(matching::Stage stage) { item_.stage = StageOf(stage); }

void ItemBuilder::Need(ItemNeed need, const std::string& explanation) {
  if (Weight(need) > Weight(item_.need)) item_.need = need;
  absl::StrAppend(&item_.explanation, item_.explanation.empty() ? "" : "\n", explanation);
}

void ItemBuilder::AddAnswered(AnsweredPart part, const std::string& reason) {
  // "Do you store or process it?": what comes behind the "or" is asked as its first half.
  if (!part.whether && !parts_.empty() &&
      part.known->question->kind == catalog::Question::Kind::kVerdict) {
    part.whether = parts_.back().whether;
  }
  const answering::Answer& answer = part.known->answer;
  model::ResponsePart& made = item_.parts.emplace_back();
  made.question = part.known->question->id;
  made.opposite = part.opposite;
  made.parameters = part.parameters;
  made.reason = reason;
  made.verdict = VerdictOf(answer.verdict);
  made.facts = part.known->facts;
  const PartOutcome outcome = OutcomeOf(part, catalog_);
  made.sentence = SentenceFor(part, outcome);
  if (outcome.standing == Standing::kConflict) {
    Need(ItemNeed::kConflict, ExplainConflict(part, catalog_));
  } else if (outcome.standing == Standing::kUnknown) {
    Need(ItemNeed::kUnknown, ExplainUnknown(part, catalog_));
  }
  parts_.push_back(std::move(part));
}

void ItemBuilder::AddUnmatched(const matching::MatchedPart& part) {
  item_.parts.emplace_back().reason = part.reason;
  // A part of several leaves words of the item out, more than a mark at its end.
  const bool whole = part.text.size() + 2 >= item_.question.size();
  Need(ItemNeed::kNotMatched, ExplainNotMatched(part, whole, catalog_));
}

void ItemBuilder::Follow(std::int32_t number, ItemNeed need,
                         const std::vector<AnsweredPart>& parts) {
  only_follows_ = true;
  const std::string about =
      absl::StrCat("It asks for more about the item before it, number ", number);
  if (need != ItemNeed::kNothing || parts.empty()) {
    item_.parts.emplace_back().reason = absl::StrCat(about, ".");
    Need(need == ItemNeed::kNothing ? ItemNeed::kNotMatched : need,
         absl::StrCat(about, ", which is not answered."));
    return;
  }
  for (const AnsweredPart& part : parts) AddAnswered(part, absl::StrCat(about, "."));
}

void ItemBuilder::FollowNothing() {
  item_.parts.emplace_back().reason = "It asks for more about an item before it.";
  Need(ItemNeed::kNotMatched,
       "It asks for more about an item before it, and there is none in its section.");
}

void ItemBuilder::Stop(const matching::MatchResult& match) {
  item_.need = ItemNeed::kStopped;
  item_.explanation = match.stopped;
}

void ItemBuilder::RuleOut() {
  Need(ItemNeed::kOutOfScope,
       item_.stage == MatchStage::kConfirmed
           ? "Somebody confirmed that it asks nothing that is answered here."
           : "The questionnaire's item is known to ask nothing that is answered here.");
}

void ItemBuilder::AddField(const FormField& field, const std::string& edition) {
  SetStage(matching::Stage::kItem);
  const AnsweredPart asked{field.known, false, {}, asked_.text, false};
  model::ResponsePart& made = item_.parts.emplace_back();
  made.question = field.known->question->id;
  made.reason =
      absl::StrCat("Item ", asked_.id, " of ", edition,
                   ", with that edition's text: its field takes what it asks for "
                   "out of the answer to \"",
                   field.known->question->wording, "\"");
  made.verdict = VerdictOf(field.known->answer.verdict);
  made.sentence = field.known->answer.sentence;
  made.facts = field.facts;
  switch (field.field->state) {
    case payload::FieldState::kKnown:
      field_ = field;
      break;
    case payload::FieldState::kConflict:
      Need(ItemNeed::kConflict, ExplainConflict(asked, catalog_));
      break;
    default:
      Need(ItemNeed::kUnknown, field.known->answer.verdict == Verdict::kUnknown
                                   ? ExplainUnknown(asked, catalog_)
                                   : absl::StrCat(field.field->explanation,
                                                  " On record is: ", made.sentence));
  }
}

void ItemBuilder::LeaveOut(const std::string& why) { left_out_ = why; }

void ItemBuilder::WordField() {
  const std::string word =
      payload::FormWord(*field_->field->item, *field_->field->content);
  std::vector<std::string> lines = {item_.parts.back().sentence};
  lines.insert(lines.end(), field_->evidence.begin(), field_->evidence.end());
  const bool list = asked_.allowed != nullptr &&
                    asked_.allowed->kind != AllowedAnswers::Kind::kAnything;
  const auto& words = list ? asked_.allowed->values : std::vector<std::string>{word};
  if (std::find(words.begin(), words.end(), word) == words.end()) {
    item_.comment = JoinForCell(lines);
    return Need(ItemNeed::kNoWord, ExplainNoWord(asked_, {}));
  }
  item_.answer = word;
  if (asked_.has_comment) {
    item_.comment = JoinForCell(lines);
  } else if (!list) {
    lines.insert(lines.begin(), word);
    item_.answer = JoinForCell(lines);
  }
}

void ItemBuilder::WordList(const std::vector<PartOutcome>& outcomes,
                           const std::vector<std::string>& sentences,
                           const std::vector<std::string>& evidence) {
  std::vector<std::string> lines = sentences;
  lines.insert(lines.end(), evidence.begin(), evidence.end());
  item_.comment = JoinForCell(lines);
  const auto truth = only_follows_ ? std::nullopt : CommonTruth(parts_, outcomes);
  if (const auto word = truth ? WordFor(*asked_.allowed, *truth) : std::nullopt) {
    item_.answer = *word;
    return;
  }
  if (asked_.allow_unlisted) return WordFreely(sentences, evidence);
  Need(ItemNeed::kNoWord, ExplainNoWord(asked_, outcomes));
}

void ItemBuilder::WordFreely(const std::vector<std::string>& sentences,
                             const std::vector<std::string>& evidence) {
  if (asked_.has_comment) {
    item_.answer = JoinForCell(sentences);
    item_.comment = JoinForCell(evidence);
    return;
  }
  std::vector<std::string> lines = sentences;
  lines.insert(lines.end(), evidence.begin(), evidence.end());
  item_.answer = JoinForCell(lines);
}

void ItemBuilder::Word() {
  std::vector<PartOutcome> outcomes;
  std::vector<std::string> sentences;
  std::vector<std::string> evidence;
  for (const AnsweredPart& part : parts_) {
    outcomes.push_back(OutcomeOf(part, catalog_));
    sentences.push_back(SentenceFor(part, outcomes.back()));
    const auto lines = EvidenceLines(part.known->answer, catalog_);
    evidence.insert(evidence.end(), lines.begin(), lines.end());
  }
  const bool list = asked_.allowed != nullptr &&
                    asked_.allowed->kind != AllowedAnswers::Kind::kAnything;
  if (list) {
    WordList(outcomes, sentences, evidence);
  } else {
    WordFreely(sentences, evidence);
  }
}

void ItemBuilder::NoteReservations() {
  const bool list = asked_.allowed != nullptr &&
                    asked_.allowed->kind != AllowedAnswers::Kind::kAnything;
  // Without a file there is a place for every comment, and a text says it itself.
  if (item_.need != ItemNeed::kNothing || item_.answer.empty() || !list ||
      asked_.has_comment || item_.location.empty()) {
    return;
  }
  std::vector<std::string> caveats;
  for (const AnsweredPart& part : parts_) {
    const auto& own = part.known->answer.caveats;
    caveats.insert(caveats.end(), own.begin(), own.end());
  }
  if (field_) {
    const auto& own = field_->known->answer.caveats;
    caveats.insert(caveats.end(), own.begin(), own.end());
  }
  if (!caveats.empty()) item_.explanation = ExplainReservation(caveats);
}

void ItemBuilder::CheckCell() {
  const bool taken =
      !asked_.present.empty() && Squeezed(asked_.present) != Squeezed(item_.answer);
  if (!asked_.no_cell && !taken) return;
  Need(ItemNeed::kNotWritable, ExplainNotWritable(asked_, item_.answer));
  item_.answer.clear();
  item_.writable = false;
}

model::ResponseItem ItemBuilder::Build() && {
  if (!left_out_.empty()) {
    SetNotAsked(left_out_, &item_);
    return std::move(item_);
  }
  if (item_.need == ItemNeed::kNothing) field_ ? WordField() : Word();
  CheckCell();
  NoteReservations();
  return std::move(item_);
}

}  // namespace clausebook::questionnaires::filling
