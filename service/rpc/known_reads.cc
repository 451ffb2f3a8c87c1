#include "service/rpc/known_reads.h"

#include "absl/strings/str_cat.h"
#include "service/base/error.h"

namespace clausebook::rpc {
namespace {

// To the microsecond, where there are any: whoever copies the time asks for the right
// one.
std::string Shown(Instant time) {
  const std::string text = FormatInstant(time);
  const auto whole = text.find(".000000Z");
  return whole == std::string::npos ? text : text.substr(0, whole) + "Z";
}

// `read` reads the resource as known at a time.
template <typename Resource, typename Read>
absl::StatusOr<Resource> ReadAt(std::string_view type, const std::string& name,
                                Instant known_at, const Read& read) {
  absl::StatusOr<Resource> then = read(known_at);
  if (!absl::IsNotFound(then.status()) || known_at == kEndOfTime) return then;
  const absl::StatusOr<Resource> now = read(kEndOfTime);
  if (absl::IsNotFound(now.status())) return then;
  if (!now.ok()) return now.status();
  return NotKnownThen(type, name, known_at, now->info.create_time);
}

}  // namespace

absl::StatusOr<model::Vendor> VendorAt(storage::ReadSnapshot& snapshot,
                                       std::string_view id, Instant known_at) {
  return ReadAt<model::Vendor>("Vendor", "vendors/" + std::string(id), known_at,
                               [&](Instant at) { return snapshot.GetVendor(id, at); });
}

absl::StatusOr<model::App> AppAt(storage::ReadSnapshot& snapshot,
                                 const model::AppRef& ref, Instant known_at) {
  return ReadAt<model::App>("App", ToName(ref), known_at,
                            [&](Instant at) { return snapshot.GetApp(ref, at); });
}

absl::StatusOr<model::Policy> PolicyAt(storage::ReadSnapshot& snapshot,
                                       const model::PolicyRef& ref, Instant known_at) {
  return ReadAt<model::Policy>("Policy", ToName(ref), known_at,
                               [&](Instant at) { return snapshot.GetPolicy(ref, at); });
}

absl::Status NotKnownThen(std::string_view type, const std::string& name,
                          Instant known_at, Instant since) {
  ErrorDetail detail;
  detail.reason = Reason::kNotFound;
  detail.resource_type = absl::StrCat("clausebook.v1.", std::string(type));
  detail.resource_name = name;
  detail.metadata = {{"resource", name}, {"known_since", FormatInstant(since)}};
  return MakeError(
      absl::StrCat("Nothing was known of ", std::string(type), " '", name, "' at ",
                   Shown(known_at), ": it is on record since ", Shown(since), "."),
      detail);
}

}  // namespace clausebook::rpc
