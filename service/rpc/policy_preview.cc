// The part of PolicyHandlers that says what a revision would change.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/revisions/preview.h"
#include "service/rpc/convert/answer_convert.h"
#include "service/rpc/convert/change_convert.h"
#include "service/rpc/convert/fact_convert.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/platform_evidence.h"
#include "service/rpc/policy_handlers.h"
#include "service/rpc/revision_request.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// About as much of a repeated field goes into one response.
constexpr std::size_t kReviewBytes = 4 << 20;
constexpr std::size_t kAnswerBytes = 16 << 20;
constexpr int kMostReviews = 1000;
constexpr int kMostCarriedOver = 10'000;
constexpr int kMostAnswerChanges = 2000;
constexpr int kMostPreviewedApps = 1000;

// Fills a repeated field up to a number and a size, and counts on behind them.
template <typename Message>
class Bounded {
 public:
  Bounded(google::protobuf::RepeatedPtrField<Message>* field, int most, std::size_t bytes)
      : field_(field), most_(most), bytes_left_(bytes) {}

  // `make` is only called while there is room.
  template <typename Make>
  void Add(const Make& make) {
    ++count_;
    if (full_) return;
    Message message = make();
    const std::size_t size = message.ByteSizeLong();
    full_ = !field_->empty() && (field_->size() >= most_ || size > bytes_left_);
    if (full_) return;
    bytes_left_ -= std::min(bytes_left_, size);
    *field_->Add() = std::move(message);
  }

  int count() const { return count_; }

 private:
  google::protobuf::RepeatedPtrField<Message>* field_;
  int most_;
  std::size_t bytes_left_;
  bool full_ = false;
  int count_ = 0;
};

void SetFacts(const evidence::RevisionPreview& preview,
              v1::PreviewPolicyRevisionResponse* response) {
  const ChangeView view(preview.previous(), &preview.candidate());
  Bounded<v1::FactReview> reviews(response->mutable_reviews(), kMostReviews,
                                  kReviewBytes);
  for (const evidence::FactReview& review : preview.reviews()) {
    reviews.Add([&] {
      v1::FactReview proto;
      *proto.mutable_fact() =
          ToProto(*review.fact, answering::FactState::kAwaitingReview,
                  model::RecordedText(preview.before(), *review.fact));
      *proto.mutable_change() = view.Show(*review.change);
      return proto;
    });
  }
  response->set_review_count(reviews.count());
  for (const model::Fact* fact : preview.carried_over()) {
    if (response->carried_over_facts_size() == kMostCarriedOver) break;
    response->add_carried_over_facts(ToName(fact->ref));
  }
  response->set_carried_over_count(static_cast<int>(preview.carried_over().size()));
}

// The apps to compare, in the order of their names, and how many more there are.
struct AppsToCompare {
  std::vector<model::App> apps;
  int omitted = 0;
};

absl::StatusOr<AppsToCompare> FindApps(storage::ReadSnapshot& snapshot,
                                       const model::Publisher& publisher,
                                       const std::set<model::AppRef>& named,
                                       const CallContext& context) {
  AppsToCompare found;
  for (const model::AppRef& ref : named) {
    CB_ASSIGN_OR_RETURN(auto app, snapshot.GetApp(ref, kEndOfTime));
    found.apps.push_back(std::move(app));
  }
  if (!named.empty()) return found;
  std::optional<std::string> vendor;
  if (publisher.kind == model::PublisherKind::kVendor) vendor = publisher.id;
  storage::Page page{"", kMostPreviewedApps};
  while (true) {
    CB_RETURN_IF_ERROR(CheckCancelled(context));
    CB_ASSIGN_OR_RETURN(auto apps, snapshot.ListApps(vendor, "", page, kEndOfTime));
    if (found.apps.empty()) {
      found.apps = apps;
    } else {
      found.omitted += static_cast<int>(apps.size());
    }
    if (apps.size() < kMostPreviewedApps) return found;
    page.after = apps.back().ref.vendor + "/" + apps.back().ref.app;
  }
}

// Opens apps as they are recorded. Keeps the last vendor's evidence: apps come ordered.
class AppReader {
 public:
  AppReader(const HandlerDeps& deps, storage::ReadSnapshot& snapshot)
      : deps_(deps), snapshot_(snapshot) {}

  absl::StatusOr<answering::AppDossier::Input> Read(const model::App& app) {
    if (platforms_.empty()) {
      CB_ASSIGN_OR_RETURN(platforms_, LoadPlatforms(deps_, snapshot_, kEndOfTime));
    }
    if (base_ == nullptr || vendor_.id != app.ref.vendor) {
      CB_ASSIGN_OR_RETURN(vendor_, snapshot_.GetVendor(app.ref.vendor, kEndOfTime));
      const model::Publisher publisher{model::PublisherKind::kVendor, vendor_.id};
      CB_ASSIGN_OR_RETURN(base_, snapshot_.LoadEvidence(publisher, kEndOfTime));
    }
    answering::AppDossier::Input input;
    input.catalog = deps_.catalog;
    input.app = app.ref;
    input.app_display_name = app.display_name;
    input.vendor_display_name = vendor_.display_name;
    input.vendor = base_;
    input.platforms = platforms_;
    return input;
  }

 private:
  const HandlerDeps& deps_;
  storage::ReadSnapshot& snapshot_;
  model::Vendor vendor_;
  std::shared_ptr<const model::EvidenceBase> base_;
  std::vector<std::shared_ptr<const model::EvidenceBase>> platforms_;
};

v1::Answer ShortAnswer(answering::Answer answer, Instant known_at) {
  answer.considered.clear();
  v1::Answer proto = ToProto(answer, known_at);
  proto.clear_derivation();
  return proto;
}

absl::Status SetAnswers(const HandlerDeps& deps, const CallContext& context,
                        storage::ReadSnapshot& snapshot,
                        const evidence::RevisionPreview& preview,
                        const std::set<model::AppRef>& named,
                        v1::PreviewPolicyRevisionResponse* response) {
  const Instant at = snapshot.LatestCommit();
  CB_ASSIGN_OR_RETURN(
      const auto found,
      FindApps(snapshot, preview.candidate().revision.ref.policy.publisher, named,
               context));
  AppReader reader(deps, snapshot);
  Bounded<v1::AnswerChange> changes(response->mutable_answer_changes(),
                                    kMostAnswerChanges, kAnswerBytes);
  for (const model::App& app : found.apps) {
    CB_RETURN_IF_ERROR(CheckCancelled(context));
    CB_ASSIGN_OR_RETURN(auto input, reader.Read(app));
    for (auto& change : preview.ChangedAnswers(std::move(input))) {
      changes.Add([&] {
        v1::AnswerChange proto;
        *proto.mutable_old_answer() = ShortAnswer(std::move(change.before), at);
        *proto.mutable_new_answer() = ShortAnswer(std::move(change.after), at);
        return proto;
      });
    }
  }
  response->set_answer_change_count(changes.count());
  response->set_compared_app_count(static_cast<int>(found.apps.size()));
  response->set_omitted_app_count(found.omitted);
  return absl::OkStatus();
}

// The apps that the request names.
std::set<model::AppRef> CheckApps(FieldFaults& faults,
                                  const v1::PreviewPolicyRevisionRequest& request,
                                  const std::optional<model::PolicyRef>& policy) {
  std::set<model::AppRef> named;
  if (request.apps_size() > kMostPreviewedApps) {
    faults.Add("apps", "At most 1000 apps.");
    return named;
  }
  for (int i = 0; i < request.apps_size(); ++i) {
    const std::string field = absl::StrCat("apps[", i, "]");
    const auto app = CheckApp(faults, field, request.apps(i));
    if (!app || !policy) continue;
    const model::Publisher& publisher = policy->publisher;
    if (publisher.kind == model::PublisherKind::kVendor && publisher.id != app->vendor) {
      faults.Add(field, "Not an app of the policy's vendor: nothing changes for it.");
    } else if (!named.insert(*app).second) {
      faults.Add(field, "Is there twice.");
    }
  }
  return named;
}

// The publisher's evidence, if the policy takes such a revision.
absl::StatusOr<std::shared_ptr<const model::EvidenceBase>> LoadForPreview(
    storage::ReadSnapshot& snapshot, const model::RevisionRef& wanted) {
  CB_ASSIGN_OR_RETURN(const auto policy, snapshot.GetPolicy(wanted.policy, kEndOfTime));
  if (policy.kind != model::PolicyKind::kPublished) {
    return InvalidField(
        "parent",
        "The facts of a manifest or descriptor are read anew out of each "
        "revision, so that none is carried over. Name a published policy.");
  }
  CB_ASSIGN_OR_RETURN(auto base,
                      snapshot.LoadEvidence(wanted.policy.publisher, kEndOfTime));
  for (const model::PolicyEvidence& known : base->policies) {
    for (const model::RevisionEvidence& revision : known.revisions) {
      if (revision.revision.ref == wanted) {
        return AlreadyExists("PolicyRevision", ToName(wanted));
      }
    }
  }
  return base;
}

}  // namespace

absl::Status PolicyHandlers::PreviewPolicyRevision(
    const CallContext& context, const v1::PreviewPolicyRevisionRequest& request,
    v1::PreviewPolicyRevisionResponse* response) const {
  FieldFaults faults;
  const auto policy = CheckPolicy(faults, "parent", request.parent());
  auto reading =
      CheckNewRevision(deps_, context, faults, policy, request.policy_revision());
  std::optional<model::RevisionEvidence> candidate;
  if (reading.ok() && *reading) {
    if (!(*reading)->facts.empty()) {
      faults.Add("parent",
                 "Published policies only: what a manifest would change is told by "
                 "CheckService.");
    }
    candidate = {std::move((*reading)->revision), std::move((*reading)->clauses)};
  }
  const auto as_of = CheckDate(faults, "as_of", request.as_of());
  const auto named = CheckApps(faults, request, policy);
  if (candidate && as_of && *as_of < candidate->revision.effective) {
    faults.Add("as_of", absl::StrCat("The revision takes effect on ",
                                     FormatDate(candidate->revision.effective),
                                     ": before that day it changes nothing."));
  }
  CB_RETURN_IF_ERROR(faults.ToStatus());
  if (!reading.ok()) return reading.status();

  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(auto base, LoadForPreview(*snapshot, candidate->revision.ref));
  CB_RETURN_IF_ERROR(CheckCancelled(context));
  const Date day =
      as_of.value_or(std::max(DateOf(context.now), candidate->revision.effective));
  const evidence::RevisionPreview preview(std::move(base), *std::move(candidate), day);
  CB_RETURN_IF_ERROR(CheckCancelled(context));

  model::Revision revision = preview.candidate().revision;
  revision.size_bytes = static_cast<std::int64_t>(revision.text->size());
  revision.clause_count = static_cast<std::int32_t>(preview.candidate().clauses.size());
  *response->mutable_policy_revision() = ToProto(revision, /*with_text=*/false);
  response->mutable_policy_revision()->clear_create_time();
  if (preview.previous() != nullptr) {
    response->set_previous_revision(ToName(preview.previous()->revision.ref));
  }
  response->set_as_of(FormatDate(day));
  *response->mutable_known_at() = ToProto(snapshot->LatestCommit());
  *response->mutable_counts() = CountChanges(preview.changes());
  SetFacts(preview, response);
  return SetAnswers(deps_, context, *snapshot, preview, named, response);
}

}  // namespace clausebook::rpc
