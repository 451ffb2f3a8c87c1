// A payload as somebody handed it in.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_TOLD_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_TOLD_H_

#include <nlohmann/json.hpp>
#include <string_view>

#include "absl/status/statusor.h"

namespace clausebook::questionnaires::payload {

using Json = nlohmann::ordered_json;

// The object with the form's blocks, out of what wraps it. Errors as ComparePayload.
absl::StatusOr<Json> ReadTold(std::string_view text);

// What is at `path` (keys joined by full stops); null where nothing was told: no such
// key, null, an empty text or an empty list.
const Json* ToldAt(const Json& body, std::string_view path);

}  // namespace clausebook::questionnaires::payload

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_TOLD_H_
