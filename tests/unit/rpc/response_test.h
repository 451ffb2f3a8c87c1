// A filled questionnaire in the store, as filling would record it, and calls about it.
#ifndef CLAUSEBOOK_TESTS_UNIT_RPC_RESPONSE_TEST_H_
#define CLAUSEBOOK_TESTS_UNIT_RPC_RESPONSE_TEST_H_

#include <string>
#include <vector>

#include "service/rpc/questionnaires/response_handlers.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {

inline constexpr char kGlobex[] = "vendors/acme/responses/globex";

class ResponseHandlersTest : public HandlerTest {
 protected:
  HandlerDeps deps() override {
    HandlerDeps deps = HandlerTest::deps();
    deps.second_person = second_person_;
    return deps;
  }
  bool second_person_ = false;

  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "charts");
  }

  // Proposes `answer` to `question`, resting on the fact `{question}@1`.
  static model::ResponseItem Proposed(
      const std::string& question, const std::string& answer,
      model::PartVerdict verdict = model::PartVerdict::kYes) {
    model::ResponseItem item;
    item.item_id = "ID " + question;
    item.question = "Is it so?";
    item.stage = model::MatchStage::kGrammar;
    model::ResponsePart part;
    part.question = question;
    part.verdict = verdict;
    part.sentence = "It is so.";
    part.facts = {"vendors/acme/facts/" + question + "@1"};
    item.parts = {part};
    item.answer = answer;
    item.comment = "It is so.";
    return item;
  }
  static model::ResponseItem Open(const std::string& question, model::ItemNeed need) {
    model::ResponseItem item = Proposed(question, "", model::PartVerdict::kUnknown);
    item.comment.clear();
    item.need = need;
    item.explanation = "Somebody has to say so.";
    item.parts[0].facts.clear();
    return item;
  }

  void AddResponse(const std::string& id, const std::vector<model::ResponseItem>& items,
                   const std::string& app = "charts", const std::string& creator = "") {
    clock_.AdvanceMicros(1'000'000);
    model::Response response;
    response.ref = {"acme", id};
    response.app = app;
    response.questionnaire = "mvsp";
    response.title = "Globex";
    response.creator = creator;
    response.as_of = Date{20'000};
    response.known_at = clock_.Now();
    Must(store_.Write(nullptr, [&](storage::WriteTransaction& tx) {
      return tx.AddResponse(response, items, nullptr).status();
    }));
  }

  static std::string ItemName(int number, const std::string& response = kGlobex) {
    return response + "/items/" + std::to_string(number);
  }
  static std::string Decision(int number, const std::string& decision,
                              const std::string& response = kGlobex) {
    return "decisions { item: '" + ItemName(number, response) + "' " + decision + " } ";
  }
  static std::string Own(const std::string& answer) {
    return "override { answer: '" + answer +
           "' reason: 'I run it.' expire_date: '2026-12-01' }";
  }
  absl::StatusOr<v1::ReviewResponseItemsResponse> Review(
      const std::string& decisions, const std::string& response = kGlobex) {
    return Call(&ResponseHandlers::ReviewResponseItems,
                "name: '" + response + "' reviewer: 'Mara Lind' " + decisions);
  }
  v1::Response Get(const std::string& response = kGlobex) {
    return Must(Call(&ResponseHandlers::GetResponse, "name: '" + response + "'"))
        .response();
  }
  std::vector<v1::ResponseItem> Items(const std::string& more = "") {
    std::vector<v1::ResponseItem> items;
    std::string token;
    do {
      const auto page = Must(Call(&ResponseHandlers::ListResponseItems,
                                  "parent: '" + std::string(kGlobex) + "' page_size: 2 " +
                                      more + " page_token: '" + token + "'"));
      items.insert(items.end(), page.response_items().begin(),
                   page.response_items().end());
      token = page.next_page_token();
    } while (!token.empty());
    return items;
  }
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_TESTS_UNIT_RPC_RESPONSE_TEST_H_
