// Facts on one property that cannot both be true. Pairs are sorted by what they are a
// case of; those of one kind that hang together are one finding.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "service/answering/bearing.h"
#include "service/checking/kind_of_conflict.h"
#include "service/checking/sides.h"

namespace clausebook::checking {
namespace {

// Which facts contradict which, by their place in the list.
using Opponents = std::map<std::size_t, std::vector<std::size_t>>;

// What has the say on which side a finding is shown at.
int RankOf(const Applied& fact) { return static_cast<int>(VoiceOf(fact)); }

class Conflicts {
 public:
  Conflicts(const AppFacts& facts, const catalog::Property& property, Facts on_property,
            Findings& findings)
      : facts_(facts),
        property_(property),
        on_(std::move(on_property)),
        findings_(findings) {}

  void Find() {
    std::map<ConflictKind, Opponents> kinds;
    for (std::size_t a = 0; a < on_.size(); ++a) {
      for (std::size_t b = a + 1; b < on_.size(); ++b) {
        if (!answering::Contradict(property_, on_[a]->content(), on_[b]->content())) {
          continue;
        }
        const auto kind = KindOf(property_, *on_[a], *on_[b]);
        // Every claim of the badge is dealt with at once.
        if (!kind || kind->pattern == "badge-contradicted") continue;
        kinds[*kind][a].push_back(b);
        kinds[*kind][b].push_back(a);
      }
    }
    for (const auto& [kind, opponents] : kinds) AddAll(kind, opponents);
  }

 private:
  void AddAll(const ConflictKind& kind, const Opponents& opponents) {
    std::map<std::size_t, bool> is_right;  // whoever has a side
    std::vector<std::size_t> order;
    for (const auto& [fact, others] : opponents) order.push_back(fact);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return RankOf(*on_[a]) < RankOf(*on_[b]);
    });
    for (const std::size_t first : order) {
      if (is_right.contains(first)) continue;
      Add(kind, TakeSides(first, opponents, is_right), is_right);
    }
  }

  // Everybody who is drawn in by `first`, in order; each takes the side that its first
  // opponent does not.
  static std::vector<std::size_t> TakeSides(std::size_t first, const Opponents& opponents,
                                            std::map<std::size_t, bool>& is_right) {
    std::vector<std::size_t> party = {first};
    is_right[first] = false;
    for (std::size_t i = 0; i < party.size(); ++i) {
      for (const std::size_t other : opponents.at(party[i])) {
        if (!is_right.emplace(other, !is_right.at(party[i])).second) continue;
        party.push_back(other);
      }
    }
    std::sort(party.begin(), party.end());
    return party;
  }

  void Add(const ConflictKind& kind, const std::vector<std::size_t>& party,
           const std::map<std::size_t, bool>& is_right) {
    Facts left;
    Facts right;
    for (const std::size_t i : party) (is_right.at(i) ? right : left).push_back(on_[i]);
    Finding finding = facts_.Make(
        kind.pattern, SidesOnProperty(*facts_.input().catalog, property_, left, right),
        left, right);
    finding.gravity = kind.gravity.value_or(finding.gravity);
    findings_.push_back(std::move(finding));
  }

  const AppFacts& facts_;
  const catalog::Property& property_;
  const Facts on_;
  Findings& findings_;
};

}  // namespace

void FindConflicts(const AppFacts& facts, Findings& findings) {
  std::map<std::string, Facts> by_property;
  for (const Applied& fact : facts.all()) {
    by_property[fact.content().property].push_back(&fact);
  }
  for (auto& [id, on_property] : by_property) {
    const auto* property = facts.input().catalog->FindProperty(id);
    if (property == nullptr || on_property.size() < 2) continue;
    Conflicts(facts, *property, std::move(on_property), findings).Find();
  }
}

}  // namespace clausebook::checking
