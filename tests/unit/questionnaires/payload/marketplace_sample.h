// An app's evidence, and what it makes of the Marketplace's form.
#ifndef CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_PAYLOAD_MARKETPLACE_SAMPLE_H_
#define CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_PAYLOAD_MARKETPLACE_SAMPLE_H_

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "service/answering/answering.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/payload/payload.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/must.h"

namespace clausebook::questionnaires::payload {

// What a vendor attests, and the fields that follow.
class MarketplaceSample {
 public:
  MarketplaceSample() : vendor_(testing::EvidenceBuilder::Vendor("acme")) {}

  static const catalog::Catalog& TheCatalog() {
    static const auto* const kCatalog =
        new catalog::Catalog(testing::Must(catalog::Catalog::Embedded()));
    return *kCatalog;
  }
  static const editions::Edition& Form() {
    static const auto* const kEditions =
        new editions::Editions(testing::Must(editions::Editions::Embedded(TheCatalog())));
    return *kEditions->Find("marketplace-privacy-security");
  }

  // An attested fact; a second one on a property contradicts or adds to the first.
  MarketplaceSample& Says(const std::string& property, model::Operator op,
                          model::Value value, const std::string& category = "") {
    const std::string id = "fact-" + std::to_string(++count_);
    auto fact = vendor_.Fact(id, property, op, std::move(value));
    if (!category.empty()) fact.About("data_category", {category});
    return *this;
  }
  MarketplaceSample& Says(const std::string& property, bool value) {
    return Says(property, model::Operator::kEquals, model::Value::Bool(value));
  }

  const std::vector<FieldAnswer>& Fields() {
    answering::AppDossier::Input input;
    input.catalog = &TheCatalog();
    input.app = {"acme", "one"};
    input.app_display_name = "One";
    input.vendor_display_name = "Acme";
    input.as_of = testing::Day("2026-01-01");
    input.vendor = vendor_.base();
    const answering::AppDossier dossier(std::move(input));
    for (const auto& question : TheCatalog().questions()) {
      answers_.emplace(question.id, dossier.Ask(question));
    }
    fields_ = AnswerFields(Form(), TheCatalog(), [this](std::string_view id) {
      const auto found = answers_.find(std::string(id));
      return found == answers_.end() ? nullptr : &found->second;
    });
    return fields_;
  }

  static const FieldAnswer& At(const std::vector<FieldAnswer>& fields,
                               const std::string& path) {
    for (const FieldAnswer& field : fields) {
      if (field.item->field->path == path) return field;
    }
    throw std::out_of_range(path);
  }
  // The content as JSON; the explanation in parentheses where there is none.
  static std::string Got(const std::vector<FieldAnswer>& fields,
                         const std::string& path) {
    const FieldAnswer& field = At(fields, path);
    return field.content ? ContentJson(*field.item, *field.content)
                         : "(" + field.explanation + ")";
  }

 private:
  testing::EvidenceBuilder vendor_;
  int count_ = 0;
  std::map<std::string, answering::Answer> answers_;
  std::vector<FieldAnswer> fields_;
};

}  // namespace clausebook::questionnaires::payload

#endif  // CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_PAYLOAD_MARKETPLACE_SAMPLE_H_
