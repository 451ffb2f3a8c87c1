#include "service/catalog/values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/duration.h"
#include "service/base/utf8.h"
#include "service/catalog/nearest.h"

namespace clausebook::catalog {
namespace {

constexpr std::size_t kLongestMember = 200;

constexpr std::array<std::pair<PropertyType, std::string_view>, 8> kTypes{{
    {PropertyType::kBool, "bool"},
    {PropertyType::kEnum, "enum"},
    {PropertyType::kSet, "set"},
    {PropertyType::kDuration, "duration"},
    {PropertyType::kDate, "date"},
    {PropertyType::kText, "text"},
    {PropertyType::kUri, "uri"},
    {PropertyType::kContact, "contact"},
}};

// An open member is one line of text as people write it.
std::optional<Problem> CheckOpenMember(const std::string& member) {
  const absl::string_view stripped = absl::StripAsciiWhitespace(member);
  if (member.empty() || stripped.size() != member.size()) {
    return Problem{absl::StrCat("The member '", member,
                                "' is empty or has spaces around "
                                "it."),
                   "Write the name alone."};
  }
  if (member.size() > kLongestMember) {
    return Problem{absl::StrCat("A member has ", member.size(), " bytes."),
                   absl::StrCat("At most ", kLongestMember, " are allowed.")};
  }
  const bool control = std::any_of(member.begin(), member.end(), [](unsigned char c) {
    return absl::ascii_iscntrl(c);
  });
  if (control || FindInvalidUtf8(member)) {
    return Problem{"A member holds control characters or is not UTF-8.",
                   "Write one line of text."};
  }
  return std::nullopt;
}

}  // namespace

std::string_view TypeName(PropertyType type) {
  for (const auto& [known, name] : kTypes) {
    if (known == type) return name;
  }
  return "";
}

std::optional<PropertyType> TypeFromName(std::string_view name) {
  for (const auto& [type, known] : kTypes) {
    if (known == name) return type;
  }
  return std::nullopt;
}

std::vector<std::string> TypeNames() {
  std::vector<std::string> names;
  for (const auto& entry : kTypes) names.emplace_back(entry.second);
  return names;
}

std::vector<std::string> IdsOf(const std::vector<Member>& members) {
  std::vector<std::string> ids;
  for (const Member& member : members) ids.push_back(member.id);
  return ids;
}

std::optional<Problem> CheckMember(const Property& property, const std::string& member) {
  for (const Member& known : property.members) {
    if (known.id == member) return std::nullopt;
  }
  // "Google Analytics" beside `google_analytics` would be two members to every
  // question, so a known member is only known by its id.
  for (const Member& known : property.members) {
    if (absl::EqualsIgnoreCase(known.id, member) ||
        absl::EqualsIgnoreCase(known.label, member)) {
      return Problem{absl::StrCat("'", member, "' is a known member of ", property.id,
                                  " under another spelling."),
                     absl::StrCat("Write '", known.id, "'.")};
    }
  }
  if (property.open_members) return CheckOpenMember(member);
  return Problem{absl::StrCat("'", member, "' is not a member of ", property.id, "."),
                 yaml::DidYouMean(member, IdsOf(property.members))};
}

std::optional<std::string> CanonicalDuration(std::string_view text) {
  if (!ParseSpan(text)) return std::nullopt;
  if (text == "indefinite") return std::string(text);
  std::string date_part = "P";
  std::string time_part;
  bool in_time = false;
  std::string count;
  for (const char c : text.substr(1)) {
    if (c == 'T') {
      in_time = true;
    } else if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      if (c != '0' || !count.empty()) count.push_back(c);
    } else {
      if (!count.empty())
        absl::StrAppend(in_time ? &time_part : &date_part, count, std::string(1, c));
      count.clear();
    }
  }
  if (!time_part.empty()) absl::StrAppend(&date_part, "T", time_part);
  return date_part == "P" ? "P0D" : date_part;
}

}  // namespace clausebook::catalog
