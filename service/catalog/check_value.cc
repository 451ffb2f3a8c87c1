// Catalog::CheckValue and CheckQualifiers: what a fact may say of a property.
#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"
#include "service/base/time.h"
#include "service/base/utf8.h"
#include "service/catalog/catalog.h"
#include "service/catalog/nearest.h"
#include "service/catalog/values.h"

namespace clausebook::catalog {
namespace {

using model::Operator;
using model::Value;
using model::ValueKind;

constexpr std::size_t kLongestText = 2000;

absl::string_view Abseil(std::string_view text) { return {text.data(), text.size()}; }

struct OperatorName {
  Operator op;
  const char* name;
};

std::vector<OperatorName> OperatorsOf(PropertyType type) {
  switch (type) {
    case PropertyType::kEnum:
      return {{Operator::kEquals, "EQUALS"}, {Operator::kNotEquals, "NOT_EQUALS"}};
    case PropertyType::kSet:
      return {{Operator::kIncludes, "INCLUDES"},
              {Operator::kExcludes, "EXCLUDES"},
              {Operator::kExactly, "EXACTLY"}};
    case PropertyType::kDuration:
      return {{Operator::kEquals, "EQUALS"},
              {Operator::kAtMost, "AT_MOST"},
              {Operator::kAtLeast, "AT_LEAST"}};
    default:
      return {{Operator::kEquals, "EQUALS"}};
  }
}

absl::Status CheckOperator(const Property& property, Operator op) {
  std::vector<std::string> names;
  for (const OperatorName& allowed : OperatorsOf(property.type)) {
    if (allowed.op == op) return absl::OkStatus();
    names.emplace_back(allowed.name);
  }
  return InvalidField("operator",
                      absl::StrCat(property.id, " is a ", Abseil(TypeName(property.type)),
                                   " and takes only ", absl::StrJoin(names, ", "), "."));
}

ValueKind KindFor(PropertyType type) {
  switch (type) {
    case PropertyType::kBool:
      return ValueKind::kBool;
    case PropertyType::kSet:
      return ValueKind::kSet;
    case PropertyType::kDuration:
      return ValueKind::kDuration;
    case PropertyType::kDate:
      return ValueKind::kDate;
    default:
      return ValueKind::kString;
  }
}

const char* WantedFor(PropertyType type) {
  switch (type) {
    case PropertyType::kBool:
      return "true or false";
    case PropertyType::kEnum:
      return "the id of one of its members";
    case PropertyType::kSet:
      return "a list of members";
    case PropertyType::kDuration:
      return "an ISO 8601 duration such as P30D, P6M or PT72H, or 'indefinite'";
    case PropertyType::kDate:
      return "a date, YYYY-MM-DD, from 1970-01-01 on";
    case PropertyType::kUri:
      return "an absolute URI that begins with https:// or http://";
    case PropertyType::kContact:
      return "one line: a mail address, a URI or another way to reach somebody";
    case PropertyType::kText:
      return "a text";
  }
  return "";
}

absl::Status Unfit(const Property& property, const std::string& got) {
  return InvalidField(
      "value",
      absl::StrCat(property.id, " takes ", WantedFor(property.type), "; got ", got, "."));
}

std::string Quoted(const std::string& text) {
  return text.empty() ? "nothing" : absl::StrCat("'", text.substr(0, 80), "'");
}

absl::StatusOr<Value> CheckSet(const Property& property, Operator op,
                               const Value& value) {
  if (value.members.empty() && op != Operator::kExactly) {
    return InvalidField("value",
                        absl::StrCat("An empty list says nothing of ", property.id,
                                     " with this operator. Only "
                                     "EXACTLY takes one, and means: none."));
  }
  for (const std::string& member : value.members) {
    if (const auto problem = CheckMember(property, member)) {
      return InvalidField("value", problem->Text());
    }
  }
  return Value::Set(value.members);
}

bool IsWebUri(const std::string& text) {
  const std::string lower = absl::AsciiStrToLower(text);
  const std::size_t start = absl::StartsWith(lower, "https://")  ? 8
                            : absl::StartsWith(lower, "http://") ? 7
                                                                 : 0;
  if (start == 0 || start == text.size()) return false;
  // A host is needed, not only a path, query or port.
  if (Abseil("/?#:@").find(text[start]) != absl::string_view::npos) return false;
  return std::none_of(text.begin(), text.end(), [](unsigned char c) {
    return absl::ascii_isspace(c) || absl::ascii_iscntrl(c) || c == '<' || c == '>' ||
           c == '"';
  });
}

bool IsOneLine(const std::string& text) {
  return std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return absl::ascii_iscntrl(c); });
}

absl::StatusOr<Value> CheckText(const Property& property, const Value& value) {
  const std::string& text = value.text;
  if (absl::StripAsciiWhitespace(text).empty()) return Unfit(property, "nothing");
  if (text.size() > kLongestText) {
    return InvalidField("value",
                        absl::StrCat(property.id, " takes at most ", kLongestText,
                                     " bytes; got ", text.size(), "."));
  }
  if (FindInvalidUtf8(text)) return Unfit(property, "bytes that are not UTF-8");
  if (text.find('\0') != std::string::npos) return Unfit(property, "a NUL byte");
  if (property.type == PropertyType::kUri && !IsWebUri(text)) {
    return Unfit(property, Quoted(text));
  }
  if (property.type == PropertyType::kContact && !IsOneLine(text)) {
    return Unfit(property, "several lines");
  }
  return Value::String(text);
}

absl::StatusOr<Value> CheckOfKind(const Property& property, Operator op,
                                  const Value& value) {
  switch (property.type) {
    case PropertyType::kBool:
      return Value::Bool(value.boolean);
    case PropertyType::kSet:
      return CheckSet(property, op, value);
    case PropertyType::kEnum:
      if (const auto problem = CheckMember(property, value.text)) {
        return InvalidField("value", problem->Text());
      }
      return Value::String(value.text);
    case PropertyType::kDuration: {
      auto canonical = CanonicalDuration(value.text);
      if (!canonical) return Unfit(property, Quoted(value.text));
      return Value::Duration(*std::move(canonical));
    }
    case PropertyType::kDate: {
      const auto date = ParseDate(value.text);
      if (!date) return Unfit(property, Quoted(value.text));
      return Value::OfDate(*date);
    }
    default:
      return CheckText(property, value);
  }
}

// The members that `name` stands for in `dimension`; none if it is unknown.
std::vector<std::string> Expand(const Dimension& dimension, const std::string& name) {
  const auto group = dimension.groups.find(name);
  if (group != dimension.groups.end()) return group->second;
  for (const Member& member : dimension.members) {
    if (member.id == name) return {name};
  }
  return {};
}

absl::StatusOr<std::vector<std::string>> ExpandAll(
    const Dimension& dimension, const std::vector<std::string>& names) {
  std::vector<std::string> members;
  for (const std::string& name : names) {
    const auto expanded = Expand(dimension, name);
    if (expanded.empty()) {
      std::vector<std::string> known = IdsOf(dimension.members);
      for (const auto& group : dimension.groups) known.push_back(group.first);
      return InvalidField(
          "qualifiers", absl::StrCat("'", name, "' is not a member of the dimension ",
                                     dimension.id, ". ", yaml::DidYouMean(name, known)));
    }
    members.insert(members.end(), expanded.begin(), expanded.end());
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

}  // namespace

absl::StatusOr<model::Value> Catalog::CheckValue(const Property& property,
                                                 model::Operator op,
                                                 const model::Value& value) const {
  if (auto status = CheckOperator(property, op); !status.ok()) return status;
  if (value.kind != KindFor(property.type)) {
    return Unfit(property, "a value of another kind");
  }
  return CheckOfKind(property, op, value);
}

absl::StatusOr<model::Qualifiers> Catalog::CheckQualifiers(
    const Property& property, const model::Qualifiers& qualifiers) const {
  model::Qualifiers checked;
  for (const auto& [id, names] : qualifiers) {
    const Dimension* dimension = FindDimension(id);
    const bool carried = std::find(property.dimensions.begin(), property.dimensions.end(),
                                   id) != property.dimensions.end();
    if (dimension == nullptr || !carried) {
      return InvalidField("qualifiers",
                          absl::StrCat(property.id, " cannot be narrowed by '", id, "'. ",
                                       property.dimensions.empty()
                                           ? "It cannot be narrowed at all."
                                           : yaml::DidYouMean(id, property.dimensions)));
    }
    if (names.empty()) {
      return InvalidField("qualifiers", absl::StrCat("The dimension ", id,
                                                     " has no members here. Leave "
                                                     "it away to mean all of it."));
    }
    auto members = ExpandAll(*dimension, names);
    if (!members.ok()) return members.status();
    // All members are the same as no narrowing; one form, so that regions compare.
    if (members->size() < dimension->members.size()) checked[id] = *std::move(members);
  }
  return checked;
}

}  // namespace clausebook::catalog
