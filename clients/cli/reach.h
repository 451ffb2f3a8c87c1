// What a caller may see who is limited to some vendors: she is refused what is about all,
// and the refusal tells her vendors, so that it can be asked of each.
#ifndef CLAUSEBOOK_CLIENTS_CLI_REACH_H_
#define CLAUSEBOOK_CLIENTS_CLI_REACH_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cpp/client.h"

namespace clausebook::cli {

// Names of the vendors that the caller is limited to, by what a refused call says; empty
// for every other status.
std::vector<std::string> LimitsIn(const absl::Status& status);

// Names of all vendors, or of those that the caller is limited to.
absl::StatusOr<std::vector<std::string>> VisibleVendors(const client::Client& client);

// What `list` (a listing of the client) gives for the parent `vendors/-`, or for each of
// the vendors that the caller is limited to; one of them that does not exist has nothing.
template <typename Request, typename List>
auto ListOfAllVendors(Request request, const List& list)
    -> decltype(list(request).All()) {
  request.set_parent("vendors/-");
  auto all = list(request).All();
  if (all.ok()) return all;
  const auto vendors = LimitsIn(all.status());
  if (vendors.empty()) return all;
  typename decltype(all)::value_type entries;
  for (const std::string& vendor : vendors) {
    request.set_parent(vendor);
    auto some = list(request).All();
    if (absl::IsNotFound(some.status())) continue;
    if (!some.ok()) return some;
    for (auto& entry : *some) entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_REACH_H_
