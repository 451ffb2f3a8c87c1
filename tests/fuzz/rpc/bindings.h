// Every RPC's handler by its name, as the wire binds them (service/rpc/services.cc).
#ifndef CLAUSEBOOK_TESTS_FUZZ_RPC_BINDINGS_H_
#define CLAUSEBOOK_TESTS_FUZZ_RPC_BINDINGS_H_

#include "service/rpc/handlers.h"
#include "service/view/answer_view.h"
#include "tests/fuzz/rpc/binder.h"

namespace clausebook::testing {

// What `deps` and `view` point to has to outlive them. Secrets that they make are not
// random: the same calls get the same responses.
Handlers BindHandlers(const rpc::HandlerDeps& deps, view::AnswerView* view);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FUZZ_RPC_BINDINGS_H_
