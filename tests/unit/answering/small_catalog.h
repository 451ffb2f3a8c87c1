// A small vocabulary and questions over it, for the tests of the reasoning core.
#ifndef CLAUSEBOOK_TESTS_UNIT_ANSWERING_SMALL_CATALOG_H_
#define CLAUSEBOOK_TESTS_UNIT_ANSWERING_SMALL_CATALOG_H_

#include <stdexcept>
#include <string>
#include <utility>

#include "service/catalog/catalog.h"

namespace clausebook::testing {

inline constexpr char kVocabulary[] = R"yaml(
dimensions:
  - id: data_category
    description: Which data.
    members:
      - {id: product, label: product data}
      - {id: logs, label: logs}
      - {id: web, label: web traffic data}
    groups:
      app_data: [product, logs]
platforms:
  - {id: forge, name: Forge, description: A platform., hosting_values: [forge]}
properties:
  - id: hosting.platform
    type: enum
    description: Where it runs.
    members:
      - {id: forge, label: Forge}
      - {id: connect, label: Connect}
      - {id: mixed, label: both}
    evidence: [policy, attestation]
  - id: data.stored
    type: bool
    description: Data is stored elsewhere.
    dimensions: [data_category]
    evidence: [policy, attestation]
  - id: data.encrypted
    type: bool
    every: true
    description: Data is encrypted.
    dimensions: [data_category]
    evidence: [policy, attestation]
  - id: data.places
    type: set
    description: Who keeps data.
    members:
      - {id: atlassian, label: Atlassian}
      - {id: vendor, label: the vendor}
    open_members: true
    dimensions: [data_category]
    evidence: [policy, attestation]
  - id: data.kept
    type: duration
    description: How long data is kept.
    dimensions: [data_category]
    evidence: [policy, attestation]
  - id: access.staff
    type: enum
    description: Whether staff may look.
    members:
      - {id: prohibited, label: prohibited}
      - {id: on_request, label: on request}
      - {id: unrestricted, label: unrestricted}
    evidence: [policy, attestation]
  - id: contact.security
    type: contact
    description: Whom to write to.
    evidence: [policy, attestation]
)yaml";

inline constexpr char kQuestions[] = R"yaml(
questions:
  - id: stores
    topic: t
    wording: Is data stored elsewhere?
    ask: {property: data.stored, is: true}
    answers: {yes: "Yes, {app}.", no: "No, {app}.", unknown: "Not known.", conflict: "They disagree."}
  - id: stores-app-data
    topic: t
    wording: Is app data stored elsewhere?
    ask: {property: data.stored, is: true, about: {data_category: [app_data]}}
    answers: {yes: "Yes.", no: "No.", unknown: "Not known.", conflict: "They disagree."}
  - id: stores-either-way
    topic: t
    wording: Is data kept by somebody else?
    ask:
      pooled:
        - {property: data.stored, is: true}
        - not: {property: data.places, only: [atlassian]}
    answers: {yes: "Yes.", no: "No.", unknown: "Not known.", conflict: "They disagree."}
  - id: encrypted
    topic: t
    wording: Is data encrypted?
    ask: {property: data.encrypted, is: true}
    answers: {yes: "Yes.", no: "No.", unknown: "Not known.", conflict: "They disagree."}
  - id: staff-access
    topic: t
    wording: May staff look?
    ask: {property: access.staff, one_of: [on_request, unrestricted]}
    answers: {yes: "Yes.", no: "No.", unknown: "Not known.", conflict: "They disagree."}
  - id: short
    topic: t
    wording: Is data gone within 30 days?
    ask: {property: data.kept, at_most: P30D}
    answers: {yes: "Yes.", no: "No.", unknown: "Not known.", conflict: "They disagree."}
  - id: safe
    topic: t
    wording: Is data encrypted and not stored elsewhere?
    ask:
      all:
        - {property: data.encrypted, is: true}
        - {property: data.stored, is: false}
    answers: {yes: "Yes.", no: "No.", unknown: "Not known.", conflict: "They disagree."}
  - id: platform
    topic: t
    wording: Where does it run?
    value: {property: hosting.platform}
    answers: {value: "On {value}.", unknown: "Not known.", conflict: "They disagree."}
  - id: places
    topic: t
    wording: Who keeps data?
    value: {property: data.places}
    answers: {value: "{value}.", unknown: "Not known.", conflict: "They disagree."}
  - id: kept
    topic: t
    wording: How long is data kept?
    value: {property: data.kept}
    answers: {value: "{value}.", unknown: "Not known.", conflict: "They disagree."}
  - id: security-contact
    topic: t
    wording: Whom to write to?
    value: {property: contact.security}
    answers: {value: "{value}.", unknown: "Not known.", conflict: "They disagree."}
)yaml";

inline const catalog::Catalog& SmallCatalog() {
  static const catalog::Catalog catalog = [] {
    auto loaded = catalog::Catalog::FromFiles(
        {{"vocabulary.yaml", kVocabulary}, {"questions.yaml", kQuestions}});
    if (!loaded.ok()) throw std::logic_error(std::string(loaded.status().message()));
    return *std::move(loaded);
  }();
  return catalog;
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_UNIT_ANSWERING_SMALL_CATALOG_H_
