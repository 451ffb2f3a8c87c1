// A sequence of calls as text, one a line: the method's name and its request in
// protobuf's text format.
//
//   CreateVendor vendor_id: "acme" vendor { display_name: "Acme" }
//   GetVendor name: "vendors/acme"
//
// A text `$3` stands for the third last text (name, etag, page token…) that came back.
#ifndef CLAUSEBOOK_TESTS_FUZZ_RPC_SCRIPT_H_
#define CLAUSEBOOK_TESTS_FUZZ_RPC_SCRIPT_H_

#include <google/protobuf/message.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/testing/contract.h"

namespace clausebook::testing {

struct ScriptedCall {
  ContractMethod method = nullptr;
  std::unique_ptr<google::protobuf::Message> request;
};
using Script = std::vector<ScriptedCall>;

inline constexpr std::size_t kMostCalls = 16;

// Lines that are no calls are left out.
Script ReadScript(std::string_view text);
std::string WriteScript(const Script& script);

// What came back, for later calls to refer to.
class Harvest {
 public:
  // Keeps the short texts of a response, at most some of them.
  void Gather(const google::protobuf::Message& response);
  // Puts them in the place of `$N`, everywhere in the message.
  void Fill(google::protobuf::Message* request) const;

 private:
  std::string Look(const std::string& text) const;

  std::deque<std::string> texts_;  // the newest first
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FUZZ_RPC_SCRIPT_H_
