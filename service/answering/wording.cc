#include "service/answering/wording.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "service/base/duration.h"

namespace clausebook::answering {
namespace {

using catalog::Property;
using model::Operator;
using model::Value;
using model::ValueKind;

std::string LabelOf(const std::vector<catalog::Member>& members, const std::string& id) {
  const auto it = std::find_if(members.begin(), members.end(),
                               [&](const auto& member) { return member.id == id; });
  return it == members.end() ? id : it->label;
}

std::string LabelsOf(const std::vector<catalog::Member>& members,
                     const std::vector<std::string>& ids) {
  std::vector<std::string> labels;
  for (const std::string& id : ids) labels.push_back(LabelOf(members, id));
  return labels.empty() ? "none" : JoinWords(labels);
}

std::string PlainWords(const Property& property, const Value& value) {
  switch (value.kind) {
    case ValueKind::kBool:
      return value.boolean ? "yes" : "no";
    case ValueKind::kSet:
      return LabelsOf(property.members, value.members);
    case ValueKind::kDuration:
      return SpanInWords(value.text);
    default:
      return LabelOf(property.members, value.text);
  }
}

// A group's name in words where the members are exactly the group's: `app data`.
std::optional<std::string> GroupWords(const catalog::Dimension& dimension,
                                      const std::vector<std::string>& members) {
  for (const auto& [name, group] : dimension.groups) {
    std::vector<std::string> sorted = group;
    std::sort(sorted.begin(), sorted.end());
    if (sorted == members) return absl::StrReplaceAll(name, {{"_", " "}});
  }
  return std::nullopt;
}

const char* OperatorWords(Operator op) {
  switch (op) {
    case Operator::kEquals:
      return "is";
    case Operator::kNotEquals:
      return "is not";
    case Operator::kIncludes:
      return "includes";
    case Operator::kExcludes:
      return "excludes";
    case Operator::kExactly:
      return "is exactly";
    case Operator::kAtMost:
      return "is at most";
    case Operator::kAtLeast:
      return "is at least";
  }
  return "";
}

// Ids rather than labels: a statement is for checking, not for reading aloud.
std::string ExactValue(const Value& value) {
  switch (value.kind) {
    case ValueKind::kBool:
      return value.boolean ? "true" : "false";
    case ValueKind::kSet:
      return absl::StrCat("{", absl::StrJoin(value.members, ", "), "}");
    default:
      return value.text;
  }
}

const std::string& TemplateFor(const catalog::Sentences& sentences, Verdict verdict) {
  switch (verdict) {
    case Verdict::kYes:
      return sentences.yes;
    case Verdict::kNo:
      return sentences.no;
    case Verdict::kConflict:
      return sentences.conflict;
    case Verdict::kValue:
      return sentences.value;
    default:
      return sentences.unknown;
  }
}

}  // namespace

std::string JoinWords(const std::vector<std::string>& words) {
  if (words.empty()) return "";
  if (words.size() == 1) return words.front();
  return absl::StrCat(absl::StrJoin(words.begin(), words.end() - 1, ", "), " and ",
                      words.back());
}

std::string StatementOf(const model::FactContent& content) {
  std::string statement = absl::StrCat(content.property, " ", OperatorWords(content.op),
                                       " ", ExactValue(content.value));
  std::vector<std::string> qualifiers;
  for (const auto& [dimension, members] : content.qualifiers) {
    qualifiers.push_back(absl::StrCat(dimension, ": ", absl::StrJoin(members, ", ")));
  }
  if (!qualifiers.empty()) {
    absl::StrAppend(&statement, " (", absl::StrJoin(qualifiers, "; "), ")");
  }
  return statement;
}

std::string ValueInWords(const Property& property, Operator op, const Value& value) {
  std::string words = PlainWords(property, value);
  switch (op) {
    case Operator::kNotEquals:
    case Operator::kExcludes:
      return absl::StrCat("not ", words);
    case Operator::kIncludes:
      return absl::StrCat(words, " (the list is not stated to be complete)");
    case Operator::kAtMost:
      return absl::StrCat("at most ", words);
    case Operator::kAtLeast:
      return absl::StrCat("at least ", words);
    default:
      return words;
  }
}

std::string QualifiersInWords(const catalog::Catalog& catalog,
                              const model::Qualifiers& qualifiers) {
  std::vector<std::string> parts;
  for (const auto& [id, members] : qualifiers) {
    const catalog::Dimension* dimension = catalog.FindDimension(id);
    if (dimension == nullptr) {
      parts.push_back(absl::StrJoin(members, ", "));
    } else {
      parts.push_back(GroupWords(*dimension, members)
                          .value_or(LabelsOf(dimension->members, members)));
    }
  }
  return absl::StrJoin(parts, "; ");
}

std::string SentenceFor(const catalog::Question& question, const Answer& answer,
                        const std::string& app, const std::string& vendor) {
  std::vector<std::string> values;
  for (const ClaimedValue& value : answer.values) values.push_back(value.text);
  return absl::StrReplaceAll(TemplateFor(question.sentences, answer.verdict),
                             {{"{app}", app},
                              {"{vendor}", vendor},
                              {"{value}", absl::StrJoin(values, "; ")}});
}

}  // namespace clausebook::answering
