#include "service/questionnaires/editions/editions.h"

#include <algorithm>
#include <utility>

namespace clausebook::questionnaires::editions {
namespace {

void AddOnce(std::vector<std::string>& list, const std::string& id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

}  // namespace

const EditionItem* Edition::FindItem(std::string_view item) const {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const EditionItem& one) { return one.id == item; });
  return found == items.end() ? nullptr : &*found;
}

std::vector<std::string> QuestionsOf(const EditionItem& item) {
  std::vector<std::string> ids;
  for (const auto& mapped : item.questions) AddOnce(ids, mapped.question);
  if (!item.field) return ids;
  if (!item.field->question.empty()) AddOnce(ids, item.field->question);
  for (const Choice& choice : item.field->choices) {
    for (const Condition& condition : choice.when) AddOnce(ids, condition.question);
  }
  if (item.field->only_if) AddOnce(ids, item.field->only_if->question);
  return ids;
}

Editions::Editions(std::vector<Edition> editions) : editions_(std::move(editions)) {
  std::sort(editions_.begin(), editions_.end(),
            [](const Edition& a, const Edition& b) { return a.id < b.id; });
}

const Edition* Editions::Find(std::string_view id) const {
  const auto found =
      std::lower_bound(editions_.begin(), editions_.end(), id,
                       [](const Edition& a, std::string_view b) { return a.id < b; });
  return found == editions_.end() || found->id != id ? nullptr : &*found;
}

std::optional<matching::KnownItem> Editions::FindItem(std::string_view edition,
                                                      std::string_view item) const {
  const Edition* known = Find(edition);
  const EditionItem* found = known == nullptr ? nullptr : known->FindItem(item);
  if (found == nullptr) return std::nullopt;
  matching::KnownItem out;
  out.wording_digest = found->digest;
  out.to_the_letter = known->texts != Texts::kOwn;
  out.questions = found->questions;
  out.near = found->near;
  return out;
}

}  // namespace clausebook::questionnaires::editions
