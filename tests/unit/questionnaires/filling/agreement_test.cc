// Two outgoing answers that rest on one fact never disagree: whatever the evidence is,
// and however the rows are worded.
#include "service/questionnaires/filling/agreement.h"

#include <algorithm>
#include <map>
#include <random>

#include "gtest/gtest.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"

namespace clausebook::questionnaires::filling {
namespace {

using model::ResponseItem;

// Facts that say this and that of properties for yes and no.
answering::AppDossier::Input RandomVendor(std::mt19937& random) {
  auto vendor = testing::EvidenceBuilder::Vendor("acme");
  const char* const properties[] = {"use.sold", "storage.off_platform", "use.ai_training",
                                    "security.pentest", "incident.customer_notice"};
  int number = 0;
  for (const char* property : properties) {
    for (std::uint32_t left = random() % 3; left > 0; --left) {
      auto fact =
          vendor.Fact("f" + std::to_string(number++), property, model::Operator::kEquals,
                      model::Value::Bool(random() % 2 == 0));
      if (random() % 3 == 0) fact.Until("2025-01-01");
    }
  }
  answering::AppDossier::Input input = SampleVendor();
  input.vendor = vendor.base();
  return input;
}

// Every wording that the catalogue has for the question, of both polarities.
std::vector<std::string> WordingsOf(const catalog::Question& question) {
  std::vector<std::string> wordings = {question.wording};
  for (const catalog::Alias& alias : question.aliases) wordings.push_back(alias.text);
  return wordings;
}

// What the word says of the question itself.
bool HoldsBy(const ResponseItem& item) {
  return item.answer.starts_with("Yes") != item.parts[0].opposite;
}

TEST(Agreement, HoldsForWhateverTheEvidenceSays) {
  std::mt19937 random(20261130);
  int compared = 0;
  for (int round = 0; round < 90; ++round) {
    std::vector<AskedItem> rows;
    for (const catalog::Question& question : FillCatalog().questions()) {
      if (question.kind != catalog::Question::Kind::kVerdict) continue;
      for (const std::string& wording : WordingsOf(question)) {
        rows.push_back(random() % 2 == 0 ? YesNo(wording) : Row(wording));
      }
    }
    std::shuffle(rows.begin(), rows.end(), random);
    std::map<std::string, bool> held;
    for (const ResponseItem& item : Propose(rows, RandomVendor(random))) {
      const bool open = item.need != model::ItemNeed::kNothing;
      ASSERT_EQ(item.answer.empty(), open) << item.question;
      if (open || item.parts.size() != 1) continue;
      const auto [first, is_new] =
          held.try_emplace(item.parts[0].question, HoldsBy(item));
      ASSERT_EQ(first->second, HoldsBy(item)) << item.question << ": " << item.answer;
      if (!is_new) ++compared;
    }
  }
  EXPECT_GT(compared, 500);
}

TEST(Agreement, IsSeenToBeforeAnythingGoesOut) {
  auto items = Propose({YesNo("Do you sell our data?"),
                        YesNo("Do you refrain from selling customer data?"),
                        Row("In which countries do you keep our data?")});
  EXPECT_EQ(TakeOutDisagreements(&items), 0u);
  items[1].answer = "No";
  EXPECT_EQ(TakeOutDisagreements(&items), 2u);
  for (const int at : {0, 1}) {
    EXPECT_EQ(items[at].answer, "");
    EXPECT_EQ(items[at].need, model::ItemNeed::kConflict);
    EXPECT_NE(items[at].explanation.find("data-sold"), std::string::npos);
  }
  EXPECT_EQ(items[2].need, model::ItemNeed::kNothing);
}

}  // namespace
}  // namespace clausebook::questionnaires::filling
