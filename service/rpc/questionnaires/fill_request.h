// What a client wants filled, and how: the options of FillQuestionnaire, checked.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_REQUEST_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_REQUEST_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "service/base/time.h"
#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/read_questionnaire.h"
#include "service/rpc/handlers.h"
#include "storage/model/names.h"

namespace clausebook::rpc {

struct FillRequest {
  model::AppRef app;
  std::string edition;  // id of the known questionnaire; empty: none
  std::string file_name;
  Date as_of;
  std::optional<Instant> known_at;  // nullopt: now
  questionnaires::ReadOptions read;
  questionnaires::FillOptions fill;
  bool layout_only = false;
  std::string response_id;  // empty: nothing is recorded
  std::string title;
  std::string creator;
  bool include_unapproved = false;
  // Without a file: what it is sent in; UNSPECIFIED: it is not sent.
  v1::ExportForm form = v1::EXPORT_FORM_UNSPECIFIED;
};

// INVALID_ARGUMENT with every field at fault.
absl::StatusOr<FillRequest> CheckFillOptions(const CallContext& context,
                                             const v1::FillOptions& options);

// What has to be known to fill the same file again the same way, for
// `model::Response.fill_options`; and the reverse, of what this wrote.
std::string SerializeFillOptions(const v1::FillOptions& options);
absl::StatusOr<FillRequest> ParseFillOptions(const CallContext& context,
                                             const std::string& serialized);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_REQUEST_H_
