// The part of ReviewHandlers that says what awaits a decision, and what a document that
// is not recorded would suggest.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/fact_convert.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/convert/review_convert.h"
#include "service/rpc/listing.h"
#include "service/rpc/review_basis.h"
#include "service/rpc/review_handlers.h"
#include "service/rpc/revision_request.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kMostListed = 1000;

// A fact in review, an open suggestion of a revision, or (then without a revision) a fact
// that is proposed or proposed to be retracted.
struct Item {
  const model::RevisionEvidence* revision = nullptr;
  std::variant<evidence::FactInReview, evidence::Suggestion, const model::Fact*> what;
};

// Facts that wait for a second person, in the order of their names: all, or those that
// quote the policy.
void AddProposed(const evidence::ReviewBasis& basis,
                 const std::optional<model::PolicyRef>& policy,
                 std::vector<Item>& items) {
  for (const model::Fact& fact : basis.evidence->facts) {
    if (fact.content.approved && !fact.content.retraction) continue;
    const auto* clause = std::get_if<model::ClauseEvidence>(&fact.content.evidence);
    const bool wanted =
        !policy || (clause != nullptr && clause->revision.policy == *policy);
    if (wanted) items.push_back({nullptr, &fact});
  }
}

// A policy's items: of each revision first the facts that it puts up, then what it
// suggests.
absl::Status AddItems(ProposalReader& reader, const CallContext& context,
                      const evidence::ReviewBasis& basis,
                      const model::PolicyEvidence& policy, Date today,
                      std::vector<Item>& items) {
  if (policy.policy.kind != model::PolicyKind::kPublished) return absl::OkStatus();
  const auto facts = evidence::FactsInReview(*basis.evidence, policy, today);
  std::set<std::string> listed;
  for (const auto* revision : evidence::RevisionsFrom(policy, today)) {
    CB_RETURN_IF_ERROR(CheckCancelled(context));
    for (const evidence::FactInReview& fact : facts) {
      const bool listed_before = fact.fact->content.retraction.has_value();
      if (fact.new_revision == revision && !listed_before) {
        items.push_back({revision, fact});
      }
    }
    CB_ASSIGN_OR_RETURN(auto read, ReadSuggestions(reader, basis, {&policy, revision}));
    for (evidence::Suggestion& suggestion : read.suggestions) {
      const bool open = suggestion.state == evidence::SuggestionState::kOpen;
      if (listed.insert(suggestion.id).second && open) {
        items.push_back({revision, std::move(suggestion)});
      }
    }
  }
  return absl::OkStatus();
}

// Shows items of one publisher. Refers to the basis.
class ItemView {
 public:
  ItemView(const evidence::ReviewBasis& basis, Date today)
      : base_(*basis.evidence), today_(today) {}

  v1::ReviewItem Show(const Item& item) {
    v1::ReviewItem proto;
    if (const auto* suggestion = std::get_if<evidence::Suggestion>(&item.what)) {
      const SuggestionView& view =
          views_.try_emplace(item.revision, *item.revision).first->second;
      *proto.mutable_suggestion() =
          view.Show(*suggestion, FreeFactId(base_, suggestion->id));
      return proto;
    }
    if (const auto* proposed = std::get_if<const model::Fact*>(&item.what)) {
      const model::Fact& fact = **proposed;
      v1::Fact* shown =
          fact.content.approved ? proto.mutable_retraction() : proto.mutable_proposed();
      *shown = ToProto(fact, answering::StateOf(fact, base_, today_), QuotedText(fact));
      return proto;
    }
    const auto& review = std::get<evidence::FactInReview>(item.what);
    *proto.mutable_fact() = ToProto(review, model::RecordedText(base_, *review.fact),
                                    FreeFactId(base_, review.fact->ref.fact));
    return proto;
  }

 private:
  std::string_view QuotedText(const model::Fact& fact) const {
    return std::holds_alternative<model::ClauseEvidence>(fact.content.evidence)
               ? model::RecordedText(base_, fact)
               : std::string_view();
  }

  const model::EvidenceBase& base_;
  const Date today_;
  std::map<const model::RevisionEvidence*, SuggestionView> views_;
};

// The document of a request as a revision that is not recorded.
void ShowDocument(const evidence::RevisionReading& reading,
                  const v1::PolicyRevision& asked, v1::PolicyRevision* proto) {
  model::Revision revision = reading.revision;
  revision.size_bytes = static_cast<std::int64_t>(revision.text->size());
  revision.clause_count = static_cast<std::int32_t>(reading.clauses.size());
  *proto = ToProto(revision, /*with_text=*/true);
  proto->clear_name();
  proto->clear_create_time();
  proto->set_effective_date(asked.effective_date());
}

}  // namespace

absl::Status ReviewHandlers::ListReviewItems(
    const CallContext& context, const v1::ListReviewItemsRequest& request,
    v1::ListReviewItemsResponse* response) const {
  FieldFaults faults;
  const ReviewParent parent = CheckReviewParent(faults, "parent", request.parent());
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_ASSIGN_OR_RETURN(const auto basis,
                      ReadBasis(deps_, *snapshot, parent.publisher, listing.known_at()));
  snapshot.reset();  // what follows needs no reader
  CB_RETURN_IF_ERROR(CheckPolicyStands(basis, parent));
  const Date today = listing.FixAsOf(DateOf(context.now));
  std::vector<Item> items;
  AddProposed(basis, parent.policy, items);
  for (const model::PolicyEvidence& policy : basis.evidence->policies) {
    if (parent.policy && policy.policy.ref != *parent.policy) continue;
    CB_RETURN_IF_ERROR(AddItems(*reader_, context, basis, policy, today, items));
  }
  ItemView view(basis, today);
  listing.AddByPosition(
      items, [&](const Item& item) { *response->add_review_items() = view.Show(item); },
      response->mutable_next_page_token());
  return absl::OkStatus();
}

absl::Status ReviewHandlers::SuggestFacts(const CallContext& context,
                                          const v1::SuggestFactsRequest& request,
                                          v1::SuggestFactsResponse* response) const {
  FieldFaults faults;
  std::optional<model::Publisher> publisher;
  if (!request.parent().empty()) {
    publisher = CheckPublisher(faults, "parent", request.parent());
  }
  CheckOptionalText(faults, "title", request.title(), 200);
  v1::PolicyRevision wanted = request.policy_revision();
  if (wanted.effective_date().empty()) {
    wanted.set_effective_date(FormatDate(DateOf(context.now)));
  }
  CB_ASSIGN_OR_RETURN(const auto reading,
                      CheckNewRevision(deps_, context, faults, std::nullopt, wanted));
  CB_RETURN_IF_ERROR(faults.ToStatus());

  evidence::ReviewBasis basis;
  basis.evidence = std::make_shared<const model::EvidenceBase>();
  if (publisher) {
    CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
    CB_ASSIGN_OR_RETURN(basis, ReadBasis(deps_, *snapshot, *publisher, kEndOfTime));
  }
  model::PolicyEvidence policy;
  policy.policy.title = request.title();
  model::RevisionEvidence revision{reading->revision, reading->clauses};
  revision.revision.ref = {{publisher.value_or(model::Publisher{}), ""}, ""};
  CB_ASSIGN_OR_RETURN(auto proposals,
                      evidence::ProposeFacts(basis, policy, revision, *deps_.catalog));
  const auto read =
      evidence::JudgeProposals(basis, policy, revision, std::move(proposals));

  const SuggestionView view(revision);
  for (const evidence::Suggestion& suggestion : read.suggestions) {
    if (response->suggestions_size() == kMostListed) break;
    *response->add_suggestions() = view.Show(suggestion, suggestion.id);
  }
  response->set_suggestion_count(static_cast<int>(read.suggestions.size()));
  for (const evidence::UnreadClause& unread : read.unread) {
    if (response->unread_clauses_size() == kMostListed) break;
    *response->add_unread_clauses() = view.Show(unread);
  }
  response->set_unread_clause_count(static_cast<int>(read.unread.size()));
  ShowDocument(*reading, request.policy_revision(), response->mutable_policy_revision());
  for (const evidence::Notice& notice : reading->notices) {
    *response->add_notices() = ToProto(notice);
  }
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
