// Questionnaires that were filled without a file, in the form that somebody asks for.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FORM_RENDERING_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FORM_RENDERING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/response.pb.h"
#include "service/base/time.h"
#include "service/rpc/handlers.h"
#include "storage/model/response.h"

namespace clausebook::rpc {

// Whose answers they are, for people.
struct DisplayNames {
  std::string app;
  std::string vendor;
};

// The document's bytes. `form` is one of the forms, not UNSPECIFIED; `items` are all, in
// reading order; overrides have to count on `today`. INVALID_ARGUMENT (fields `form`,
// `answer`) as ExportResponse says.
absl::StatusOr<std::string> RenderForm(const HandlerDeps& deps,
                                       const model::Response& response,
                                       const std::vector<model::ReviewedItem>& items,
                                       const DisplayNames& names, v1::ExportForm form,
                                       Date today);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FORM_RENDERING_H_
