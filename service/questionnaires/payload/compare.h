// What was told in a form's payload against what the evidence says.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_COMPARE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_COMPARE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/questionnaires/payload/payload.h"

namespace clausebook::questionnaires::payload {

inline constexpr std::size_t kMostPayloadBytes = 1u << 20;

// In the order in which they are shown.
enum class Standing {
  kConflict,  // the sources contradict each other
  kDiffers,   // the evidence says something else
  kNotTold,   // the evidence says something, and nothing was told
  kUnknown,   // no evidence speaks of it
  kPerson,    // only a person can say it, or compare the two
};

struct ComparedField {
  const FieldAnswer* field = nullptr;  // of those that were given; never null
  Standing standing = Standing::kUnknown;
  std::string told;         // JSON; empty: nothing was
  std::string explanation;  // a sentence or more
};

struct Comparison {
  std::vector<ComparedField> differences;  // kConflict, kDiffers, kNotTold: in this order
  std::vector<ComparedField> open;         // the others, in the order of the form
  int agreed = 0;
  std::vector<std::string> unknown_paths;  // that no field has
};

// `json` is the whole body or the object inside of it; empty: nothing was told. `fields`
// outlives the result. INVALID_ARGUMENT (field `payload`, with line and column) for what
// is no JSON, has a key twice or none of the form's blocks; kTooLarge for more than
// kMostPayloadBytes or more than 32 levels. Pure.
absl::StatusOr<Comparison> ComparePayload(std::string_view json,
                                          const std::vector<FieldAnswer>& fields);

}  // namespace clausebook::questionnaires::payload

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_COMPARE_H_
