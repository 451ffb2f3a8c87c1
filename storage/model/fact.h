// A fact and the parts it is made of, as plain structs.
#ifndef CLAUSEBOOK_STORAGE_MODEL_FACT_H_
#define CLAUSEBOOK_STORAGE_MODEL_FACT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "service/base/time.h"
#include "storage/model/names.h"
#include "storage/model/resources.h"

namespace clausebook::model {

enum class Operator {
  kEquals,
  kNotEquals,
  kIncludes,
  kExcludes,
  kExactly,
  kAtMost,
  kAtLeast,
};

enum class ValueKind { kBool, kString, kSet, kDuration, kDate };

// A typed value. Exactly the member that `kind` names is meant: `boolean` for
// kBool; `members` (sorted, no repetition) for kSet; `text` for the others, a
// duration as canonical ISO 8601 or `indefinite`, a date as `YYYY-MM-DD`.
struct Value {
  ValueKind kind = ValueKind::kBool;
  bool boolean = false;
  std::string text;
  std::vector<std::string> members;

  static Value Bool(bool value);
  static Value String(std::string text);
  static Value Set(std::vector<std::string> members);  // sorts, drops repetitions
  static Value Duration(std::string text);
  static Value OfDate(Date date);
  friend bool operator==(const Value&, const Value&) = default;
};

// Dimension id -> members, sorted, groups already expanded. An absent dimension
// means all of it.
using Qualifiers = std::map<std::string, std::vector<std::string>>;

// The apps that a fact speaks of. For a platform's fact both lists are empty.
struct Scope {
  std::vector<std::string> apps;         // ids; empty: all of the publisher's
  std::vector<std::string> except_apps;  // ids; only while `apps` is empty
  friend bool operator==(const Scope&, const Scope&) = default;
};

// A quoted place: `range` lies in the clause `clause` of that revision.
struct ClauseEvidence {
  RevisionRef revision;
  std::string clause;
  ByteRange range;
  friend bool operator==(const ClauseEvidence&, const ClauseEvidence&) = default;
};

// Somebody's word.
struct Attestation {
  std::string attester;
  Date date;
  std::optional<Date> expire_date;
  std::string statement;
  friend bool operator==(const Attestation&, const Attestation&) = default;
};

using Evidence = std::variant<ClauseEvidence, Attestation>;

// Who stands for a recording of a fact, and what it was proposed by. Of a fact that is
// not approved: the one person who does so far, and whose proposal it is.
struct Approval {
  std::string reviewer;
  Date date;
  std::string suggestion;  // id; empty if nothing proposed it
  std::string pattern;     // that the suggestion came from
  friend bool operator==(const Approval&, const Approval&) = default;
};

// That somebody wants a standing fact retracted, where that takes two people. The fact
// counts until a second person agrees.
struct ProposedRetraction {
  std::string proposer;
  Date date;
  std::string reason;  // may be empty
  friend bool operator==(const ProposedRetraction&, const ProposedRetraction&) = default;
};

// What a fact says, apart from when it was recorded.
struct FactContent {
  Scope scope;
  std::string property;
  Operator op = Operator::kEquals;
  Value value;
  Qualifiers qualifiers;
  std::string caveat;
  Evidence evidence;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  bool approved = true;              // false: a proposal, which does not count
  std::optional<Approval> approval;  // nullopt: nobody said
  std::optional<ProposedRetraction> retraction;  // nullopt: nobody wants it gone
  friend bool operator==(const FactContent&, const FactContent&) = default;
};

// One recording of a fact. Immutable but for the retraction, which is a record
// of its own.
struct Fact {
  FactRef ref;
  std::int32_t generation = 1;
  FactContent content;
  Instant create_time;
  std::optional<Instant> retract_time;
  std::string retract_reason;
};

// A suggestion that somebody refused. Immutable; one for each suggestion and policy.
struct Rejection {
  PolicyRef policy;
  std::string suggestion;  // id
  // What was refused: the clause, the pattern, and what it would have said.
  std::string clause;
  std::string pattern;
  std::string statement;
  std::string reviewer;
  Date date;
  std::string reason;  // may be empty
  Instant create_time;
};

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_FACT_H_
