// The platform's list of analytics tools; data/analytics-tools.yaml.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_ANALYTICS_TOOLS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_ANALYTICS_TOOLS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace clausebook::evidence {

struct AnalyticsTool {
  std::string provider;  // a member of analytics.providers
  std::vector<std::string> domains;
  std::string until;  // YYYY-MM-DD; empty: still allowed to apps with the badge
};

struct AnalyticsTools {
  std::string as_of;  // YYYY-MM-DD, when the list was published
  std::vector<AnalyticsTool> tools;

  // The tool that `host` (a host or pattern) lies wholly within; null if none.
  const AnalyticsTool* Find(std::string_view host) const;
};

// The list that the program was built with. INTERNAL if that is damaged.
absl::StatusOr<AnalyticsTools> LoadAnalyticsTools();

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_ANALYTICS_TOOLS_H_
