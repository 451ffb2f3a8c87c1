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

// An answer rests on its vendor's evidence and on what platforms promise.
bool AnswerView::IsCurrent(std::string_view vendor, Instant loaded) const {
  if (loaded >= freshness_.Latest()) return true;
  if (!freshness_.IsCurrent(VendorOf(vendor), loaded)) return false;
  for (const catalog::Platform& platform : catalog_->platforms()) {
    if (!freshness_.IsCurrent({model::PublisherKind::kPlatform, platform.id}, loaded)) {
      return false;
    }
  }
  return true;
}

std::optional<AnswerView::Encoded> AnswerView::FindEncoded(const EncodedKey& key) {
  auto found = answers_.Find(key.key);
  if (!found || !IsCurrent(key.vendor, found->at)) return std::nullopt;
  return found;
}

std::vector<AnswerView::Encoded> AnswerView::FindAllEncoded(
    const std::vector<EncodedKey>& keys, Instant* at) {
  *at = freshness_.Latest();
  auto all = answers_.FindAll(keys);
  for (std::size_t i = 0; i < all.size(); ++i) {
    // One that takes a commit into account which `at` does not is of another state.
    if (all[i].at > *at || !IsCurrent(keys[i].vendor, all[i].at)) return {};
  }
  // If nothing was committed meanwhile, what was current one by one is so together.
  if (freshness_.Latest() != *at) return {};
  return all;
}

void AnswerView::KeepEncoded(EncodedKey key, std::string bytes, Instant loaded) {
  if (!IsCurrent(key.vendor, loaded)) return;
  const std::size_t size = bytes.size();
  answers_.Insert(std::move(key.key),
                  {std::make_shared<const std::string>(std::move(bytes)), loaded}, size);
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
