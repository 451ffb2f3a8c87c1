// What a property takes: its operators, and whether a value or member fits it.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_VALUES_H_
#define CLAUSEBOOK_SERVICE_CATALOG_VALUES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/catalog/vocabulary.h"

namespace clausebook::catalog {

// What is wrong, and what would be right. Whole sentences; `remedy` may be empty.
struct Problem {
  std::string message;
  std::string remedy;
  std::string Text() const { return remedy.empty() ? message : message + " " + remedy; }
};

// As the YAML files and the messages call it: `bool`, `enum`, …
std::string_view TypeName(PropertyType type);
std::optional<PropertyType> TypeFromName(std::string_view name);
std::vector<std::string> TypeNames();

// Whether `member` may stand in a value of an enum or set property.
std::optional<Problem> CheckMember(const Property& property, const std::string& member);

// The ids of `members`.
std::vector<std::string> IdsOf(const std::vector<Member>& members);

// `P030D` as `P30D`, `P0Y30D` as `P30D`; nullopt for what is no duration.
std::optional<std::string> CanonicalDuration(std::string_view text);

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_SERVICE_CATALOG_VALUES_H_
