// The whole server as an object: for main, for tests in the same process, and for the
// demonstration.
#ifndef CLAUSEBOOK_SERVICE_MAIN_SERVER_H_
#define CLAUSEBOOK_SERVICE_MAIN_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/main/config.h"
#include "service/main/log.h"

namespace clausebook {

// Listening and answering from Start to Drain. Thread-safe.
class Server {
 public:
  // Opens the database, loads the catalogue, listens. Errors are those of
  // SqliteStore::Open and Catalog::WithFiles; UNAVAILABLE if the address is taken.
  // `log` outlives the server.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Config& config, Log* log);

  ~Server();

  int port() const;
  // HOST:PORT that clients can use.
  std::string address() const;
  // Of the endpoint for metrics; 0 if there is none.
  int metrics_port() const;

  // Stops accepting, tells health checks, lets the calls under way end within the
  // configured time, and cancels what is left. Returns when all are done.
  void Drain();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_SERVER_H_
