// The endpoint that Prometheus and probes ask over HTTP: /metrics, /livez, /readyz.
#ifndef CLAUSEBOOK_SERVICE_MAIN_MONITORING_HTTP_ENDPOINT_H_
#define CLAUSEBOOK_SERVICE_MAIN_MONITORING_HTTP_ENDPOINT_H_

#include <prometheus/collectable.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace clausebook::monitoring {

// What is told; called on the endpoint's own threads, several at once.
struct Told {
  const prometheus::Collectable* metrics = nullptr;  // outlives the endpoint
  // `ready`, or what it is instead.
  std::function<std::string()> state;
};

// Answers until it is destroyed. Plain HTTP without TLS or authentication: for loopback,
// or with something in front of it.
//
// It is civetweb, as under prometheus-cpp's Exposer, but not that: the Exposer has no
// place for other paths than metrics.
class HttpEndpoint {
 public:
  // `address`: HOST:PORT with an IP address or `localhost`; port 0: any free one.
  // UNAVAILABLE if it is taken or not this machine's.
  static absl::StatusOr<std::unique_ptr<HttpEndpoint>> Start(const std::string& address,
                                                             Told told);
  virtual ~HttpEndpoint() = default;
  virtual int port() const = 0;

 protected:
  HttpEndpoint() = default;
};

}  // namespace clausebook::monitoring

#endif  // CLAUSEBOOK_SERVICE_MAIN_MONITORING_HTTP_ENDPOINT_H_
