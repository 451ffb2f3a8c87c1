#include "clients/cli/render/words.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "service/catalog/catalog.h"

namespace clausebook::cli {
namespace {

const char* OperatorText(v1::Operator op) {
  switch (op) {
    case v1::OPERATOR_EQUALS:
      return "is";
    case v1::OPERATOR_NOT_EQUALS:
      return "is not";
    case v1::OPERATOR_INCLUDES:
      return "includes";
    case v1::OPERATOR_EXCLUDES:
      return "excludes";
    case v1::OPERATOR_EXACTLY:
      return "is exactly";
    case v1::OPERATOR_AT_MOST:
      return "is at most";
    case v1::OPERATOR_AT_LEAST:
      return "is at least";
    default:
      return "?";
  }
}

std::string ValueText(const v1::Value& value) {
  switch (value.kind_case()) {
    case v1::Value::kBoolValue:
      return value.bool_value() ? "true" : "false";
    case v1::Value::kStringValue:
      return value.string_value();
    case v1::Value::kSetValue:
      return absl::StrCat("{", absl::StrJoin(value.set_value().members(), ", "), "}");
    case v1::Value::kDurationValue:
      return value.duration_value();
    case v1::Value::kDateValue:
      return value.date_value();
    default:
      return "?";
  }
}

// A group's members by the group's name, as it is written in fact books: "app_data".
std::vector<std::string> Folded(const std::string& dimension,
                                std::vector<std::string> members) {
  static const auto catalog = catalog::Catalog::Embedded();
  if (!catalog.ok() || members.size() < 2) return members;
  const catalog::Dimension* known = catalog->FindDimension(dimension);
  if (known == nullptr) return members;
  for (const auto& [name, grouped] : known->groups) {
    if (grouped.size() == members.size() &&
        std::is_permutation(grouped.begin(), grouped.end(), members.begin())) {
      return {name};
    }
  }
  return members;
}

template <typename Names>
std::string Ids(const Names& names) {
  return absl::StrJoin(names, ", ", [](std::string* out, const std::string& name) {
    out->append(IdOf(name));
  });
}

}  // namespace

std::string_view IdOf(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

std::string_view CollectionOf(std::string_view name) {
  return name.substr(0, name.size() - IdOf(name).size());
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  google::protobuf::Timestamp seconds = time;
  seconds.set_nanos(0);
  return absl::StrReplaceAll(google::protobuf::util::TimeUtil::ToString(seconds),
                             {{"T", " "}});
}

std::string Count(std::size_t count, std::string_view singular, std::string_view plural) {
  const std::string_view noun = count == 1 ? singular : plural;
  return absl::StrCat(count, " ", std::string(noun));
}

std::string FactText(const v1::Fact& fact) {
  std::string text = absl::StrCat(fact.property(), " ", OperatorText(fact.operator_()),
                                  " ", ValueText(fact.value()));
  std::vector<std::string> qualifiers;
  for (const auto& qualifier : fact.qualifiers()) {
    const auto values = Folded(qualifier.dimension(),
                               {qualifier.values().begin(), qualifier.values().end()});
    qualifiers.push_back(
        absl::StrCat(qualifier.dimension(), ": ", absl::StrJoin(values, ", ")));
  }
  if (!qualifiers.empty()) {
    absl::StrAppend(&text, " (", absl::StrJoin(qualifiers, "; "), ")");
  }
  return text;
}

std::string ScopeText(const v1::Fact& fact) {
  const v1::Scope& scope = fact.scope();
  if (!scope.apps().empty()) return Ids(scope.apps());
  if (fact.name().rfind("platforms/", 0) == 0) return "all apps hosted there";
  if (scope.except_apps().empty()) return "all apps";
  return absl::StrCat("all apps except ", Ids(scope.except_apps()));
}

std::string StateText(v1::FactState state) {
  constexpr std::string_view kPrefix = "FACT_STATE_";
  std::string name = v1::FactState_Name(state);
  if (name.rfind(kPrefix, 0) == 0) name.erase(0, kPrefix.size());
  absl::AsciiStrToLower(&name);
  return absl::StrReplaceAll(name, {{"_", " "}});
}

}  // namespace clausebook::cli
