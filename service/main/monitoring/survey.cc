#include "service/main/monitoring/survey.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "service/answering/answering.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/responses/summary.h"

namespace clausebook::monitoring {
namespace {

using std::chrono::steady_clock;
using Base = std::shared_ptr<const model::EvidenceBase>;

constexpr int kPage = 1000;
// For each moment of work so many of rest: a tenth of a processor.
constexpr int kRest = 9;

void CountFacts(const model::EvidenceBase& base, Date today, SurveyCounts& counts) {
  for (const model::Fact& fact : base.facts) {
    const auto state = static_cast<std::size_t>(answering::StateOf(fact, base, today));
    if (state < counts.facts.size()) ++counts.facts[state];
  }
}

absl::Status CountItems(storage::ReadSnapshot& snapshot, const std::string& vendor,
                        Date today, SurveyCounts& counts) {
  storage::Page page{"", kPage};
  while (true) {
    CB_ASSIGN_OR_RETURN(const auto responses,
                        snapshot.ListResponses(vendor, std::nullopt, page, kEndOfTime));
    for (const model::Response& response : responses) {
      const auto summary = questionnaires::responses::Summarise(response.tallies, today);
      counts.items_proposed += summary.proposed;
      counts.items_in_need += summary.needs_review;
      counts.items_approved += summary.approved;
    }
    if (responses.size() < kPage) return absl::OkStatus();
    page.after = responses.back().ref.response;
  }
}

absl::StatusOr<std::vector<std::string>> AllVendors(storage::ReadSnapshot& snapshot) {
  std::vector<std::string> ids;
  storage::Page page{"", kPage};
  while (true) {
    CB_ASSIGN_OR_RETURN(const auto some, snapshot.ListVendors(page, kEndOfTime));
    for (const model::Vendor& vendor : some) ids.push_back(vendor.id);
    if (some.size() < kPage) return ids;
    page.after = ids.back();
  }
}

absl::StatusOr<std::vector<model::App>> AllApps(storage::ReadSnapshot& snapshot,
                                                const std::string& vendor) {
  std::vector<model::App> apps;
  storage::Page page{"", kPage};
  while (true) {
    CB_ASSIGN_OR_RETURN(auto some, snapshot.ListApps(vendor, "", page, kEndOfTime));
    const bool last = some.size() < kPage;
    std::move(some.begin(), some.end(), std::back_inserter(apps));
    if (last) return apps;
    page.after = vendor + "/" + apps.back().ref.app;
  }
}

}  // namespace

SurveyCounts& SurveyCounts::operator+=(const SurveyCounts& other) {
  apps += other.apps;
  conflicts += other.conflicts;
  for (std::size_t i = 0; i < facts.size(); ++i) facts[i] += other.facts[i];
  items_proposed += other.items_proposed;
  items_in_need += other.items_in_need;
  items_approved += other.items_approved;
  return *this;
}

Survey::~Survey() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Survey::Start() {
  thread_ = std::thread([this] { Run(); });
}

void Survey::Note(const storage::Commit& commit) {
  const std::lock_guard lock(mutex_);
  for (const model::Publisher& publisher : commit.touched) {
    if (publisher.kind == model::PublisherKind::kVendor) {
      dirty_.vendors.insert(publisher.id);
    } else {
      dirty_.all = true;  // what a platform promises counts for all
    }
  }
}

std::optional<Survey::Result> Survey::result() const {
  const std::lock_guard lock(mutex_);
  return result_;
}

bool Survey::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Survey::Run() {
  while (!stopping()) {
    // What fails is made up for by the next pass; calls and probes tell of the store.
    Pass().IgnoreError();
    std::unique_lock lock(mutex_);
    stop_.wait_for(lock, options_.interval, [this] { return stopping_; });
  }
}

void Survey::Rest(steady_clock::duration worked) {
  std::unique_lock lock(mutex_);
  stop_.wait_for(lock, worked * kRest, [this] { return stopping_; });
}

Survey::Dirty Survey::TakeDirty(Date today) {
  const std::lock_guard lock(mutex_);
  Dirty dirty = std::exchange(dirty_, {.all = false, .vendors = {}});
  // What facts mean changes with the day.
  const bool same_day = std::exchange(day_, today) == today;
  dirty.all = dirty.all || !same_day;
  return dirty;
}

absl::Status Survey::Pass() {
  const Date today = DateOf(options_.clock->Now());
  Dirty dirty = TakeDirty(today);
  absl::Status status = PassOver(dirty, today);
  if (status.ok() && !stopping()) return status;
  const std::lock_guard lock(mutex_);  // it is still to be done
  dirty_.all = dirty_.all || dirty.all;
  dirty_.vendors.merge(dirty.vendors);
  return status;
}

absl::Status Survey::PassOver(const Dirty& dirty, Date today) {
  CB_ASSIGN_OR_RETURN(const View view, Look(today));
  std::map<std::string, SurveyCounts> counts;
  for (const std::string& vendor : view.vendors) {
    if (stopping()) return absl::OkStatus();
    const auto known = by_vendor_.find(vendor);
    if (known != by_vendor_.end() && !dirty.all && dirty.vendors.count(vendor) == 0) {
      counts.insert(*known);
      continue;
    }
    CB_ASSIGN_OR_RETURN(counts[vendor], CountVendor(vendor, view));
  }
  by_vendor_ = std::move(counts);
  Result result;
  for (const auto& [vendor, of_vendor] : by_vendor_) result.counts += of_vendor;
  for (const Base& platform : view.platforms) {
    CountFacts(*platform, today, result.counts);
  }
  result.vendors = static_cast<std::int64_t>(by_vendor_.size());
  result.time = options_.clock->Now();
  const std::lock_guard lock(mutex_);
  if (!stopping_) result_ = result;
  return absl::OkStatus();
}

absl::StatusOr<Survey::View> Survey::Look(Date today) {
  View view;
  view.today = today;
  CB_ASSIGN_OR_RETURN(const auto snapshot, options_.store->Read(nullptr));
  CB_ASSIGN_OR_RETURN(view.vendors, AllVendors(*snapshot));
  for (const catalog::Platform& platform : options_.catalog->platforms()) {
    CB_ASSIGN_OR_RETURN(
        Base base, snapshot->LoadEvidence({model::PublisherKind::kPlatform, platform.id},
                                          snapshot->LatestCommit()));
    if (!base->facts.empty()) view.platforms.push_back(std::move(base));
  }
  return view;
}

absl::StatusOr<SurveyCounts> Survey::CountVendor(const std::string& id,
                                                 const View& view) {
  const auto begin = steady_clock::now();
  SurveyCounts counts;
  CB_ASSIGN_OR_RETURN(auto snapshot, options_.store->Read(nullptr));
  const auto vendor = snapshot->GetVendor(id, kEndOfTime);
  if (absl::IsNotFound(vendor.status())) return counts;  // deleted meanwhile
  CB_RETURN_IF_ERROR(vendor.status());
  CB_ASSIGN_OR_RETURN(const Base base,
                      snapshot->LoadEvidence({model::PublisherKind::kVendor, id},
                                             snapshot->LatestCommit()));
  CB_ASSIGN_OR_RETURN(const auto apps, AllApps(*snapshot, id));
  CB_RETURN_IF_ERROR(CountItems(*snapshot, id, view.today, counts));
  snapshot.reset();  // what follows needs no reader
  CountFacts(*base, view.today, counts);
  Rest(steady_clock::now() - begin);
  CountApps(apps, *vendor, base, view, counts);
  return counts;
}

void Survey::CountApps(const std::vector<model::App>& apps, const model::Vendor& vendor,
                       const Base& base, const View& view, SurveyCounts& counts) {
  for (const model::App& app : apps) {
    if (stopping()) return;
    const auto begin = steady_clock::now();
    const answering::AppDossier dossier({options_.catalog, app.ref, app.display_name,
                                         vendor.display_name, view.today, base,
                                         view.platforms});
    for (const catalog::Question& question : options_.catalog->questions()) {
      const auto verdict = dossier.Ask(question).verdict;
      if (verdict == answering::Verdict::kConflict) ++counts.conflicts;
    }
    ++counts.apps;
    Rest(steady_clock::now() - begin);
  }
}

}  // namespace clausebook::monitoring
