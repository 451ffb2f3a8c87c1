#include "storage/model/not_known.h"

namespace clausebook::model {
namespace {

// To the microsecond, where there are any.
std::string Shown(Instant time) {
  std::string text = FormatInstant(time);
  const auto whole = text.find(".000000Z");
  return whole == std::string::npos ? text : text.substr(0, whole) + "Z";
}

}  // namespace

absl::Status NotKnownThen(std::string_view type, const std::string& name,
                          Instant known_at, Instant since) {
  ErrorDetail detail;
  detail.reason = Reason::kNotFound;
  detail.resource_type = "clausebook.v1." + std::string(type);
  detail.resource_name = name;
  detail.metadata = {{"resource", name}, {"known_since", FormatInstant(since)}};
  return MakeError("Nothing was known of " + std::string(type) + " '" + name + "' at " +
                       Shown(known_at) + ": it is on record since " + Shown(since) + ".",
                   detail);
}

}  // namespace clausebook::model
