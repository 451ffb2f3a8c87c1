// ReadExpression and ReadValueQuery: that every name exists and every predicate fits
// its property.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"
#include "service/catalog/question_reader.h"
#include "service/catalog/values.h"

namespace clausebook::catalog {
namespace {

using yaml::Faults;
using yaml::MapReader;
using yaml::Node;

struct PredicateKey {
  const char* key;
  Predicate predicate;
};

constexpr std::array<PredicateKey, 7> kPredicates{{
    {"is", Predicate::kIsTrue},
    {"one_of", Predicate::kOneOf},
    {"includes_any", Predicate::kIncludesAny},
    {"only", Predicate::kOnly},
    {"at_most", Predicate::kAtMost},
    {"at_least", Predicate::kAtLeast},
    {"stated", Predicate::kStated},
}};

struct JoinKey {
  const char* key;
  Expression::Kind kind;
};

constexpr std::array<JoinKey, 3> kJoins{{
    {"all", Expression::Kind::kAll},
    {"any", Expression::Kind::kAny},
    {"pooled", Expression::Kind::kPooled},
}};

bool Fits(Predicate predicate, PropertyType type) {
  switch (predicate) {
    case Predicate::kIsTrue:
      return type == PropertyType::kBool;
    case Predicate::kOneOf:
      return type == PropertyType::kEnum;
    case Predicate::kIncludesAny:
    case Predicate::kOnly:
      return type == PropertyType::kSet;
    case Predicate::kAtMost:
    case Predicate::kAtLeast:
      return type == PropertyType::kDuration;
    case Predicate::kStated:
      return true;
  }
  return false;
}

std::vector<std::string> PredicatesFor(PropertyType type) {
  std::vector<std::string> keys;
  for (const PredicateKey& entry : kPredicates) {
    if (Fits(entry.predicate, type)) keys.emplace_back(entry.key);
  }
  return keys;
}

const Property* ReadPropertyName(MapReader& reader, const Catalog& catalog,
                                 Faults& faults) {
  const std::string id = reader.RequiredText("property");
  const Property* property = catalog.FindProperty(id);
  if (property == nullptr && !id.empty()) {
    std::vector<std::string> known;
    for (const Property& one : catalog.properties()) known.push_back(one.id);
    faults.Add(reader.PlaceOf("property"),
               absl::StrCat("There is no property '", id, "'."),
               yaml::DidYouMean(id, known));
  }
  return property;
}

model::Qualifiers ReadAbout(MapReader& reader, const Property* property,
                            const Catalog& catalog, Faults& faults) {
  const Node* about = reader.Optional("about");
  if (about == nullptr || property == nullptr) return {};
  if (about->kind != Node::Kind::kMap) {
    faults.Add(about->place, "'about' is not a map.", "Write 'dimension: [member, …]'.");
    return {};
  }
  model::Qualifiers qualifiers;
  for (std::size_t i = 0; i < about->keys.size(); ++i) {
    const std::string& dimension = about->keys[i].text;
    const std::string what = absl::StrCat("'", dimension, "' of 'about'");
    auto members = yaml::TextsOf(about->items[i], what, faults);
    const auto checked = catalog.CheckQualifiers(*property, {{dimension, members}});
    if (checked.ok()) {
      qualifiers.insert(checked->begin(), checked->end());
    } else {
      const auto detail = GetErrorDetail(checked.status());
      faults.Add(about->keys[i].place, detail && !detail->violations.empty()
                                           ? detail->violations[0].description
                                           : std::string(checked.status().message()));
    }
  }
  return qualifiers;
}

void ReadMembers(const Node& operand, const Property& property, Atom& atom,
                 Faults& faults) {
  atom.members = yaml::TextsOf(operand, "The list of members", faults);
  for (const std::string& member : atom.members) {
    if (const auto problem = CheckMember(property, member)) {
      faults.Add(operand.place, problem->message, problem->remedy);
    }
  }
  if (operand.kind == Node::Kind::kList && operand.items.empty() &&
      atom.predicate != Predicate::kOnly) {
    faults.Add(operand.place, "The list of members is empty.",
               "Name at least one. For 'is empty' write 'only: []'.");
  }
  std::sort(atom.members.begin(), atom.members.end());
}

// Reads the operand; true if the atom is to be negated (`is: false`).
bool ReadOperand(const Node& operand, const Property& property, Atom& atom,
                 Faults& faults) {
  switch (atom.predicate) {
    case Predicate::kIsTrue:
    case Predicate::kStated:
      return !yaml::BoolOf(operand, "The predicate", faults).value_or(true);
    case Predicate::kAtMost:
    case Predicate::kAtLeast: {
      const auto canonical = CanonicalDuration(operand.text);
      if (!canonical) {
        faults.Add(operand.place, absl::StrCat("'", operand.text, "' is not a duration."),
                   "Write it like P30D, P6M, PT72H or indefinite.");
      }
      atom.duration = canonical.value_or("");
      return false;
    }
    default:
      ReadMembers(operand, property, atom, faults);
      return false;
  }
}

Expression ReadAtom(MapReader& reader, const Catalog& catalog, Faults& faults) {
  const Property* property = ReadPropertyName(reader, catalog, faults);
  const Node* operand = nullptr;
  const char* key = nullptr;
  int predicates = 0;
  Expression expression;
  for (const PredicateKey& entry : kPredicates) {
    const Node* found = reader.Optional(entry.key);
    if (found == nullptr) continue;
    ++predicates;
    operand = found;
    key = entry.key;
    expression.atom.predicate = entry.predicate;
  }
  if (property == nullptr) return expression;
  expression.atom.property = property->id;
  expression.atom.about = ReadAbout(reader, property, catalog, faults);
  const std::string fitting = absl::StrCat(
      property->id, " takes ", absl::StrJoin(PredicatesFor(property->type), ", "), ".");
  if (predicates != 1) {
    faults.Add(
        reader.place(),
        absl::StrCat("The condition has ", predicates, " predicates; it needs one."),
        fitting);
    return expression;
  }
  if (!Fits(expression.atom.predicate, property->type)) {
    faults.Add(operand->place,
               absl::StrCat("'", key, "' does not fit ", property->id, "."), fitting);
    return expression;
  }
  if (!ReadOperand(*operand, *property, expression.atom, faults)) return expression;
  Expression negated;
  negated.kind = Expression::Kind::kNot;
  negated.operands.push_back(std::move(expression));
  return negated;
}

Expression ReadJoin(MapReader& reader, const JoinKey& join, const Catalog& catalog,
                    Faults& faults) {
  Expression expression;
  expression.kind = join.kind;
  for (const Node* node : reader.List(join.key)) {
    expression.operands.push_back(ReadExpression(*node, catalog, faults));
  }
  const Node* list = reader.node().Find(join.key);
  if (list->kind == Node::Kind::kList && expression.operands.size() < 2) {
    faults.Add(list->place,
               absl::StrCat("'", join.key, "' joins fewer than two conditions."),
               "Write the condition alone, or add what it is joined with.");
  }
  return expression;
}

}  // namespace

Expression ReadExpression(const Node& node, const Catalog& catalog, Faults& faults) {
  MapReader reader(node, "condition", faults);
  Expression expression;
  if (!reader.is_map()) return expression;
  if (const Node* operand = reader.Optional("not")) {
    expression.kind = Expression::Kind::kNot;
    expression.operands.push_back(ReadExpression(*operand, catalog, faults));
    reader.Finish();
    return expression;
  }
  for (const JoinKey& join : kJoins) {
    if (reader.Optional(join.key) == nullptr) continue;
    // Only this key is known now, so that a second one beside it is reported.
    MapReader alone(node, "condition", faults);
    expression = ReadJoin(alone, join, catalog, faults);
    alone.Finish();
    return expression;
  }
  expression = ReadAtom(reader, catalog, faults);
  reader.Finish();
  return expression;
}

ValueQuery ReadValueQuery(const Node& node, const Catalog& catalog, Faults& faults) {
  MapReader reader(node, "value query", faults);
  ValueQuery query;
  if (!reader.is_map()) return query;
  const Property* property = ReadPropertyName(reader, catalog, faults);
  query.about = ReadAbout(reader, property, catalog, faults);
  if (property != nullptr) query.property = property->id;
  reader.Finish();
  return query;
}

}  // namespace clausebook::catalog
