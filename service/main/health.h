// Keeps gRPC's health service in step with readiness: looks after the database now and
// then, and hears of calls that it failed.
#ifndef CLAUSEBOOK_SERVICE_MAIN_HEALTH_H_
#define CLAUSEBOOK_SERVICE_MAIN_HEALTH_H_

#include <grpcpp/health_check_service_interface.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "service/main/log.h"
#include "service/main/readiness.h"
#include "storage/sqlite/sqlite_store.h"

namespace clausebook {

// Thread-safe. The services whose health is told are SERVING while the server is ready,
// all of them: each needs the database. A process that answers at all is alive, so there
// is no status for that, and none that asks for a restart: it would mend nothing.
class Health {
 public:
  struct Options {
    storage::SqliteStore* store = nullptr;
    Log* log = nullptr;
    std::vector<std::string> services;
    std::chrono::milliseconds interval{5000};  // between probes
    std::int64_t least_free_bytes = 0;         // on the database's disk; 0: any
  };

  explicit Health(Options options) : options_(std::move(options)) {}
  ~Health() { Stop(); }

  // A call failed because the store did. May be called before Start.
  void NoteFailure(const absl::Status& status);

  // From now on health is told; `service` outlives Stop, null if there is none.
  void Start(grpc::HealthCheckServiceInterface* service);
  // Says NOT_SERVING, and looks no more. Does nothing the second time.
  void Stop();

  Readiness::State state() const { return readiness_.state(); }

  // Of probes, for whoever watches.
  std::uint64_t probes() const { return probes_; }
  std::uint64_t failed_probes() const { return failed_probes_; }

 private:
  void Run();
  void Probe();
  void Tell(const absl::Status& cause);
  void SetServing(bool serving);  // under told_mutex_

  const Options options_;
  Readiness readiness_;
  std::atomic<std::uint64_t> probes_{0};
  std::atomic<std::uint64_t> failed_probes_{0};

  std::mutex told_mutex_;
  grpc::HealthCheckServiceInterface* service_ = nullptr;
  Readiness::State told_ = Readiness::State::kReady;

  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_HEALTH_H_
