#include "service/admission/authorisation.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::admission {
namespace {

constexpr std::string_view kVendors = "vendors/";
constexpr std::string_view kPlatforms = "platforms/";

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// `acme` of `vendors/acme/apps/charts`.
std::string_view VendorIn(std::string_view name) {
  name.remove_prefix(kVendors.size());
  return name.substr(0, name.find('/'));
}

absl::Status RoleMissing(std::string_view needed) {
  return MakeError(absl::StrCat("The caller may not do this: it takes the role ",
                                std::string(needed), "."),
                   {.reason = Reason::kPermissionDenied,
                    .metadata = {{"needs", std::string(needed)}}});
}

// Her own vendors are no secret to her, and all that a client needs to ask again. No more
// are told than a message takes uncut; that is a dozen at the least.
constexpr std::size_t kMostVendorsTold = 850;  // bytes

absl::Status OtherVendor(const Identity& caller) {
  std::string vendors;
  for (const std::string& id : caller.vendors) {
    absl::StrAppend(&vendors, vendors.empty() ? "" : ",", std::string(kVendors), id);
  }
  ErrorDetail detail{.reason = Reason::kPermissionDenied,
                     .metadata = {{"needs", "vendor"}}};
  const bool told = vendors.size() <= kMostVendorsTold;
  if (told) detail.metadata.emplace_back("vendors", vendors);
  return MakeError(
      absl::StrCat(
          "The caller is limited to some vendors, and the call is not about "
          "those alone. Name one of them in full",
          told ? absl::StrCat(": ", absl::StrReplaceAll(vendors, {{",", ", "}})) : "",
          "."),
      detail);
}

absl::Status CheckField(const Identity& caller, const Rule& rule,
                        const NamingField& field,
                        const std::vector<std::string>& values) {
  if (values.empty()) {
    return field.kind == FieldKind::kOptional ? absl::OkStatus() : OtherVendor(caller);
  }
  for (const std::string& value : values) {
    if (field.kind == FieldKind::kVendorId) {
      if (!caller.Covers(value)) return OtherVendor(caller);
    } else if (field.kind == FieldKind::kOwnName && !StartsWith(value, kVendors)) {
      return OtherVendor(caller);
    } else {
      CB_RETURN_IF_ERROR(MayTouch(caller, rule.permission, value));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckRole(const Identity& caller, const Rule* rule) {
  if (rule == nullptr) {
    return MakeError("There is no rule by which anybody may call this, admins neither.",
                     {.reason = Reason::kPermissionDenied});
  }
  return caller.roles.Allow(rule->permission) ? absl::OkStatus()
                                              : RoleMissing(RoleFor(rule->permission));
}

absl::Status MayTouch(const Identity& caller, Permission permission,
                      std::string_view resource_name) {
  if (!caller.limited()) return absl::OkStatus();
  if (StartsWith(resource_name, kVendors)) {
    return caller.Covers(VendorIn(resource_name)) ? absl::OkStatus()
                                                  : OtherVendor(caller);
  }
  const bool readable =
      permission == Permission::kRead && StartsWith(resource_name, kPlatforms);
  return readable ? absl::OkStatus() : OtherVendor(caller);
}

absl::Status CheckNames(const Identity& caller, const Rule& rule,
                        const RequestNames& names) {
  if (!caller.limited()) return absl::OkStatus();
  if (rule.reach == Reach::kEveryVendor) return OtherVendor(caller);
  for (const NamingField& field : rule.fields) {
    if (field.kind == FieldKind::kNone) break;
    CB_RETURN_IF_ERROR(CheckField(caller, rule, field, names.at(field.path)));
  }
  const bool others = names.any([&](std::string_view text) {
    return StartsWith(text, kVendors) && !caller.Covers(VendorIn(text));
  });
  return others ? OtherVendor(caller) : absl::OkStatus();
}

}  // namespace clausebook::admission
