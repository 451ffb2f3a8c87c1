// ask and answers: one question, or all of them, about one app.
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/render/answer.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"

namespace clausebook::cli {
namespace {

// Sets `as_of` and `known_at` of a request.
template <typename Request>
absl::Status SetTimes(const TimeOptions& times, Request& request) {
  request.set_as_of(times.as_of);
  const auto known_at = ParseKnownAt(times.known_at, Now());
  if (!known_at.ok()) return known_at.status();
  if (*known_at) *request.mutable_known_at() = **known_at;
  return absl::OkStatus();
}

// What the settling properties mean. An answer without them is worth showing too, so
// that a failure here only leaves them out.
std::map<std::string, std::string> DescriptionsFor(const client::Client& client,
                                                   const v1::Answer& answer) {
  std::map<std::string, std::string> descriptions;
  for (const std::string& id : answer.settling_properties()) {
    v1::GetPropertyRequest request;
    request.set_name(absl::StrCat("properties/", id));
    const auto property = client.GetProperty(request);
    if (property.ok()) descriptions[id] = property->description();
  }
  return descriptions;
}

absl::StatusOr<v1::Verdict> ParseVerdict(const std::string& text) {
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  if (v1::Verdict_Parse(absl::StrCat("VERDICT_", absl::AsciiStrToUpper(text)),
                        &verdict) &&
      verdict != v1::VERDICT_UNSPECIFIED) {
    return verdict;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--verdict '", text, "' is none of yes, no, unknown, conflict, value."));
}

// Keeps the answers to questions of one topic; NOT_FOUND if there is no such topic.
absl::Status KeepTopic(const std::string& topic,
                       const std::vector<v1::Question>& questions,
                       std::vector<v1::Answer>& answers) {
  std::set<std::string> names;
  std::set<std::string> topics;
  for (const auto& question : questions) {
    topics.insert(question.topic());
    if (question.topic() == topic) names.insert(question.name());
  }
  if (names.empty()) {
    return absl::NotFoundError(absl::StrCat("There is no topic '", topic,
                                            "'. Topics: ", absl::StrJoin(topics, "; ")));
  }
  std::erase_if(answers, [&](const auto& a) { return !names.contains(a.question()); });
  return absl::OkStatus();
}

}  // namespace

int Run(const Session& session, const AskOptions& options) {
  const auto app = ResolveApp(*session.client, options.app, options.times.known_at);
  if (!app.ok()) return Fail(session, app.status());
  const auto question = ResolveQuestion(*session.client, options.question);
  if (!question.ok()) return Fail(session, question.status());
  v1::AskRequest request;
  request.set_app(app->name());
  request.set_question(question->name());
  if (auto times = SetTimes(options.times, request); !times.ok()) {
    return Fail(session, times);
  }
  const auto answer = session.client->Ask(request);
  if (!answer.ok()) return Fail(session, answer.status());
  if (session.global.json()) {
    PrintJson(session, *answer);
  } else {
    *session.out << RenderAnswer(
        *answer, {&*question, &*app, DescriptionsFor(*session.client, *answer)},
        session.out_style);
  }
  return options.exit_code ? ExitCodeOf(answer->verdict()) : kOk;
}

int Run(const Session& session, const AnswersOptions& options) {
  v1::ListAnswersRequest request;
  for (const std::string& text : options.verdicts) {
    const auto verdict = ParseVerdict(text);
    if (!verdict.ok()) return Fail(session, verdict.status());
    request.add_verdicts(*verdict);
  }
  const auto app = ResolveApp(*session.client, options.app, options.times.known_at);
  if (!app.ok()) return Fail(session, app.status());
  request.set_parent(app->name());
  if (auto times = SetTimes(options.times, request); !times.ok()) {
    return Fail(session, times);
  }
  const auto questions = session.client->ListQuestions({}).All();
  if (!questions.ok()) return Fail(session, questions.status());
  auto answers = session.client->ListAnswers(request).All();
  if (!answers.ok()) return Fail(session, answers.status());
  if (!options.topic.empty()) {
    if (auto kept = KeepTopic(options.topic, *questions, *answers); !kept.ok()) {
      return Fail(session, kept);
    }
  }
  if (session.global.json()) {
    v1::ListAnswersResponse all;
    for (auto& answer : *answers) *all.add_answers() = std::move(answer);
    PrintJson(session, all);
  } else {
    *session.out << RenderSheet(*app, *answers, *questions, session.out_style);
  }
  return kOk;
}

}  // namespace clausebook::cli
