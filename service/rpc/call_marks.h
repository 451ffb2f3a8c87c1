// What a call brings along for logs: its id, and its place in a trace. Both are others'
// words and only copied, so they are held to their form.
#ifndef CLAUSEBOOK_SERVICE_RPC_CALL_MARKS_H_
#define CLAUSEBOOK_SERVICE_RPC_CALL_MARKS_H_

#include <grpcpp/grpcpp.h>

#include <optional>
#include <string>
#include <string_view>

namespace clausebook::rpc {

inline constexpr char kRequestIdHeader[] = "x-request-id";
inline constexpr char kTraceParentHeader[] = "traceparent";

// W3C Trace Context's `traceparent`: the trace, and the caller's span in it.
struct TraceParent {
  std::string trace_id;  // 32 hex digits
  std::string span_id;   // 16
  friend bool operator==(const TraceParent&, const TraceParent&) = default;
};

// Nullopt for what is no valid traceparent: the specification wants it ignored then.
std::optional<TraceParent> ParseTraceParent(std::string_view value);

// Whether it can stand in a log for a call: 1 to 64 letters, digits, '.', '_', ':', '-'.
bool IsRequestId(std::string_view value);

struct CallMarks {
  std::string request_id;  // the client's; empty if there is no good one
  std::optional<TraceParent> trace;
};

// Of the call's metadata. A key that is there twice counts as not there. Builds gRPC's
// table of metadata: for calls of which something is said, not for every one.
CallMarks MarksOf(const grpc::ServerContextBase& context);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CALL_MARKS_H_
