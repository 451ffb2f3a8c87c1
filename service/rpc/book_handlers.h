// Handlers of BookService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_BOOK_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_BOOK_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/book_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class BookHandlers {
 public:
  explicit BookHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status ApplyBook(const CallContext& context, const v1::ApplyBookRequest& request,
                         v1::ApplyBookResponse* response) const;
  absl::Status ExportBook(const CallContext& context,
                          const v1::ExportBookRequest& request,
                          v1::ExportBookResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_BOOK_HANDLERS_H_
