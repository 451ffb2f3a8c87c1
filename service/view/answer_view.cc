#include "service/view/answer_view.h"

#include <algorithm>
#include <utility>

#include "service/base/status_macros.h"

namespace clausebook::view {
namespace {

model::Publisher VendorOf(std::string_view id) {
  return {model::PublisherKind::kVendor, std::string(id)};
}

// The vendor's id in `vendors/{vendor}/apps/{app}`, as far as it looks like one.
std::string_view VendorIn(std::string_view app) {
  constexpr std::string_view kPrefix = "vendors/";
  if (app.substr(0, kPrefix.size()) != kPrefix) return {};
  app.remove_prefix(kPrefix.size());
  return app.substr(0, app.find('/'));
}

// About what the base takes in memory.
std::size_t SizeOf(const model::EvidenceBase& base) {
  std::size_t bytes = 1024 + base.facts.size() * 1024;
  for (const auto& policy : base.policies) {
    for (const auto& revision : policy.revisions) {
      bytes += revision.revision.text->size() + revision.clauses.size() * 256;
    }
  }
  return bytes;
}

}  // namespace

// An answer rests on its vendor's evidence and on what platforms promise.
bool AnswerView::IsVendorCurrent(std::string_view app, Instant loaded) const {
  return freshness_.IsCurrent(VendorOf(VendorIn(app)), loaded);
}

bool AnswerView::ArePlatformsCurrent(Instant loaded) const {
  if (loaded >= freshness_.Latest()) return true;
  for (const catalog::Platform& platform : catalog_->platforms()) {
    if (!freshness_.IsCurrent({model::PublisherKind::kPlatform, platform.id}, loaded)) {
      return false;
    }
  }
  return true;
}

AnswerView::Use AnswerView::use() const {
  Use use;
  use.answer_hits = answer_hits_.load(std::memory_order_relaxed);
  use.answer_misses = answer_misses_.load(std::memory_order_relaxed);
  use.evidence_hits = evidence_hits_.load(std::memory_order_relaxed);
  use.evidence_misses = evidence_misses_.load(std::memory_order_relaxed);
  use.answer_bytes = answers_.bytes();
  use.answer_entries = answers_.apps();
  use.evidence_bytes = evidence_.bytes();
  use.evidence_entries = evidence_.entries();
  return use;
}

std::optional<AnswerView::Encoded> AnswerView::FindEncoded(
    std::span<const std::string_view> apps, std::span<const int> questions, Date day) {
  auto found = FindCurrent(apps, questions, day);
  (found ? answer_hits_ : answer_misses_).fetch_add(1, std::memory_order_relaxed);
  return found;
}

std::optional<AnswerView::Encoded> AnswerView::FindCurrent(
    std::span<const std::string_view> apps, std::span<const int> questions, Date day) {
  Encoded found;
  found.at = freshness_.Latest();
  found.holders = answers_.FindAll(apps);
  if (found.holders.empty()) return std::nullopt;
  found.answers.reserve(apps.size() * questions.size());
  Instant oldest = found.at;
  for (std::size_t i = 0; i < apps.size(); ++i) {
    const AppAnswers& app = *found.holders[i];
    Instant app_oldest = found.at, newest;
    if (app.day() != day || !app.Find(questions, found.answers, app_oldest, newest)) {
      return std::nullopt;
    }
    // One that takes a commit into account which `at` does not is of another state.
    if (newest > found.at || !IsVendorCurrent(apps[i], app_oldest)) return std::nullopt;
    oldest = std::min(oldest, app_oldest);
  }
  if (!ArePlatformsCurrent(oldest)) return std::nullopt;
  // If nothing was committed meanwhile, what was current one by one is so together.
  if (freshness_.Latest() != found.at) return std::nullopt;
  return found;
}

void AnswerView::KeepEncoded(std::string_view app, Date day, Instant loaded,
                             std::vector<AnswerCache::New> answers) {
  if (!ArePlatformsCurrent(loaded) || !IsVendorCurrent(app, loaded)) return;
  answers_.Insert(app, day, loaded, std::move(answers));
}

absl::StatusOr<AnswerView::Base> AnswerView::Evidence(storage::ReadSnapshot& snapshot,
                                                      const model::Publisher& publisher,
                                                      Instant known_at) {
  const Instant latest = snapshot.LatestCommit();
  if (known_at < latest) return snapshot.LoadEvidence(publisher, known_at);
  const std::string key = ToName(publisher);
  const auto found = evidence_.Find(key);
  if (found && freshness_.IsSame(publisher, found->at, latest)) {
    evidence_hits_.fetch_add(1, std::memory_order_relaxed);
    return found->base;
  }
  evidence_misses_.fetch_add(1, std::memory_order_relaxed);
  CB_ASSIGN_OR_RETURN(Base base, snapshot.LoadEvidence(publisher, latest));
  evidence_.Insert(key, {base, latest}, SizeOf(*base));
  return base;
}

absl::StatusOr<answering::AppDossier> AnswerView::OpenDossier(
    storage::ReadSnapshot& snapshot, const model::AppRef& ref, Date as_of,
    Instant known_at) {
  CB_ASSIGN_OR_RETURN(const model::App app, snapshot.GetApp(ref, known_at));
  CB_ASSIGN_OR_RETURN(const model::Vendor vendor,
                      snapshot.GetVendor(ref.vendor, known_at));
  answering::AppDossier::Input input;
  input.catalog = catalog_;
  input.app = ref;
  input.app_display_name = app.display_name;
  input.vendor_display_name = vendor.display_name;
  input.as_of = as_of;
  CB_ASSIGN_OR_RETURN(input.vendor, Evidence(snapshot, VendorOf(ref.vendor), known_at));
  for (const catalog::Platform& platform : catalog_->platforms()) {
    CB_ASSIGN_OR_RETURN(
        Base base,
        Evidence(snapshot, {model::PublisherKind::kPlatform, platform.id}, known_at));
    if (!base->facts.empty()) input.platforms.push_back(std::move(base));
  }
  return answering::AppDossier(std::move(input));
}

}  // namespace clausebook::view
