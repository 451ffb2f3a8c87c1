#include "service/rpc/fact_handlers.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "service/answering/answering.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/fact_convert.h"
#include "service/rpc/fact_request.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/listing.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// Turns facts into protos: finds the texts that they quote and where they stand.
class FactView {
 public:
  FactView(storage::ReadSnapshot& snapshot, Date as_of, Instant known_at)
      : snapshot_(snapshot), as_of_(as_of), known_at_(known_at) {}

  absl::StatusOr<v1::Fact> Show(const model::Fact& fact) {
    CB_ASSIGN_OR_RETURN(const auto state, StateOf(fact));
    std::string text;
    if (const auto* clause = std::get_if<model::ClauseEvidence>(&fact.content.evidence)) {
      auto& known = texts_[clause->revision];
      if (known == nullptr) {
        CB_ASSIGN_OR_RETURN(const auto revision, snapshot_.GetRevision(clause->revision));
        known = revision.text;
      }
      return ToProto(fact, state, *known);
    }
    return ToProto(fact, state, "");
  }

  absl::StatusOr<answering::FactState> StateOf(const model::Fact& fact) {
    auto& base = bases_[fact.ref.publisher];
    if (base == nullptr) {
      CB_ASSIGN_OR_RETURN(base, snapshot_.LoadEvidence(fact.ref.publisher, known_at_));
    }
    return answering::StateOf(fact, *base, as_of_);
  }

 private:
  storage::ReadSnapshot& snapshot_;
  Date as_of_;
  Instant known_at_;
  std::map<model::Publisher, std::shared_ptr<const model::EvidenceBase>> bases_;
  std::map<model::RevisionRef, std::shared_ptr<const std::string>> texts_;
};

bool Covers(const model::Scope& scope, const std::string& app) {
  const auto has = [&](const std::vector<std::string>& apps) {
    return std::find(apps.begin(), apps.end(), app) != apps.end();
  };
  return scope.apps.empty() ? !has(scope.except_apps) : has(scope.apps);
}

std::string KeyOf(const model::Fact& fact) {
  return absl::StrFormat("%s/%s/%010d", fact.ref.publisher.id, fact.ref.fact,
                         fact.generation);
}

// The standing generation, or the last one.
absl::StatusOr<model::Fact> FindFact(storage::ReadSnapshot& snapshot,
                                     const model::FactRef& ref, Instant known_at) {
  CB_ASSIGN_OR_RETURN(auto facts, snapshot.ListFacts({ref.publisher, ref.fact, true},
                                                     {"", 1'000'000}, known_at));
  if (facts.empty()) return NotFound("Fact", ToName(ref));
  return std::move(facts.back());
}

}  // namespace

absl::Status FactHandlers::ListFacts(const CallContext& context,
                                     const v1::ListFactsRequest& request,
                                     v1::ListFactsResponse* response) const {
  FieldFaults faults;
  storage::FactFilter filter;
  if (request.parent() != "vendors/-") {
    filter.publisher = CheckPublisher(faults, "parent", request.parent());
  }
  std::optional<model::AppRef> app;
  if (!request.app().empty()) app = CheckApp(faults, "app", request.app());
  const Date as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  if (!request.property().empty() &&
      deps_.catalog->FindProperty(request.property()) == nullptr) {
    faults.Add("property", UnknownProperty(*deps_.catalog, request.property()));
  }
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  const auto wanted = [&](v1::FactState state) {
    if (request.states().empty()) return state != v1::FACT_STATE_RETRACTED;
    return std::find(request.states().begin(), request.states().end(), state) !=
           request.states().end();
  };
  filter.include_retracted = wanted(v1::FACT_STATE_RETRACTED);

  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  if (app) CB_RETURN_IF_ERROR(snapshot->GetApp(*app, listing.known_at()).status());
  if (filter.publisher && filter.publisher->kind == model::PublisherKind::kVendor) {
    CB_RETURN_IF_ERROR(
        snapshot->GetVendor(filter.publisher->id, listing.known_at()).status());
  }
  FactView view(*snapshot, as_of, listing.known_at());
  storage::Page page = listing.page();
  while (true) {
    CB_ASSIGN_OR_RETURN(const auto facts,
                        snapshot->ListFacts(filter, page, listing.known_at()));
    for (const model::Fact& fact : facts) {
      const std::string previous = page.after;
      page.after = KeyOf(fact);
      if (!request.property().empty() && fact.content.property != request.property()) {
        continue;
      }
      if (app && (fact.ref.publisher.id != app->vendor ||
                  !Covers(fact.content.scope, app->app))) {
        continue;
      }
      CB_ASSIGN_OR_RETURN(const auto state, view.StateOf(fact));
      if (!wanted(ToProto(state))) continue;
      if (response->facts_size() == listing.size()) {
        response->set_next_page_token(listing.TokenAfter(previous));
        return absl::OkStatus();
      }
      CB_ASSIGN_OR_RETURN(*response->add_facts(), view.Show(fact));
    }
    if (facts.size() < static_cast<std::size_t>(page.limit)) return absl::OkStatus();
    CB_RETURN_IF_ERROR(context.cancellation == nullptr ? absl::OkStatus()
                                                       : context.cancellation->Check());
  }
}

absl::Status FactHandlers::GetFact(const CallContext& context,
                                   const v1::GetFactRequest& request,
                                   v1::GetFactResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckFact(faults, "name", request.name());
  const Date as_of =
      CheckDate(faults, "as_of", request.as_of()).value_or(DateOf(context.now));
  const Instant known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at())
          .value_or(kEndOfTime);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto fact, FindFact(*snapshot, *ref, known_at));
  CB_ASSIGN_OR_RETURN(*response->mutable_fact(),
                      FactView(*snapshot, as_of, known_at).Show(fact));
  return absl::OkStatus();
}

absl::Status FactHandlers::CreateFact(const CallContext& context,
                                      const v1::CreateFactRequest& request,
                                      v1::CreateFactResponse* response) const {
  FieldFaults faults;
  const auto publisher = CheckPublisher(faults, "parent", request.parent());
  CheckId(faults, "fact_id", request.fact_id());
  CheckRequestId(faults, request.request_id());
  FactRequest parsed(*deps_.catalog, request.fact(), publisher, faults);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  const model::FactRef ref{*publisher, request.fact_id()};
  return WriteOnce(
             deps_, context, request, request.request_id(), response,
             [&](storage::WriteTransaction& tx) -> absl::Status {
               if (publisher->kind == model::PublisherKind::kVendor) {
                 CB_RETURN_IF_ERROR(tx.GetVendor(publisher->id, kEndOfTime).status());
               } else if (deps_.catalog->FindPlatform(publisher->id) == nullptr) {
                 return NotFound("Platform", ToName(*publisher));
               }
               CB_ASSIGN_OR_RETURN(const auto content, parsed.Resolve(tx));
               CB_ASSIGN_OR_RETURN(const auto fact, tx.AddFact(ref, content));
               CB_ASSIGN_OR_RETURN(
                   *response->mutable_fact(),
                   FactView(tx, DateOf(context.now), kEndOfTime).Show(fact));
               return absl::OkStatus();
             })
      .status();
}

absl::Status FactHandlers::RetractFact(const CallContext& context,
                                       const v1::RetractFactRequest& request,
                                       v1::RetractFactResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckFact(faults, "name", request.name());
  CheckOptionalText(faults, "reason", request.reason(), 1000);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, request.request_id(), response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_ASSIGN_OR_RETURN(const auto last, FindFact(tx, *ref, kEndOfTime));
                     if (last.retract_time) {
                       return MakeError("'" + request.name() +
                                            "' is retracted already, since " +
                                            FormatInstant(*last.retract_time) + ".",
                                        {.reason = Reason::kAlreadyRetracted,
                                         .metadata = {{"resource", request.name()}}});
                     }
                     CB_ASSIGN_OR_RETURN(const auto fact,
                                         tx.RetractFact(*ref, request.reason()));
                     CB_ASSIGN_OR_RETURN(
                         *response->mutable_fact(),
                         FactView(tx, DateOf(context.now), kEndOfTime).Show(fact));
                     return absl::OkStatus();
                   })
      .status();
}

absl::Status FactHandlers::ListFactEvents(const CallContext& context,
                                          const v1::ListFactEventsRequest& request,
                                          v1::ListFactEventsResponse* response) const {
  FieldFaults faults;
  const auto app = model::ParseApp(request.parent());
  const auto fact = model::ParseFact(request.parent());
  std::optional<model::Publisher> publisher;
  if (app) {
    publisher = model::Publisher{model::PublisherKind::kVendor, app->vendor};
  } else if (fact) {
    publisher = fact->publisher;
  } else {
    publisher = CheckPublisher(faults, "parent", request.parent());
  }
  Listing listing(faults, context, request, false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  if (app) CB_RETURN_IF_ERROR(snapshot->GetApp(*app, kEndOfTime).status());
  if (fact) CB_RETURN_IF_ERROR(FindFact(*snapshot, *fact, kEndOfTime).status());

  FactView view(*snapshot, DateOf(context.now), kEndOfTime);
  storage::Page page{listing.state().after, listing.size()};
  const std::optional<std::string> fact_id =
      fact ? std::optional(fact->fact) : std::nullopt;
  while (response->fact_events_size() < listing.size()) {
    std::string next;
    page.limit = listing.size() - response->fact_events_size();
    CB_ASSIGN_OR_RETURN(const auto events,
                        snapshot->ListFactEvents(*publisher, fact_id, page, &next));
    for (const storage::FactEvent& event : events) {
      if (app && !Covers(event.fact.content.scope, app->app)) continue;
      auto* out = response->add_fact_events();
      out->set_kind(event.retraction ? v1::FACT_EVENT_KIND_RETRACTED
                                     : v1::FACT_EVENT_KIND_RECORDED);
      *out->mutable_event_time() = ToProto(event.time);
      CB_ASSIGN_OR_RETURN(*out->mutable_fact(), view.Show(event.fact));
      out->set_reason(event.fact.retract_reason);
    }
    if (next.empty()) return absl::OkStatus();
    page.after = next;
  }
  response->set_next_page_token(listing.TokenAfter(page.after));
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
