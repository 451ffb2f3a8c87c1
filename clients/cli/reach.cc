#include "clients/cli/reach.h"

#include "absl/strings/str_split.h"
#include "clients/cpp/error.h"

namespace clausebook::cli {

std::vector<std::string> LimitsIn(const absl::Status& status) {
  if (!absl::IsPermissionDenied(status)) return {};
  const client::Error error = client::ErrorOf(status);
  const auto vendors = error.metadata.find("vendors");
  if (vendors == error.metadata.end()) return {};
  return absl::StrSplit(vendors->second, ',', absl::SkipEmpty());
}

absl::StatusOr<std::vector<std::string>> VisibleVendors(const client::Client& client) {
  const auto vendors = client.ListVendors(v1::ListVendorsRequest()).All();
  std::vector<std::string> names;
  if (vendors.ok()) {
    for (const v1::Vendor& vendor : *vendors) names.push_back(vendor.name());
    return names;
  }
  names = LimitsIn(vendors.status());
  if (names.empty()) return vendors.status();
  return names;
}

}  // namespace clausebook::cli
