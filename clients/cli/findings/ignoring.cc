// Findings that the caller knows and does not want to see.
#include <google/protobuf/repeated_ptr_field.h>

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/findings/report.h"
#include "service/base/status_macros.h"
#include "service/catalog/nearest.h"
#include "service/checking/checking.h"

namespace clausebook::cli {
namespace {

absl::StatusOr<std::string> IdOfPattern(const std::string& word) {
  std::vector<std::string> known;
  for (const checking::Pattern& pattern : checking::Patterns()) {
    const std::string id(pattern.id);
    const std::string code(pattern.code);
    if (absl::EqualsIgnoreCase(word, id) ||
        (!code.empty() && absl::EqualsIgnoreCase(word, code))) {
      return id;
    }
    known.push_back(id);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("There is no pattern '", word, "'. ", yaml::DidYouMean(word, known)));
}

}  // namespace

absl::Status Ignore(const std::vector<std::string>& patterns, CheckReport& report) {
  std::vector<std::string> ids;
  for (const std::string& word : patterns) {
    CB_ASSIGN_OR_RETURN(ids.emplace_back(), IdOfPattern(word));
  }
  google::protobuf::RepeatedPtrField<v1::Finding> kept;
  for (v1::Finding& finding : *report.response.mutable_findings()) {
    const bool ignored =
        std::find(ids.begin(), ids.end(), finding.pattern()) != ids.end();
    if (ignored) {
      ++report.ignored;
    } else {
      kept.Add(std::move(finding));
    }
  }
  report.response.mutable_findings()->Swap(&kept);
  return absl::OkStatus();
}

}  // namespace clausebook::cli
