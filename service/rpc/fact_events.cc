// The history of facts: FactHandlers::ListFactEvents.
#include <optional>
#include <string>
#include <utility>

#include "service/base/status_macros.h"
#include "service/rpc/fact_handlers.h"
#include "service/rpc/fact_view.h"
#include "service/rpc/listing.h"
#include "service/rpc/parents.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// A call looks at no more events than about this; what few events of an app among very
// many leave for later is behind the page token, be the page full or not.
constexpr int kMostEventsLookedAt = 10'000;

// Whose events are asked for.
struct EventQuery {
  model::Publisher publisher;
  std::optional<std::string> fact;  // id
  std::optional<std::string> app;   // id
};

EventQuery ReadParent(FieldFaults& faults, const std::string& parent) {
  if (const auto app = model::ParseApp(parent)) {
    return {{model::PublisherKind::kVendor, app->vendor}, std::nullopt, app->app};
  }
  if (const auto fact = model::ParseFact(parent)) {
    return {fact->publisher, fact->fact, std::nullopt};
  }
  return {CheckPublisher(faults, "parent", parent).value_or(model::Publisher{}),
          std::nullopt, std::nullopt};
}

// OK if there is something whose history can be told.
absl::Status CheckParentStands(const HandlerDeps& deps, storage::ReadSnapshot& snapshot,
                               const EventQuery& query) {
  if (query.app) {
    return snapshot.GetApp({query.publisher.id, *query.app}, kEndOfTime).status();
  }
  if (query.fact) {
    return FindFact(snapshot, {query.publisher, *query.fact}, kEndOfTime).status();
  }
  return CheckPublisherStands(deps, snapshot, query.publisher, kEndOfTime);
}

void SetEvent(const storage::FactEvent& event, v1::Fact fact, v1::FactEvent* proto) {
  proto->set_kind(event.retraction ? v1::FACT_EVENT_KIND_RETRACTED
                                   : v1::FACT_EVENT_KIND_RECORDED);
  *proto->mutable_event_time() = ToProto(event.time);
  *proto->mutable_fact() = std::move(fact);
  if (event.retraction) proto->set_reason(event.fact.retract_reason);
}

}  // namespace

absl::Status FactHandlers::ListFactEvents(const CallContext& context,
                                          const v1::ListFactEventsRequest& request,
                                          v1::ListFactEventsResponse* response) const {
  FieldFaults faults;
  const EventQuery query = ReadParent(faults, request.parent());
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_RETURN_IF_ERROR(CheckParentStands(deps_, *snapshot, query));
  FactView view(*snapshot, DateOf(context.now), kEndOfTime);
  std::string after = listing.state().after;
  for (int looked_at = 0; looked_at < kMostEventsLookedAt;) {
    const storage::Page page{after, listing.size() - response->fact_events_size()};
    std::string next;
    CB_ASSIGN_OR_RETURN(const auto events, snapshot->ListFactEvents(
                                               query.publisher, query.fact, page, &next));
    for (const storage::FactEvent& event : events) {
      if (query.app && !Covers(event.fact.content.scope, *query.app)) continue;
      CB_ASSIGN_OR_RETURN(auto fact, view.Show(event.fact));
      SetEvent(event, std::move(fact), response->add_fact_events());
    }
    if (next.empty()) return absl::OkStatus();
    after = next;
    looked_at += page.limit;
    if (response->fact_events_size() == listing.size()) break;
  }
  response->set_next_page_token(listing.TokenAfter(after));
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
