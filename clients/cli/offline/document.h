// Documents as requests carry them, and suggestions as fact books write them.
#ifndef CLAUSEBOOK_CLIENTS_CLI_OFFLINE_DOCUMENT_H_
#define CLAUSEBOOK_CLIENTS_CLI_OFFLINE_DOCUMENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/policy.pb.h"
#include "clausebook/v1/suggestion.pb.h"

namespace clausebook::cli {

// The file as a revision's `media_type` and `text` or `source`. `format` is `text`,
// `markdown`, `html`, `docx`, `pdf`, or empty: by its first bytes or the file's name.
// INVALID_ARGUMENT if it cannot be read. `-` is standard input.
absl::StatusOr<v1::PolicyRevision> ReadDocument(const std::string& path,
                                                const std::string& format);

// A revision with its text, and suggestions on it.
struct SuggestedFacts {
  v1::PolicyRevision revision;
  std::vector<v1::Suggestion> suggestions;
};

// The suggestions as `facts` of a fact book. Quotes name their policy and revision
// where those are recorded.
absl::StatusOr<std::string> SuggestionsToYaml(const std::vector<SuggestedFacts>& parts);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_OFFLINE_DOCUMENT_H_
