#include "service/admission/identity.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"

namespace clausebook::admission {
namespace {

constexpr std::size_t kLongestSubject = 100;  // bytes

constexpr std::array<std::pair<Role, std::string_view>, 4> kRoles{{
    {Role::kReader, "reader"},
    {Role::kEditor, "editor"},
    {Role::kReviewer, "reviewer"},
    {Role::kAdmin, "admin"},
}};

}  // namespace

std::string_view RoleName(Role role) {
  for (const auto& [known, name] : kRoles) {
    if (known == role) return name;
  }
  return "";
}

std::optional<Role> RoleNamed(std::string_view name) {
  for (const auto& [role, known] : kRoles) {
    if (known == name) return role;
  }
  return std::nullopt;
}

std::string_view RoleFor(Permission permission) {
  switch (permission) {
    case Permission::kRead:
      return RoleName(Role::kReader);
    case Permission::kEdit:
      return RoleName(Role::kEditor);
    case Permission::kReview:
      return RoleName(Role::kReviewer);
    case Permission::kAdminister:
      break;
  }
  return RoleName(Role::kAdmin);
}

bool Roles::Allow(Permission permission) const {
  if (Has(Role::kAdmin)) return true;
  switch (permission) {
    case Permission::kRead:
      return !empty();  // every role reads
    case Permission::kEdit:
      return Has(Role::kEditor);
    case Permission::kReview:
      return Has(Role::kReviewer);
    case Permission::kAdminister:
      break;
  }
  return false;
}

bool Identity::Covers(std::string_view vendor) const {
  return !limited() || std::find(vendors.begin(), vendors.end(), vendor) != vendors.end();
}

std::string FaultOfSubject(std::string_view subject) {
  if (subject.empty()) return "Required: a person's or program's name.";
  if (subject.size() > kLongestSubject) return "Has more than 100 bytes.";
  if (absl::ascii_isspace(static_cast<unsigned char>(subject.front())) ||
      absl::ascii_isspace(static_cast<unsigned char>(subject.back()))) {
    return "Begins or ends with a space.";
  }
  for (const char c : subject) {
    if (c == ',') return "Has a comma: only the name, without a title.";
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      return "Has a line break or another control character.";
    }
  }
  return "";
}

std::string FaultOfRoles(const std::vector<std::string>& roles,
                         const std::vector<std::string>& vendors) {
  if (roles.empty()) return "Required: reader, editor, reviewer or admin.";
  for (const std::string& role : roles) {
    if (!RoleNamed(role)) {
      return absl::StrCat("'", role,
                          "' is no role; reader, editor, reviewer and admin are.");
    }
  }
  if (!vendors.empty() && RolesNamed(roles).Has(Role::kAdmin)) {
    return "An admin cannot be limited to vendors: tokens are made for all.";
  }
  return "";
}

Roles RolesNamed(const std::vector<std::string>& names) {
  Roles roles;
  for (const std::string& name : names) {
    if (const auto role = RoleNamed(name)) roles.Add(*role);
  }
  return roles;
}

std::string_view SubjectOf(std::string_view recorded_name) {
  return recorded_name.substr(0, recorded_name.find(','));
}

absl::StatusOr<std::string> ActingName(const Identity& caller, std::string_view field,
                                       const std::string& given) {
  if (given.empty()) return caller.subject;
  if (SubjectOf(given) == caller.subject) return given;
  return MakeError(
      absl::StrCat("The call is made by '", caller.subject,
                   "', and nobody else can be named as who acts. Leave the name out, or "
                   "give that one; a title may follow behind a comma."),
      {.reason = Reason::kPermissionDenied,
       .metadata = {{"field", std::string(field)}, {"caller", caller.subject}}});
}

}  // namespace clausebook::admission
