#include "service/catalog/question.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace clausebook::catalog {
namespace {

void CollectProperties(const Expression& expression, std::set<std::string>& ids) {
  if (expression.kind == Expression::Kind::kAtom) ids.insert(expression.atom.property);
  for (const Expression& operand : expression.operands) CollectProperties(operand, ids);
}

std::string AboutText(const model::Qualifiers& about) {
  std::vector<std::string> parts;
  for (const auto& [dimension, members] : about) {
    parts.push_back(absl::StrCat(dimension, ": ", absl::StrJoin(members, ", ")));
  }
  return parts.empty() ? "" : absl::StrCat(" about ", absl::StrJoin(parts, "; "));
}

std::string PredicateText(const Atom& atom) {
  const std::string members = absl::StrJoin(atom.members, ", ");
  const bool one = atom.members.size() == 1;
  switch (atom.predicate) {
    case Predicate::kIsTrue:
      return "is true";
    case Predicate::kOneOf:
      return absl::StrCat(one ? "is " : "is one of ", members);
    case Predicate::kIncludesAny:
      return absl::StrCat(one ? "includes " : "includes any of ", members);
    case Predicate::kOnly:
      return atom.members.empty() ? "is empty"
                                  : absl::StrCat("has nothing but ", members);
    case Predicate::kAtMost:
      return absl::StrCat("is at most ", atom.duration);
    case Predicate::kAtLeast:
      return absl::StrCat("is at least ", atom.duration);
    case Predicate::kStated:
      return "is stated";
  }
  return "";
}

std::string JoinOperands(const Expression& expression, const char* between) {
  std::vector<std::string> parts;
  for (const Expression& operand : expression.operands) {
    parts.push_back(absl::StrCat("(", ToText(operand), ")"));
  }
  return absl::StrJoin(parts, between);
}

}  // namespace

std::vector<std::string> PropertiesOf(const Question& question) {
  if (question.kind == Question::Kind::kValue) return {question.value.property};
  std::set<std::string> ids;
  CollectProperties(question.expression, ids);
  return {ids.begin(), ids.end()};
}

std::string ToText(const Atom& atom) {
  return absl::StrCat(atom.property, " ", PredicateText(atom), AboutText(atom.about));
}

std::string ToText(const Expression& expression) {
  switch (expression.kind) {
    case Expression::Kind::kAtom:
      return ToText(expression.atom);
    case Expression::Kind::kNot:
      return absl::StrCat("not ", JoinOperands(expression, ""));
    case Expression::Kind::kAll:
      return JoinOperands(expression, " and ");
    case Expression::Kind::kAny:
      return JoinOperands(expression, " or ");
    case Expression::Kind::kPooled:
      return absl::StrCat("known in either way: ", JoinOperands(expression, " / "));
  }
  return "";
}

std::string ToText(const Question& question) {
  if (question.kind == Question::Kind::kVerdict) return ToText(question.expression);
  return absl::StrCat("value of ", question.value.property,
                      AboutText(question.value.about));
}

}  // namespace clausebook::catalog
