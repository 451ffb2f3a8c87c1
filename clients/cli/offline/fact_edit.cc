#include "clients/cli/offline/fact_edit.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/render/words.h"
#include "service/base/status_macros.h"
#include "service/evidence/book_values.h"
#include "service/rpc/convert/fact_convert.h"

namespace clausebook::cli {
namespace {

std::string Trimmed(absl::string_view text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

// `a, b` as its parts, without empty ones.
std::vector<std::string> Members(absl::string_view list) {
  std::vector<std::string> members;
  for (const auto part : absl::StrSplit(list, ',')) {
    std::string member = Trimmed(part);
    if (!member.empty()) members.push_back(std::move(member));
  }
  return members;
}

std::string ValueText(const v1::Value& value) {
  switch (value.kind_case()) {
    case v1::Value::kBoolValue:
      return value.bool_value() ? "true" : "false";
    case v1::Value::kSetValue:
      return absl::StrJoin(value.set_value().members(), ", ");
    case v1::Value::kDurationValue:
      return value.duration_value();
    case v1::Value::kDateValue:
      return value.date_value();
    default:
      return value.string_value();
  }
}

// Of the kind that the value has.
absl::Status SetValue(const std::string& text, v1::Value& value) {
  switch (value.kind_case()) {
    case v1::Value::kBoolValue:
      if (text != "true" && text != "false") {
        return absl::InvalidArgumentError("Write true or false.");
      }
      value.set_bool_value(text == "true");
      break;
    case v1::Value::kSetValue:
      value.mutable_set_value()->clear_members();
      for (std::string& member : Members(text)) {
        value.mutable_set_value()->add_members(std::move(member));
      }
      break;
    case v1::Value::kDurationValue:
      value.set_duration_value(evidence::DurationFromWords(text));
      break;
    case v1::Value::kDateValue:
      value.set_date_value(text);
      break;
    default:
      value.set_string_value(text);
  }
  return absl::OkStatus();
}

template <typename Names>
std::string Ids(const Names& names) {
  return absl::StrJoin(names, ", ", [](std::string* out, const std::string& name) {
    out->append(IdOf(name));
  });
}

}  // namespace

std::string ClaimLine(const v1::Fact& fact) {
  const auto op = rpc::FromProto(fact.operator_()).value_or(model::Operator::kEquals);
  return absl::StrCat(std::string(evidence::KeyOf(op)), " ", ValueText(fact.value()));
}

absl::Status SetClaim(std::string_view line, v1::Fact& fact) {
  const std::string text = Trimmed(absl::string_view(line.data(), line.size()));
  const std::string first = text.substr(0, text.find(' '));
  for (const model::Operator op : evidence::AllOperators()) {
    if (first != evidence::KeyOf(op)) continue;
    CB_RETURN_IF_ERROR(SetValue(Trimmed(absl::string_view(text).substr(first.size())),
                                *fact.mutable_value()));
    fact.set_operator_(rpc::ToProto(op));
    return absl::OkStatus();
  }
  return SetValue(text, *fact.mutable_value());
}

std::string AboutLine(const v1::Fact& fact) {
  if (fact.qualifiers().empty()) return "everything";
  return absl::StrJoin(fact.qualifiers(), "; ", [](std::string* out, const auto& part) {
    absl::StrAppend(out, part.dimension(), ": ", absl::StrJoin(part.values(), ", "));
  });
}

absl::Status SetAbout(std::string_view line, v1::Fact& fact) {
  const std::string text = Trimmed(absl::string_view(line.data(), line.size()));
  v1::Fact read;
  if (text != "everything") {
    for (const auto part : absl::StrSplit(text, ';')) {
      const std::vector<std::string> sides =
          absl::StrSplit(part, absl::MaxSplits(':', 1));
      const auto members =
          sides.size() == 2 ? Members(sides[1]) : std::vector<std::string>();
      if (members.empty()) {
        return absl::InvalidArgumentError(
            "Write 'everything', or what it is narrowed to: 'data_category: logs, "
            "profile; purpose: support'.");
      }
      v1::Qualifier& qualifier = *read.add_qualifiers();
      qualifier.set_dimension(Trimmed(sides[0]));
      for (const std::string& member : members) qualifier.add_values(member);
    }
  }
  *fact.mutable_qualifiers() = read.qualifiers();
  return absl::OkStatus();
}

std::string AppsLine(const v1::Fact& fact) {
  const v1::Scope& scope = fact.scope();
  if (!scope.apps().empty()) return Ids(scope.apps());
  if (scope.except_apps().empty()) return "all";
  return absl::StrCat("all except ", Ids(scope.except_apps()));
}

absl::Status SetApps(std::string_view line, std::string_view publisher, v1::Fact& fact) {
  const std::string text = Trimmed(absl::string_view(line.data(), line.size()));
  const auto name = [&](const std::string& id) {
    return absl::StrCat(std::string(publisher), "/apps/", id);
  };
  v1::Scope scope;
  absl::string_view rest = text;
  const bool all = absl::ConsumePrefix(&rest, "all") && (rest.empty() || rest[0] == ' ');
  const bool except = all && absl::StartsWith(Trimmed(rest), "except ");
  const auto members = except ? Members(Trimmed(rest).substr(7))
                              : (all ? std::vector<std::string>() : Members(text));
  if ((all && !except && !Trimmed(rest).empty()) || (!all && members.empty()) ||
      (except && members.empty())) {
    return absl::InvalidArgumentError(
        "Write 'all', 'all except a, b', or the ids of the only apps: 'a, b'.");
  }
  for (const std::string& id : members) {
    (except ? scope.add_except_apps() : scope.add_apps())->append(name(id));
  }
  *fact.mutable_scope() = scope;
  return absl::OkStatus();
}

}  // namespace clausebook::cli
