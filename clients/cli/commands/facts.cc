// facts and history: what is recorded, and how it came to be.
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/reach.h"
#include "clients/cli/render/lists.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"

namespace clausebook::cli {
namespace {

absl::StatusOr<v1::FactState> ParseFactState(const std::string& text) {
  std::string name = absl::AsciiStrToUpper(text);
  name = absl::StrReplaceAll(name, {{"-", "_"}, {" ", "_"}});
  v1::FactState state = v1::FACT_STATE_UNSPECIFIED;
  if (v1::FactState_Parse(absl::StrCat("FACT_STATE_", name), &state) &&
      state != v1::FACT_STATE_UNSPECIFIED) {
    return state;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--state '", text,
                   "' is none of active, not-yet-valid, expired, awaiting-review, "
                   "retracted, proposed."));
}

absl::StatusOr<v1::ListFactsRequest> RequestFor(const Session& session,
                                                const FactsOptions& options) {
  v1::ListFactsRequest request;
  for (const std::string& text : options.states) {
    const auto state = ParseFactState(text);
    if (!state.ok()) return state.status();
    request.add_states(*state);
  }
  const auto known_at = ParseKnownAt(options.times.known_at, Now());
  if (!known_at.ok()) return known_at.status();
  if (*known_at) *request.mutable_known_at() = **known_at;
  request.set_as_of(options.times.as_of);
  request.set_property(options.property);
  if (!options.publisher.empty()) {
    const auto publisher = ResolvePublisher(*session.client, options.publisher);
    if (!publisher.ok()) return publisher.status();
    request.set_parent(*publisher);
  }
  if (!options.app.empty()) {
    const auto app = ResolveApp(*session.client, options.app, options.times.known_at);
    if (!app.ok()) return app.status();
    request.set_app(app->name());
    if (request.parent().empty()) {
      request.set_parent(app->name().substr(0, app->name().find("/apps/")));
    }
  }
  return request;
}

int ShowFact(const Session& session, const FactsOptions& options) {
  const auto name = ResolveFact(*session.client, options.name);
  if (!name.ok()) return Fail(session, name.status());
  v1::GetFactRequest request;
  request.set_name(*name);
  request.set_as_of(options.times.as_of);
  const auto known_at = ParseKnownAt(options.times.known_at, Now());
  if (!known_at.ok()) return Fail(session, known_at.status());
  if (*known_at) *request.mutable_known_at() = **known_at;
  const auto fact = session.client->GetFact(request);
  if (!fact.ok()) return Fail(session, fact.status());
  if (session.global.json()) {
    PrintJson(session, *fact);
  } else {
    *session.out << RenderFact(*fact, session.out_style);
  }
  return kOk;
}

// A fact, app or publisher by name; else the id of an app, a publisher or a fact.
absl::StatusOr<std::string> ResolveSubject(const client::Client& client,
                                           const std::string& text) {
  if (absl::StartsWith(text, "vendors/") || absl::StartsWith(text, "platforms/")) {
    return text;
  }
  const auto app = ResolveApp(client, text);
  if (app.ok()) return app->name();
  if (!absl::IsNotFound(app.status())) return app.status();
  auto publisher = ResolvePublisher(client, text);
  if (!absl::IsNotFound(publisher.status())) return publisher;
  auto fact = ResolveFact(client, text);
  return absl::IsNotFound(fact.status()) ? app.status() : fact;
}

}  // namespace

int Run(const Session& session, const FactsOptions& options) {
  if (options.what == FactsOptions::What::kShow) return ShowFact(session, options);
  const auto request = RequestFor(session, options);
  if (!request.ok()) return Fail(session, request.status());
  const auto list = [&](const auto& of) { return session.client->ListFacts(of); };
  auto facts =
      request->parent().empty() ? ListOfAllVendors(*request, list) : list(*request).All();
  if (!facts.ok()) return Fail(session, facts.status());
  if (session.global.json()) {
    v1::ListFactsResponse all;
    for (auto& fact : *facts) *all.add_facts() = std::move(fact);
    PrintJson(session, all);
  } else {
    *session.out << RenderFacts(*facts, session.out_style);
  }
  return kOk;
}

int Run(const Session& session, const HistoryOptions& options) {
  const auto subject = ResolveSubject(*session.client, options.of);
  if (!subject.ok()) return Fail(session, subject.status());
  v1::ListFactEventsRequest request;
  request.set_parent(*subject);
  auto events = session.client->ListFactEvents(request).All();
  if (!events.ok()) return Fail(session, events.status());
  if (session.global.json()) {
    v1::ListFactEventsResponse all;
    for (auto& event : *events) *all.add_fact_events() = std::move(event);
    PrintJson(session, all);
  } else {
    *session.out << RenderEvents(*events, session.out_style);
  }
  return kOk;
}

}  // namespace clausebook::cli
