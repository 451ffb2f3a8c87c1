#include "service/rpc/services.h"

#include <utility>

#include "clausebook/v1/admin_service.grpc.pb.h"
#include "clausebook/v1/audit_service.grpc.pb.h"
#include "clausebook/v1/book_service.grpc.pb.h"
#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clausebook/v1/check_service.grpc.pb.h"
#include "clausebook/v1/fact_service.grpc.pb.h"
#include "clausebook/v1/policy_service.grpc.pb.h"
#include "clausebook/v1/query_service.grpc.pb.h"
#include "clausebook/v1/question_service.grpc.pb.h"
#include "clausebook/v1/questionnaire_service.grpc.pb.h"
#include "clausebook/v1/report_service.grpc.pb.h"
#include "clausebook/v1/response_service.grpc.pb.h"
#include "clausebook/v1/review_service.grpc.pb.h"
#include "service/rpc/admin_handlers.h"
#include "service/rpc/audit_handlers.h"
#include "service/rpc/book_handlers.h"
#include "service/rpc/bound_service.h"
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

namespace clausebook::rpc {
namespace {

using Services = std::vector<std::unique_ptr<grpc::Service>>;

void AddCatalog(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = CatalogHandlers;
  auto service =
      std::make_unique<BoundService<v1::CatalogService, H>>(H(deps), environment);
  service->Bind("ListPlatforms", Lane::kRead, &H::ListPlatforms);
  service->Bind("GetPlatform", Lane::kRead, &H::GetPlatform);
  service->Bind("ListVendors", Lane::kRead, &H::ListVendors);
  service->Bind("GetVendor", Lane::kRead, &H::GetVendor);
  service->Bind("CreateVendor", Lane::kWrite, &H::CreateVendor);
  service->Bind("UpdateVendor", Lane::kWrite, &H::UpdateVendor);
  service->Bind("DeleteVendor", Lane::kWrite, &H::DeleteVendor);
  service->Bind("ListApps", Lane::kRead, &H::ListApps);
  service->Bind("GetApp", Lane::kRead, &H::GetApp);
  service->Bind("CreateApp", Lane::kWrite, &H::CreateApp);
  service->Bind("UpdateApp", Lane::kWrite, &H::UpdateApp);
  service->Bind("DeleteApp", Lane::kWrite, &H::DeleteApp);
  out.push_back(std::move(service));
}

void AddPolicies(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = PolicyHandlers;
  auto service =
      std::make_unique<BoundService<v1::PolicyService, H>>(H(deps), environment);
  service->Bind("ListPolicies", Lane::kRead, &H::ListPolicies);
  service->Bind("GetPolicy", Lane::kRead, &H::GetPolicy);
  service->Bind("CreatePolicy", Lane::kWrite, &H::CreatePolicy);
  service->Bind("UpdatePolicy", Lane::kWrite, &H::UpdatePolicy);
  service->Bind("DeletePolicy", Lane::kWrite, &H::DeletePolicy);
  service->Bind("ListPolicyRevisions", Lane::kRead, &H::ListPolicyRevisions);
  service->Bind("GetPolicyRevision", Lane::kRead, &H::GetPolicyRevision);
  service->Bind("CreatePolicyRevision", Lane::kWrite, &H::CreatePolicyRevision);
  service->Bind("WithdrawPolicyRevision", Lane::kWrite, &H::WithdrawPolicyRevision);
  service->Bind("ListClauses", Lane::kRead, &H::ListClauses);
  service->Bind("ComparePolicyRevisions", Lane::kRead, &H::ComparePolicyRevisions);
  service->Bind("PreviewPolicyRevision", Lane::kRead, &H::PreviewPolicyRevision);
  out.push_back(std::move(service));
}

void AddFacts(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = FactHandlers;
  auto service = std::make_unique<BoundService<v1::FactService, H>>(H(deps), environment);
  service->Bind("ListFacts", Lane::kRead, &H::ListFacts);
  service->Bind("GetFact", Lane::kRead, &H::GetFact);
  service->Bind("CreateFact", Lane::kWrite, &H::CreateFact);
  service->Bind("RetractFact", Lane::kWrite, &H::RetractFact);
  service->Bind("ListFactEvents", Lane::kRead, &H::ListFactEvents);
  out.push_back(std::move(service));
}

void AddQuestions(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = QuestionHandlers;
  auto service =
      std::make_unique<BoundService<v1::QuestionService, H>>(H(deps), environment);
  service->Bind("ListQuestions", Lane::kRead, &H::ListQuestions);
  service->Bind("GetQuestion", Lane::kRead, &H::GetQuestion);
  service->Bind("ListProperties", Lane::kRead, &H::ListProperties);
  service->Bind("GetProperty", Lane::kRead, &H::GetProperty);
  out.push_back(std::move(service));
}

void AddBooks(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = BookHandlers;
  auto service = std::make_unique<BoundService<v1::BookService, H>>(H(deps), environment);
  service->Bind("ApplyBook", Lane::kWrite, &H::ApplyBook);
  service->Bind("ExportBook", Lane::kRead, &H::ExportBook);
  out.push_back(std::move(service));
}

void AddQueries(const HandlerDeps& deps, view::AnswerView* view,
                CallEnvironment* environment, Services& out) {
  using H = QueryHandlers;
  auto service =
      std::make_unique<BoundService<v1::QueryService, H>>(H(deps, view), environment);
  service->Bind("Ask", Lane::kRead, &H::Ask, &H::FindAskResponse);
  service->Bind("BatchAsk", Lane::kRead, &H::BatchAsk, &H::FindBatchAskResponse);
  service->Bind("ListAnswers", Lane::kRead, &H::ListAnswers);
  out.push_back(std::move(service));
}

void AddChecks(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = CheckHandlers;
  auto service =
      std::make_unique<BoundService<v1::CheckService, H>>(H(deps), environment);
  service->Bind("CheckApps", Lane::kRead, &H::CheckApps);
  out.push_back(std::move(service));
}

void AddReports(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = ReportHandlers;
  auto service =
      std::make_unique<BoundService<v1::ReportService, H>>(H(deps), environment);
  service->Bind("RenderAppReport", Lane::kRead, &H::RenderAppReport);
  service->Bind("RenderAppMatrix", Lane::kRead, &H::RenderAppMatrix);
  out.push_back(std::move(service));
}

void AddReviews(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = ReviewHandlers;
  auto service =
      std::make_unique<BoundService<v1::ReviewService, H>>(H(deps), environment);
  service->Bind("ListSuggestions", Lane::kRead, &H::ListSuggestions);
  service->Bind("GetSuggestion", Lane::kRead, &H::GetSuggestion);
  service->Bind("ListUnreadClauses", Lane::kRead, &H::ListUnreadClauses);
  service->Bind("SuggestFacts", Lane::kRead, &H::SuggestFacts);
  service->Bind("ListReviewItems", Lane::kRead, &H::ListReviewItems);
  service->Bind("RecordDecisions", Lane::kWrite, &H::RecordDecisions);
  service->Bind("ListRejections", Lane::kRead, &H::ListRejections);
  out.push_back(std::move(service));
}

void AddQuestionnaires(const HandlerDeps& deps, CallEnvironment* environment,
                       Services& out) {
  using M = MappingHandlers;
  using Q = QuestionnaireHandlers;
  using F = FillHandlers;
  auto service = std::make_unique<BoundService<v1::QuestionnaireService, M, Q, F>>(
      M(deps), Q(deps), F(deps), environment);
  service->Bind("CreateMapping", Lane::kWrite, &M::CreateMapping);
  service->Bind("ListMappings", Lane::kRead, &M::ListMappings);
  service->Bind("RevokeMapping", Lane::kWrite, &M::RevokeMapping);
  if (deps.matcher != nullptr) {
    service->Bind("ListQuestionnaires", Lane::kRead, &Q::ListQuestionnaires);
    service->Bind("GetQuestionnaire", Lane::kRead, &Q::GetQuestionnaire);
    service->Bind("MatchQuestions", Lane::kRead, &Q::MatchQuestions);
    service->Bind("ComparePayload", Lane::kRead, &Q::ComparePayload);
    service->BindUpload("FillQuestionnaire", &F::FillQuestionnaire);
  }
  out.push_back(std::move(service));
}

void AddResponses(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = ResponseHandlers;
  using E = ExportHandlers;
  auto service = std::make_unique<BoundService<v1::ResponseService, H, E>>(
      H(deps), E(deps), environment);
  service->Bind("ListResponses", Lane::kRead, &H::ListResponses);
  service->Bind("GetResponse", Lane::kRead, &H::GetResponse);
  service->Bind("ListResponseItems", Lane::kRead, &H::ListResponseItems);
  service->Bind("ReviewResponseItems", Lane::kWrite, &H::ReviewResponseItems);
  if (deps.matcher != nullptr) {
    service->Bind("CompareResponse", Lane::kRead, &E::CompareResponse);
    service->BindDownload("ExportResponse", &E::ExportResponse);
  }
  out.push_back(std::move(service));
}

void AddAdmin(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = AdminHandlers;
  auto service = std::make_unique<BoundService<v1::AdminService, H>>(
      H(deps, admission::SystemRandom()), environment);
  service->Bind("CreateToken", Lane::kWrite, &H::CreateToken);
  service->Bind("ListTokens", Lane::kRead, &H::ListTokens);
  service->Bind("RevokeToken", Lane::kWrite, &H::RevokeToken);
  service->BindDownload("CreateBackup", &H::CreateBackup);
  out.push_back(std::move(service));
}

void AddAudit(const HandlerDeps& deps, CallEnvironment* environment, Services& out) {
  using H = AuditHandlers;
  auto service =
      std::make_unique<BoundService<v1::AuditService, H>>(H(deps), environment);
  service->Bind("ListAuditEntries", Lane::kRead, &H::ListAuditEntries);
  service->Bind("ListAuditCheckpoints", Lane::kRead, &H::ListAuditCheckpoints);
  out.push_back(std::move(service));
}

}  // namespace

Services MakeServices(const HandlerDeps& deps, view::AnswerView* view,
                      CallEnvironment* environment) {
  Services services;
  if (deps.tokens != nullptr) AddAdmin(deps, environment, services);
  AddAudit(deps, environment, services);
  AddCatalog(deps, environment, services);
  AddPolicies(deps, environment, services);
  AddFacts(deps, environment, services);
  AddQuestions(deps, environment, services);
  AddBooks(deps, environment, services);
  AddQueries(deps, view, environment, services);
  AddChecks(deps, environment, services);
  AddReports(deps, environment, services);
  AddReviews(deps, environment, services);
  AddQuestionnaires(deps, environment, services);
  AddResponses(deps, environment, services);
  return services;
}

std::vector<std::string> ServiceNames() {
  return {v1::CatalogService::service_full_name(),
          v1::PolicyService::service_full_name(),
          v1::FactService::service_full_name(),
          v1::QuestionService::service_full_name(),
          v1::BookService::service_full_name(),
          v1::QueryService::service_full_name(),
          v1::CheckService::service_full_name(),
          v1::ReportService::service_full_name(),
          v1::ReviewService::service_full_name(),
          v1::QuestionnaireService::service_full_name(),
          v1::ResponseService::service_full_name(),
          v1::AdminService::service_full_name(),
          v1::AuditService::service_full_name()};
}

}  // namespace clausebook::rpc
