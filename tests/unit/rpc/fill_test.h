// Filling in tests: calls as the wire makes them, without the wire.
#ifndef CLAUSEBOOK_TESTS_UNIT_RPC_FILL_TEST_H_
#define CLAUSEBOOK_TESTS_UNIT_RPC_FILL_TEST_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/rpc/questionnaires/export_handlers.h"
#include "service/rpc/questionnaires/fill_handlers.h"
#include "service/rpc/questionnaires/mapping_handlers.h"
#include "service/rpc/questionnaires/response_handlers.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {

// What a client of FillQuestionnaire got.
struct Filled {
  v1::FillHead head;
  std::vector<v1::ResponseItem> items;
  std::string file;
  std::string ledger;
  std::vector<v1::FillProgress> progress;
  int messages = 0;
};

class FillTest : public HandlerTest {
 protected:
  // Data is not sold, and is stored in Germany; of penetration tests nothing is known.
  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "notes");
    Say("not-sold",
        "property: 'use.sold' operator: OPERATOR_EQUALS value { bool_value: "
        "false }");
    Say("germany",
        "property: 'location.storage_countries' operator: OPERATOR_EXACTLY value { "
        "set_value { members: 'Germany' } }");
  }

  HandlerDeps deps() override {
    static const auto* const editions = new questionnaires::editions::Editions(
        Must(questionnaires::editions::Editions::Embedded(catalog())));
    static const auto* const matcher =
        Must(questionnaires::matching::Matcher::Create(catalog(), editions)).release();
    HandlerDeps deps{&store_, &catalog(), &clock_};
    deps.editions = editions;
    deps.matcher = matcher;
    return deps;
  }

  void Say(const std::string& id, const std::string& content) {
    Must(Call(&FactHandlers::CreateFact,
              "parent: 'vendors/acme' fact_id: '" + id + "' fact { scope {} " + content +
                  " evidence { attestation { attester: 'Ada, CTO' date: '2025-06-01' "
                  "statement: 'It is so.' } } }"));
  }

  using Request = v1::FillQuestionnaireRequest;

  static Request Options(const std::string& options) {
    return Parse<Request>("options { app: 'vendors/acme/apps/notes' " + options + " }");
  }
  static Request Chunk(std::string bytes) {
    Request request;
    request.set_chunk(std::move(bytes));
    return request;
  }

  absl::StatusOr<Filled> Send(const std::vector<Request>& requests,
                              const Cancellation* cancellation = nullptr) {
    clock_.AdvanceMicros(1'000'000);
    const CallContext context{cancellation, clock_.Now()};
    const auto upload = FillHandlers(deps()).FillQuestionnaire();
    for (const Request& request : requests) {
      if (auto taken = upload->Take(request); !taken.ok()) return taken;
    }
    Filled filled;
    auto download =
        upload->Work(context, [&](const v1::FillQuestionnaireResponse& message) {
          filled.progress.push_back(message.progress());
        });
    if (!download.ok()) return download.status();
    if (download->record) {
      if (auto recorded = download->record(context); !recorded.ok()) return recorded;
    }
    v1::FillQuestionnaireResponse message;
    while (download->next(&message)) {
      ++filled.messages;
      if (message.has_head()) filled.head = message.head();
      for (const auto& item : message.items().items()) filled.items.push_back(item);
      filled.file += message.chunk();
      filled.ledger += message.ledger();
      message.Clear();
    }
    return filled;
  }

  static constexpr char kList[] =
      "ID,Question,Answer,Comment\n"
      "A-1,Do you sell our data?,,\n"
      "A-2,Has the app had a pen test?,,\n"
      "A-3,Is our data stored in Germany?,,\n";

  absl::StatusOr<Filled> FillList(const std::string& options) {
    return Send({Options("file_name: 'list.csv' " + options), Chunk(kList)});
  }

  struct Exported {
    std::string file;
    std::string ledger;
  };
  absl::StatusOr<Exported> Export(const std::string& request) {
    clock_.AdvanceMicros(1'000'000);
    auto download = ExportHandlers(deps()).ExportResponse(
        {nullptr, clock_.Now()}, Parse<v1::ExportResponseRequest>(request));
    if (!download.ok()) return download.status();
    Exported exported;
    v1::ExportResponseResponse message;
    while (download->next(&message)) {
      exported.file += message.chunk();
      exported.ledger += message.ledger();
      message.Clear();
    }
    return exported;
  }

  static constexpr char kGiven[] = "vendors/acme/responses/globex";
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_TESTS_UNIT_RPC_FILL_TEST_H_
