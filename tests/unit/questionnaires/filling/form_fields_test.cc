// What a known form gets where its fields take more, or less, than its questions say.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/questionnaires/editions/editions.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"

namespace clausebook::questionnaires::filling {
namespace {

using model::ItemNeed;
using model::Operator;
using model::ResponseItem;
using model::Value;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const editions::Editions& AllEditions() {
  static const auto* const kEditions =
      new editions::Editions(testing::Must(editions::Editions::Embedded(FillCatalog())));
  return *kEditions;
}

class FormFieldsTest : public ::testing::Test {
 protected:
  FormFieldsTest() : vendor_(testing::EvidenceBuilder::Vendor("acme")) {}

  void Says(const std::string& id, const std::string& property, Operator op, Value value,
            const std::string& category = "") {
    auto fact = vendor_.Fact(id, property, op, std::move(value));
    fact.Evidence(model::Attestation{"Ada Example, CTO", testing::Day("2025-06-01"),
                                     std::nullopt, "It is so: " + id + "."});
    if (!category.empty()) fact.About("data_category", {category});
  }

  std::vector<ResponseItem> Fill(const matching::ConfirmedWordings* confirmed = nullptr,
                                 const std::string& reworded = "") {
    answering::AppDossier::Input input = SampleVendor();
    input.vendor = vendor_.base();
    input.platforms.clear();
    AppAnswers answers = AppAnswers::Of(std::move(input));
    AskedList asked = AskedOf(*AllEditions().Find("marketplace-privacy-security"));
    for (AskedItem& item : asked.items) {
      if (item.id == reworded) item.text = "Are there fire doors?";
    }
    static const auto* const matcher =
        testing::Must(matching::Matcher::Create(FillCatalog(), &AllEditions())).release();
    return testing::Must(ProposeItems(asked, {matcher, confirmed}, answers));
  }

  static const ResponseItem& At(const std::vector<ResponseItem>& items,
                                const std::string& id) {
    for (const ResponseItem& item : items) {
      if (item.item_id == id) return item;
    }
    throw std::out_of_range(id);
  }

  testing::EvidenceBuilder vendor_;
};

TEST_F(FormFieldsTest, ThatComeNearAQuestionAreFilledFromItsAnswer) {
  Says("role", "legal.gdpr_role", Operator::kExactly, Value::Set({"processor"}));
  Says("kept", "retention.after_uninstall", Operator::kEquals, Value::Duration("P30D"));
  const auto items = Fill();
  const ResponseItem& processor = At(items, "gdpr-processor");
  EXPECT_EQ(processor.answer, "Yes");
  EXPECT_EQ(processor.need, ItemNeed::kNothing);
  EXPECT_EQ(processor.stage, model::MatchStage::kItem);
  EXPECT_THAT(processor.comment, HasSubstr("“It is so: role.”"));
  ASSERT_EQ(processor.parts.size(), 1u);
  EXPECT_EQ(processor.parts[0].question, "gdpr-role");
  EXPECT_THAT(processor.parts[0].facts, ElementsAre("vendors/acme/facts/role@1"));
  EXPECT_EQ(At(items, "gdpr-controller").answer, "No");
}

TEST_F(FormFieldsTest, ThatAreOpenSayWhy) {
  const auto items = Fill();
  const ResponseItem& role = At(items, "gdpr-controller");
  EXPECT_EQ(role.answer, "");
  EXPECT_EQ(role.need, ItemNeed::kUnknown);
  EXPECT_THAT(role.explanation, HasSubstr("would settle it"));
}

TEST_F(FormFieldsTest, ThatTheFormDoesNotHaveThenAreNotAsked) {
  Says("stays", "storage.off_platform", Operator::kEquals, Value::Bool(false));
  const auto items = Fill();
  const ResponseItem& types = At(items, "types-stored");
  EXPECT_EQ(types.answer, "");
  EXPECT_EQ(types.need, ItemNeed::kNothing);
  EXPECT_THAT(types.explanation, HasSubstr("Not asked: It applies only where"));
}

TEST_F(FormFieldsTest, OfValuesTakeTheValueAndTheSentenceGoesBeside) {
  Says("germany", "location.storage_countries", Operator::kExactly,
       Value::Set({"Germany"}));
  const ResponseItem item = At(Fill(), "storage-countries");
  EXPECT_EQ(item.answer, "Germany");
  EXPECT_THAT(item.comment, HasSubstr("recorded as being stored in: Germany."));
}

TEST_F(FormFieldsTest, AreNotThoseOfAnItemWithAnotherText) {
  Says("role", "legal.gdpr_role", Operator::kExactly, Value::Set({"processor"}));
  const ResponseItem item = At(Fill(nullptr, "gdpr-processor"), "gdpr-processor");
  EXPECT_EQ(item.answer, "");
  EXPECT_NE(item.need, ItemNeed::kNothing);
}

class AsksNothing : public matching::ConfirmedWordings {
 public:
  std::optional<matching::ConfirmedWording> FindWording(std::string_view) const override {
    return matching::ConfirmedWording{{}, "Jo", "2025-01-01T00:00:00Z"};
  }
};

TEST_F(FormFieldsTest, ComeBehindAPersonsWord) {
  Says("role", "legal.gdpr_role", Operator::kExactly, Value::Set({"processor"}));
  const AsksNothing confirmed;
  const ResponseItem item = At(Fill(&confirmed), "gdpr-processor");
  EXPECT_EQ(item.answer, "");
  EXPECT_EQ(item.need, ItemNeed::kOutOfScope);
}

}  // namespace
}  // namespace clausebook::questionnaires::filling
