// What holds of every reading of a manifest or descriptor, whatever the text.
#ifndef CLAUSEBOOK_TESTS_FUZZ_MANIFEST_READING_CHECKS_H_
#define CLAUSEBOOK_TESTS_FUZZ_MANIFEST_READING_CHECKS_H_

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "service/catalog/catalog.h"
#include "service/evidence/manifest/manifest_reading.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook::evidence {

inline const catalog::Catalog& FuzzCatalog() {
  static const catalog::Catalog catalog = *catalog::Catalog::Embedded();
  return catalog;
}

inline void CheckRange(std::string_view text, const model::ByteRange& range) {
  testing::FuzzCheck(0 <= range.begin && range.begin < range.end &&
                         range.end <= static_cast<std::int64_t>(text.size()),
                     "a range is a part of the text");
  testing::FuzzCheckText(
      std::string(text.substr(static_cast<std::size_t>(range.begin),
                              static_cast<std::size_t>(range.end - range.begin))));
}

inline void CheckReading(std::string_view text, const ManifestReading& reading) {
  std::unordered_map<std::string, model::ByteRange> clauses;
  std::int64_t last = 0;
  for (const model::Clause& clause : reading.clauses) {
    CheckRange(text, clause.range);
    testing::FuzzCheck(clauses.emplace(clause.id, clause.range).second, "ids are unique");
    testing::FuzzCheck(last <= clause.range.begin,
                       "clauses are in the order of the text");
    testing::FuzzCheck(!clause.heading_path.empty(), "a clause has a path");
    testing::FuzzCheckText(PathOf(clause));
    last = clause.range.begin;
  }
  bool fault = false;
  for (const Notice& notice : reading.notices) {
    testing::FuzzCheck(notice.line >= 1, "a notice has a line");
    testing::FuzzCheckText(notice.message);
    fault = fault || notice.fault;
  }
  testing::FuzzCheck(!fault || !reading.valid, "a file with a fault does not validate");
  for (const model::FactContent& fact : reading.facts) {
    const catalog::Property* property = FuzzCatalog().FindProperty(fact.property);
    testing::FuzzCheck(property != nullptr, "a fact has a property");
    const auto checked = FuzzCatalog().CheckValue(*property, fact.op, fact.value);
    testing::FuzzCheck(checked.ok() && *checked == fact.value,
                       "a fact fits the catalogue");
    const auto& evidence = std::get<model::ClauseEvidence>(fact.evidence);
    const auto clause = clauses.find(evidence.clause);
    testing::FuzzCheck(clause != clauses.end() && clause->second == evidence.range,
                       "a fact is cited to a clause");
    testing::FuzzCheckText(fact.caveat);
    testing::FuzzCheck(reading.valid || fact.op != model::Operator::kExactly,
                       "an invalid file closes no list");
  }
}

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_TESTS_FUZZ_MANIFEST_READING_CHECKS_H_
