// What was told in a form's payload against what the evidence says, for people.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_PAYLOAD_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_PAYLOAD_H_

#include <string>

#include "clausebook/v1/questionnaire_service.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// Differences, the gravest first, then what the evidence cannot speak to (only counted
// unless `all`), and what the form is not known to have.
std::string RenderPayloadComparison(const v1::ComparePayloadResponse& response, bool all,
                                    const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_PAYLOAD_H_
