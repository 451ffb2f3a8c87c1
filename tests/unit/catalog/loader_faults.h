// A sound little catalogue, and what the loader says of a faulty file on top of it.
#ifndef CLAUSEBOOK_TESTS_UNIT_CATALOG_LOADER_FAULTS_H_
#define CLAUSEBOOK_TESTS_UNIT_CATALOG_LOADER_FAULTS_H_

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "service/catalog/catalog.h"

namespace clausebook::catalog {

// A sound catalogue.
inline constexpr char kBase[] = R"yaml(dimensions:
  - id: category
    description: Which data.
    members: [{id: web, label: web data}, {id: logs, label: logs}]
    groups: {all_but_web: [logs]}
platforms:
  - {id: forge, name: Forge, description: A platform., hosting_values: [forge]}
properties:
  - id: hosting.platform
    type: enum
    description: Where it runs.
    members: [{id: forge, label: Forge}, {id: connect, label: Connect}]
    evidence: [policy]
  - {id: data.stored, type: bool, description: Stored., dimensions: [category], evidence: [policy]}
  - {id: data.kept, type: duration, description: Kept., evidence: [policy]}
  - id: data.hosts
    type: set
    description: Hosts.
    members: [{id: atlassian, label: Atlassian}]
    open_members: true
    evidence: [manifest]
questions:
  - {id: platform, topic: t, wording: "Where?", value: {property: hosting.platform}, answers: {value: "{value}.", unknown: "Unknown.", conflict: "Conflict."}}
  - {id: kept, topic: t, wording: "How long?", value: {property: data.kept}, answers: {value: "{value}.", unknown: "Unknown.", conflict: "Conflict."}}
  - {id: hosts, topic: t, wording: "Which hosts?", value: {property: data.hosts}, answers: {value: "{value}.", unknown: "Unknown.", conflict: "Conflict."}}
  - {id: stored, topic: t, wording: "Stored?", ask: {property: data.stored, is: true}, answers: {yes: "Yes.", no: "No.", unknown: "Unknown.", conflict: "Conflict."}}
)yaml";

inline std::vector<BookFault> FaultsOf(const std::string& more) {
  const auto catalog = Catalog::FromFiles({{"base.yaml", kBase}, {"more.yaml", more}});
  EXPECT_FALSE(catalog.ok()) << "accepted: " << more;
  const auto detail = GetErrorDetail(catalog.status());
  EXPECT_TRUE(detail && detail->reason == Reason::kInvalidBook);
  return detail ? detail->faults : std::vector<BookFault>();
}

struct FaultCase {
  const char* name;
  const char* yaml;
  int line;
  const char* message;
  const char* hint;
};

inline void PrintTo(const FaultCase& c, std::ostream* out) { *out << c.name; }

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_TESTS_UNIT_CATALOG_LOADER_FAULTS_H_
