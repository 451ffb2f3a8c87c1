// The service on a store in memory, called by the names of RPCs, without the wire.
#ifndef CLAUSEBOOK_TESTS_FUZZ_RPC_DISPATCH_H_
#define CLAUSEBOOK_TESTS_FUZZ_RPC_DISPATCH_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "service/admission/token_registry.h"
#include "service/rpc/handlers.h"
#include "service/view/answer_view.h"
#include "service/view/notifying_store.h"
#include "storage/memory/memory_store.h"
#include "tests/fuzz/rpc/binder.h"
#include "tests/fuzz/rpc/memory_backups.h"
#include "tests/testing/fake_clock.h"

namespace clausebook::testing {

// A service with an empty store. Every call is a second after the one before. Not
// thread-safe.
class Bench {
 public:
  Bench();

  // Those that have a handler; by their full names, `clausebook.v1.….Ask`.
  std::vector<std::string> Methods() const;
  absl::Status Call(const std::string& method, const Requests& requests,
                    Responses* responses);
  // The response that the wire would send from memory, instead of calling the handler;
  // null if there is none. Only for Ask and BatchAsk.
  std::unique_ptr<google::protobuf::Message> FromMemory(
      const std::string& method, const google::protobuf::Message& request);

 private:
  rpc::HandlerDeps Deps();

  FakeClock clock_;
  storage::MemoryStore memory_{&clock_};
  view::AnswerView view_;
  view::NotifyingStore store_;
  admission::TokenRegistry tokens_;
  MemoryBackups backups_{&clock_};
  Handlers handlers_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FUZZ_RPC_DISPATCH_H_
