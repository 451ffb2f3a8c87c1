// A vendor that says something, leaves something open, and contradicts itself.
#ifndef CLAUSEBOOK_TESTS_UNIT_REPORTS_SAMPLE_REPORT_H_
#define CLAUSEBOOK_TESTS_UNIT_REPORTS_SAMPLE_REPORT_H_

#include <string>
#include <utility>

#include "service/reports/pages.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/must.h"

namespace clausebook::reports {

inline const catalog::Catalog& TestCatalog() {
  static const auto* const kCatalog =
      new catalog::Catalog(testing::Must(catalog::Catalog::Embedded()));
  return *kCatalog;
}

// Evidence with one policy: in 2024 data leaves, from 2025 on it does not; whether it is
// sold is told both ways.
inline answering::AppDossier::Input SampleInput(const std::string& app = "one") {
  auto vendor = testing::EvidenceBuilder::Vendor("acme");
  const auto old = vendor.Revision("privacy", "2024-01-01", "We store data elsewhere.\n");
  const auto text = vendor.Revision(
      "privacy", "2025-01-01",
      "We store nothing elsewhere.\nWe never sell data.\nWe may sell data.\n");
  const auto is = model::Operator::kEquals;
  vendor.Fact("elsewhere", "storage.off_platform", is, model::Value::Bool(true))
      .About("data_category", {"product_content"})
      .Evidence(vendor.QuoteIn(old, "We store data elsewhere."));
  vendor.Fact("nothing", "storage.off_platform", is, model::Value::Bool(false))
      .Evidence(vendor.QuoteIn(text, "We store nothing elsewhere."));
  vendor.Fact("never-sold", "use.sold", is, model::Value::Bool(false))
      .Evidence(vendor.QuoteIn(text, "We never sell data."));
  vendor.Fact("sold", "use.sold", is, model::Value::Bool(true))
      .Evidence(vendor.QuoteIn(text, "We may sell data."));
  answering::AppDossier::Input input;
  input.catalog = &TestCatalog();
  input.app = {"acme", app};
  input.app_display_name = "App " + app;
  input.vendor_display_name = "Acme";
  input.as_of = testing::Day("2026-01-01");
  input.vendor = vendor.base();
  return input;
}

inline std::vector<answering::Answer> AnswersOf(answering::AppDossier::Input input) {
  const answering::AppDossier dossier(std::move(input));
  std::vector<answering::Answer> answers;
  for (const auto& question : TestCatalog().questions()) {
    answers.push_back(dossier.Ask(question));
  }
  return answers;
}

inline AppReport ReportOf(const answering::AppDossier::Input& input) {
  AppReport report;
  report.catalog = input.catalog;
  report.app.ref = input.app;
  report.app.display_name = input.app_display_name;
  report.vendor.display_name = input.vendor_display_name;
  report.as_of = input.as_of;
  report.known_at = Instant{1'767'225'600'000'000};
  report.answers = AnswersOf(input);
  report.history = testing::Must(FindHistory(input, nullptr));
  return report;
}

}  // namespace clausebook::reports

#endif  // CLAUSEBOOK_TESTS_UNIT_REPORTS_SAMPLE_REPORT_H_
