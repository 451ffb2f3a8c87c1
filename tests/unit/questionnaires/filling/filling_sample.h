// An invented vendor that says something, leaves something open, contradicts itself and
// relies on its platform; and lists that ask about it.
#ifndef CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_FILLING_FILLING_SAMPLE_H_
#define CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_FILLING_FILLING_SAMPLE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "service/questionnaires/filling/proposing.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/must.h"

namespace clausebook::questionnaires::filling {

inline const catalog::Catalog& FillCatalog() {
  static const auto* const kCatalog =
      new catalog::Catalog(testing::Must(catalog::Catalog::Embedded()));
  return *kCatalog;
}

inline const matching::Matcher& FillMatcher() {
  static const auto* const kMatcher =
      testing::Must(matching::Matcher::Create(FillCatalog(), nullptr)).release();
  return *kMatcher;
}

inline constexpr char kSaleClause[] =
    "We never sell the data of our customers – to anybody.";

// Data is not sold (a clause); stored off Atlassian, in Germany only (somebody's word);
// breaches are told within 48 hours; whether AI is trained is told both ways; the
// platform is certified; of penetration tests nothing is said.
inline answering::AppDossier::Input SampleVendor() {
  using model::Operator;
  using model::Value;
  auto vendor = testing::EvidenceBuilder::Vendor("acme");
  const auto text = vendor.Revision(
      "privacy", "2025-01-01",
      std::string("# Privacy\n") + kSaleClause +
          "\nWe keep copies on servers of our own.\nWe tell you of a breach within two "
          "days.\nYour data is not used to train models.\nWe may train models on your "
          "data.\n");
  vendor.Fact("not-sold", "use.sold", Operator::kEquals, Value::Bool(false))
      .Evidence(vendor.QuoteIn(text, kSaleClause));
  vendor.Fact("copies", "storage.off_platform", Operator::kEquals, Value::Bool(true))
      .About("data_category", {"product_content"})
      .Evidence(vendor.QuoteIn(text, "We keep copies on servers of our own."))
      .Caveat("Only while the export runs.");
  vendor
      .Fact("germany", "location.storage_countries", Operator::kExactly,
            Value::Set({"Germany"}))
      .Evidence(model::Attestation{"Ada Example, CTO", testing::Day("2025-06-01"),
                                   testing::Day("2027-06-01"), "All in Frankfurt."});
  vendor.Fact("breach", "incident.deadline", Operator::kEquals, Value::Duration("P2D"))
      .Evidence(vendor.QuoteIn(text, "We tell you of a breach within two days."));
  vendor.Fact("no-training", "use.ai_training", Operator::kEquals, Value::Bool(false))
      .Evidence(vendor.QuoteIn(text, "Your data is not used to train models."));
  vendor.Fact("training", "use.ai_training", Operator::kEquals, Value::Bool(true))
      .Evidence(vendor.QuoteIn(text, "We may train models on your data."));
  vendor.Fact("on-forge", "hosting.platform", Operator::kEquals, Value::String("forge"));
  vendor.base()->facts[0].generation = 3;
  auto forge = testing::EvidenceBuilder::Platform("forge");
  const auto trust =
      forge.Revision("trust", "2024-05-01", "Forge is ISO 27001 certified.\n");
  forge
      .Fact("iso", "certification.platform_held", Operator::kIncludes,
            Value::Set({"iso27001"}))
      .Evidence(forge.QuoteIn(trust, "Forge is ISO 27001 certified."));
  answering::AppDossier::Input input;
  input.catalog = &FillCatalog();
  input.app = {"acme", "notes"};
  input.app_display_name = "Notes";
  input.vendor_display_name = "Acme";
  input.as_of = testing::Day("2026-01-01");
  input.vendor = vendor.base();
  input.platforms = {forge.base()};
  return input;
}

inline std::shared_ptr<const AllowedAnswers> Words(std::vector<std::string> values) {
  auto allowed = std::make_shared<AllowedAnswers>();
  allowed->kind = AllowedAnswers::Kind::kList;
  allowed->values = std::move(values);
  return allowed;
}

// A row with a list of its own for the answer, or without one.
inline AskedItem Row(std::string text,
                     std::shared_ptr<const AllowedAnswers> allowed = {}) {
  AskedItem item;
  item.text = std::move(text);
  item.section = "S";
  item.allowed = std::move(allowed);
  return item;
}
inline AskedItem YesNo(std::string text) {
  return Row(std::move(text), Words({"Yes", "No", "N/A"}));
}

inline std::vector<model::ResponseItem> Propose(
    std::vector<AskedItem> rows, answering::AppDossier::Input input = SampleVendor()) {
  AppAnswers answers = AppAnswers::Of(std::move(input));
  return testing::Must(ProposeItems({"", std::move(rows)}, {&FillMatcher()}, answers));
}
inline model::ResponseItem ProposeOne(AskedItem row) {
  return Propose({std::move(row)})[0];
}

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_FILLING_FILLING_SAMPLE_H_
