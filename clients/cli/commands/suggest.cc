// suggest: what a policy's clauses suggest, recorded or not.
#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/offline/document.h"
#include "clients/cli/offline/local_service.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/suggestions.h"
#include "clients/cli/resolve.h"
#include "clients/cli/resolve_policy.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

// One text that was read.
struct Reading {
  SuggestionReport report;
  v1::PolicyRevision revision;  // with its text
  std::vector<v1::Suggestion> all;
};

bool IsFile(const std::string& what) {
  if (absl::StartsWith(what, "vendors/") || absl::StartsWith(what, "platforms/")) {
    return false;
  }
  return what == "-" || what.find_first_of("./") != std::string::npos;
}

v1::SuggestionState ParseSuggestionState(const std::string& word) {
  if (word == "accepted") return v1::SUGGESTION_STATE_ACCEPTED;
  if (word == "rejected") return v1::SUGGESTION_STATE_REJECTED;
  return v1::SUGGESTION_STATE_OPEN;
}

// What is shown: what was asked for, else what the form of output calls for.
bool IsShown(const Session& session, const SuggestOptions& options,
             v1::SuggestionState state) {
  if (!options.states.empty()) {
    return std::any_of(options.states.begin(), options.states.end(),
                       [&](const auto& word) { return ParseSuggestionState(word) == state; });
  }
  if (session.global.output == "yaml") return state == v1::SUGGESTION_STATE_OPEN;
  return session.global.json() || state != v1::SUGGESTION_STATE_REJECTED;
}

void Sort(const Session& session, const SuggestOptions& options, Reading& reading) {
  SuggestionReport& report = reading.report;
  for (v1::Suggestion& suggestion : reading.all) {
    const v1::SuggestionState state = suggestion.state();
    ++(state == v1::SUGGESTION_STATE_OPEN       ? report.open
       : state == v1::SUGGESTION_STATE_ACCEPTED ? report.accepted
                                                : report.rejected);
    if (IsShown(session, options, state)) {
      report.suggestions.push_back(std::move(suggestion));
    }
  }
}

absl::StatusOr<Reading> ReadPolicy(const client::Client& client, const v1::Policy& policy,
                                   const std::string& revision) {
  v1::ListPolicyRevisionsRequest list;
  list.set_parent(policy.name());
  CB_ASSIGN_OR_RETURN(const auto revisions, client.ListPolicyRevisions(list).All());
  CB_ASSIGN_OR_RETURN(const auto chosen, ChooseRevision(revisions, revision));
  Reading reading;
  v1::GetPolicyRevisionRequest get;
  get.set_name(chosen.name());
  CB_ASSIGN_OR_RETURN(reading.revision, client.GetPolicyRevision(get));
  v1::ListSuggestionsRequest suggestions;
  suggestions.set_parent(chosen.name());
  CB_ASSIGN_OR_RETURN(reading.all, client.ListSuggestions(suggestions).All());
  v1::ListUnreadClausesRequest unread;
  unread.set_parent(chosen.name());
  CB_ASSIGN_OR_RETURN(reading.report.unread, client.ListUnreadClauses(unread).All());
  reading.report.title =
      absl::StrCat(policy.title(), ", in force from ", chosen.effective_date());
  reading.report.place = chosen.name();
  return reading;
}

// The policy that is named or, without a name, all that the book has published.
absl::StatusOr<std::vector<Reading>> ReadPolicies(const client::Client& client,
                                                  const std::string& publisher,
                                                  const SuggestOptions& options) {
  std::vector<v1::Policy> policies;
  if (publisher.empty()) {
    CB_ASSIGN_OR_RETURN(auto policy, ResolvePolicy(client, options.what));
    policies.push_back(std::move(policy));
  } else {
    CB_ASSIGN_OR_RETURN(policies, PoliciesOf(client, publisher, options.what));
  }
  std::vector<Reading> readings;
  for (const v1::Policy& policy : policies) {
    CB_ASSIGN_OR_RETURN(auto reading, ReadPolicy(client, policy, options.revision));
    readings.push_back(std::move(reading));
  }
  return readings;
}

absl::StatusOr<std::vector<Reading>> ReadFileOf(const client::Client& client,
                                                const std::string& publisher,
                                                const SuggestOptions& options) {
  v1::SuggestFactsRequest request;
  request.set_parent(publisher);
  request.set_title(options.title);
  CB_ASSIGN_OR_RETURN(*request.mutable_policy_revision(),
                      ReadDocument(options.what, options.format));
  CB_ASSIGN_OR_RETURN(auto response, client.SuggestFacts(request));
  Reading reading;
  reading.report.title = options.title.empty() ? options.what : options.title;
  reading.report.place = options.what;
  reading.revision = std::move(*response.mutable_policy_revision());
  reading.all = {response.suggestions().begin(), response.suggestions().end()};
  reading.report.left_out = response.suggestion_count() - response.suggestions_size();
  reading.report.unread_left_out = static_cast<std::size_t>(
      response.unread_clause_count() - response.unread_clauses_size());
  reading.report.unread = {response.unread_clauses().begin(),
                           response.unread_clauses().end()};
  reading.report.notices = {response.notices().begin(), response.notices().end()};
  return std::vector<Reading>{std::move(reading)};
}

absl::Status CheckUse(const SuggestOptions& options) {
  const auto usage = [](const char* message) {
    return absl::InvalidArgumentError(message);
  };
  const bool file = IsFile(options.what);
  if (options.what.empty() && options.book.empty()) {
    return usage("Name a policy or a file, or a fact book with --book.");
  }
  if (!file &&
      (!options.vendor.empty() || !options.format.empty() || !options.title.empty())) {
    return usage(
        "--vendor, --format and --title are for files; a recorded policy has "
        "its own. A file's name has a dot or a slash: ./policy.");
  }
  if (file && !options.revision.empty()) {
    return usage("--revision is for policies: a file is one text.");
  }
  if (!options.book.empty() && !options.vendor.empty()) {
    return usage("Either --book or --vendor: a book has its vendor's apps.");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Reading>> ReadAll(const Session& session,
                                             const SuggestOptions& options) {
  CB_RETURN_IF_ERROR(CheckUse(options));
  if (!options.book.empty()) {
    CB_ASSIGN_OR_RETURN(const auto book, OpenBook(options.book));
    return IsFile(options.what)
               ? ReadFileOf(book.service->client(), book.publisher, options)
               : ReadPolicies(book.service->client(), book.publisher, options);
  }
  if (!IsFile(options.what)) return ReadPolicies(*session.client, "", options);
  if (options.vendor.empty()) {
    CB_ASSIGN_OR_RETURN(const auto service, LocalService::Start());
    return ReadFileOf(service->client(), "", options);
  }
  CB_ASSIGN_OR_RETURN(const auto vendor,
                      ResolvePublisher(*session.client, options.vendor));
  return ReadFileOf(*session.client, vendor, options);
}

// All of it in the message of SuggestFacts.
void PrintAsJson(const Session& session, const std::vector<Reading>& readings) {
  v1::SuggestFactsResponse all;
  for (const Reading& reading : readings) {
    const SuggestionReport& report = reading.report;
    for (const auto& suggestion : report.suggestions) *all.add_suggestions() = suggestion;
    for (const auto& clause : report.unread) *all.add_unread_clauses() = clause;
    for (const auto& notice : report.notices) *all.add_notices() = notice;
  }
  int left_out = 0;
  std::size_t unread = 0;
  for (const Reading& reading : readings) {
    left_out += reading.report.left_out;
    unread += reading.report.unread_left_out;
  }
  all.set_suggestion_count(all.suggestions_size() + left_out);
  all.set_unread_clause_count(all.unread_clauses_size() + static_cast<int>(unread));
  if (readings.size() == 1) {
    *all.mutable_policy_revision() = readings.front().revision;
    all.mutable_policy_revision()->clear_text();
  }
  PrintJson(session, all);
}

int PrintAsYaml(const Session& session, const std::vector<Reading>& readings) {
  std::vector<SuggestedFacts> parts;
  for (const Reading& reading : readings) {
    parts.push_back({reading.revision, reading.report.suggestions});
  }
  const auto yaml = SuggestionsToYaml(parts);
  if (!yaml.ok()) return Fail(session, yaml.status());
  *session.out << *yaml;
  return kOk;
}

void PrintAsText(const Session& session, const SuggestOptions& options,
                 const std::vector<Reading>& readings) {
  bool open = false;
  for (const Reading& reading : readings) {
    *session.out << RenderSuggestions(reading.report, session.out_style);
    open = open || reading.report.open > 0;
    if (&reading != &readings.back()) *session.out << "\n";
  }
  Page page(session.out_style);
  if (IsFile(options.what) && options.vendor.empty() && options.book.empty()) {
    page.Text(0,
              "Read without its vendor's apps: what it says of single apps, or excepts, "
              "was not told apart. Name them with --vendor VENDOR or --book DIR.");
    *session.out << page.text();
  }
  if (!open || IsFile(options.what)) return;
  page.Text(0, absl::StrCat("Decide: clausebook review", options.what.empty() ? "" : " ",
                            options.what, options.book.empty() ? "" : " --book ",
                            options.book));
  *session.out << page.text();
}

}  // namespace

int Run(const Session& session, const SuggestOptions& options) {
  auto readings = ReadAll(session, options);
  if (!readings.ok()) return FailBook(session, options.book, readings.status());
  for (Reading& reading : *readings) Sort(session, options, reading);
  if (session.global.json()) {
    PrintAsJson(session, *readings);
  } else if (session.global.output == "yaml") {
    return PrintAsYaml(session, *readings);
  } else {
    PrintAsText(session, options, *readings);
  }
  return kOk;
}

}  // namespace clausebook::cli
