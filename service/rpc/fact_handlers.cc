#include "service/rpc/fact_handlers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/fact_convert.h"
#include "service/rpc/fact_request.h"
#include "service/rpc/fact_view.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/known_reads.h"
#include "service/rpc/listing.h"
#include "service/rpc/parents.h"
#include "service/rpc/second_person.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// A call looks at no more facts than about this; what a narrow search of very many
// leaves for later is behind the page token, be the page full or not.
constexpr int kMostLookedAt = 10'000;
constexpr int kChunk = 500;

// What ListFacts looks for.
struct FactQuery {
  storage::FactFilter filter;
  std::string property;              // empty: any
  std::optional<model::AppRef> app;  // nullopt: any
  std::vector<int> states;           // empty: all but retracted

  bool Wants(v1::FactState state) const {
    if (states.empty()) return state != v1::FACT_STATE_RETRACTED;
    return std::find(states.begin(), states.end(), state) != states.end();
  }
  bool Wants(const model::FactContent& content) const {
    return (property.empty() || content.property == property) &&
           (!app || Covers(content.scope, app->app));
  }
};

// Which publisher's facts: the parent's, or the app's vendor's.
void ReadParent(FieldFaults& faults, const v1::ListFactsRequest& request,
                FactQuery& query) {
  auto& publisher = query.filter.publisher;
  if (request.parent() != "vendors/-") {
    publisher = CheckPublisher(faults, "parent", request.parent());
  }
  if (!request.app().empty()) query.app = CheckApp(faults, "app", request.app());
  if (!query.app) return;
  const model::Publisher vendor{model::PublisherKind::kVendor, query.app->vendor};
  if (publisher && *publisher != vendor) {
    faults.Add("app",
               "Not an app of `parent`. Whether a platform's facts hold for an app "
               "depends on where it is hosted: ask a question about the app.");
  }
  publisher = vendor;
}

FactQuery ReadQuery(FieldFaults& faults, const catalog::Catalog& catalog,
                    const v1::ListFactsRequest& request) {
  FactQuery query;
  ReadParent(faults, request, query);
  query.property = request.property();
  if (!query.property.empty() && catalog.FindProperty(query.property) == nullptr) {
    faults.Add("property", UnknownProperty(catalog, query.property));
  }
  for (const int state : request.states()) {
    if (state == v1::FACT_STATE_UNSPECIFIED || !v1::FactState_IsValid(state)) {
      faults.Add("states", absl::StrCat(state, " is not a state of a fact."));
    }
    query.states.push_back(state);
  }
  query.filter.include_retracted = query.Wants(v1::FACT_STATE_RETRACTED);
  return query;
}

// The key by which the store's ListFacts goes on after `fact`.
std::string KeyOf(const model::Fact& fact) {
  return absl::StrFormat("%s/%s/%010d", fact.ref.publisher.id, fact.ref.fact,
                         fact.generation);
}

// Adds one page's facts to the response.
absl::Status FillPage(const FactQuery& query, storage::ReadSnapshot& snapshot,
                      Listing& listing, FactView& view, v1::ListFactsResponse* response) {
  storage::Page page{listing.state().after, kChunk};
  for (int looked_at = 0; looked_at < kMostLookedAt; looked_at += kChunk) {
    CB_ASSIGN_OR_RETURN(const auto facts,
                        snapshot.ListFacts(query.filter, page, listing.known_at()));
    for (const model::Fact& fact : facts) {
      bool wanted = query.Wants(fact.content);
      if (wanted) {
        CB_ASSIGN_OR_RETURN(const auto state, view.StateOf(fact));
        wanted = query.Wants(ToProto(state));
      }
      if (wanted && response->facts_size() == listing.size()) {
        response->set_next_page_token(listing.TokenAfter(page.after));
        return absl::OkStatus();
      }
      if (wanted) {
        CB_ASSIGN_OR_RETURN(*response->add_facts(), view.Show(fact));
      }
      page.after = KeyOf(fact);
    }
    if (facts.size() < static_cast<std::size_t>(kChunk)) return absl::OkStatus();
  }
  response->set_next_page_token(listing.TokenAfter(page.after));
  return absl::OkStatus();
}

}  // namespace

absl::Status FactHandlers::ListFacts(const CallContext& context,
                                     const v1::ListFactsRequest& request,
                                     v1::ListFactsResponse* response) const {
  FieldFaults faults;
  const FactQuery query = ReadQuery(faults, *deps_.catalog, request);
  const auto as_of = CheckDate(faults, "as_of", request.as_of());
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  if (query.filter.publisher) {
    CB_RETURN_IF_ERROR(CheckPublisherStands(deps_, *snapshot, *query.filter.publisher,
                                            listing.known_at()));
  }
  if (query.app) {
    CB_RETURN_IF_ERROR(AppAt(*snapshot, *query.app, listing.known_at()).status());
  }
  FactView view(*snapshot, listing.FixAsOf(as_of.value_or(DateOf(context.now))),
                listing.known_at());
  return FillPage(query, *snapshot, listing, view, response);
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
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_RETURN_IF_ERROR(CheckPublisherStands(deps_, tx, *publisher, kEndOfTime));
        CB_ASSIGN_OR_RETURN(auto content, parsed.Resolve(tx));
        if (TakesTwo(deps_, context)) Propose(context, content);
        CB_ASSIGN_OR_RETURN(const auto fact, tx.AddFact(ref, content));
        FactView view(tx, DateOf(context.now), kEndOfTime);
        CB_ASSIGN_OR_RETURN(*response->mutable_fact(), view.Show(fact));
        return absl::OkStatus();
      });
}

absl::Status FactHandlers::RetractFact(const CallContext& context,
                                       const v1::RetractFactRequest& request,
                                       v1::RetractFactResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckFact(faults, "name", request.name());
  CheckOptionalText(faults, "reason", request.reason(), 1000);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_ASSIGN_OR_RETURN(const auto last, FindFact(tx, *ref, kEndOfTime));
        if (last.retract_time) {
          return MakeError(
              absl::StrCat("'", request.name(), "' is retracted already, since ",
                           FormatInstant(*last.retract_time), "."),
              {.reason = Reason::kAlreadyRetracted,
               .metadata = {{"resource", request.name()}}});
        }
        const bool counts = last.content.approved;
        CB_ASSIGN_OR_RETURN(const auto fact,
                            counts&& TakesTwo(deps_, context)
                                ? ProposeRetraction(tx, context, last, request.reason())
                                : tx.RetractFact(*ref, request.reason()));
        FactView view(tx, DateOf(context.now), kEndOfTime);
        CB_ASSIGN_OR_RETURN(*response->mutable_fact(), view.Show(fact));
        return absl::OkStatus();
      });
}

}  // namespace clausebook::rpc
