// An answer as the reasoning core gives it. The fields mean what
// proto/clausebook/v1/answer.proto says of them.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_ANSWER_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_ANSWER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "service/base/time.h"
#include "storage/model/fact.h"
#include "storage/model/names.h"

namespace clausebook::answering {

enum class Verdict { kYes, kNo, kUnknown, kConflict, kValue };

enum class CitationRole { kUnspecified, kSupports, kRefutes, kStates, kPremise };

struct ClauseCitation {
  model::RevisionRef revision;
  std::string title;
  Date effective;
  std::string uri;
  std::string sha256;
  std::string clause;
  std::vector<std::string> heading_path;
  model::ByteRange range;
  std::string quote;
  int line = 0;
  std::string entry_path;     // of a manifest or descriptor
  std::string source_sha256;  // where the text was extracted from a document
};

struct Citation {
  model::FactRef fact;
  CitationRole role = CitationRole::kUnspecified;
  std::string statement;
  std::variant<ClauseCitation, model::Attestation> source;
  std::string caveat;
  std::optional<model::Publisher> inherited_from;
};

enum class ConsideredReason {
  kCorroborates,
  kQualified,
  kNotDecisive,
  kOverridden,
  kAwaitingReview,
  kExpired,
  kNotYetValid,
  kExcepted,
  kHostingUnsettled,
};

struct ConsideredFact {
  Citation citation;
  ConsideredReason reason = ConsideredReason::kNotDecisive;
  std::string explanation;
};

struct ClaimedValue {
  model::Value value;
  model::Operator op = model::Operator::kEquals;
  model::Qualifiers qualifiers;
  std::string text;
  std::vector<model::FactRef> facts;
};

struct Derivation {
  std::string expression;
  Verdict verdict = Verdict::kUnknown;
  std::vector<model::FactRef> facts_for;
  std::vector<model::FactRef> facts_against;
  std::vector<Derivation> operands;
};

struct Answer {
  model::AppRef app;
  std::string question;
  Date as_of;
  Verdict verdict = Verdict::kUnknown;
  std::string sentence;
  std::vector<ClaimedValue> values;
  std::vector<Citation> citations;
  std::vector<ConsideredFact> considered;
  std::vector<std::string> caveats;
  std::vector<std::string> settling_properties;
  Derivation derivation;
};

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_ANSWER_H_
