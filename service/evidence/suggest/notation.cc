// Facts on one line.
#include "service/evidence/suggest/notation.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::evidence::suggest {
namespace {

using catalog::PropertyType;
using model::Operator;

constexpr std::pair<std::string_view, Operator> kOperators[] = {
    {"equals", Operator::kEquals},     {"not_equals", Operator::kNotEquals},
    {"includes", Operator::kIncludes}, {"excludes", Operator::kExcludes},
    {"exactly", Operator::kExactly},   {"at_most", Operator::kAtMost},
    {"at_least", Operator::kAtLeast},
};

absl::string_view Abseil(std::string_view text) { return {text.data(), text.size()}; }

absl::Status Wrong(std::string_view line, std::string_view why) {
  return InvalidField("gives", absl::StrCat("'", Abseil(line), "': ", Abseil(why)));
}

std::vector<std::string> Parts(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (const auto part : absl::StrSplit(Abseil(text), at)) {
    const auto trimmed = absl::StripAsciiWhitespace(part);
    if (!trimmed.empty()) parts.emplace_back(trimmed);
  }
  return parts;
}

bool TakesList(PropertyType type) { return type == PropertyType::kSet; }

absl::Status ReadOption(std::string_view line, const std::string& option, Give& give,
                        model::Scope& scope) {
  const std::pair<std::string, std::string> cut =
      absl::StrSplit(option, absl::MaxSplits(' ', 1));
  if (cut.first == "about") {
    const std::pair<std::string, std::string> about =
        absl::StrSplit(cut.second, absl::MaxSplits('=', 1));
    if (about.second.empty()) return Wrong(line, "`about` takes dimension=members.");
    for (std::string& value : Parts(about.second, ',')) {
      give.about.emplace_back(about.first, std::move(value));
    }
  } else if (cut.first == "caveat") {
    give.caveat = cut.second;
  } else if (cut.first == "except") {
    scope.except_apps.push_back(cut.second);
  } else if (cut.first == "only") {
    scope.apps.push_back(cut.second);
  } else {
    return Wrong(line, "after a | stands about, except, only or caveat.");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::pair<Give, model::Scope>> Read(std::string_view line,
                                                   const catalog::Catalog& catalog) {
  std::pair<Give, model::Scope> read;
  auto& [give, scope] = read;
  const std::vector<std::string> pieces = Parts(line, '|');
  if (pieces.empty()) return Wrong(line, "a fact is missing.");
  const std::vector<std::string> head =
      absl::StrSplit(pieces[0], absl::MaxSplits(' ', 2));
  if (head.size() < 2) return Wrong(line, "write property, operator and value.");
  give.property = head[0];
  const auto* property = catalog.FindProperty(give.property);
  if (property == nullptr) return Wrong(line, "there is no such property.");
  give.lasts = head[1] == "lasts";
  const auto op = std::find_if(std::begin(kOperators), std::end(kOperators),
                               [&](const auto& known) { return known.first == head[1]; });
  if (!give.lasts && op == std::end(kOperators)) return Wrong(line, "unknown operator.");
  if (!give.lasts) give.op = op->second;
  const std::string value = head.size() > 2 ? head[2] : "";
  give.values =
      TakesList(property->type) ? Parts(value, ',') : std::vector<std::string>{value};
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    CB_RETURN_IF_ERROR(ReadOption(line, pieces[i], give, scope));
  }
  return read;
}

model::Value ValueOf(const Give& give, PropertyType type) {
  if (type == PropertyType::kSet) return model::Value::Set(give.values);
  const std::string& text = give.values[0];
  if (type == PropertyType::kBool) return model::Value::Bool(text == "true");
  if (type == PropertyType::kDuration) return model::Value::Duration(text);
  model::Value value = model::Value::String(text);
  if (type == PropertyType::kDate) value.kind = model::ValueKind::kDate;
  return value;
}

}  // namespace

absl::StatusOr<Give> ParseGive(std::string_view line, const catalog::Catalog& catalog) {
  CB_ASSIGN_OR_RETURN(auto read, Read(line, catalog));
  if (!(read.second == model::Scope{})) {
    return Wrong(line, "a pattern does not name apps.");
  }
  // Without places to fill, the catalogue can judge the value now.
  Give give = std::move(read.first);
  const bool open =
      std::any_of(give.values.begin(), give.values.end(),
                  [](const std::string& v) { return absl::StartsWith(v, "$"); });
  const catalog::Property& property = *catalog.FindProperty(give.property);
  if (!open) {
    CB_RETURN_IF_ERROR(
        catalog.CheckValue(property, give.op, ValueOf(give, property.type)).status());
  }
  for (const auto& [dimension, value] : give.about) {
    if (absl::StartsWith(value, "$")) continue;
    CB_RETURN_IF_ERROR(
        catalog.CheckQualifiers(property, {{dimension, {value}}}).status());
  }
  return give;
}

absl::StatusOr<model::FactContent> ParseFact(std::string_view line,
                                             const catalog::Catalog& catalog) {
  CB_ASSIGN_OR_RETURN(auto read, Read(line, catalog));
  const Give& give = read.first;
  const catalog::Property& property = *catalog.FindProperty(give.property);
  model::FactContent content;
  content.property = give.property;
  content.op = give.op;
  CB_ASSIGN_OR_RETURN(
      content.value, catalog.CheckValue(property, give.op, ValueOf(give, property.type)));
  model::Qualifiers about;
  for (const auto& [dimension, value] : give.about) about[dimension].push_back(value);
  CB_ASSIGN_OR_RETURN(content.qualifiers, catalog.CheckQualifiers(property, about));
  content.scope = std::move(read.second);
  content.caveat = give.caveat;
  return content;
}

std::string WriteFact(const model::FactContent& content) {
  std::string line = content.property;
  for (const auto& [name, op] : kOperators) {
    if (op == content.op) absl::StrAppend(&line, " ", Abseil(name), " ");
  }
  const model::Value& value = content.value;
  absl::StrAppend(
      &line, value.kind == model::ValueKind::kBool  ? (value.boolean ? "true" : "false")
             : value.kind == model::ValueKind::kSet ? absl::StrJoin(value.members, ", ")
                                                    : value.text);
  for (const auto& [dimension, members] : content.qualifiers) {
    absl::StrAppend(&line, " | about ", dimension, "=", absl::StrJoin(members, ", "));
  }
  for (const std::string& app : content.scope.except_apps) {
    absl::StrAppend(&line, " | except ", app);
  }
  for (const std::string& app : content.scope.apps) {
    absl::StrAppend(&line, " | only ", app);
  }
  return line;
}

}  // namespace clausebook::evidence::suggest
