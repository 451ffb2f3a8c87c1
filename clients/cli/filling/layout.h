// What is where in a questionnaire's file, as flags or a small file say it.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FILLING_LAYOUT_H_
#define CLAUSEBOOK_CLIENTS_CLI_FILLING_LAYOUT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clients/cli/options.h"

namespace clausebook::cli {

// The layouts that the options ask for; none if nothing is said. Where sheets are named,
// all others are skipped. INVALID_ARGUMENT for a file that cannot be read.
absl::StatusOr<std::vector<v1::SheetLayout>> LayoutsOf(const LayoutOptions& options);

// The same of a file's text (YAML, so JSON too): a list `sheets` of maps with the fields
// of SheetLayout. `path` is for messages. INVALID_ARGUMENT with the line of the first
// fault.
absl::StatusOr<std::vector<v1::SheetLayout>> ParseLayouts(const std::string& path,
                                                          const std::string& text);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FILLING_LAYOUT_H_
