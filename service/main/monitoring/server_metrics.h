// Everything that is told of a server, collected when somebody asks.
#ifndef CLAUSEBOOK_SERVICE_MAIN_MONITORING_SERVER_METRICS_H_
#define CLAUSEBOOK_SERVICE_MAIN_MONITORING_SERVER_METRICS_H_

#include <prometheus/collectable.h>

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/base/time.h"
#include "service/main/health.h"
#include "service/main/monitoring/families.h"
#include "service/main/monitoring/survey.h"
#include "service/rpc/call.h"
#include "service/view/answer_view.h"
#include "storage/sqlite/sqlite_store.h"

namespace clausebook::monitoring {

// Thread-safe. No label holds what a caller or a policy says: methods, codes, reasons and
// states are the program's own, so the number of series is bounded.
class ServerMetrics final : public prometheus::Collectable {
 public:
  // All of it outlives this.
  struct Sources {
    const rpc::CallEnvironment* calls = nullptr;
    const storage::SqliteStore* store = nullptr;
    const view::AnswerView* view = nullptr;
    const Health* health = nullptr;
    const Survey* survey = nullptr;  // null: nothing is counted over all
    // PEM files by what they are for; may be empty.
    std::vector<std::pair<std::string, std::string>> certificates;
    std::string backup_folder;  // empty: not looked at
  };

  explicit ServerMetrics(Sources sources) : sources_(std::move(sources)) {}

  Families Collect() const override;

 private:
  void AddFiles(Families& out) const;

  const Sources sources_;
  // The folder of backups is looked at now and then only.
  mutable std::mutex mutex_;
  mutable std::optional<Instant> newest_backup_;
  mutable std::optional<std::chrono::steady_clock::time_point> looked_;
};

// Its parts, a file each.
void AddCallFamilies(Families& out, const rpc::CallEnvironment& calls);
void AddStoreFamilies(Families& out, const storage::SqliteStore& store);
void AddHealthFamilies(Families& out, const Health& health);
void AddViewFamilies(Families& out, const view::AnswerView& view);
void AddSurveyFamilies(Families& out, const std::optional<Survey::Result>& result);
void AddProcessFamilies(Families& out);

}  // namespace clausebook::monitoring

#endif  // CLAUSEBOOK_SERVICE_MAIN_MONITORING_SERVER_METRICS_H_
