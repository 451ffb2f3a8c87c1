#include "clients/cli/resolve_response.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/reach.h"
#include "clients/cli/render/text.h"
#include "clients/cli/resolve.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

absl::StatusOr<v1::Response> Get(const client::Client& client, const std::string& name) {
  v1::GetResponseRequest request;
  request.set_name(name);
  return client.GetResponse(request);
}

std::string ResponseName(const std::string& vendor, const std::string& id) {
  return absl::StrCat(vendor, "/responses/", id);
}

absl::StatusOr<v1::Response> FindAtAll(const client::Client& client,
                                       const std::string& id) {
  CB_ASSIGN_OR_RETURN(const auto vendors, VisibleVendors(client));
  std::vector<v1::Response> found;
  std::vector<std::string> names;
  for (const std::string& vendor : vendors) {
    auto response = Get(client, ResponseName(vendor, id));
    if (absl::IsNotFound(response.status())) continue;
    if (!response.ok()) return response.status();
    names.push_back(response->name());
    found.push_back(*std::move(response));
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    return absl::NotFoundError(absl::StrCat("There is no response '", Printable(id),
                                            "'. All: clausebook responses"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("Several vendors have a response '", Printable(id),
                   "'. Name one: ", absl::StrJoin(names, ", ")));
}

}  // namespace

absl::StatusOr<v1::Response> ResolveResponse(const client::Client& client,
                                             const std::string& text,
                                             const std::string& vendor) {
  if (absl::StartsWith(text, "vendors/")) return Get(client, text);
  if (const auto slash = text.find('/'); slash != std::string::npos) {
    return Get(client, ResponseName(absl::StrCat("vendors/", text.substr(0, slash)),
                                    text.substr(slash + 1)));
  }
  if (vendor.empty()) return FindAtAll(client, text);
  CB_ASSIGN_OR_RETURN(const auto publisher, ResolvePublisher(client, vendor));
  return Get(client, ResponseName(publisher, text));
}

}  // namespace clausebook::cli
