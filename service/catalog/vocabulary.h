// The vocabulary: what can be known about an app.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_VOCABULARY_H_
#define CLAUSEBOOK_SERVICE_CATALOG_VOCABULARY_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::catalog {

enum class PropertyType {
  kBool,
  kEnum,
  kSet,
  kDuration,
  kDate,
  kText,
  kUri,
  kContact,
};

// A member of an enum, set or dimension: its id and how answers word it.
struct Member {
  std::string id;
  std::string label;
};

struct Property {
  std::string id;
  PropertyType type = PropertyType::kText;
  std::string description;
  // Enum: all members. Set: the known members.
  std::vector<Member> members;
  // Set only: members outside `members` are allowed (host names, companies).
  bool open_members = false;
  std::vector<std::string> dimensions;
  // Bool with dimensions only: what true means for several members at once. False
  // (the default): true for some of them ("stores data": any data). True: true for
  // every one of them ("encrypted": all data).
  bool every = false;
  std::vector<std::string> evidence_kinds;
  std::vector<std::string> tags;
};

// A dimension along which facts and questions are narrowed, such as the data
// category.
struct Dimension {
  std::string id;
  std::string description;
  std::vector<Member> members;
  // Name of a group -> the members it stands for.
  std::map<std::string, std::vector<std::string>> groups;
};

// A platform, and the values of hosting.platform under which its facts are inherited.
struct Platform {
  std::string id;
  std::string display_name;
  std::string description;
  std::vector<std::string> hosting_values;
};

// The property whose value decides which platform's facts an app inherits.
inline constexpr std::string_view kHostingProperty = "hosting.platform";

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_SERVICE_CATALOG_VOCABULARY_H_
