// The authorisation table: for every RPC what it needs, whose things it touches, who is
// said to act, and what it costs. What is not in the table is refused.
#ifndef CLAUSEBOOK_SERVICE_ADMISSION_RULES_H_
#define CLAUSEBOOK_SERVICE_ADMISSION_RULES_H_

#include <array>
#include <span>
#include <string_view>

#include "service/admission/identity.h"

namespace clausebook::admission {

// How it is found out whose things a request touches.
enum class Reach {
  kNamed,        // by the names in `fields`
  kCatalogue,    // nobody's: what comes with the server
  kEveryVendor,  // all vendors at once: not for callers that are limited to some
  kContent,      // by what is in a file; its handler asks MayTouch before it looks
};

// A field of the request that names what is touched.
enum class FieldKind {
  kNone,      // the end of the list
  kName,      // a resource name (all, of a repeated field); missing: refused if limited
  kOwnName,   // the same, where a platform's name would touch all vendors
  kOptional,  // the same, but nobody is touched if it is missing
  kVendorId,  // the id of a vendor
};
struct NamingField {
  std::string_view path;  // `parent`, `app.name`
  FieldKind kind = FieldKind::kNone;
};

struct Rule {
  std::string_view method;  // `clausebook.v1.FactService/CreateFact`
  Permission permission = Permission::kAdminister;
  Reach reach = Reach::kNamed;
  int cost = 1;  // in units of the rate limit
  std::array<NamingField, 2> fields{};
  // The path of the field that says who acts; with a caller that is known it has to be
  // her. Empty: there is none.
  std::string_view person = "";
};

// All rules, ordered by method.
std::span<const Rule> Rules();

// Null for what is not in the table.
const Rule* FindRule(std::string_view method);

}  // namespace clausebook::admission

#endif  // CLAUSEBOOK_SERVICE_ADMISSION_RULES_H_
