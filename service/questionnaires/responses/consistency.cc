#include "service/questionnaires/responses/consistency.h"

#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/files/wording.h"
#include "service/questionnaires/responses/item_state.h"

namespace clausebook::questionnaires::responses {
namespace {

using model::PartVerdict;
using model::ResponseItem;
using model::ResponsePart;

// A question of the catalogue, with what the wording names beyond it.
using Asked = std::pair<std::string, std::map<std::string, std::string>>;

// Yes or no, as a whole or as the word that a text begins with.
std::optional<bool> WordOf(std::string_view text) {
  auto meant = MeaningOf(text);
  const auto stop = text.find_first_of(".,:;");
  if (!meant && stop != std::string_view::npos) meant = MeaningOf(text.substr(0, stop));
  if (!meant || *meant == Truth::kNotApplicable) return std::nullopt;
  return *meant == Truth::kYes;
}

bool AsksWhether(const ResponsePart& part) {
  return part.verdict != PartVerdict::kValue || !part.parameters.empty();
}

// Whether what the question asks is so, if the proposal goes out.
std::optional<bool> ProposedClaim(const ResponseItem& item, const ResponsePart& part) {
  if (!AsksWhether(part) || item.answer.empty()) return std::nullopt;
  const bool alone = item.parts.size() == 1;
  auto word = WordOf(item.answer);
  // A text for several parts begins with the word of the first one only.
  if (word && !alone && !MeaningOf(item.answer)) word = WordOf(part.sentence);
  if (word) return *word != part.opposite;
  // A verdict about a place or a time says nothing about the one that is named.
  if (!part.parameters.empty()) return std::nullopt;
  if (part.verdict == PartVerdict::kYes) return true;
  if (part.verdict == PartVerdict::kNo) return false;
  return std::nullopt;
}

// The same of a person's own answer. "No" to several parts leaves open which is meant.
std::optional<bool> OwnClaim(const ResponseItem& item, const ResponsePart& part,
                             std::string_view answer) {
  const auto word = WordOf(answer);
  const bool alone = item.parts.size() == 1;
  if (!word || (!*word && !alone)) return std::nullopt;
  return *word != part.opposite;
}

// "DSP-19.1 answers "Yes"".
std::string Told(const OutgoingAnswer& answer, std::string_view text) {
  constexpr std::size_t kMost = 80;
  std::string shown(text.substr(0, text.find('\n')));
  if (shown.size() > kMost) {
    std::size_t end = kMost;  // whole characters
    while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80) --end;
    shown = shown.substr(0, end) + "…";
  }
  return absl::StrCat(answer.name, " says \"", shown, "\"");
}

// Looks at answers one after the other.
class Finder {
 public:
  Finder(const std::vector<OutgoingAnswer>& answers, Date today) : answers_(answers) {
    for (const OutgoingAnswer& answer : answers) {
      states_.push_back(StateOf(*answer.item, today));
    }
  }

  std::vector<Inconsistency> Find() {
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      if (!states_[i].answer.empty()) TakeClaims(i);
    }
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      if (!states_[i].answer.empty() && !states_[i].overridden) FindDenied(i);
    }
    return std::move(found_);
  }

 private:
  // Answers alike in these are compared with others alike.
  struct Kind {
    bool holds = false;
    bool overridden = false;
    int response = 0;
    friend auto operator<=>(const Kind&, const Kind&) = default;
  };

  struct Denial {
    std::size_t by = 0;
    Asked asked;
  };

  void TakeClaims(std::size_t at) {
    const ResponseItem& item = answers_[at].item->item;
    for (const ResponsePart& part : item.parts) {
      if (part.question.empty()) continue;
      const auto proposed = ProposedClaim(item, part);
      const auto holds =
          states_[at].overridden ? OwnClaim(item, part, states_[at].answer) : proposed;
      if (!holds) continue;
      if (states_[at].overridden) NoteDenied(at, part, *holds);
      Compare(at, {part.question, part.parameters},
              {*holds, states_[at].overridden, answers_[at].response});
    }
  }

  void Compare(std::size_t at, const Asked& asked, const Kind& kind) {
    auto& known = claims_[asked];
    for (const auto& [other, first] : known) {
      const bool comparable =
          other.response == kind.response || other.overridden || kind.overridden;
      if (other.holds != kind.holds && comparable) Report(first, at, asked.first, "");
    }
    known.try_emplace(kind, at);
  }

  void NoteDenied(std::size_t at, const ResponsePart& part, bool holds) {
    const ResponseItem& item = answers_[at].item->item;
    auto evidence = ProposedClaim(item, part);
    if (!evidence && part.parameters.empty()) {
      // Nothing was proposed for the cell, but the verdict is known.
      if (part.verdict == PartVerdict::kYes) evidence = true;
      if (part.verdict == PartVerdict::kNo) evidence = false;
    }
    if (!evidence || *evidence == holds) return;
    for (const std::string& fact : part.facts) {
      denied_.try_emplace(fact, Denial{at, {part.question, part.parameters}});
    }
  }

  // One fact of an item is enough. Where both answer the same question it is known
  // already whether they agree.
  void FindDenied(std::size_t at) {
    const ResponseItem& item = answers_[at].item->item;
    for (const ResponsePart& part : item.parts) {
      const bool claims = ProposedClaim(item, part).has_value();
      for (const std::string& fact : part.facts) {
        const auto found = denied_.find(fact);
        if (found == denied_.end()) continue;
        const auto& [by, asked] = found->second;
        if (claims && asked == Asked{part.question, part.parameters}) continue;
        Report(by, at, "", fact);
        return;
      }
    }
  }

  void Report(std::size_t one, std::size_t other, const std::string& question,
              const std::string& fact) {
    const auto [first, second] = std::minmax(one, other);
    if (!reported_.emplace(first, second).second) return;
    const std::string both =
        absl::StrCat(Told(answers_[first], states_[first].answer), ", ",
                     Told(answers_[second], states_[second].answer));
    found_.push_back({first, second, question, fact,
                      fact.empty() ? absl::StrCat(both, ": both answer the question '",
                                                  question, "', and they disagree.")
                                   : absl::StrCat(both, ": one rests on the fact '", fact,
                                                  "', which the other denies.")});
  }

  const std::vector<OutgoingAnswer>& answers_;
  std::vector<ItemState> states_;
  std::map<Asked, std::map<Kind, std::size_t>> claims_;
  std::map<std::string, Denial> denied_;  // by fact
  std::set<std::pair<std::size_t, std::size_t>> reported_;
  std::vector<Inconsistency> found_;
};

}  // namespace

std::vector<Inconsistency> FindInconsistencies(const std::vector<OutgoingAnswer>& answers,
                                               Date today) {
  return Finder(answers, today).Find();
}

}  // namespace clausebook::questionnaires::responses
