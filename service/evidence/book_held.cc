#include "service/evidence/book_held.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/status_macros.h"

namespace clausebook::evidence {
namespace {

const storage::Page kEverything{"", 1'000'000};

}  // namespace

absl::StatusOr<Held> ReadHeld(const model::Publisher& publisher,
                              storage::ReadSnapshot& snapshot) {
  Held held;
  if (publisher.kind == model::PublisherKind::kVendor) {
    auto vendor = snapshot.GetVendor(publisher.id, kEndOfTime);
    if (vendor.ok()) {
      held.vendor = *std::move(vendor);
    } else if (!absl::IsNotFound(vendor.status())) {
      return vendor.status();
    }
    CB_ASSIGN_OR_RETURN(const auto apps,
                        snapshot.ListApps(publisher.id, "", kEverything, kEndOfTime));
    for (const model::App& app : apps) held.apps[app.ref.app] = app;
  }
  CB_ASSIGN_OR_RETURN(held.base, snapshot.LoadEvidence(publisher, kEndOfTime));
  for (const auto& policy : held.base->policies) {
    held.policies[policy.policy.ref.policy] = policy.policy;
    for (const auto& revision : policy.revisions) {
      held.revisions[ToName(revision.revision.ref)] = revision.revision;
    }
  }
  for (const model::Fact& fact : held.base->facts) held.facts[fact.ref.fact] = fact;
  CB_ASSIGN_OR_RETURN(const auto rejections,
                      snapshot.ListRejections(publisher, kEndOfTime));
  for (const model::Rejection& rejection : rejections) {
    held.rejections.insert(RejectionName(rejection.policy, rejection.suggestion));
  }
  return held;
}

std::string StateOf(const model::Publisher& publisher, const Held& held) {
  std::string text = ToName(publisher);
  if (held.vendor) absl::StrAppend(&text, "@", held.vendor->info.version);
  for (const auto& [id, app] : held.apps) {
    absl::StrAppend(&text, "\na ", id, "@", app.info.version);
  }
  for (const auto& [id, policy] : held.policies) {
    absl::StrAppend(&text, "\np ", id, "@", policy.info.version);
  }
  for (const auto& [name, revision] : held.revisions) {
    absl::StrAppend(&text, "\nr ", name, "@", revision.create_time.micros);
  }
  for (const auto& [id, fact] : held.facts) {
    absl::StrAppend(&text, "\nf ", id, "@", fact.generation);
  }
  for (const std::string& name : held.rejections) absl::StrAppend(&text, "\nx ", name);
  return Sha256Hex(text);
}

}  // namespace clausebook::evidence
