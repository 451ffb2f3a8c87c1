// From what people type to resources: never by guessing; where several fit, all are
// named.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RESOLVE_H_
#define CLAUSEBOOK_CLIENTS_CLI_RESOLVE_H_

#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/app.pb.h"
#include "clausebook/v1/question.pb.h"
#include "clients/cpp/client.h"

namespace clausebook::cli {

// A resource name, an app id or a Marketplace key. NOT_FOUND with the nearest names;
// INVALID_ARGUMENT with all of them if several vendors have such an app.
absl::StatusOr<v1::App> ResolveApp(const client::Client& client, const std::string& text);

// `vendors/x`, `platforms/x`, or the id of one of either kind.
absl::StatusOr<std::string> ResolvePublisher(const client::Client& client,
                                             const std::string& text);

// A resource name, an id, or a question's wording to the letter (case aside). NOT_FOUND
// with the nearest ids, or for a wording with the questions that share its words.
absl::StatusOr<v1::Question> ResolveQuestion(const client::Client& client,
                                             const std::string& text);

// An RFC 3339 time, or a day, which means its end but not later than `now`. Nullopt for
// an empty text and for today: what is known now.
absl::StatusOr<std::optional<google::protobuf::Timestamp>> ParseKnownAt(
    const std::string& text, const google::protobuf::Timestamp& now);

// The questions that share most words with `words`, the best first. Pure.
std::vector<v1::Question> SearchQuestions(const std::vector<v1::Question>& questions,
                                          const std::vector<std::string>& words);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RESOLVE_H_
