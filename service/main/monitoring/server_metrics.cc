#include "service/main/monitoring/server_metrics.h"

#include <grpcpp/grpcpp.h>

#include <array>

#include "service/main/monitoring/newest_backup.h"
#include "service/main/transport.h"
#include "service/main/version.h"

namespace clausebook::monitoring {
namespace {

using prometheus::MetricType;

constexpr auto kBetweenLooks = std::chrono::seconds(30);
constexpr double kMicros = 1e6;

double ToSeconds(Instant time) { return static_cast<double>(time.micros) / kMicros; }

}  // namespace

Families ServerMetrics::Collect() const {
  Families out;
  AddSample(AddFamily(out, "clausebook_build_info", "The program, as labels.",
                      MetricType::Gauge),
            1, {{"version", kVersion}, {"grpc", grpc::Version()}});
  AddProcessFamilies(out);
  AddHealthFamilies(out, *sources_.health);
  AddCallFamilies(out, *sources_.calls);
  AddStoreFamilies(out, *sources_.store);
  AddViewFamilies(out, *sources_.view);
  if (sources_.survey != nullptr) AddSurveyFamilies(out, sources_.survey->result());
  AddFiles(out);
  return out;
}

void ServerMetrics::AddFiles(Families& out) const {
  if (!sources_.certificates.empty()) {
    auto& family =
        AddFamily(out, "clausebook_certificate_not_after_timestamp_seconds",
                  "When the first certificate in the file runs out.", MetricType::Gauge);
    for (const auto& [use, path] : sources_.certificates) {
      const auto end = EarliestNotAfter(path);
      // A file that cannot be read is as good as one that has run out.
      AddSample(family, end.ok() ? ToSeconds(*end) : 0, {{"use", use}});
    }
  }
  if (sources_.backup_folder.empty()) return;
  std::optional<Instant> newest;
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (!looked_ || now - *looked_ > kBetweenLooks) {
      looked_ = now;
      newest_backup_ = NewestBackup(sources_.backup_folder);
    }
    newest = newest_backup_;
  }
  AddGauge(out, "clausebook_backup_newest_timestamp_seconds",
           "When the newest whole backup in backup_folder was made; 0: there is none.",
           newest ? ToSeconds(*newest) : 0);
}

void AddSurveyFamilies(Families& out, const std::optional<Survey::Result>& result) {
  if (!result) return;
  const SurveyCounts& counts = result->counts;
  AddGauge(out, "clausebook_survey_timestamp_seconds",
           "When everything recorded was last looked through for the numbers below.",
           ToSeconds(result->time));
  AddGauge(out, "clausebook_vendors", "Vendors recorded.",
           static_cast<double>(result->vendors));
  AddGauge(out, "clausebook_apps", "Apps recorded.", static_cast<double>(counts.apps));
  AddGauge(out, "clausebook_conflicts_open",
           "Questions about an app whose answer is CONFLICT today.",
           static_cast<double>(counts.conflicts));
  constexpr std::array<const char*, 6> kStates = {
      "active", "not_yet_valid", "expired", "awaiting_review", "retracted", "proposed"};
  auto& facts = AddFamily(out, "clausebook_facts",
                          "Standing facts by how they stand today.", MetricType::Gauge);
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (std::string_view(kStates[i]) == "retracted") continue;  // these do not stand
    AddSample(facts, static_cast<double>(counts.facts[i]), {{"state", kStates[i]}});
  }
  auto& items = AddFamily(
      out, "clausebook_response_items",
      "Items of filled questionnaires: proposed (await a decision), needs_review "
      "(a person has to answer), approved.",
      MetricType::Gauge);
  AddSample(items, static_cast<double>(counts.items_proposed), {{"state", "proposed"}});
  AddSample(items, static_cast<double>(counts.items_in_need),
            {{"state", "needs_review"}});
  AddSample(items, static_cast<double>(counts.items_approved), {{"state", "approved"}});
}

void AddHealthFamilies(Families& out, const Health& health) {
  const Readiness::State now = health.state();
  AddGauge(out, "clausebook_ready", "1 while the server should be sent calls.",
           now == Readiness::State::kReady ? 1 : 0);
  auto& states = AddFamily(out, "clausebook_readiness_state",
                           "1 for the state that holds.", MetricType::Gauge);
  for (const auto state :
       {Readiness::State::kReady, Readiness::State::kDraining, Readiness::State::kDamaged,
        Readiness::State::kUnavailable, Readiness::State::kDiskLow}) {
    AddSample(states, state == now ? 1 : 0, {{"state", NameOf(state)}});
  }
  AddCounter(out, "clausebook_store_probes_total", "Looks at the database.",
             static_cast<double>(health.probes()));
  AddCounter(out, "clausebook_store_probe_failures_total",
             "Of them those that found it broken.",
             static_cast<double>(health.failed_probes()));
}

}  // namespace clausebook::monitoring
