// Who calls, and what role gives her.
#ifndef CLAUSEBOOK_SERVICE_ADMISSION_IDENTITY_H_
#define CLAUSEBOOK_SERVICE_ADMISSION_IDENTITY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace clausebook::admission {

// What a caller may do. Roles are given together where several are needed: whoever edits
// and reviews has both, and only an admin has all.
enum class Role {
  kReader,    // read and ask
  kEditor,    // that, and write facts, books, policies and apps, and fill questionnaires
  kReviewer,  // read, and decide about suggestions, responses and wordings
  kAdmin,     // everything, tokens included
};

// What an RPC needs.
enum class Permission { kRead, kEdit, kReview, kAdminister };

// `reader` and so on.
std::string_view RoleName(Role role);
// nullopt for what is no role.
std::optional<Role> RoleNamed(std::string_view name);
// The least role that has the permission: `editor`.
std::string_view RoleFor(Permission permission);

// A set of roles.
class Roles {
 public:
  Roles() = default;
  void Add(Role role) { bits_ |= Bit(role); }
  bool Has(Role role) const { return (bits_ & Bit(role)) != 0; }
  bool empty() const { return bits_ == 0; }
  bool Allow(Permission permission) const;

 private:
  static std::uint8_t Bit(Role role) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(role));
  }
  std::uint8_t bits_ = 0;
};

// A caller that is known. Immutable once it is handed out.
struct Identity {
  // Whom decisions are recorded as, and rates are counted for: a person's or program's
  // name. Several tokens and certificates may say the same subject.
  std::string subject;
  // How she is known: `tokens/7f3a…` or `certificate`. For logs.
  std::string credential;
  Roles roles;
  std::vector<std::string> vendors;  // ids; empty: all

  bool limited() const { return !vendors.empty(); }
  // Whether she is not limited to other vendors than this one.
  bool Covers(std::string_view vendor) const;
};

// What is wrong with a subject, as a sentence; empty if nothing is. A subject has 1 to
// 100 characters, no comma and no line break: what stands behind a comma in the name of
// a reviewer is not a part of who she is ("Mara Lind, Head of Security").
std::string FaultOfSubject(std::string_view subject);
// What is wrong with the names of roles together with vendors; empty if nothing is. There
// has to be a role, and an admin is not limited.
std::string FaultOfRoles(const std::vector<std::string>& roles,
                         const std::vector<std::string>& vendors);
// The roles with these names, of which unknown ones are left out.
Roles RolesNamed(const std::vector<std::string>& names);

// The subject in a recorded name: what stands before the first comma.
std::string_view SubjectOf(std::string_view recorded_name);

// The name to record for who acts, when the caller is known: `given` if it is her, with
// whatever stands behind a comma; her subject if nothing was given. PERMISSION_DENIED
// (kPermissionDenied) for somebody else's name. `field` is the path in the request.
absl::StatusOr<std::string> ActingName(const Identity& caller, std::string_view field,
                                       const std::string& given);

}  // namespace clausebook::admission

#endif  // CLAUSEBOOK_SERVICE_ADMISSION_IDENTITY_H_
