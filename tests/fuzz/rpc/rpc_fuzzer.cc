// Every RPC against the real handlers and a store in memory: scripts of several calls
// (script.h), made and changed by the contract's descriptors. What is asserted is in
// promises.h.
#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <set>
#include <string>

#include "service/rpc/field_faults.h"
#include "service/rpc/services.h"
#include "tests/fuzz/rpc/dispatch.h"
#include "tests/fuzz/rpc/message_mutator.h"
#include "tests/fuzz/rpc/promises.h"
#include "tests/fuzz/rpc/script.h"
#include "tests/testing/fuzz_check.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                        std::size_t most);

namespace clausebook::testing {
namespace {

using google::protobuf::Message;

// What every script finds.
constexpr char kBefore[] = R"(
CreateVendor vendor_id: "acme" vendor { display_name: "Acme" }
CreateApp parent: "vendors/acme" app_id: "notes" app { display_name: "Notes" }
CreatePolicy parent: "vendors/acme" policy_id: "privacy" policy { title: "Privacy" }
CreatePolicyRevision parent: "vendors/acme/policies/privacy" policy_revision { effective_date: "2025-01-01" media_type: "text/markdown" text: "# Data\n\nWe do not sell data. Data is deleted within thirty days.\n" }
CreateFact parent: "vendors/acme" fact_id: "sold" fact { scope {} property: "use.sold" operator: OPERATOR_EQUALS value { bool_value: false } evidence { clause { revision: "vendors/acme/policies/privacy/revisions/2025-01-01-REVISION" quote: "We do not sell data." } } }
)";

// Runs one call, which is made of one request or, if the client streams, several.
class Runner {
 public:
  // The name of the revision is that of its text's digest.
  void Prepare();
  void Run(const Script& script);

 private:
  void Call(ContractMethod method, std::vector<std::unique_ptr<Message>> requests);

  Bench bench_;
  Harvest harvest_;
};

void Runner::Prepare() {
  std::string before = kBefore;
  constexpr std::string_view kPlace =
      "vendors/acme/policies/privacy/revisions/2025-01-01-REVISION";
  const std::size_t at = before.find(kPlace);
  const std::size_t line = before.rfind('\n', at) + 1;
  Run(ReadScript(std::string_view(before).substr(0, line)));
  Message* list = nullptr;
  Responses responses;
  v1::ListPolicyRevisionsRequest request;
  request.set_parent("vendors/acme/policies/privacy");
  const auto status = bench_.Call("clausebook.v1.PolicyService.ListPolicyRevisions",
                                  {&request}, &responses);
  FuzzCheck(status.ok(), "the beginning is sound");
  list = responses.front().get();
  before.replace(
      at, kPlace.size(),
      static_cast<v1::ListPolicyRevisionsResponse*>(list)->policy_revisions(0).name());
  Run(ReadScript(std::string_view(before).substr(line)));
}

void Runner::Run(const Script& script) {
  for (std::size_t at = 0; at < script.size();) {
    const ContractMethod method = script[at].method;
    std::vector<std::unique_ptr<Message>> requests;
    do {
      requests.emplace_back(script[at].request->New())->CopyFrom(*script[at].request);
      harvest_.Fill(requests.back().get());
      ++at;
    } while (method->client_streaming() && at < script.size() &&
             script[at].method == method);
    Call(method, std::move(requests));
  }
}

void Runner::Call(ContractMethod method, std::vector<std::unique_ptr<Message>> requests) {
  std::vector<const Message*> sent;
  for (const auto& request : requests) {
    // The wire refuses it before a handler sees it.
    if (!rpc::FindInvalidText(*request).empty()) return;
    sent.push_back(request.get());
  }
  Responses responses;
  const absl::Status status = bench_.Call(method->full_name(), sent, &responses);
  if (!status.ok()) return CheckRefusal(status);
  FuzzCheck(method->server_streaming() || responses.size() == 1, "a call has an answer");
  if (!responses.empty()) {
    CheckAskedAgain(bench_, method->full_name(), *requests.front(), *responses.front());
  }
  for (const auto& response : responses) {
    CheckResponse(bench_, *response);
    harvest_.Gather(*response);
  }
}

// Changes a script in one of several ways.
void MutateScript(Script& script, MessageMutator& mutator) {
  const auto& methods = AllContractMethods();
  const std::size_t what = script.empty() ? 0 : mutator.Below(10);
  const std::size_t at = script.empty() ? 0 : mutator.Below(script.size());
  if (what < 2 && script.size() < kMostCalls) {
    ScriptedCall call;
    call.method = methods[mutator.Below(methods.size())];
    call.request = NewMessageOf(call.method->input_type());
    for (std::size_t i = 1 + mutator.Below(6); i > 0; --i) {
      mutator.Mutate(call.request.get());
    }
    script.insert(script.begin() + static_cast<std::ptrdiff_t>(at), std::move(call));
  } else if (what == 2) {
    script.erase(script.begin() + static_cast<std::ptrdiff_t>(at));
  } else if (what == 3) {
    std::swap(script[at], script[mutator.Below(script.size())]);
  } else if (what == 4 && script.size() < kMostCalls) {
    ScriptedCall copy{script[at].method, NewMessageOf(script[at].method->input_type())};
    copy.request->CopyFrom(*script[at].request);
    script.push_back(std::move(copy));
  } else {
    for (std::size_t i = 1 + mutator.Below(3); i > 0; --i) {
      mutator.Mutate(script[at].request.get());
    }
  }
}

std::size_t Copy(const std::string& text, std::uint8_t* out, std::size_t most) {
  if (text.size() > most) return 0;
  std::memcpy(out, text.data(), text.size());
  return text.size();
}

// A method that nobody dispatches would never be tried, and nobody would see it.
void CheckCoverage() {
  std::set<std::string> services;
  std::set<std::string> methods;
  for (const ContractMethod method : AllContractMethods()) {
    services.insert(method->service()->full_name());
    methods.insert(method->full_name());
  }
  for (const std::string& service : rpc::ServiceNames()) {
    FuzzCheck(services.contains(service), service + " is in tests/testing/contract.h");
  }
  const auto bound = Bench().Methods();
  const std::set<std::string> handled(bound.begin(), bound.end());
  for (const std::string& method : methods) {
    FuzzCheck(handled.contains(method), method + " has a handler in bindings.cc");
  }
  for (const std::string& method : handled) {
    FuzzCheck(methods.contains(method), method + " of bindings.cc is in the contract");
  }
}

std::string_view TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace
}  // namespace clausebook::testing

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  using namespace clausebook::testing;
  google::protobuf::SetLogHandler(nullptr);
  CheckCoverage();
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  using namespace clausebook::testing;
  MessageMutator mutator(seed, &LLVMFuzzerMutate);
  Script script = ReadScript(TextOf(data, size));
  for (std::size_t i = 1 + mutator.Below(3); i > 0; --i) MutateScript(script, mutator);
  const std::size_t written = Copy(WriteScript(script), data, most);
  return written > 0 ? written : LLVMFuzzerMutate(data, size, most);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(
    const std::uint8_t* one, std::size_t one_size, const std::uint8_t* other,
    std::size_t other_size, std::uint8_t* out, std::size_t most, unsigned seed) {
  using namespace clausebook::testing;
  MessageMutator mutator(seed, &LLVMFuzzerMutate);
  Script script = ReadScript(TextOf(one, one_size));
  Script more = ReadScript(TextOf(other, other_size));
  if (more.empty()) return Copy(WriteScript(script), out, most);
  const std::size_t begin = mutator.Below(more.size());
  for (std::size_t i = begin; i < more.size() && script.size() < kMostCalls; ++i) {
    script.push_back(std::move(more[i]));
  }
  return Copy(WriteScript(script), out, most);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook::testing;
  const Script script = ReadScript(TextOf(data, size));
  if (script.empty()) return -1;  // nothing to keep
  Runner runner;
  runner.Prepare();
  runner.Run(script);
  return 0;
}
