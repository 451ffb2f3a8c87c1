#include "tests/fuzz/rpc/bindings.h"

#include <cstdint>
#include <string>

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

namespace clausebook::testing {
namespace {

// No randomness: an input has to do the same again.
std::string NotRandom(std::size_t bytes) {
  static std::uint8_t next = 0;
  return std::string(bytes, static_cast<char>(++next));
}

void BindEvidence(Handlers& handlers, const rpc::HandlerDeps& deps) {
  using C = rpc::CatalogHandlers;
  Binder(handlers, "CatalogService")
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
  Binder(handlers, "PolicyService")
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
  Binder(handlers, "FactService")
      .Unary(F(deps), "ListFacts", &F::ListFacts)
      .Unary(F(deps), "GetFact", &F::GetFact)
      .Unary(F(deps), "CreateFact", &F::CreateFact)
      .Unary(F(deps), "RetractFact", &F::RetractFact)
      .Unary(F(deps), "ListFactEvents", &F::ListFactEvents);
  using B = rpc::BookHandlers;
  Binder(handlers, "BookService")
      .Unary(B(deps), "ApplyBook", &B::ApplyBook)
      .Unary(B(deps), "ExportBook", &B::ExportBook);
  using R = rpc::ReviewHandlers;
  Binder(handlers, "ReviewService")
      .Unary(R(deps), "ListSuggestions", &R::ListSuggestions)
      .Unary(R(deps), "GetSuggestion", &R::GetSuggestion)
      .Unary(R(deps), "ListUnreadClauses", &R::ListUnreadClauses)
      .Unary(R(deps), "SuggestFacts", &R::SuggestFacts)
      .Unary(R(deps), "ListReviewItems", &R::ListReviewItems)
      .Unary(R(deps), "RecordDecisions", &R::RecordDecisions)
      .Unary(R(deps), "ListRejections", &R::ListRejections);
}

void BindAnswers(Handlers& handlers, const rpc::HandlerDeps& deps,
                 view::AnswerView* view) {
  using Q = rpc::QuestionHandlers;
  Binder(handlers, "QuestionService")
      .Unary(Q(deps), "ListQuestions", &Q::ListQuestions)
      .Unary(Q(deps), "GetQuestion", &Q::GetQuestion)
      .Unary(Q(deps), "ListProperties", &Q::ListProperties)
      .Unary(Q(deps), "GetProperty", &Q::GetProperty);
  using A = rpc::QueryHandlers;
  Binder(handlers, "QueryService")
      .Unary(A(deps, view), "Ask", &A::Ask)
      .Unary(A(deps, view), "BatchAsk", &A::BatchAsk)
      .Unary(A(deps, view), "ListAnswers", &A::ListAnswers);
  using C = rpc::CheckHandlers;
  Binder(handlers, "CheckService").Unary(C(deps), "CheckApps", &C::CheckApps);
  using R = rpc::ReportHandlers;
  Binder(handlers, "ReportService")
      .Unary(R(deps), "RenderAppReport", &R::RenderAppReport)
      .Unary(R(deps), "RenderAppMatrix", &R::RenderAppMatrix);
}

void BindQuestionnaires(Handlers& handlers, const rpc::HandlerDeps& deps) {
  using M = rpc::MappingHandlers;
  using Q = rpc::QuestionnaireHandlers;
  using F = rpc::FillHandlers;
  Binder(handlers, "QuestionnaireService")
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
  Binder(handlers, "ResponseService")
      .Unary(R(deps), "ListResponses", &R::ListResponses)
      .Unary(R(deps), "GetResponse", &R::GetResponse)
      .Unary(R(deps), "ListResponseItems", &R::ListResponseItems)
      .Unary(R(deps), "ReviewResponseItems", &R::ReviewResponseItems)
      .Unary(E(deps), "CompareResponse", &E::CompareResponse)
      .Download(E(deps), "ExportResponse", &E::ExportResponse);
  using A = rpc::AdminHandlers;
  const A admin(deps, &NotRandom);
  Binder(handlers, "AdminService")
      .Unary(admin, "CreateToken", &A::CreateToken)
      .Unary(admin, "ListTokens", &A::ListTokens)
      .Unary(admin, "RevokeToken", &A::RevokeToken)
      .Download(admin, "CreateBackup", &A::CreateBackup);
  using L = rpc::AuditHandlers;
  Binder(handlers, "AuditService")
      .Unary(L(deps), "ListAuditEntries", &L::ListAuditEntries)
      .Unary(L(deps), "ListAuditCheckpoints", &L::ListAuditCheckpoints);
}

}  // namespace

Handlers BindHandlers(const rpc::HandlerDeps& deps, view::AnswerView* view) {
  Handlers handlers;
  BindEvidence(handlers, deps);
  BindAnswers(handlers, deps, view);
  BindQuestionnaires(handlers, deps);
  return handlers;
}

}  // namespace clausebook::testing
