#include "service/questionnaires/editions/editions.h"

#include <algorithm>
#include <utility>

namespace clausebook::questionnaires::editions {
namespace {

void AddOnce(std::vector<std::string>& list, const std::string& id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

bool AsksTheSame(const EditionItem& a, const EditionItem& b) {
  return a.near == b.near &&
         std::equal(a.questions.begin(), a.questions.end(), b.questions.begin(),
                    b.questions.end(), [](const auto& one, const auto& other) {
                      return one.question == other.question &&
                             one.opposite == other.opposite;
                    });
}

matching::KnownItem KnownItemOf(const Edition& edition, const EditionItem& item) {
  matching::KnownItem out;
  out.wording_digest = item.digest;
  out.to_the_letter = edition.texts != Texts::kOwn;
  out.questions = item.questions;
  out.near = item.near;
  return out;
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
  for (std::size_t i = 0; i < editions_.size(); ++i) {
    for (std::size_t j = 0; j < editions_[i].items.size(); ++j) {
      const EditionItem& item = editions_[i].items[j];
      const auto [known, is_new] = by_text_.try_emplace(item.digest, Place{i, j});
      if (is_new || !known->second) continue;
      const Place& first = *known->second;
      if (!AsksTheSame(editions_[first.edition].items[first.item], item)) {
        known->second.reset();
      }
    }
  }
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
  return KnownItemOf(*known, *found);
}

std::optional<matching::NamedItem> Editions::FindText(std::string_view digest) const {
  const auto found = by_text_.find(std::string(digest));
  if (found == by_text_.end() || !found->second) return std::nullopt;
  const Edition& edition = editions_[found->second->edition];
  const EditionItem& item = edition.items[found->second->item];
  return matching::NamedItem{edition.id, item.id, KnownItemOf(edition, item)};
}

}  // namespace clausebook::questionnaires::editions
