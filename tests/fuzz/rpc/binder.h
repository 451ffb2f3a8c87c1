// Handlers of all shapes (one request and one response, streams of either) behind one
// signature, without the wire.
#ifndef CLAUSEBOOK_TESTS_FUZZ_RPC_BINDER_H_
#define CLAUSEBOOK_TESTS_FUZZ_RPC_BINDER_H_

#include <google/protobuf/message.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/base/status_macros.h"
#include "service/rpc/handlers.h"
#include "service/rpc/streaming.h"

namespace clausebook::testing {

using Requests = std::vector<const google::protobuf::Message*>;
using Responses = std::vector<std::unique_ptr<google::protobuf::Message>>;
// All requests of one call (one, unless the client streams), and what it answers.
using Handler =
    std::function<absl::Status(const rpc::CallContext&, const Requests&, Responses*)>;
// By the full names of the methods, `clausebook.v1.….Ask`.
using Handlers = std::map<std::string, Handler>;

template <typename Response>
absl::Status CollectAll(rpc::Download<Response> download, const rpc::CallContext& context,
                        Responses* out) {
  if (download.record) CB_RETURN_IF_ERROR(download.record(context));
  auto message = std::make_unique<Response>();
  while (download.next(message.get())) {
    out->push_back(std::move(message));
    message = std::make_unique<Response>();
  }
  return absl::OkStatus();
}

// Adds the handlers of one service.
class Binder {
 public:
  Binder(Handlers& handlers, const std::string& service)
      : bound_(handlers), prefix_("clausebook.v1." + service + ".") {}

  template <typename H, typename Request, typename Response>
  Binder& Unary(const H& handlers, const char* name,
                absl::Status (H::*method)(const rpc::CallContext&, const Request&,
                                          Response*) const) {
    bound_[prefix_ + name] = [handlers, method](const rpc::CallContext& context,
                                                const Requests& requests,
                                                Responses* out) {
      auto response = std::make_unique<Response>();
      const absl::Status status = (handlers.*method)(
          context, static_cast<const Request&>(*requests.front()), response.get());
      if (status.ok()) out->push_back(std::move(response));
      return status;
    };
    return *this;
  }

  template <typename H, typename Request, typename Response>
  Binder& Upload(const H& handlers, const char* name,
                 std::unique_ptr<rpc::Upload<Request, Response>> (H::*begin)() const) {
    bound_[prefix_ + name] = [handlers, begin](const rpc::CallContext& context,
                                               const Requests& requests,
                                               Responses* out) -> absl::Status {
      const auto upload = (handlers.*begin)();
      for (const google::protobuf::Message* request : requests) {
        CB_RETURN_IF_ERROR(upload->Take(static_cast<const Request&>(*request)));
      }
      CB_ASSIGN_OR_RETURN(auto download, upload->Work(context, [&](const Response& told) {
        out->push_back(std::make_unique<Response>(told));
      }));
      return CollectAll(std::move(download), context, out);
    };
    return *this;
  }

  template <typename H, typename Request, typename Response>
  Binder& Download(const H& handlers, const char* name,
                   absl::StatusOr<rpc::Download<Response>> (H::*method)(
                       const rpc::CallContext&, const Request&) const) {
    bound_[prefix_ + name] = [handlers, method](const rpc::CallContext& context,
                                                const Requests& requests,
                                                Responses* out) -> absl::Status {
      CB_ASSIGN_OR_RETURN(
          auto download,
          (handlers.*method)(context, static_cast<const Request&>(*requests.front())));
      return CollectAll(std::move(download), context, out);
    };
    return *this;
  }

  // What tells how far it is.
  template <typename H, typename Request, typename Response>
  Binder& Download(const H& handlers, const char* name,
                   absl::StatusOr<rpc::Download<Response>> (H::*method)(
                       const rpc::CallContext&, const Request&,
                       const rpc::Tell<Response>&) const) {
    bound_[prefix_ + name] = [handlers, method](const rpc::CallContext& context,
                                                const Requests& requests,
                                                Responses* out) -> absl::Status {
      CB_ASSIGN_OR_RETURN(
          auto download,
          (handlers.*method)(context, static_cast<const Request&>(*requests.front()),
                             [&](const Response& told) {
                               out->push_back(std::make_unique<Response>(told));
                             }));
      return CollectAll(std::move(download), context, out);
    };
    return *this;
  }

 private:
  Handlers& bound_;
  const std::string prefix_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FUZZ_RPC_BINDER_H_
