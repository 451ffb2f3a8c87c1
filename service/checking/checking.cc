#include "service/checking/checking.h"

#include <algorithm>

#include "service/checking/rules.h"

namespace clausebook::checking {

std::vector<Finding> CheckApp(const CheckInput& input) {
  const AppFacts facts(input);
  Findings findings;
  FindConflicts(facts, findings);
  CheckHosts(facts, findings);
  CheckAnalytics(facts, findings);
  CheckDenials(facts, findings);
  CheckDocuments(facts, findings);
  FindOddAnswers(facts, findings);
  std::stable_sort(
      findings.begin(), findings.end(),
      [](const Finding& a, const Finding& b) { return a.gravity > b.gravity; });
  return findings;
}

}  // namespace clausebook::checking
