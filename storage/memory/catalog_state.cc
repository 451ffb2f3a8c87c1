// Reads of vendors, apps, policies, revisions and stored responses.
#include <algorithm>
#include <utility>

#include "service/base/error.h"
#include "storage/memory/state.h"

namespace clausebook::storage {
namespace {

bool IsFull(std::size_t size, const Page& page) {
  return size >= static_cast<std::size_t>(page.limit);
}

std::pair<std::string, std::string> SplitKey(const std::string& key) {
  const auto slash = key.find('/');
  if (slash == std::string::npos) return {key, ""};
  return {key.substr(0, slash), key.substr(slash + 1)};
}

}  // namespace

model::Revision RevisionRecord::AsKnown(Instant known_at) const {
  model::Revision known = revision;
  if (known.withdraw_time > known_at) known.withdraw_time.reset();
  return known;
}

absl::StatusOr<model::Vendor> State::GetVendor(std::string_view id,
                                               Instant known_at) const {
  const model::Vendor* vendor = vendors.At(std::string(id), known_at);
  if (vendor == nullptr) return NotFound("Vendor", "vendors/" + std::string(id));
  return *vendor;
}

std::vector<model::Vendor> State::ListVendors(const Page& page, Instant known_at) const {
  std::vector<model::Vendor> found;
  vendors.Scan(page.after, known_at, [&](const model::Vendor& vendor) {
    found.push_back(vendor);
    return !IsFull(found.size(), page);
  });
  return found;
}

absl::StatusOr<model::App> State::GetApp(const model::AppRef& ref,
                                         Instant known_at) const {
  const model::App* app = apps.At(ref, known_at);
  if (app == nullptr) return NotFound("App", ToName(ref));
  return *app;
}

std::vector<model::App> State::ListApps(const std::optional<std::string>& vendor,
                                        std::string_view id_or_key, const Page& page,
                                        Instant known_at) const {
  const auto [after_vendor, after_app] = SplitKey(page.after);
  std::vector<model::App> found;
  apps.Scan({after_vendor, after_app}, known_at, [&](const model::App& app) {
    if (vendor && app.ref.vendor != *vendor) return true;
    if (id_or_key.empty() || app.ref.app == id_or_key ||
        app.marketplace_key == id_or_key) {
      found.push_back(app);
    }
    return !IsFull(found.size(), page);
  });
  return found;
}

absl::StatusOr<model::Policy> State::GetPolicy(const model::PolicyRef& ref,
                                               Instant known_at) const {
  const model::Policy* policy = policies.At(ref, known_at);
  if (policy == nullptr) return NotFound("Policy", ToName(ref));
  return *policy;
}

std::vector<model::Policy> State::ListPolicies(
    const std::optional<model::Publisher>& publisher, const Page& page,
    Instant known_at) const {
  const auto kind = publisher ? publisher->kind : model::PublisherKind::kVendor;
  const auto [after_id, after_policy] = SplitKey(page.after);
  std::vector<model::Policy> found;
  policies.Scan({{kind, after_id}, after_policy}, known_at, [&](const model::Policy& p) {
    if (p.ref.publisher.kind != kind) return false;
    if (!publisher || p.ref.publisher == *publisher) found.push_back(p);
    return !IsFull(found.size(), page);
  });
  return found;
}

const RevisionRecord* State::LastRevision(const model::RevisionRef& ref) const {
  const auto records = revisions.find(ref.policy);
  if (records == revisions.end()) return nullptr;
  const auto last = std::find_if(
      records->second.rbegin(), records->second.rend(),
      [&](const RevisionRecord& record) { return record.revision.ref == ref; });
  return last == records->second.rend() ? nullptr : &*last;
}

absl::StatusOr<model::Revision> State::GetRevision(const model::RevisionRef& ref) const {
  const RevisionRecord* record = LastRevision(ref);
  if (record == nullptr) return NotFound("PolicyRevision", ToName(ref));
  return record->revision;
}

absl::StatusOr<std::vector<model::Clause>> State::ListClauses(
    const model::RevisionRef& revision) const {
  const RevisionRecord* record = LastRevision(revision);
  if (record == nullptr) return NotFound("PolicyRevision", ToName(revision));
  return *record->clauses;
}

std::vector<const RevisionRecord*> State::RevisionsAt(const model::PolicyRef& policy,
                                                      Instant known_at,
                                                      bool include_withdrawn) const {
  std::vector<const RevisionRecord*> found;
  const auto records = revisions.find(policy);
  if (records == revisions.end()) return found;
  for (const RevisionRecord& record : records->second) {
    const auto& withdrawn = record.revision.withdraw_time;
    if (record.revision.create_time > known_at) continue;
    if (withdrawn && *withdrawn <= known_at && !include_withdrawn) continue;
    found.push_back(&record);
  }
  // Records are in the order of their times already.
  std::stable_sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
    return a->revision.effective < b->revision.effective;
  });
  return found;
}

std::vector<model::Revision> State::ListRevisions(const model::PolicyRef& policy,
                                                  Instant known_at,
                                                  bool include_withdrawn) const {
  std::vector<model::Revision> found;
  for (const RevisionRecord* record : RevisionsAt(policy, known_at, include_withdrawn)) {
    found.push_back(record->AsKnown(known_at));
    found.back().text = nullptr;
    found.back().source = nullptr;
  }
  return found;
}

std::optional<StoredResponse> State::FindResponse(std::string_view request_id,
                                                  Instant not_before) const {
  const auto found = responses.find(request_id);
  if (found == responses.end() || found->second.time < not_before) return std::nullopt;
  return found->second;
}

}  // namespace clausebook::storage
