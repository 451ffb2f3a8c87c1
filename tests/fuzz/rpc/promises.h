// What every call keeps to, whatever it was asked.
#ifndef CLAUSEBOOK_TESTS_FUZZ_RPC_PROMISES_H_
#define CLAUSEBOOK_TESTS_FUZZ_RPC_PROMISES_H_

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "tests/fuzz/rpc/dispatch.h"

namespace clausebook::testing {

// A refusal is one of proto/README.md's, with the details that it promises there, and
// fits into what gRPC takes.
void CheckRefusal(const absl::Status& status);

// Texts are texts, and whatever quotes a revision does so to the byte.
void CheckResponse(Bench& bench, const google::protobuf::Message& response);

// Asking again with `known_at` of the answer, and asking memory, gives the same answer.
void CheckAskedAgain(Bench& bench, const std::string& method,
                     const google::protobuf::Message& request,
                     const google::protobuf::Message& response);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FUZZ_RPC_PROMISES_H_
