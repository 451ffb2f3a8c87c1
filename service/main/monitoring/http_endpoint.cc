#include "service/main/monitoring/http_endpoint.h"

#include <civetweb.h>
#include <prometheus/text_serializer.h>

#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/main/monitoring/exposition.h"

namespace clausebook::monitoring {
namespace {

// Prometheus and a probe or two; whoever is slower is cut off.
constexpr char kThreads[] = "2";
constexpr char kTimeoutMs[] = "10000";

int Reply(mg_connection* connection, int code, const char* word, const char* type,
          const std::string& body) {
  const mg_request_info* request = mg_get_request_info(connection);
  const bool head = std::string_view(request->request_method) == "HEAD";
  mg_printf(connection,
            "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
            "Cache-Control: no-store\r\nConnection: close\r\n\r\n",
            code, word, type, body.size());
  if (!head) mg_write(connection, body.data(), body.size());
  return code;
}

constexpr char kText[] = "text/plain; charset=utf-8";

bool IsRead(mg_connection* connection) {
  const std::string_view method = mg_get_request_info(connection)->request_method;
  return method == "GET" || method == "HEAD";
}

int ReplyNotRead(mg_connection* connection) {
  return Reply(connection, 405, "Method Not Allowed", kText, "GET or HEAD.\n");
}

int Metrics(mg_connection* connection, void* told) {
  if (!IsRead(connection)) return ReplyNotRead(connection);
  const Families families = static_cast<const Told*>(told)->metrics->Collect();
  const char* accept = mg_get_header(connection, "Accept");
  if (accept != nullptr && absl::StrContains(accept, "application/openmetrics-text")) {
    return Reply(connection, 200, "OK", kOpenMetricsType, ToOpenMetrics(families));
  }
  return Reply(connection, 200, "OK", kPrometheusType,
               prometheus::TextSerializer().Serialize(families));
}

// Whoever can say it is alive. The database is no matter of it: a restart mends no disk.
int Live(mg_connection* connection, void* /*told*/) {
  if (!IsRead(connection)) return ReplyNotRead(connection);
  return Reply(connection, 200, "OK", kText, "alive\n");
}

int Ready(mg_connection* connection, void* told) {
  if (!IsRead(connection)) return ReplyNotRead(connection);
  const std::string state = static_cast<const Told*>(told)->state();
  if (state == "ready") return Reply(connection, 200, "OK", kText, "ready\n");
  return Reply(connection, 503, "Service Unavailable", kText, state + "\n");
}

int NoLog(const mg_connection* /*connection*/, const char* /*message*/) { return 1; }

class CivetEndpoint final : public HttpEndpoint {
 public:
  explicit CivetEndpoint(Told told) : told_(std::move(told)) {}
  ~CivetEndpoint() override {
    if (context_ != nullptr) mg_stop(context_);
  }

  bool Listen(const std::string& address) {
    mg_callbacks callbacks{};
    callbacks.log_message = &NoLog;
    const char* options[] = {"listening_ports",
                             address.c_str(),
                             "num_threads",
                             kThreads,
                             "request_timeout_ms",
                             kTimeoutMs,
                             "enable_keep_alive",
                             "no",
                             nullptr};
    context_ = mg_start(&callbacks, nullptr, options);
    if (context_ == nullptr) return false;
    // `$`: that path, and nothing below it. Without a document root all else is 404.
    mg_set_request_handler(context_, "/metrics$", &Metrics, &told_);
    mg_set_request_handler(context_, "/livez$", &Live, &told_);
    mg_set_request_handler(context_, "/readyz$", &Ready, &told_);
    mg_server_port port{};
    if (mg_get_server_ports(context_, 1, &port) == 1) port_ = port.port;
    return true;
  }

  int port() const override { return port_; }

 private:
  Told told_;
  mg_context* context_ = nullptr;
  int port_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<HttpEndpoint>> HttpEndpoint::Start(
    const std::string& address, Told told) {
  auto endpoint = std::make_unique<CivetEndpoint>(std::move(told));
  if (!endpoint->Listen(address)) {
    return MakeError(
        absl::StrCat("Cannot listen on ", address,
                     " for metrics: the address is taken or not this machine's. Name "
                     "another with --metrics-listen, or none."),
        {.reason = Reason::kStorageUnavailable,
         .metadata = {{"metrics_listen", address}}});
  }
  return std::unique_ptr<HttpEndpoint>(std::move(endpoint));
}

}  // namespace clausebook::monitoring
