// apps, policies, questions: what the service holds.
#include "clients/cli/render/lists.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/offline/shipped.h"
#include "clients/cli/reach.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "clients/cli/resolve_policy.h"
#include "clients/cli/times.h"

namespace clausebook::cli {
namespace {

using google::protobuf::util::TimeUtil;

int ShowPolicies(const Session& session, const std::string& publisher) {
  v1::ListPoliciesRequest request;
  if (!publisher.empty()) {
    const auto name = ResolvePublisher(*session.client, publisher);
    if (!name.ok()) return Fail(session, name.status());
    request.set_parent(*name);
  }
  const auto list = [&](const auto& of) { return session.client->ListPolicies(of); };
  auto policies =
      publisher.empty() ? ListOfAllVendors(request, list) : list(request).All();
  if (!policies.ok()) return Fail(session, policies.status());
  if (session.global.json()) {
    v1::ListPoliciesResponse all;
    for (auto& policy : *policies) *all.add_policies() = std::move(policy);
    PrintJson(session, all);
  } else {
    *session.out << RenderPolicies(*policies, session.out_style);
  }
  return kOk;
}

int ShowPolicy(const Session& session, const std::string& text) {
  const auto policy = ResolvePolicy(*session.client, text);
  if (!policy.ok()) return Fail(session, policy.status());
  v1::ListPolicyRevisionsRequest list;
  list.set_parent(policy->name());
  list.set_show_withdrawn(true);
  auto revisions = session.client->ListPolicyRevisions(list).All();
  if (!revisions.ok()) return Fail(session, revisions.status());
  if (session.global.json()) {
    v1::ListPolicyRevisionsResponse all;
    for (auto& revision : *revisions) {
      *all.add_policy_revisions() = std::move(revision);
    }
    PrintJson(session, all);
  } else {
    *session.out << RenderPolicy(*policy, *revisions, session.out_style);
  }
  return kOk;
}

int ShowClauses(const Session& session, const PoliciesOptions& options) {
  const auto revision = ResolveRevision(*session.client, options.name, options.revision);
  if (!revision.ok()) return Fail(session, revision.status());
  v1::ListClausesRequest request;
  request.set_parent(*revision);
  auto clauses = session.client->ListClauses(request).All();
  if (!clauses.ok()) return Fail(session, clauses.status());
  if (session.global.json()) {
    v1::ListClausesResponse all;
    for (auto& clause : *clauses) *all.add_clauses() = std::move(clause);
    PrintJson(session, all);
  } else {
    *session.out << RenderClauses(*clauses, session.out_style);
  }
  return kOk;
}

// The document's bytes and nothing else: redirected to a file they have its digest.
int ShowText(const Session& session, const PoliciesOptions& options) {
  const auto revision = ResolveRevision(*session.client, options.name, options.revision);
  if (!revision.ok()) return Fail(session, revision.status());
  v1::GetPolicyRevisionRequest request;
  request.set_name(*revision);
  const auto found = session.client->GetPolicyRevision(request);
  if (!found.ok()) return Fail(session, found.status());
  if (session.global.json()) {
    PrintJson(session, *found);
  } else {
    *session.out << found->text();
  }
  return kOk;
}

int ShowQuestion(const Session& session, const std::string& name) {
  const auto question = ResolveQuestion(*session.client, name);
  if (!question.ok()) return Fail(session, question.status());
  if (session.global.json()) {
    PrintJson(session, *question);
  } else {
    *session.out << RenderQuestion(*question, session.out_style);
  }
  return kOk;
}

// Of all vendors where the request names none.
absl::StatusOr<std::vector<v1::App>> ListApps(const Session& session,
                                              const v1::ListAppsRequest& request) {
  const auto list = [&](const auto& of) { return session.client->ListApps(of); };
  return request.parent().empty() ? ListOfAllVendors(request, list) : list(request).All();
}

// Why there is nothing in a list of apps as known at an earlier time; empty where there
// is nothing now either.
std::string NotKnownYet(const Session& session, v1::ListAppsRequest request) {
  request.clear_known_at();
  const auto now = ListApps(session, request);
  if (!now.ok() || now->empty()) return "";
  const auto first =
      std::min_element(now->begin(), now->end(), [](const v1::App& a, const v1::App& b) {
        return a.create_time() < b.create_time();
      });
  Page page(session.out_style);
  page.Text(0, absl::StrCat("None was known then: the first is on record since ",
                            TimeUtil::ToString(first->create_time()), "."));
  return page.text();
}

// Listing by a topic that is none gives nothing, which is worth more than silence.
absl::Status NoSuchTopic(const Session& session, const std::string& topic) {
  const auto questions = session.client->ListQuestions({}).All();
  if (!questions.ok()) return questions.status();
  std::set<std::string> topics;
  for (const auto& question : *questions) topics.insert(question.topic());
  return absl::NotFoundError(absl::StrCat("There is no topic '", Printable(topic),
                                          "'. Topics: ", absl::StrJoin(topics, "; ")));
}

int RunQuestions(const Session& session, const QuestionsOptions& options) {
  if (options.what == QuestionsOptions::What::kShow) {
    return ShowQuestion(session, options.name);
  }
  v1::ListQuestionsRequest request;
  request.set_topic(options.topic);
  auto questions = session.client->ListQuestions(request).All();
  if (!questions.ok()) return Fail(session, questions.status());
  if (questions->empty() && !options.topic.empty()) {
    return Fail(session, NoSuchTopic(session, options.topic));
  }
  if (options.what == QuestionsOptions::What::kSearch) {
    *questions = SearchQuestions(*questions, options.words);
  }
  if (options.ids) {
    for (const auto& question : *questions) *session.out << IdOf(question.name()) << "\n";
  } else if (session.global.json()) {
    v1::ListQuestionsResponse all;
    for (auto& question : *questions) *all.add_questions() = std::move(question);
    PrintJson(session, all);
  } else if (options.what == QuestionsOptions::What::kSearch) {
    *session.out << RenderFoundQuestions(*questions, session.out_style);
  } else {
    *session.out << RenderQuestions(*questions, session.out_style);
  }
  return kOk;
}

}  // namespace

int Run(const Session& session, const AppsOptions& options) {
  v1::ListAppsRequest request;
  if (!options.vendor.empty()) {
    const bool full = absl::StartsWith(options.vendor, "vendors/");
    request.set_parent(full ? options.vendor : absl::StrCat("vendors/", options.vendor));
  }
  const auto known_at = ParseKnownAt(options.known_at, Now());
  if (!known_at.ok()) return Fail(session, known_at.status());
  if (*known_at) *request.mutable_known_at() = **known_at;
  auto apps = ListApps(session, request);
  if (!apps.ok()) return Fail(session, apps.status());
  if (options.ids) {
    for (const auto& app : *apps) *session.out << IdOf(app.name()) << "\n";
  } else if (session.global.json()) {
    v1::ListAppsResponse all;
    for (auto& app : *apps) *all.add_apps() = std::move(app);
    PrintJson(session, all);
  } else {
    *session.out << RenderApps(*apps, session.out_style);
    if (apps->empty() && *known_at) *session.out << NotKnownYet(session, request);
  }
  return kOk;
}

int Run(const Session& session, const PoliciesOptions& options) {
  switch (options.what) {
    case PoliciesOptions::What::kShow:
      return ShowPolicy(session, options.name);
    case PoliciesOptions::What::kClauses:
      return ShowClauses(session, options);
    case PoliciesOptions::What::kText:
      return ShowText(session, options);
    case PoliciesOptions::What::kList:
      break;
  }
  return ShowPolicies(session, options.name);
}

int Run(const Session& session, const QuestionsOptions& options) {
  return AskingOrShipped(session, options.shipped, [&](const Session& asked) {
    return RunQuestions(asked, options);
  });
}

}  // namespace clausebook::cli
