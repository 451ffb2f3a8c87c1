// Questions: expressions over properties, with the sentences that answer them.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_QUESTION_H_
#define CLAUSEBOOK_SERVICE_CATALOG_QUESTION_H_

#include <map>
#include <string>
#include <vector>

#include "storage/model/fact.h"

namespace clausebook::catalog {

// What an atom says of its property.
enum class Predicate {
  kIsTrue,       // bool
  kOneOf,        // enum: the value is one of `members`
  kIncludesAny,  // set: at least one of `members` is in
  kOnly,         // set: nothing outside `members` is in (`only: []`: it is empty)
  kAtMost,       // duration: `duration` or shorter
  kAtLeast,      // duration: `duration` or longer
  kStated,       // any type: there is a value (for sets: at least one member)
};

// `property predicate operand`, about the region of data, purposes, actors and
// surfaces that `about` names (absent dimension: all of it).
struct Atom {
  std::string property;
  Predicate predicate = Predicate::kIsTrue;
  std::vector<std::string> members;
  std::string duration;
  model::Qualifiers about;
};

// A logical expression. kPooled joins the evidence of its operands, which are
// different ways to learn the same thing: for it what is for any of them,
// against it what is against any of them (Belnap's join in the order of
// knowledge).
struct Expression {
  enum class Kind { kAtom, kNot, kAll, kAny, kPooled };
  Kind kind = Kind::kAtom;
  Atom atom;                         // kAtom
  std::vector<Expression> operands;  // the others; exactly one for kNot
};

// A value question asks for the value of one property about a region.
struct ValueQuery {
  std::string property;
  model::Qualifiers about;
};

struct Alias {
  std::string text;
  bool opposite = false;
};

// Answer sentences. Placeholders: {app}, {vendor}, {value} (value questions).
struct Sentences {
  std::string yes;
  std::string no;
  std::string unknown;
  std::string conflict;
  std::string value;
};

struct Question {
  enum class Kind { kVerdict, kValue };
  std::string id;
  std::string topic;
  std::string wording;
  std::vector<Alias> aliases;
  std::string definition;
  Kind kind = Kind::kVerdict;
  Expression expression;  // kVerdict
  ValueQuery value;       // kValue
  Sentences sentences;
  std::vector<std::string> places;
};

// The ids of the properties that the question reads, sorted.
std::vector<std::string> PropertiesOf(const Question& question);

// The expression in words, for people: `storage.off_platform is true about
// data_category: logs`.
std::string ToText(const Expression& expression);
std::string ToText(const Atom& atom);
std::string ToText(const Question& question);

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_SERVICE_CATALOG_QUESTION_H_
