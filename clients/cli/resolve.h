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

// A resource name, an app id or a Marketplace key, of what was known at `known_at` (as
// ParseKnownAt takes it; empty: now). NOT_FOUND with the nearest names, or with the time
// since when the app is known; INVALID_ARGUMENT with all of them if several vendors have
// such an app, and for what is no time.
absl::StatusOr<v1::App> ResolveApp(const client::Client& client, const std::string& text,
                                   const std::string& known_at = "");

// `vendors/x`, `platforms/x`, or the id of one of either kind.
absl::StatusOr<std::string> ResolvePublisher(const client::Client& client,
                                             const std::string& text);

// A resource name, or the id of a vendor's fact, standing or retracted. NOT_FOUND if no
// vendor has it; INVALID_ARGUMENT with all names if several do.
absl::StatusOr<std::string> ResolveFact(const client::Client& client,
                                        const std::string& text);

// A resource name, an id, or a question's wording to the letter (case aside). NOT_FOUND
// with the nearest ids, or for a wording with the questions that share its words.
absl::StatusOr<v1::Question> ResolveQuestion(const client::Client& client,
                                             const std::string& text);

// An RFC 3339 time, or a day, which means its end but not later than `now`. Nullopt for
// an empty text and for today: what is known now.
absl::StatusOr<std::optional<google::protobuf::Timestamp>> ParseKnownAt(
    const std::string& text, const google::protobuf::Timestamp& now);

// Which of `texts` share most words with `words`, the best first. Pure.
std::vector<std::size_t> SearchTexts(const std::vector<std::string>& texts,
                                     const std::vector<std::string>& words);

// The questions that share most words with `words`, the best first. Pure.
std::vector<v1::Question> SearchQuestions(const std::vector<v1::Question>& questions,
                                          const std::vector<std::string>& words);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RESOLVE_H_
