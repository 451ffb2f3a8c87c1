// What handlers of streaming calls are made of. They know no grpcpp type: what a client
// sends is handed to them message by message, and what they send is fetched from them
// message by message, whenever the client has room for it. So nothing waits in a queue
// and no thread waits for a slow client.
#ifndef CLAUSEBOOK_SERVICE_RPC_STREAMING_H_
#define CLAUSEBOOK_SERVICE_RPC_STREAMING_H_

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

// What is sent once the work is done.
template <typename Response>
struct Download {
  // Makes the next message; false if there is none. Called on gRPC's threads: only cuts
  // what is in memory into pieces, and does not block.
  std::function<bool(Response*)> next;
  // What has to be written before anything is sent; empty: nothing. Runs on the writer.
  std::function<absl::Status(const CallContext&)> record;
};

// Tells the client how far the work is. May be called from the thread that works; never
// blocks: what cannot be sent at once gives way to what is told later.
template <typename Response>
using Tell = std::function<void(const Response&)>;

// One call whose client streams. Used by one thread at a time.
template <typename Request, typename Response>
class Upload {
 public:
  virtual ~Upload() = default;
  // The next message. An error ends the call at once. Called on gRPC's threads: checks
  // and keeps, and does not block.
  virtual absl::Status Take(Request request) = 0;
  // The client has sent all. Runs on the readers' executor; called once.
  virtual absl::StatusOr<Download<Response>> Work(const CallContext& context,
                                                  const Tell<Response>& tell) = 0;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_STREAMING_H_
