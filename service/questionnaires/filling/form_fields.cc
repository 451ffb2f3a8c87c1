#include "service/questionnaires/filling/form_fields.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/filling/citation_text.h"
#include "service/questionnaires/matching/normalise.h"

namespace clausebook::questionnaires::filling {
namespace {

bool IsGenerationOf(const std::string& generation, const model::FactRef& fact) {
  return generation.starts_with(absl::StrCat(model::ToName(fact), "@"));
}

}  // namespace

FormFields::FormFields(const editions::Edition* form, AppAnswers& answers)
    : answers_(answers) {
  if (form == nullptr) return;
  fields_ = payload::AnswerFields(*form, answers.catalog(),
                                  [&](std::string_view id) -> const answering::Answer* {
                                    const KnownAnswer* known = answers.Find(id);
                                    return known == nullptr ? nullptr : &known->answer;
                                  });
  for (const payload::FieldAnswer& field : fields_) by_item_[field.item->id] = &field;
}

const payload::FieldAnswer* FormFields::Find(const AskedItem& item) const {
  const auto found = by_item_.find(item.id);
  if (found == by_item_.end()) return nullptr;
  const bool same = matching::WordingDigest(item.text) == found->second->item->digest;
  return same ? found->second : nullptr;
}

bool FormFields::Decides(const payload::FieldAnswer& field) const {
  if (field.item->field->manual) return false;
  if (field.item->questions.empty()) return true;
  const auto* asked = answers_.catalog().FindQuestion(field.item->questions[0].question);
  return asked != nullptr && asked->kind == catalog::Question::Kind::kValue;
}

std::optional<FormField> FormFields::Supported(const payload::FieldAnswer& field) const {
  if (field.answer == nullptr) return std::nullopt;
  FormField out;
  out.field = &field;
  out.known = answers_.Find(field.answer->question);
  if (out.known == nullptr) return std::nullopt;
  std::set<std::string> facts;
  for (const std::string& id : editions::QuestionsOf(*field.item)) {
    const KnownAnswer* known = answers_.Find(id);
    if (known == nullptr) continue;
    // Of a list's citations those of what went into the field only.
    answering::Answer part = known->answer;
    std::erase_if(part.citations, [&](const answering::Citation& citation) {
      return !std::binary_search(field.facts.begin(), field.facts.end(), citation.fact);
    });
    if (known != out.known) part.caveats.clear();
    for (std::string& line : EvidenceLines(part, answers_.catalog())) {
      out.evidence.push_back(std::move(line));
    }
    for (const std::string& fact : known->facts) {
      const bool used = std::any_of(
          field.facts.begin(), field.facts.end(),
          [&](const model::FactRef& ref) { return IsGenerationOf(fact, ref); });
      if (used) facts.insert(fact);
    }
  }
  out.facts.assign(facts.begin(), facts.end());
  return out;
}

}  // namespace clausebook::questionnaires::filling
