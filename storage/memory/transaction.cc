#include "storage/memory/transaction.h"

#include <memory>
#include <utility>
#include <variant>

#include "service/base/error.h"

namespace clausebook::storage {
namespace {

// Stored responses outlive the replay window of 24 hours by a day, then they go.
constexpr std::int64_t kKeepResponsesMicros = 48LL * 3600 * 1'000'000;

model::Publisher VendorPublisher(std::string_view id) {
  return {model::PublisherKind::kVendor, std::string(id)};
}

}  // namespace

void MemoryTransaction::Touch(const model::Publisher& publisher) {
  commit_.time = time_;
  commit_.touched.insert(publisher);
}

absl::StatusOr<model::Vendor> MemoryTransaction::PutVendor(const model::Vendor& vendor) {
  CB_RETURN_IF_ERROR(CheckWanted());
  Touch(VendorPublisher(vendor.id));
  return state()->vendors.Append(vendor.id, vendor, time_, /*deleted=*/false);
}

absl::StatusOr<model::App> MemoryTransaction::PutApp(const model::App& app) {
  CB_RETURN_IF_ERROR(CheckWanted());
  Touch(VendorPublisher(app.ref.vendor));
  return state()->apps.Append(app.ref, app, time_, /*deleted=*/false);
}

absl::StatusOr<model::Policy> MemoryTransaction::PutPolicy(const model::Policy& policy) {
  CB_RETURN_IF_ERROR(CheckWanted());
  Touch(policy.ref.publisher);
  return state()->policies.Append(policy.ref, policy, time_, /*deleted=*/false);
}

absl::Status MemoryTransaction::DeleteVendor(std::string_view id) {
  CB_ASSIGN_OR_RETURN(model::Vendor vendor, GetVendor(id, kEndOfTime));
  Touch(VendorPublisher(id));
  state()->vendors.Append(vendor.id, vendor, time_, /*deleted=*/true);
  return absl::OkStatus();
}

absl::Status MemoryTransaction::DeleteApp(const model::AppRef& ref) {
  CB_ASSIGN_OR_RETURN(model::App app, GetApp(ref, kEndOfTime));
  Touch(VendorPublisher(ref.vendor));
  state()->apps.Append(ref, app, time_, /*deleted=*/true);
  return absl::OkStatus();
}

absl::Status MemoryTransaction::DeletePolicy(const model::PolicyRef& ref) {
  CB_ASSIGN_OR_RETURN(model::Policy policy, GetPolicy(ref, kEndOfTime));
  Touch(ref.publisher);
  state()->policies.Append(ref, policy, time_, /*deleted=*/true);
  return absl::OkStatus();
}

absl::StatusOr<model::Revision> MemoryTransaction::AddRevision(
    const model::Revision& revision, const std::vector<model::Clause>& clauses) {
  CB_RETURN_IF_ERROR(CheckWanted());
  const RevisionRecord* last = state()->LastRevision(revision.ref);
  if (last != nullptr && !last->revision.withdraw_time) {
    return AlreadyExists("PolicyRevision", ToName(revision.ref));
  }
  Touch(revision.ref.policy.publisher);
  RevisionRecord record{revision,
                        std::make_shared<const std::vector<model::Clause>>(clauses)};
  record.revision.size_bytes = static_cast<std::int64_t>(revision.text->size());
  record.revision.clause_count = static_cast<std::int32_t>(clauses.size());
  record.revision.create_time = time_;
  if (revision.source != nullptr) {
    record.revision.source_size_bytes = static_cast<std::int64_t>(revision.source->size());
  }
  record.revision.withdraw_time.reset();
  auto& records = state()->revisions[revision.ref.policy];
  records.push_back(std::move(record));
  return records.back().revision;
}

absl::Status MemoryTransaction::WithdrawRevision(const model::RevisionRef& ref) {
  CB_RETURN_IF_ERROR(CheckWanted());
  const RevisionRecord* last = state()->LastRevision(ref);
  if (last == nullptr || last->revision.withdraw_time) {
    return NotFound("PolicyRevision", ToName(ref));
  }
  Touch(ref.policy.publisher);
  for (RevisionRecord& record : state()->revisions[ref.policy]) {
    if (&record == last) record.revision.withdraw_time = time_;
  }
  return absl::OkStatus();
}

absl::StatusOr<model::Fact> MemoryTransaction::AddFact(
    const model::FactRef& ref, const model::FactContent& content) {
  CB_RETURN_IF_ERROR(CheckWanted());
  if (state()->StandingFact(ref) != nullptr) return AlreadyExists("Fact", ToName(ref));
  if (const auto* quote = std::get_if<model::ClauseEvidence>(&content.evidence)) {
    const RevisionRecord* last = state()->LastRevision(quote->revision);
    if (last == nullptr || last->revision.withdraw_time) {
      return NotFound("PolicyRevision", ToName(quote->revision));
    }
  }
  Touch(ref.publisher);
  auto& generations = state()->facts[ref];
  model::Fact fact;
  fact.ref = ref;
  fact.generation = static_cast<std::int32_t>(generations.size()) + 1;
  fact.content = content;
  fact.create_time = time_;
  generations.push_back({fact, ++state()->last_sequence});
  return fact;
}

absl::StatusOr<model::Fact> MemoryTransaction::RetractFact(const model::FactRef& ref,
                                                           std::string_view reason) {
  CB_RETURN_IF_ERROR(CheckWanted());
  if (state()->StandingFact(ref) == nullptr) return NotFound("Fact", ToName(ref));
  Touch(ref.publisher);
  model::Fact& fact = state()->facts[ref].back().fact;
  fact.retract_time = time_;
  fact.retract_reason = reason;
  return fact;
}

absl::StatusOr<model::Rejection> MemoryTransaction::AddRejection(
    const model::Rejection& rejection) {
  CB_RETURN_IF_ERROR(CheckWanted());
  model::Rejection record = rejection;
  record.create_time = time_;
  const auto [entry, added] = state()->rejections.emplace(
      std::pair(rejection.policy, rejection.suggestion), record);
  if (!added) {
    return AlreadyExists("Rejection",
                         RejectionName(rejection.policy, rejection.suggestion));
  }
  Touch(rejection.policy.publisher);
  return record;
}

absl::Status MemoryTransaction::SaveResponse(std::string_view request_id,
                                             std::string_view request_digest,
                                             std::string_view response) {
  CB_RETURN_IF_ERROR(CheckWanted());
  std::erase_if(state()->responses, [&](const auto& entry) {
    return entry.second.time.micros < time_.micros - kKeepResponsesMicros;
  });
  if (state()->responses.contains(request_id))
    return AlreadyExists("request", request_id);
  state()->responses[std::string(request_id)] = {std::string(request_digest),
                                                 std::string(response), time_};
  return absl::OkStatus();
}

}  // namespace clausebook::storage
