#include "service/view/answer_view.h"

#include <utility>

#include "service/base/status_macros.h"

namespace clausebook::view {
namespace {

model::Publisher VendorOf(std::string_view id) {
  return {model::PublisherKind::kVendor, std::string(id)};
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

bool AnswerView::PlatformsAreCurrent(Instant loaded) const {
  for (const catalog::Platform& platform : catalog_->platforms()) {
    if (!freshness_.IsCurrent({model::PublisherKind::kPlatform, platform.id}, loaded)) {
      return false;
    }
  }
  return true;
}

std::shared_ptr<const std::string> AnswerView::FindEncoded(std::string_view vendor,
                                                           std::string_view key) {
  const auto found = answers_.Find(key);
  if (!found || !freshness_.IsCurrent(VendorOf(vendor), found->at) ||
      !PlatformsAreCurrent(found->at)) {
    return nullptr;
  }
  return found->bytes;
}

void AnswerView::KeepEncoded(std::string_view vendor, std::string key,
                             std::shared_ptr<const std::string> bytes, Instant loaded) {
  if (!freshness_.IsCurrent(VendorOf(vendor), loaded)) return;
  const std::size_t size = bytes->size();
  answers_.Insert(std::move(key), {std::move(bytes), loaded}, size);
}

absl::StatusOr<AnswerView::Base> AnswerView::Evidence(storage::ReadSnapshot& snapshot,
                                                      const model::Publisher& publisher,
                                                      Instant known_at) {
  const Instant latest = snapshot.LatestCommit();
  if (known_at < latest) return snapshot.LoadEvidence(publisher, known_at);
  const std::string key = ToName(publisher);
  const auto found = evidence_.Find(key);
  if (found && freshness_.IsSame(publisher, found->at, latest)) return found->base;
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
