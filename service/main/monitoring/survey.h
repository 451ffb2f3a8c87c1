// Counts what waits for people, over everything that is recorded: open conflicts, facts
// by their state, items of filled questionnaires. Asking every question about every app
// is work, so it is done aside, unhurriedly, and again only where something was recorded.
#ifndef CLAUSEBOOK_SERVICE_MAIN_MONITORING_SURVEY_H_
#define CLAUSEBOOK_SERVICE_MAIN_MONITORING_SURVEY_H_

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "service/base/clock.h"
#include "service/catalog/catalog.h"
#include "storage/store.h"

namespace clausebook::monitoring {

// Of one publisher, or of all.
struct SurveyCounts {
  std::int64_t apps = 0;
  std::int64_t conflicts = 0;  // questions about an app that are in conflict today
  std::array<std::int64_t, 6> facts{};  // by answering::FactState, today
  std::int64_t items_proposed = 0;      // an answer that awaits a decision
  std::int64_t items_in_need = 0;       // a person has to answer
  std::int64_t items_approved = 0;
  SurveyCounts& operator+=(const SurveyCounts& other);
};

// Thread-safe.
class Survey {
 public:
  struct Options {
    storage::Store* store = nullptr;
    const catalog::Catalog* catalog = nullptr;
    const Clock* clock = nullptr;
    std::chrono::milliseconds interval{300'000};  // between two passes
  };

  // What it is given outlives it.
  explicit Survey(Options options) : options_(options) {}
  ~Survey();

  void Start();

  // Tells of what was written; cheap.
  void Note(const storage::Commit& commit);

  struct Result {
    SurveyCounts counts;
    std::int64_t vendors = 0;
    Instant time;  // when the pass ended
  };
  // That of the last whole pass; nullopt before the first one.
  std::optional<Result> result() const;

  // One pass, now. Not while another is under way.
  absl::Status Pass();

 private:
  using Bases = std::vector<std::shared_ptr<const model::EvidenceBase>>;
  // Whose counts may be outdated.
  struct Dirty {
    bool all = true;
    std::set<std::string> vendors;
  };
  // What a pass looks at: a day and the platforms as one commit has them.
  struct View {
    Date today;
    std::vector<std::string> vendors;
    Bases platforms;
  };

  void Run();
  Dirty TakeDirty(Date today);
  absl::Status PassOver(const Dirty& dirty, Date today);
  absl::StatusOr<View> Look(Date today);
  absl::StatusOr<SurveyCounts> CountVendor(const std::string& vendor, const View& view);
  void CountApps(const std::vector<model::App>& apps, const model::Vendor& vendor,
                 const std::shared_ptr<const model::EvidenceBase>& base, const View& view,
                 SurveyCounts& counts);
  void Rest(std::chrono::steady_clock::duration worked);
  bool stopping() const;

  const Options options_;
  // Of the thread that passes.
  std::map<std::string, SurveyCounts> by_vendor_;
  Date day_;

  mutable std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  Dirty dirty_;
  std::optional<Result> result_;
  std::thread thread_;
};

}  // namespace clausebook::monitoring

#endif  // CLAUSEBOOK_SERVICE_MAIN_MONITORING_SURVEY_H_
