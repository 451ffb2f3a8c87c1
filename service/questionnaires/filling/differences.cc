#include "service/questionnaires/filling/differences.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/questionnaires/responses/item_state.h"

namespace clausebook::questionnaires::filling {
namespace {

using model::ItemDecision;
using model::PartVerdict;
using model::ResponseItem;
using model::ResponsePart;

const char* NameOf(PartVerdict verdict) {
  switch (verdict) {
    case PartVerdict::kYes:
      return "yes";
    case PartVerdict::kNo:
      return "no";
    case PartVerdict::kConflict:
      return "a conflict";
    case PartVerdict::kValue:
      return "a value";
    case PartVerdict::kUnknown:
      break;
  }
  return "not known";
}

bool AsksTheSame(const ResponsePart& a, const ResponsePart& b) {
  return a.question == b.question && a.opposite == b.opposite &&
         a.parameters == b.parameters;
}

// The same outcome in the same words, whatever it is cited from.
bool SaysTheSame(const ResponseItem& a, const ResponseItem& b) {
  return a.need == b.need && a.answer.empty() == b.answer.empty() &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                    [](const ResponsePart& one, const ResponsePart& other) {
                      return AsksTheSame(one, other) && one.verdict == other.verdict &&
                             one.sentence == other.sentence;
                    });
}

std::string AskedBy(const ResponseItem& item) {
  std::vector<std::string> asked;
  for (const ResponsePart& part : item.parts) {
    if (part.question.empty()) continue;
    asked.push_back(absl::StrCat(part.opposite ? "the opposite of " : "", part.question));
  }
  return asked.empty() ? "nothing that is known" : absl::StrJoin(asked, ", ");
}

// Names of facts to their generations.
std::map<std::string, std::string> FactsOf(const ResponseItem& item) {
  std::map<std::string, std::string> facts;
  for (const ResponsePart& part : item.parts) {
    for (const std::string& fact : part.facts) {
      const std::size_t at = fact.rfind('@');
      facts[fact.substr(0, at)] = at == std::string::npos ? "" : fact.substr(at + 1);
    }
  }
  return facts;
}

void AddFactReasons(const ResponseItem& then, const ResponseItem& now,
                    std::vector<std::string>* reasons) {
  const auto before = FactsOf(then);
  const auto after = FactsOf(now);
  for (const auto& [fact, generation] : before) {
    const auto found = after.find(fact);
    if (found == after.end()) {
      reasons->push_back(
          absl::StrCat("The fact ", fact, " was what it rested on, and is no longer."));
    } else if (found->second != generation) {
      reasons->push_back(absl::StrCat("The fact ", fact, " was recorded anew."));
    }
  }
  for (const auto& [fact, generation] : after) {
    if (before.find(fact) != before.end()) continue;
    reasons->push_back(absl::StrCat("The fact ", fact, " came since, or counts since."));
  }
}

std::vector<std::string> ReasonsOf(const ResponseItem& then, const ResponseItem& now) {
  std::vector<std::string> reasons;
  const bool same = std::equal(then.parts.begin(), then.parts.end(), now.parts.begin(),
                               now.parts.end(), AsksTheSame);
  if (!same) {
    reasons.push_back(absl::StrCat("It is matched otherwise: it was taken to ask ",
                                   AskedBy(then), ", and is taken to ask ", AskedBy(now),
                                   " now."));
  }
  for (std::size_t i = 0; same && i < then.parts.size(); ++i) {
    if (then.parts[i].verdict == now.parts[i].verdict) continue;
    reasons.push_back(absl::StrCat("The answer to ", then.parts[i].question, " was ",
                                   NameOf(then.parts[i].verdict), " and is ",
                                   NameOf(now.parts[i].verdict), " now."));
  }
  AddFactReasons(then, now, &reasons);
  if (reasons.empty()) {
    reasons.push_back(
        "The evidence is the same; its values, or the words for them, changed.");
  }
  return reasons;
}

}  // namespace

std::vector<Difference> FindDifferences(const std::vector<model::ReviewedItem>& then,
                                        const std::vector<ResponseItem>& now,
                                        Date as_of) {
  std::vector<Difference> differences;
  for (std::size_t i = 0; i < std::min(then.size(), now.size()); ++i) {
    const model::ReviewedItem& given = then[i];
    const bool own = given.review && given.review->decision == ItemDecision::kOverride;
    if (!own) {
      if (SaysTheSame(given.item, now[i])) continue;
      if (given.item.answer == now[i].answer) continue;
      differences.push_back({given, now[i], ReasonsOf(given.item, now[i])});
      continue;
    }
    if (responses::IsOverridden(model::StandingOf(given.item, given.review), as_of)) {
      continue;
    }
    if (given.review->answer == now[i].answer) continue;
    differences.push_back({given,
                           now[i],
                           {absl::StrCat("The answer of ", given.review->reviewer,
                                         " counted up to the day before ",
                                         FormatDate(*given.review->expire_date), ".")}});
  }
  return differences;
}

}  // namespace clausebook::questionnaires::filling
