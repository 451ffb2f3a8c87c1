#include "service/questionnaires/filling/not_asked.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/files/vsaq_condition.h"

namespace clausebook::questionnaires::filling {
namespace {

using model::ItemNeed;

// Conditions that hang on items that have conditions: more steps are not followed.
constexpr int kMostSteps = 64;

// Answers as they stand before anything is taken out.
class Conditions {
 public:
  Conditions(const AskedList& asked, const std::vector<model::ResponseItem>& items)
      : asked_(asked), items_(items), known_(items.size()) {
    for (std::size_t i = 0; i < asked.items.size(); ++i) {
      const AskedItem& item = asked.items[i];
      for (std::size_t choice = 0; choice < item.choice_ids.size(); ++choice) {
        Name(item.choice_ids[choice], {i, choice});
        // Of yes and no the item's own id means yes.
        if (item.choice_ids[choice] == item.id + "/yes") Name(item.id, {i, choice});
      }
    }
  }

  // Whether the form asks the item; nullopt: that hangs on something open.
  std::optional<bool> IsAsked(std::size_t item) {
    if (asked_.items[item].condition.empty()) return true;
    Known& known = known_[item];
    if (known.done) return known.asked;
    if (known.begun || steps_ >= kMostSteps) return std::nullopt;
    known.begun = true;
    ++steps_;
    known.asked = EvaluateCondition(asked_.items[item].condition,
                                    [this](std::string_view id) { return IsMade(id); });
    --steps_;
    known.done = true;
    return known.asked;
  }

 private:
  struct Choice {
    std::size_t item = 0;
    std::size_t choice = 0;
  };
  struct Known {
    bool begun = false;
    bool done = false;
    std::optional<bool> asked;
  };

  void Name(const std::string& id, Choice choice) {
    const auto [named, is_new] = choices_.try_emplace(id, choice);
    if (!is_new) named->second.reset();  // which is meant is open
  }

  std::optional<bool> IsMade(std::string_view id) {
    const auto found = choices_.find(std::string(id));
    if (found == choices_.end() || !found->second) return std::nullopt;
    const auto [item, choice] = *found->second;
    const auto asked = IsAsked(item);
    if (asked == false) return false;
    const AskedItem& where = asked_.items[item];
    const std::string& answer =
        items_[item].answer.empty() ? where.present : items_[item].answer;
    const auto& words = where.allowed->values;
    const auto given = std::find(words.begin(), words.end(), answer);
    if (answer.empty() || given == words.end()) return std::nullopt;
    const bool made = static_cast<std::size_t>(given - words.begin()) == choice;
    // Of several that may be made at once, we make one; a person may make others.
    if (!made) return where.allowed->several ? std::nullopt : std::optional(false);
    return asked ? std::optional(true) : std::nullopt;
  }

  const AskedList& asked_;
  const std::vector<model::ResponseItem>& items_;
  std::vector<Known> known_;
  std::unordered_map<std::string, std::optional<Choice>> choices_;
  int steps_ = 0;
};

}  // namespace

void SetNotAsked(const std::string& why, model::ResponseItem* item) {
  item->need = ItemNeed::kNothing;
  item->answer.clear();
  item->comment.clear();
  item->explanation = absl::StrCat("Not asked: ", why);
}

void TakeOutUnasked(const AskedList& asked, std::vector<model::ResponseItem>* items) {
  Conditions conditions(asked, *items);
  std::vector<std::optional<bool>> is_asked;
  for (std::size_t i = 0; i < items->size(); ++i) {
    is_asked.push_back(conditions.IsAsked(i));
  }
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (is_asked[i] == true) continue;
    model::ResponseItem& item = (*items)[i];
    const std::string only =
        absl::StrCat("the form asks it only if `", asked.items[i].condition, "`");
    if (is_asked[i] == false) {
      SetNotAsked(absl::StrCat(only, ", which the answers here rule out."), &item);
    } else if (item.need != ItemNeed::kNothing) {
      absl::StrAppend(&item.explanation, item.explanation.empty() ? "" : "\n",
                      "It may not have to be answered: ", only, ", and that is open.");
    }
  }
}

}  // namespace clausebook::questionnaires::filling
