#include "tests/fuzz/rpc/dispatch.h"

#include <utility>

#include "service/base/status_macros.h"
#include "service/catalog/catalog.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/rpc/admin_handlers.h"
#include "service/rpc/audit_handlers.h"
#include "service/rpc/book_handlers.h"
#include "service/rpc/catalog_handlers.h"
#include "service/rpc/check_handlers.h"
#include "service/rpc/fact_handlers.h"
#include "service/rpc/policy_handlers.h"
#include "service/rpc/query_handlers.h"
#include "service/rpc/question_handlers.h"
#include "service/rpc/questionnaires/export_handlers.h"
#include "service/rpc/questionnaires/fill_handlers.h"
#include "service/rpc/questionnaires/mapping_handlers.h"
#include "service/rpc/questionnaires/questionnaire_handlers.h"
#include "service/rpc/questionnaires/response_handlers.h"
#include "service/rpc/report_handlers.h"
#include "service/rpc/review_handlers.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

using google::protobuf::Message;
using Requests = std::vector<const Message*>;

const catalog::Catalog& TheCatalog() {
  static const auto* const kCatalog =
      new catalog::Catalog(Must(catalog::Catalog::Embedded()));
  return *kCatalog;
}
const questionnaires::editions::Editions& TheEditions() {
  static const auto* const kEditions = new questionnaires::editions::Editions(
      Must(questionnaires::editions::Editions::Embedded(TheCatalog())));
  return *kEditions;
}
const questionnaires::matching::Matcher& TheMatcher() {
  static const auto* const kMatcher =
      Must(questionnaires::matching::Matcher::Create(TheCatalog(), &TheEditions()))
          .release();
  return *kMatcher;
}

// No randomness: an input has to do the same again.
std::string NotRandom(std::size_t bytes) {
  static std::uint8_t next = 0;
  return std::string(bytes, static_cast<char>(++next));
}

template <typename Response>
absl::Status Collect(rpc::Download<Response> download, const rpc::CallContext& context,
                     Responses* out) {
  if (download.record) CB_RETURN_IF_ERROR(download.record(context));
  auto message = std::make_unique<Response>();
  while (download.next(message.get())) {
    out->push_back(std::move(message));
    message = std::make_unique<Response>();
  }
  return absl::OkStatus();
}

}  // namespace

class Binder {
 public:
  Binder(Bench& bench, std::string service)
      : bench_(bench), prefix_("clausebook.v1." + std::move(service) + ".") {}

  template <typename H, typename Request, typename Response>
  Binder& Unary(const H& handlers, const char* name,
                absl::Status (H::*method)(const rpc::CallContext&, const Request&,
                                          Response*) const) {
    bench_.handlers_[prefix_ + name] = [handlers, method](const rpc::CallContext& context,
                                                          const Requests& requests,
                                                          Responses* out) {
      auto response = std::make_unique<Response>();
      const absl::Status status = (handlers.*method)(
          context, static_cast<const Request&>(*requests.front()), response.get());
      if (status.ok()) out->push_back(std::move(response));
      return status;
    };
    return *this;
  }

  template <typename H, typename Request, typename Response>
  Binder& Upload(const H& handlers, const char* name,
                 std::unique_ptr<rpc::Upload<Request, Response>> (H::*begin)() const) {
    bench_.handlers_[prefix_ + name] = [handlers, begin](const rpc::CallContext& context,
                                                         const Requests& requests,
                                                         Responses* out) -> absl::Status {
      const auto upload = (handlers.*begin)();
      for (const Message* request : requests) {
        CB_RETURN_IF_ERROR(upload->Take(static_cast<const Request&>(*request)));
      }
      CB_ASSIGN_OR_RETURN(auto download, upload->Work(context, [&](const Response& told) {
        out->push_back(std::make_unique<Response>(told));
      }));
      return Collect(std::move(download), context, out);
    };
    return *this;
  }

  template <typename H, typename Request, typename Response>
  Binder& Download(const H& handlers, const char* name,
                   absl::StatusOr<rpc::Download<Response>> (H::*method)(
                       const rpc::CallContext&, const Request&) const) {
    bench_.handlers_[prefix_ + name] =
        [handlers, method](const rpc::CallContext& context, const Requests& requests,
                           Responses* out) -> absl::Status {
      CB_ASSIGN_OR_RETURN(
          auto download,
          (handlers.*method)(context, static_cast<const Request&>(*requests.front())));
      return Collect(std::move(download), context, out);
    };
    return *this;
  }

  // What tells how far it is.
  template <typename H, typename Request, typename Response>
  Binder& Download(const H& handlers, const char* name,
                   absl::StatusOr<rpc::Download<Response>> (H::*method)(
                       const rpc::CallContext&, const Request&,
                       const rpc::Tell<Response>&) const) {
    bench_.handlers_[prefix_ + name] =
        [handlers, method](const rpc::CallContext& context, const Requests& requests,
                           Responses* out) -> absl::Status {
      CB_ASSIGN_OR_RETURN(
          auto download,
          (handlers.*method)(context, static_cast<const Request&>(*requests.front()),
                             [&](const Response& told) {
                               out->push_back(std::make_unique<Response>(told));
                             }));
      return Collect(std::move(download), context, out);
    };
    return *this;
  }

 private:
  Bench& bench_;
  const std::string prefix_;
};

namespace {

void BindEvidence(Bench& bench, const rpc::HandlerDeps& deps) {
  using C = rpc::CatalogHandlers;
  Binder(bench, "CatalogService")
      .Unary(C(deps), "ListPlatforms", &C::ListPlatforms)
      .Unary(C(deps), "GetPlatform", &C::GetPlatform)
      .Unary(C(deps), "ListVendors", &C::ListVendors)
      .Unary(C(deps), "GetVendor", &C::GetVendor)
      .Unary(C(deps), "CreateVendor", &C::CreateVendor)
      .Unary(C(deps), "UpdateVendor", &C::UpdateVendor)
      .Unary(C(deps), "DeleteVendor", &C::DeleteVendor)
      .Unary(C(deps), "ListApps", &C::ListApps)
      .Unary(C(deps), "GetApp", &C::GetApp)
      .Unary(C(deps), "CreateApp", &C::CreateApp)
      .Unary(C(deps), "UpdateApp", &C::UpdateApp)
      .Unary(C(deps), "DeleteApp", &C::DeleteApp);
  using P = rpc::PolicyHandlers;
  Binder(bench, "PolicyService")
      .Unary(P(deps), "ListPolicies", &P::ListPolicies)
      .Unary(P(deps), "GetPolicy", &P::GetPolicy)
      .Unary(P(deps), "CreatePolicy", &P::CreatePolicy)
      .Unary(P(deps), "UpdatePolicy", &P::UpdatePolicy)
      .Unary(P(deps), "DeletePolicy", &P::DeletePolicy)
      .Unary(P(deps), "ListPolicyRevisions", &P::ListPolicyRevisions)
      .Unary(P(deps), "GetPolicyRevision", &P::GetPolicyRevision)
      .Unary(P(deps), "CreatePolicyRevision", &P::CreatePolicyRevision)
      .Unary(P(deps), "WithdrawPolicyRevision", &P::WithdrawPolicyRevision)
      .Unary(P(deps), "ListClauses", &P::ListClauses)
      .Unary(P(deps), "ComparePolicyRevisions", &P::ComparePolicyRevisions)
      .Unary(P(deps), "PreviewPolicyRevision", &P::PreviewPolicyRevision);
  using F = rpc::FactHandlers;
  Binder(bench, "FactService")
      .Unary(F(deps), "ListFacts", &F::ListFacts)
      .Unary(F(deps), "GetFact", &F::GetFact)
      .Unary(F(deps), "CreateFact", &F::CreateFact)
      .Unary(F(deps), "RetractFact", &F::RetractFact)
      .Unary(F(deps), "ListFactEvents", &F::ListFactEvents);
  using B = rpc::BookHandlers;
  Binder(bench, "BookService")
      .Unary(B(deps), "ApplyBook", &B::ApplyBook)
      .Unary(B(deps), "ExportBook", &B::ExportBook);
  using R = rpc::ReviewHandlers;
  Binder(bench, "ReviewService")
      .Unary(R(deps), "ListSuggestions", &R::ListSuggestions)
      .Unary(R(deps), "GetSuggestion", &R::GetSuggestion)
      .Unary(R(deps), "ListUnreadClauses", &R::ListUnreadClauses)
      .Unary(R(deps), "SuggestFacts", &R::SuggestFacts)
      .Unary(R(deps), "ListReviewItems", &R::ListReviewItems)
      .Unary(R(deps), "RecordDecisions", &R::RecordDecisions)
      .Unary(R(deps), "ListRejections", &R::ListRejections);
}

void BindAnswers(Bench& bench, const rpc::HandlerDeps& deps, view::AnswerView* view) {
  using Q = rpc::QuestionHandlers;
  Binder(bench, "QuestionService")
      .Unary(Q(deps), "ListQuestions", &Q::ListQuestions)
      .Unary(Q(deps), "GetQuestion", &Q::GetQuestion)
      .Unary(Q(deps), "ListProperties", &Q::ListProperties)
      .Unary(Q(deps), "GetProperty", &Q::GetProperty);
  using A = rpc::QueryHandlers;
  Binder(bench, "QueryService")
      .Unary(A(deps, view), "Ask", &A::Ask)
      .Unary(A(deps, view), "BatchAsk", &A::BatchAsk)
      .Unary(A(deps, view), "ListAnswers", &A::ListAnswers);
  using C = rpc::CheckHandlers;
  Binder(bench, "CheckService").Unary(C(deps), "CheckApps", &C::CheckApps);
  using R = rpc::ReportHandlers;
  Binder(bench, "ReportService")
      .Unary(R(deps), "RenderAppReport", &R::RenderAppReport)
      .Unary(R(deps), "RenderAppMatrix", &R::RenderAppMatrix);
}

void BindQuestionnaires(Bench& bench, const rpc::HandlerDeps& deps) {
  using M = rpc::MappingHandlers;
  using Q = rpc::QuestionnaireHandlers;
  using F = rpc::FillHandlers;
  Binder(bench, "QuestionnaireService")
      .Unary(M(deps), "CreateMapping", &M::CreateMapping)
      .Unary(M(deps), "ListMappings", &M::ListMappings)
      .Unary(M(deps), "RevokeMapping", &M::RevokeMapping)
      .Unary(Q(deps), "ListQuestionnaires", &Q::ListQuestionnaires)
      .Unary(Q(deps), "GetQuestionnaire", &Q::GetQuestionnaire)
      .Unary(Q(deps), "MatchQuestions", &Q::MatchQuestions)
      .Unary(Q(deps), "ComparePayload", &Q::ComparePayload)
      .Upload(F(deps), "FillQuestionnaire", &F::FillQuestionnaire);
  using R = rpc::ResponseHandlers;
  using E = rpc::ExportHandlers;
  Binder(bench, "ResponseService")
      .Unary(R(deps), "ListResponses", &R::ListResponses)
      .Unary(R(deps), "GetResponse", &R::GetResponse)
      .Unary(R(deps), "ListResponseItems", &R::ListResponseItems)
      .Unary(R(deps), "ReviewResponseItems", &R::ReviewResponseItems)
      .Unary(E(deps), "CompareResponse", &E::CompareResponse)
      .Download(E(deps), "ExportResponse", &E::ExportResponse);
  using A = rpc::AdminHandlers;
  const A admin(deps, &NotRandom);
  Binder(bench, "AdminService")
      .Unary(admin, "CreateToken", &A::CreateToken)
      .Unary(admin, "ListTokens", &A::ListTokens)
      .Unary(admin, "RevokeToken", &A::RevokeToken)
      .Download(admin, "CreateBackup", &A::CreateBackup);
  using L = rpc::AuditHandlers;
  Binder(bench, "AuditService")
      .Unary(L(deps), "ListAuditEntries", &L::ListAuditEntries)
      .Unary(L(deps), "ListAuditCheckpoints", &L::ListAuditCheckpoints);
}

// If the handlers have an answer in memory, that.
template <typename Request, typename Response>
std::unique_ptr<Message> Find(
    const rpc::QueryHandlers& handlers,
    std::optional<std::string> (rpc::QueryHandlers::*find)(const Request&, Instant) const,
    const Message& request, Instant now) {
  const auto bytes = (handlers.*find)(static_cast<const Request&>(request), now);
  if (!bytes) return nullptr;
  auto response = std::make_unique<Response>();
  if (!response->ParseFromString(*bytes)) response->Clear();
  return response;
}

}  // namespace

Bench::Bench()
    : view_(&TheCatalog(), Instant{}, {1 << 20, 1 << 20}),
      store_(&memory_, [this](const storage::Commit& commit) { view_.Note(commit); }) {
  const rpc::HandlerDeps deps = Deps();
  BindEvidence(*this, deps);
  BindAnswers(*this, deps, &view_);
  BindQuestionnaires(*this, deps);
}

rpc::HandlerDeps Bench::Deps() {
  rpc::HandlerDeps deps{&store_, &TheCatalog(), &clock_};
  deps.editions = &TheEditions();
  deps.matcher = &TheMatcher();
  deps.tokens = &tokens_;
  deps.backups = &backups_;
  return deps;
}

std::vector<std::string> Bench::Methods() const {
  std::vector<std::string> methods;
  for (const auto& [method, handler] : handlers_) methods.push_back(method);
  return methods;
}

absl::Status Bench::Call(const std::string& method, const Requests& requests,
                         Responses* responses) {
  clock_.AdvanceMicros(1'000'000);
  return handlers_.at(method)(rpc::CallContext{nullptr, clock_.Now()}, requests,
                              responses);
}

std::unique_ptr<Message> Bench::FromMemory(const std::string& method,
                                           const Message& request) {
  using H = rpc::QueryHandlers;
  const H handlers(Deps(), &view_);
  if (method == "clausebook.v1.QueryService.Ask") {
    return Find<v1::AskRequest, v1::AskResponse>(handlers, &H::FindAskResponse, request,
                                                 clock_.Now());
  }
  if (method == "clausebook.v1.QueryService.BatchAsk") {
    return Find<v1::BatchAskRequest, v1::BatchAskResponse>(
        handlers, &H::FindBatchAskResponse, request, clock_.Now());
  }
  return nullptr;
}

}  // namespace clausebook::testing
