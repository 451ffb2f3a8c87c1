#include "service/rpc/questionnaires/mapping_handlers.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/matching/normalise.h"
#include "service/rpc/convert/response_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/listing.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

namespace matching = questionnaires::matching;

constexpr int kMostMappedQuestions = 20;
constexpr std::size_t kMappingIdDigits = 32;

// Adds faults under `mapping.` and gives what is to be recorded. Whether the questions
// are known is asked later.
model::Mapping CheckMapping(FieldFaults& faults, const std::string& vendor,
                            const v1::Mapping& wanted) {
  model::Mapping mapping;
  mapping.wording = wanted.wording();
  mapping.confirmed_by = wanted.confirmed_by();
  CheckText(faults, "mapping.wording", wanted.wording(), kLongestWording);
  CheckText(faults, "mapping.confirmed_by", wanted.confirmed_by());
  if (wanted.questions_size() > kMostMappedQuestions) {
    faults.Add("mapping.questions",
               absl::StrCat("At most ", kMostMappedQuestions, " are allowed."));
    return mapping;
  }
  for (int i = 0; i < wanted.questions_size(); ++i) {
    const std::string field = absl::StrCat("mapping.questions[", i, "].question");
    const auto id =
        CheckNameIn(faults, field, wanted.questions(i).question(), "questions");
    if (!id) continue;
    const bool repeated =
        std::any_of(mapping.questions.begin(), mapping.questions.end(),
                    [&](const auto& asked) { return asked.question == *id; });
    if (repeated) faults.Add(field, "Is there already: a wording asks a question once.");
    mapping.questions.push_back({*id, wanted.questions(i).opposite()});
  }
  if (matching::NormaliseWording(wanted.wording()).empty() && !wanted.wording().empty()) {
    faults.Add("mapping.wording", "Has no word in it.");
  }
  mapping.wording_digest = matching::WordingDigest(wanted.wording());
  mapping.ref = {vendor, mapping.wording_digest.substr(0, kMappingIdDigits)};
  return mapping;
}

// The key by which the store's ListMappings goes on after `mapping`.
std::string KeyOf(const model::Mapping& mapping) {
  return absl::StrFormat("%s/%010d", mapping.ref.mapping, mapping.generation);
}

}  // namespace

absl::Status MappingHandlers::CreateMapping(const CallContext& context,
                                            const v1::CreateMappingRequest& request,
                                            v1::CreateMappingResponse* response) const {
  FieldFaults faults;
  const auto vendor = CheckVendor(faults, "parent", request.parent());
  const model::Mapping mapping =
      CheckMapping(faults, vendor.value_or(""), request.mapping());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  for (const auto& asked : mapping.questions) {
    if (deps_.catalog->FindQuestion(asked.question) == nullptr) {
      return NotFound("Question", "questions/" + asked.question);
    }
  }
  return WriteOnce(deps_, context, request, response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_RETURN_IF_ERROR(tx.GetVendor(*vendor, kEndOfTime).status());
                     CB_ASSIGN_OR_RETURN(const auto record, tx.AddMapping(mapping));
                     *response->mutable_mapping() = ToProto(record);
                     return absl::OkStatus();
                   });
}

absl::Status MappingHandlers::ListMappings(const CallContext& context,
                                           const v1::ListMappingsRequest& request,
                                           v1::ListMappingsResponse* response) const {
  FieldFaults faults;
  const auto vendor = CheckVendor(faults, "parent", request.parent());
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_RETURN_IF_ERROR(snapshot->GetVendor(*vendor, listing.known_at()).status());
  CB_ASSIGN_OR_RETURN(const auto mappings,
                      snapshot->ListMappings(*vendor, request.show_revoked(),
                                             listing.page(), listing.known_at()));
  const std::size_t kept = listing.Keep(mappings.size());
  for (std::size_t i = 0; i < kept; ++i) *response->add_mappings() = ToProto(mappings[i]);
  if (kept < mappings.size()) {
    response->set_next_page_token(listing.TokenAfter(KeyOf(mappings[kept - 1])));
  }
  return absl::OkStatus();
}

absl::Status MappingHandlers::RevokeMapping(const CallContext& context,
                                            const v1::RevokeMappingRequest& request,
                                            v1::RevokeMappingResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckMappingName(faults, "name", request.name());
  CheckText(faults, "revoked_by", request.revoked_by());
  CheckOptionalText(faults, "reason", request.reason(), 1000);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_ASSIGN_OR_RETURN(
                         const auto record,
                         tx.RevokeMapping(*ref, request.revoked_by(), request.reason()));
                     *response->mutable_mapping() = ToProto(record);
                     return absl::OkStatus();
                   });
}

}  // namespace clausebook::rpc
