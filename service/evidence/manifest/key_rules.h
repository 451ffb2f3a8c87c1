// Which keys the maps of a Forge manifest may have, as data.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_KEY_RULES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_KEY_RULES_H_

#include <span>
#include <string_view>

namespace clausebook::evidence {

// The kinds that a value may have, as flags.
enum SourceKinds : unsigned {
  kText = 1,
  kBool = 2,
  kNumber = 4,
  kList = 8,
  kMap = 16,
  kAny = 31,
};

// A key that the map at `place` may have. `values`: the only texts, separated by blanks.
// The rules are ours; names and values are those of the documentation and of the schema
// of version 13.7.0.
struct KeyRule {
  std::string_view place;
  std::string_view key;
  unsigned kinds;
  bool required = false;
  std::string_view values = {};
};

// In a place `[]` stands for every item of a list. A map whose place has no rule is not
// checked.
std::span<const KeyRule> KeyRules();

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_KEY_RULES_H_
