// JSON out of files that strangers hand in, before anything is made of it.
#ifndef CLAUSEBOOK_SERVICE_SIGNING_STRICT_JSON_H_
#define CLAUSEBOOK_SERVICE_SIGNING_STRICT_JSON_H_

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"

namespace clausebook::signing {

struct JsonLimits {
  std::size_t depth = 64;        // arrays and objects within each other
  std::size_t values = 1'000'000;  // keys included
};

// OK if `text` is one JSON document within the limits in which no object has a key twice:
// readers differ in which of the two they take. Otherwise INVALID_ARGUMENT, saying what
// is wrong and where. Holds no more of the text than its longest string and the keys of
// the objects that are open.
absl::Status CheckJson(std::string_view text, const JsonLimits& limits = {});

}  // namespace clausebook::signing

#endif  // CLAUSEBOOK_SERVICE_SIGNING_STRICT_JSON_H_
