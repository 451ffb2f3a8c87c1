// Writes of filled questionnaires, of decisions about their items, and of mappings.
#include <utility>

#include "service/base/error.h"
#include "storage/memory/transaction.h"

namespace clausebook::storage {
namespace {

model::Publisher VendorOf(const std::string& id) {
  return {model::PublisherKind::kVendor, id};
}

}  // namespace

absl::StatusOr<model::Response> MemoryTransaction::AddResponse(
    const model::Response& response, const std::vector<model::ResponseItem>& items,
    const std::shared_ptr<const std::string>& file) {
  CB_RETURN_IF_ERROR(CheckWanted());
  if (state()->filled.contains(response.ref)) {
    return AlreadyExists("Response", ToName(response.ref));
  }
  auto numbered = std::make_shared<std::vector<model::ResponseItem>>(items);
  std::int32_t number = 0;
  for (model::ResponseItem& item : *numbered) item.number = ++number;
  ResponseRecord record{response, std::move(numbered), file, {}};
  record.response.item_count = number;
  record.response.create_time = time_;
  record.response.tallies.clear();
  Touch(VendorOf(response.ref.vendor));
  const auto [entry, added] = state()->filled.emplace(response.ref, std::move(record));
  return entry->second.AsKnown(kEndOfTime);
}

absl::Status MemoryTransaction::AddItemReviews(
    const model::ResponseRef& ref, const std::vector<model::ItemReview>& reviews) {
  CB_RETURN_IF_ERROR(CheckWanted());
  CB_ASSIGN_OR_RETURN(const auto* found, state()->FindFilled(ref, kEndOfTime));
  for (const model::ItemReview& review : reviews) {
    if (review.number < 1 || review.number > found->response.item_count) {
      return NotFound("ResponseItem", ToName(model::ResponseItemRef{ref, review.number}));
    }
  }
  if (reviews.empty()) return absl::OkStatus();
  Touch(VendorOf(ref.vendor));
  ResponseRecord& record = state()->filled.at(ref);
  for (const model::ItemReview& review : reviews) {
    record.reviews.push_back(review);
    record.reviews.back().create_time = time_;
  }
  return absl::OkStatus();
}

absl::StatusOr<model::Mapping> MemoryTransaction::AddMapping(
    const model::Mapping& mapping) {
  CB_RETURN_IF_ERROR(CheckWanted());
  auto& generations = state()->mappings[mapping.ref];
  if (!generations.empty() && !generations.back().revoke_time) {
    return AlreadyExists("Mapping", ToName(mapping.ref));
  }
  Touch(VendorOf(mapping.ref.vendor));
  model::Mapping record = mapping;
  record.generation = static_cast<std::int32_t>(generations.size()) + 1;
  record.create_time = time_;
  record.revoked_by.clear();
  record.revoke_reason.clear();
  record.revoke_time.reset();
  generations.push_back(record);
  return record;
}

absl::StatusOr<model::Mapping> MemoryTransaction::RevokeMapping(
    const model::MappingRef& ref, std::string_view revoked_by, std::string_view reason) {
  CB_RETURN_IF_ERROR(CheckWanted());
  const auto found = state()->mappings.find(ref);
  if (found == state()->mappings.end() || found->second.empty() ||
      found->second.back().revoke_time) {
    return NotFound("Mapping", ToName(ref));
  }
  Touch(VendorOf(ref.vendor));
  model::Mapping& mapping = found->second.back();
  mapping.revoked_by = revoked_by;
  mapping.revoke_reason = reason;
  mapping.revoke_time = time_;
  return mapping;
}

}  // namespace clausebook::storage
