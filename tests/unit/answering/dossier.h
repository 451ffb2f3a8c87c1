// Asking a question in a test, in one line.
#ifndef CLAUSEBOOK_TESTS_UNIT_ANSWERING_DOSSIER_H_
#define CLAUSEBOOK_TESTS_UNIT_ANSWERING_DOSSIER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "service/answering/answering.h"
#include "tests/testing/evidence_builder.h"
#include "tests/unit/answering/small_catalog.h"

namespace clausebook::testing {

using Bases = std::vector<std::shared_ptr<const model::EvidenceBase>>;

inline answering::AppDossier DossierFor(
    const std::string& app, std::shared_ptr<const model::EvidenceBase> vendor,
    std::string_view day, Bases platforms = {}) {
  return answering::AppDossier({.catalog = &SmallCatalog(),
                                .app = {vendor->publisher.id, app},
                                .app_display_name = "The App",
                                .vendor_display_name = "The Vendor",
                                .as_of = Day(day),
                                .vendor = std::move(vendor),
                                .platforms = std::move(platforms)});
}

inline answering::Answer Ask(const std::string& question, const std::string& app,
                             std::shared_ptr<const model::EvidenceBase> vendor,
                             std::string_view day = "2026-01-01", Bases platforms = {}) {
  return DossierFor(app, std::move(vendor), day, std::move(platforms))
      .Ask(*SmallCatalog().FindQuestion(question));
}

inline std::vector<std::string> CitedFacts(const answering::Answer& answer) {
  std::vector<std::string> ids;
  for (const auto& citation : answer.citations) ids.push_back(citation.fact.fact);
  return ids;
}

inline std::vector<std::string> ConsideredFor(const answering::Answer& answer,
                                              answering::ConsideredReason reason) {
  std::vector<std::string> ids;
  for (const auto& considered : answer.considered) {
    if (considered.reason == reason) ids.push_back(considered.citation.fact.fact);
  }
  return ids;
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_UNIT_ANSWERING_DOSSIER_H_
