#include "service/rpc/versions.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"

namespace clausebook::rpc {
namespace {

std::set<std::string> SetFields(const google::protobuf::Message& resource,
                                const std::set<std::string>& fields) {
  const auto* reflection = resource.GetReflection();
  const auto* descriptor = resource.GetDescriptor();
  std::set<std::string> set;
  for (const std::string& field : fields) {
    if (!reflection->GetString(resource, descriptor->FindFieldByName(field)).empty()) {
      set.insert(field);
    }
  }
  return set;
}

}  // namespace

std::set<std::string> CheckUpdateMask(FieldFaults& faults,
                                      const google::protobuf::FieldMask& mask,
                                      const google::protobuf::Message& resource,
                                      const std::set<std::string>& updatable) {
  const std::string all = absl::StrJoin(updatable, ", ");
  if (mask.paths().empty()) {
    auto paths = SetFields(resource, updatable);
    if (paths.empty()) {
      faults.Add("update_mask", absl::StrCat("Nothing to change: set at least one of ",
                                             all, ", or name the fields to clear."));
    }
    return paths;
  }
  std::set<std::string> paths;
  for (const std::string& path : mask.paths()) {
    if (path == "*") {
      paths = updatable;
    } else if (updatable.contains(path)) {
      paths.insert(path);
    } else {
      faults.Add("update_mask",
                 absl::StrCat("'", Shorten(path, 80),
                              "' cannot be changed. Use '*' or some of ", all, "."));
    }
  }
  return paths;
}

std::string EtagOf(std::int64_t version) { return absl::StrCat("v", version); }

absl::Status CheckEtag(const std::string& etag, std::int64_t version,
                       const std::string& resource) {
  const std::string current = EtagOf(version);
  if (etag.empty() || etag == current) return absl::OkStatus();
  return MakeError(
      absl::StrCat("'", resource, "' was changed by somebody else: its etag is '",
                   current, "', not '", Shorten(etag, 80),
                   "'. Read it again and repeat the change."),
      {.reason = Reason::kEtagMismatch,
       .metadata = {{"etag", current}, {"resource", resource}}});
}

}  // namespace clausebook::rpc
