// Reads questions from their YAML nodes. Faults are collected; what is returned is
// only good if there were none.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_QUESTION_READER_H_
#define CLAUSEBOOK_SERVICE_CATALOG_QUESTION_READER_H_

#include "service/catalog/catalog.h"
#include "service/catalog/question.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook::catalog {

// `catalog` holds the whole vocabulary.
Question ReadQuestion(const yaml::Node& node, const Catalog& catalog,
                      yaml::Faults& faults);

// An expression (the value of `ask`).
Expression ReadExpression(const yaml::Node& node, const Catalog& catalog,
                          yaml::Faults& faults);

// A value query (the value of `value`).
ValueQuery ReadValueQuery(const yaml::Node& node, const Catalog& catalog,
                          yaml::Faults& faults);

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_SERVICE_CATALOG_QUESTION_READER_H_
