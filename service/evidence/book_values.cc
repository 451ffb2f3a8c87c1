#include "service/evidence/book_values.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace clausebook::evidence {

using catalog::Property;
using catalog::PropertyType;
using model::Operator;
using model::Value;

std::string_view KeyOf(Operator op) {
  switch (op) {
    case Operator::kEquals:
      return "equals";
    case Operator::kNotEquals:
      return "not_equals";
    case Operator::kIncludes:
      return "includes";
    case Operator::kExcludes:
      return "excludes";
    case Operator::kExactly:
      return "exactly";
    case Operator::kAtMost:
      return "at_most";
    case Operator::kAtLeast:
      return "at_least";
  }
  return "";
}

const std::vector<Operator>& AllOperators() {
  static const auto& all = *new std::vector<Operator>{
      Operator::kEquals,  Operator::kNotEquals, Operator::kIncludes, Operator::kExcludes,
      Operator::kExactly, Operator::kAtMost,    Operator::kAtLeast};
  return all;
}

std::string DurationFromWords(std::string_view text) {
  const std::vector<std::string> words =
      absl::StrSplit(absl::string_view(text.data(), text.size()), ' ', absl::SkipEmpty());
  int count = 0;
  if (words.size() != 2 || !absl::SimpleAtoi(words[0], &count) || count < 0) {
    return std::string(text);
  }
  std::string unit = absl::AsciiStrToLower(words[1]);
  if (unit.size() > 1 && unit.back() == 's') unit.pop_back();
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kUnits{
      {{"day", "D"}, {"week", "W"}, {"month", "M"}, {"year", "Y"}, {"hour", "H"}}};
  for (const auto& [word, letter] : kUnits) {
    if (unit == word) {
      return absl::StrCat(letter == "H" ? "PT" : "P", count, std::string(letter));
    }
  }
  return std::string(text);
}

std::optional<Value> ReadValue(const yaml::Node& node, const Property& property,
                               yaml::Faults& faults) {
  if (property.type == PropertyType::kBool) {
    const auto value = yaml::BoolOf(node, property.id, faults);
    if (!value) return std::nullopt;
    return Value::Bool(*value);
  }
  if (property.type == PropertyType::kSet) {
    if (node.kind == yaml::Node::Kind::kScalar) return Value::Set({node.text});
    const std::size_t before = faults.count();
    auto members = yaml::TextsOf(node, property.id, faults);
    if (faults.count() != before) return std::nullopt;
    return Value::Set(std::move(members));
  }
  if (node.kind != yaml::Node::Kind::kScalar || node.text.empty()) {
    faults.Add(node.place, absl::StrCat(property.id, " takes one value."),
               "Write it on the same line, in quotes if it holds ': ' or '#'.");
    return std::nullopt;
  }
  switch (property.type) {
    case PropertyType::kDuration:
      return Value::Duration(DurationFromWords(node.text));
    case PropertyType::kDate: {
      Value value = Value::String(node.text);
      value.kind = model::ValueKind::kDate;
      return value;
    }
    default:
      return Value::String(node.text);
  }
}

}  // namespace clausebook::evidence
