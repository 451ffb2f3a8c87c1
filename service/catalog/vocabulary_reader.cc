#include "service/catalog/vocabulary_reader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/catalog/values.h"

namespace clausebook::catalog {
namespace {

using yaml::Faults;
using yaml::MapReader;
using yaml::Node;

constexpr std::size_t kLongestId = 63;

bool IsWord(absl::string_view word) {
  if (word.empty() || !absl::ascii_islower(static_cast<unsigned char>(word[0]))) {
    return false;
  }
  return std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_';
  });
}

// Members of sets may be named after things outside (`read:jira-work`).
bool IsMemberId(const std::string& id) {
  return !id.empty() && id.size() <= kLongestId &&
         absl::ascii_isalnum(static_cast<unsigned char>(id[0])) &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_' ||
                  c == '-' || c == ':' || c == '.';
         });
}

std::vector<Member> ReadMembers(MapReader& owner, const std::string& what,
                                Faults& faults) {
  std::vector<Member> members;
  std::set<std::string> seen;
  for (const Node* node : owner.List("members")) {
    MapReader reader(*node, absl::StrCat("member of ", what), faults);
    Member member{reader.RequiredText("id"), reader.RequiredText("label")};
    reader.Finish();
    if (member.id.empty()) continue;
    if (!IsMemberId(member.id)) {
      faults.Add(reader.PlaceOf("id"),
                 absl::StrCat("'", member.id, "' cannot be the id of a member."),
                 "Use lower-case letters, digits, '_', '-', ':' and '.', at most 63.");
    } else if (!seen.insert(member.id).second) {
      faults.Add(
          reader.PlaceOf("id"),
          absl::StrCat("The member '", member.id, "' of ", what, " stands there twice."),
          "Remove one of them.");
    }
    members.push_back(std::move(member));
  }
  return members;
}

std::vector<std::string> ReadGroup(const Node& node, const std::string& name,
                                   const Dimension& dimension, Faults& faults) {
  const auto ids = IdsOf(dimension.members);
  const std::string what = absl::StrCat("The group '", name, "'");
  std::vector<std::string> members = yaml::TextsOf(node, what, faults);
  for (const std::string& member : members) {
    if (std::find(ids.begin(), ids.end(), member) != ids.end()) continue;
    faults.Add(node.place,
               absl::StrCat(what, " names '", member, "', which is not a member of ",
                            dimension.id, "."),
               yaml::DidYouMean(member, ids));
  }
  if (node.kind == Node::Kind::kList && members.empty()) {
    faults.Add(node.place, absl::StrCat(what, " is empty."), "Name its members.");
  }
  std::sort(members.begin(), members.end());
  return members;
}

void ReadGroups(MapReader& reader, Dimension& dimension, Faults& faults) {
  const Node* groups = reader.Optional("groups");
  if (groups == nullptr) return;
  if (groups->kind != Node::Kind::kMap) {
    faults.Add(groups->place, "'groups' is not a map.", "Write 'name: [member, …]'.");
    return;
  }
  const auto ids = IdsOf(dimension.members);
  for (std::size_t i = 0; i < groups->keys.size(); ++i) {
    const std::string& name = groups->keys[i].text;
    if (!IsVocabularyId(name, 1)) {
      faults.Add(groups->keys[i].place,
                 absl::StrCat("'", name, "' cannot be the name of a group."),
                 "Use lower-case letters, digits and '_'.");
    } else if (std::find(ids.begin(), ids.end(), name) != ids.end()) {
      faults.Add(groups->keys[i].place,
                 absl::StrCat("'", name, "' is a member and cannot be a group too."),
                 "Choose another name for the group.");
    }
    dimension.groups[name] = ReadGroup(groups->items[i], name, dimension, faults);
  }
}

PropertyType ReadType(MapReader& reader, Faults& faults) {
  const std::string name = reader.RequiredText("type");
  const auto type = TypeFromName(name);
  if (!type && !name.empty()) {
    faults.Add(reader.PlaceOf("type"), absl::StrCat("'", name, "' is not a type."),
               yaml::DidYouMean(name, TypeNames()));
  }
  return type.value_or(PropertyType::kText);
}

void CheckMembersFit(MapReader& reader, const Property& property, Faults& faults) {
  const bool listing =
      property.type == PropertyType::kEnum || property.type == PropertyType::kSet;
  if (!listing && !property.members.empty()) {
    faults.Add(reader.PlaceOf("members"),
               absl::StrCat(property.id, " has members, but its type takes none."),
               "Only enums and sets have members.");
  }
  if (listing && !property.open_members && property.members.empty()) {
    faults.Add(reader.place(), absl::StrCat(property.id, " has no members."),
               "List them, or for a set write 'open_members: true'.");
  }
  if (property.open_members && property.type != PropertyType::kSet) {
    faults.Add(reader.PlaceOf("open_members"),
               absl::StrCat(property.id, " is no set and cannot have open members."),
               "Remove 'open_members'.");
  }
  if (property.every &&
      (property.type != PropertyType::kBool || property.dimensions.empty())) {
    faults.Add(reader.PlaceOf("every"), absl::StrCat(property.id, " cannot be 'every'."),
               "Only a bool with dimensions says something of every part.");
  }
}

void CheckNames(const MapReader& reader, std::string_view key,
                const std::vector<std::string>& names,
                const std::vector<std::string>& known, const std::string& what,
                Faults& faults) {
  const Node* list = reader.node().Find(key);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(known.begin(), known.end(), names[i]) != known.end()) continue;
    const bool has_place = list != nullptr && list->items.size() == names.size();
    faults.Add(has_place ? list->items[i].place : reader.PlaceOf(key),
               absl::StrCat("'", names[i], "' is not ", what, "."),
               yaml::DidYouMean(names[i], known));
  }
}

void ReadEvidenceKinds(MapReader& reader, Property& property, Faults& faults) {
  static constexpr const char* kKinds[] = {"policy", "manifest", "descriptor", "platform",
                                           "attestation"};
  if (reader.Required("evidence") == nullptr) return;
  property.evidence_kinds =
      reader.TextList("evidence").value_or(std::vector<std::string>());
  CheckNames(reader, "evidence", property.evidence_kinds,
             {std::begin(kKinds), std::end(kKinds)}, "a kind of evidence", faults);
  if (property.evidence_kinds.empty() && reader.node().Find("evidence")->items.empty()) {
    faults.Add(reader.PlaceOf("evidence"),
               absl::StrCat(property.id, " can rest on no evidence."),
               "Name at least one kind, for instance attestation.");
  }
}

}  // namespace

bool IsVocabularyId(std::string_view id, int words) {
  if (id.size() > kLongestId) return false;
  const std::vector<absl::string_view> parts =
      absl::StrSplit(absl::string_view(id.data(), id.size()), '.');
  if (words == 1 && parts.size() > 1) return false;
  return static_cast<int>(parts.size()) >= words &&
         std::all_of(parts.begin(), parts.end(), IsWord);
}

Dimension ReadDimension(const Node& node, Faults& faults) {
  MapReader reader(node, "dimension", faults);
  Dimension dimension;
  dimension.id = reader.RequiredText("id");
  const std::string what = absl::StrCat("dimension '", dimension.id, "'");
  reader.Rename(what);
  if (!dimension.id.empty() && !IsVocabularyId(dimension.id, 1)) {
    faults.Add(reader.PlaceOf("id"),
               absl::StrCat("'", dimension.id, "' cannot be the id of a dimension."),
               "Use lower-case letters, digits and '_', a letter first.");
  }
  dimension.description = reader.RequiredText("description");
  reader.Required("members");
  dimension.members = ReadMembers(reader, what, faults);
  ReadGroups(reader, dimension, faults);
  reader.Finish();
  return dimension;
}

ReadPropertyResult ReadProperty(const Node& node, const Catalog& catalog,
                                Faults& faults) {
  MapReader reader(node, "property", faults);
  Property property;
  property.id = reader.RequiredText("id");
  reader.Rename(absl::StrCat("property '", property.id, "'"));
  if (!property.id.empty() && !IsVocabularyId(property.id, 2)) {
    faults.Add(reader.PlaceOf("id"),
               absl::StrCat("'", property.id, "' cannot be the id of a property."),
               "Write 'topic.name' in lower-case letters, digits and '_', at most 63.");
  }
  property.type = ReadType(reader, faults);
  property.description = reader.RequiredText("description");
  property.members =
      ReadMembers(reader, absl::StrCat("property '", property.id, "'"), faults);
  property.open_members = reader.Bool("open_members", false);
  property.every = reader.Bool("every", false);
  property.dimensions =
      reader.TextList("dimensions").value_or(std::vector<std::string>());
  std::vector<std::string> dimensions;
  for (const Dimension& dimension : catalog.dimensions()) {
    dimensions.push_back(dimension.id);
  }
  CheckNames(reader, "dimensions", property.dimensions, dimensions, "a dimension",
             faults);
  ReadEvidenceKinds(reader, property, faults);
  property.tags = reader.TextList("tags").value_or(std::vector<std::string>());
  std::string unasked = reader.OptionalText("unasked").value_or("");
  reader.Finish();
  if (reader.is_map()) CheckMembersFit(reader, property, faults);
  return {std::move(property), std::move(unasked)};
}

Platform ReadPlatform(const Node& node, const Catalog& catalog, Faults& faults) {
  MapReader reader(node, "platform", faults);
  Platform platform;
  platform.id = reader.RequiredText("id");
  reader.Rename(absl::StrCat("platform '", platform.id, "'"));
  if (!platform.id.empty() && !model::IsValidId(platform.id)) {
    faults.Add(reader.PlaceOf("id"),
               absl::StrCat("'", platform.id, "' cannot be the id of a platform."),
               "Use lower-case letters, digits and '-', a letter first, at most 63.");
  }
  platform.display_name = reader.RequiredText("name");
  platform.description = reader.RequiredText("description");
  reader.Required("hosting_values");
  platform.hosting_values =
      reader.TextList("hosting_values").value_or(std::vector<std::string>());
  reader.Finish();
  const Property* hosting = catalog.FindProperty(kHostingProperty);
  CheckNames(reader, "hosting_values", platform.hosting_values,
             hosting == nullptr ? std::vector<std::string>() : IdsOf(hosting->members),
             "a member of hosting.platform", faults);
  return platform;
}

}  // namespace clausebook::catalog
