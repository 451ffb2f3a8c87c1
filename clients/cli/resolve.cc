#include "clients/cli/resolve.h"

#include <google/protobuf/util/time_util.h>

#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/reach.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "clients/cli/times.h"
#include "clients/cpp/error.h"
#include "service/base/status_macros.h"
#include "service/base/time.h"
#include "service/catalog/nearest.h"

namespace clausebook::cli {
namespace {

using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

// How many apps are looked through for a near name.
constexpr std::size_t kMostSuggested = 2000;

using KnownAt = std::optional<Timestamp>;

absl::StatusOr<std::vector<v1::App>> FindApps(const client::Client& client,
                                              const std::string& id,
                                              const KnownAt& known_at) {
  v1::ListAppsRequest request;
  request.set_app_id(id);
  if (known_at) *request.mutable_known_at() = *known_at;
  return ListOfAllVendors(request, [&](const auto& r) { return client.ListApps(r); });
}

absl::StatusOr<v1::App> GetApp(const client::Client& client, const std::string& name,
                               const KnownAt& known_at) {
  v1::GetAppRequest request;
  request.set_name(name);
  if (known_at) *request.mutable_known_at() = *known_at;
  return client.GetApp(request);
}

// Whether it says that the thing is known, but was not at the time asked for.
bool SaysSinceWhen(const absl::Status& status) {
  return client::ErrorOf(status).metadata.contains("known_since");
}

// Names and ids of apps, for suggestions; what could be had of them.
std::vector<std::string> SomeAppNames(const client::Client& client) {
  v1::ListAppsRequest request;
  request.set_parent("vendors/-");
  std::vector<std::string> names;
  const auto add = [&]() -> absl::Status {
    auto apps = client.ListApps(request);
    while (names.size() < kMostSuggested) {
      CB_ASSIGN_OR_RETURN(const auto app, apps.Next());
      if (!app.has_value()) break;
      names.emplace_back(IdOf(app->name()));
    }
    return absl::OkStatus();
  };
  for (const std::string& vendor : LimitsIn(add())) {
    request.set_parent(vendor);
    if (!add().ok()) continue;  // what can be had of the others
  }
  return names;
}

absl::Status NoSuchApp(const client::Client& client, const std::string& text) {
  const auto names = SomeAppNames(client);
  const std::string said = Printable(text);
  if (names.empty()) {
    return absl::NotFoundError(absl::StrCat(
        "There is no app '", said,
        "': the service holds no apps yet. Give it a fact book: clausebook apply DIR"));
  }
  return absl::NotFoundError(absl::StrCat("There is no app '", said, "'. ",
                                          yaml::DidYouMean(IdOf(text), names),
                                          " All apps: clausebook apps"));
}

absl::StatusOr<std::vector<v1::Question>> AllQuestions(const client::Client& client) {
  return client.ListQuestions({}).All();
}

// Lower case, one space between words, no question mark: how wordings are compared.
std::string Plain(std::string_view wording) {
  std::string plain = Printable(wording);
  for (char& c : plain) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  while (!plain.empty() && (plain.back() == '?' || plain.back() == ' ')) plain.pop_back();
  return plain;
}

absl::StatusOr<v1::Question> FindWording(const std::vector<v1::Question>& questions,
                                         const std::string& text) {
  for (const auto& question : questions) {
    if (Plain(question.wording()) == Plain(text)) return question;
  }
  std::string message = "No question is worded like this.";
  std::vector<std::string> words;
  for (const auto part : absl::StrSplit(Plain(text), ' ')) words.emplace_back(part);
  const auto near = SearchQuestions(questions, words);
  for (std::size_t i = 0; i < near.size() && i < 4; ++i) {
    absl::StrAppend(&message, i == 0 ? " Ask one of these by its id: " : "; ",
                    std::string(IdOf(near[i].name())), " (", near[i].wording(), ")");
  }
  return absl::NotFoundError(absl::StrCat(message, " All: clausebook questions"));
}

}  // namespace

absl::StatusOr<v1::App> ResolveApp(const client::Client& client, const std::string& text,
                                   const std::string& at) {
  CB_ASSIGN_OR_RETURN(const KnownAt known_at, ParseKnownAt(at, Now()));
  if (absl::StartsWith(text, "vendors/")) {
    auto app = GetApp(client, text, known_at);
    if (absl::IsNotFound(app.status()) && !SaysSinceWhen(app.status())) {
      return NoSuchApp(client, text);
    }
    return app;
  }
  CB_ASSIGN_OR_RETURN(auto apps, FindApps(client, text, known_at));
  if (apps.size() == 1) return std::move(apps.front());
  if (apps.empty() && known_at) {
    CB_ASSIGN_OR_RETURN(const auto later, FindApps(client, text, std::nullopt));
    if (later.size() == 1) return GetApp(client, later.front().name(), known_at);
  }
  if (apps.empty()) return NoSuchApp(client, text);
  std::string names;
  for (const auto& app : apps) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", app.name());
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "Several vendors have an app '", Printable(text), "'. Name one: ", names));
}

absl::StatusOr<std::string> ResolvePublisher(const client::Client& client,
                                             const std::string& text) {
  if (text.find('/') != std::string::npos) return text;
  v1::GetVendorRequest vendor;
  vendor.set_name(absl::StrCat("vendors/", text));
  const auto found = client.GetVendor(vendor);
  if (found.ok()) return found->name();
  const auto limits = LimitsIn(found.status());
  if (!absl::IsNotFound(found.status()) && limits.empty()) return found.status();
  v1::GetPlatformRequest platform;
  platform.set_name(absl::StrCat("platforms/", text));
  if (const auto p = client.GetPlatform(platform); p.ok()) return p->name();
  if (!limits.empty()) {
    return absl::NotFoundError(absl::StrCat(
        "'", Printable(text), "' is no platform, and none of the vendors that you may ",
        "see: ", absl::StrJoin(limits, ", ")));
  }
  return absl::NotFoundError(absl::StrCat("There is no vendor and no platform '",
                                          Printable(text),
                                          "'. Names look like vendors/lanternfish; the "
                                          "apps' names show them: clausebook apps"));
}

absl::StatusOr<std::string> ResolveFact(const client::Client& client,
                                        const std::string& text) {
  if (text.find('/') != std::string::npos) return text;
  CB_ASSIGN_OR_RETURN(const auto vendors, VisibleVendors(client));
  std::vector<std::string> names;
  for (const std::string& vendor : vendors) {
    v1::GetFactRequest request;
    request.set_name(absl::StrCat(vendor, "/facts/", text));
    const auto fact = client.GetFact(request);
    if (absl::IsNotFound(fact.status()) || absl::IsInvalidArgument(fact.status())) {
      continue;  // not there, or no id at all
    }
    if (!fact.ok()) return fact.status();
    names.push_back(fact->name());
  }
  if (names.size() == 1) return names.front();
  if (names.empty()) {
    return absl::NotFoundError(absl::StrCat("No vendor has a fact '", Printable(text),
                                            "'. List them: clausebook facts"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("Several vendors have a fact '", Printable(text),
                   "'. Name one: ", absl::StrJoin(names, ", ")));
}

absl::StatusOr<v1::Question> ResolveQuestion(const client::Client& client,
                                             const std::string& text) {
  if (text.find_first_of(" ?") != std::string::npos) {
    CB_ASSIGN_OR_RETURN(const auto questions, AllQuestions(client));
    return FindWording(questions, text);
  }
  v1::GetQuestionRequest request;
  request.set_name(absl::StrCat("questions/", std::string(IdOf(text))));
  auto question = client.GetQuestion(request);
  if (!absl::IsNotFound(question.status()) &&
      !absl::IsInvalidArgument(question.status())) {
    return question;
  }
  CB_ASSIGN_OR_RETURN(const auto questions, AllQuestions(client));
  std::vector<std::string> ids;
  for (const auto& known : questions) ids.emplace_back(IdOf(known.name()));
  return absl::NotFoundError(absl::StrCat(
      "There is no question '", Printable(text), "'. ", yaml::DidYouMean(IdOf(text), ids),
      " All: clausebook questions; by words: clausebook questions search WORDS"));
}

absl::StatusOr<std::optional<Timestamp>> ParseKnownAt(const std::string& text,
                                                      const Timestamp& now) {
  if (text.empty()) return std::optional<Timestamp>();
  Timestamp time;
  if (ParseDate(text)) {
    TimeUtil::FromString(absl::StrCat(text, "T23:59:59.999999Z"), &time);
    const bool today = absl::StartsWith(TimeUtil::ToString(now), text);
    if (today) return std::optional<Timestamp>();
    return std::optional<Timestamp>(time);
  }
  if (!TimeUtil::FromString(text, &time)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--known-at '", Printable(text),
                     "' is not a time. Write a day as 2026-03-31, which means its end, "
                     "or a time as 2026-03-31T18:00:00Z."));
  }
  return std::optional<Timestamp>(time);
}

}  // namespace clausebook::cli
