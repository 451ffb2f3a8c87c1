// Values and operators as fact books write them.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_VALUES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_VALUES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/catalog/vocabulary.h"
#include "service/catalog/yaml_reader.h"
#include "storage/model/fact.h"

namespace clausebook::evidence {

// A book's key for an operator: `equals`, `at_most`, …
std::string_view KeyOf(model::Operator op);
const std::vector<model::Operator>& AllOperators();

// The value that `node` writes for a property of that type; faults where it is of
// another kind. Whether the value is allowed is for Catalog::CheckValue.
std::optional<model::Value> ReadValue(const yaml::Node& node,
                                      const catalog::Property& property,
                                      yaml::Faults& faults);

// `30 days`, `6 months` as ISO 8601; other texts as they are.
std::string DurationFromWords(std::string_view text);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_VALUES_H_
