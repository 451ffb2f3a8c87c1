// Reads any text as a page token, and a good token after the input has changed it: it
// is refused, or it goes on exactly where the good one does. The first line of the input
// is the token to read; behind it come the changes, as offset and byte.
#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "clausebook/v1/fact_service.pb.h"
#include "service/rpc/page_token.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook::rpc {
namespace {

using testing::FuzzCheck;

const v1::ListFactsRequest& TheRequest() {
  static const auto& request = [] {
    auto* made = new v1::ListFactsRequest;
    made->set_parent("vendors/acme");
    made->set_page_size(7);
    return std::ref(*made);
  }();
  return request;
}

bool Same(const PageState& a, const PageState& b) {
  return a.after == b.after && a.known_at == b.known_at && a.as_of == b.as_of &&
         a.first == b.first;
}

// Nobody but MakePageToken makes tokens: the input would have to find the hash.
void CheckForeign(const std::string& token) {
  FieldFaults faults;
  const PageState state = ReadPageToken(faults, TheRequest(), token);
  if (token.empty()) {
    FuzzCheck(faults.empty() && state.first, "no token is the first page");
    return;
  }
  if (!faults.empty()) testing::FuzzCheckRefusal(faults.ToStatus());
}

void CheckChanged(const std::string& changes) {
  const PageState state{"vendors/acme/facts/f", Instant{1'767'225'600'000'000},
                        Date{20454}, false};
  std::string token = MakePageToken(TheRequest(), state);
  for (std::size_t i = 0; i + 1 < changes.size(); i += 2) {
    token[static_cast<unsigned char>(changes[i]) % token.size()] = changes[i + 1];
  }
  FieldFaults faults;
  const PageState read = ReadPageToken(faults, TheRequest(), token);
  FuzzCheck(!faults.empty() || Same(read, state),
            "a changed token is not taken for another place");
}

}  // namespace
}  // namespace clausebook::rpc

// Protobuf says on stderr what it refuses.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  google::protobuf::SetLogHandler(nullptr);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook::rpc;
  const std::string input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  CheckForeign(input.substr(0, line));
  CheckChanged(input.substr(std::min(line + 1, input.size())));
  return 0;
}
