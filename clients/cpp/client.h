// The service's calls as C++ functions.
#ifndef CLAUSEBOOK_CLIENTS_CPP_CLIENT_H_
#define CLAUSEBOOK_CLIENTS_CPP_CLIENT_H_

#include <grpcpp/channel.h>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clausebook/v1/admin_service.pb.h"
#include "clausebook/v1/audit_service.pb.h"
#include "clausebook/v1/book_service.pb.h"
#include "clausebook/v1/catalog_service.pb.h"
#include "clausebook/v1/check_service.pb.h"
#include "clausebook/v1/fact_service.pb.h"
#include "clausebook/v1/policy_service.pb.h"
#include "clausebook/v1/query_service.pb.h"
#include "clausebook/v1/question_service.pb.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/report_service.pb.h"
#include "clausebook/v1/response_service.pb.h"
#include "clausebook/v1/review_service.pb.h"
#include "clients/cpp/channel.h"
#include "clients/cpp/listing.h"
#include "clients/cpp/request_id.h"
#include "clients/cpp/transfer.h"

namespace clausebook::client {

struct ClientOptions {
  std::string address = kDefaultAddress;  // HOST:PORT or `unix:PATH`
  Security security;                      // default: no TLS
  // Sent with every call; empty: none. Whoever overhears it can use it: with TLS, or on
  // one machine only.
  std::string token;
  // For every call but those that carry files, retries included.
  std::chrono::milliseconds timeout = std::chrono::seconds(30);
  // For a call that carries a file, from its first byte to the last.
  std::chrono::milliseconds transfer_timeout = std::chrono::minutes(10);
  // How often a write is sent before UNAVAILABLE is returned, and the first pause
  // between; it doubles.
  int write_attempts = 3;
  std::chrono::milliseconds write_backoff = std::chrono::milliseconds(200);
  std::function<std::string()> new_request_id = NewRequestId;
};

// One method for each RPC: same request, but the resource instead of the response that
// wraps it, and a Listing instead of pages. Writes get a request id where the caller set
// none, and are sent again under it when the service is unavailable for a moment.
//
// Errors are those that the protos say for the RPC, and besides UNAVAILABLE when the
// service cannot be reached and DEADLINE_EXCEEDED when it does not answer in time.
// ErrorOf (error.h) decodes what comes with them. Thread-safe.
class Client {
 public:
  explicit Client(ClientOptions options);
  // On a channel of the caller's; `options.address` is not used.
  Client(std::shared_ptr<grpc::Channel> channel, ClientOptions options);
  ~Client();

  // OK if the service says that it is serving; UNAVAILABLE if it says that it is not.
  absl::Status CheckHealth(const std::string& service = "") const;

  absl::StatusOr<v1::Answer> Ask(const v1::AskRequest& request) const;
  absl::StatusOr<v1::BatchAskResponse> BatchAsk(const v1::BatchAskRequest& request) const;
  Listing<v1::Answer> ListAnswers(v1::ListAnswersRequest request) const;

  Listing<v1::Question> ListQuestions(v1::ListQuestionsRequest request) const;
  absl::StatusOr<v1::Question> GetQuestion(const v1::GetQuestionRequest& request) const;
  Listing<v1::Property> ListProperties(v1::ListPropertiesRequest request) const;
  absl::StatusOr<v1::Property> GetProperty(const v1::GetPropertyRequest& request) const;

  Listing<v1::Platform> ListPlatforms(v1::ListPlatformsRequest request) const;
  absl::StatusOr<v1::Platform> GetPlatform(const v1::GetPlatformRequest& request) const;
  Listing<v1::Vendor> ListVendors(v1::ListVendorsRequest request) const;
  absl::StatusOr<v1::Vendor> GetVendor(const v1::GetVendorRequest& request) const;
  absl::StatusOr<v1::Vendor> CreateVendor(v1::CreateVendorRequest request) const;
  absl::StatusOr<v1::Vendor> UpdateVendor(v1::UpdateVendorRequest request) const;
  absl::Status DeleteVendor(v1::DeleteVendorRequest request) const;
  Listing<v1::App> ListApps(v1::ListAppsRequest request) const;
  absl::StatusOr<v1::App> GetApp(const v1::GetAppRequest& request) const;
  absl::StatusOr<v1::App> CreateApp(v1::CreateAppRequest request) const;
  absl::StatusOr<v1::App> UpdateApp(v1::UpdateAppRequest request) const;
  absl::Status DeleteApp(v1::DeleteAppRequest request) const;

  Listing<v1::Policy> ListPolicies(v1::ListPoliciesRequest request) const;
  absl::StatusOr<v1::Policy> GetPolicy(const v1::GetPolicyRequest& request) const;
  absl::StatusOr<v1::Policy> CreatePolicy(v1::CreatePolicyRequest request) const;
  absl::StatusOr<v1::Policy> UpdatePolicy(v1::UpdatePolicyRequest request) const;
  absl::Status DeletePolicy(v1::DeletePolicyRequest request) const;
  Listing<v1::PolicyRevision> ListPolicyRevisions(
      v1::ListPolicyRevisionsRequest request) const;
  absl::StatusOr<v1::PolicyRevision> GetPolicyRevision(
      const v1::GetPolicyRevisionRequest& request) const;
  absl::StatusOr<v1::PolicyRevision> CreatePolicyRevision(
      v1::CreatePolicyRevisionRequest request) const;
  absl::StatusOr<v1::PolicyRevision> WithdrawPolicyRevision(
      v1::WithdrawPolicyRevisionRequest request) const;
  Listing<v1::Clause> ListClauses(v1::ListClausesRequest request) const;
  // One page: the counts, which are of all pages, come with each.
  absl::StatusOr<v1::ComparePolicyRevisionsResponse> ComparePolicyRevisions(
      const v1::ComparePolicyRevisionsRequest& request) const;
  absl::StatusOr<v1::PreviewPolicyRevisionResponse> PreviewPolicyRevision(
      const v1::PreviewPolicyRevisionRequest& request) const;

  Listing<v1::Fact> ListFacts(v1::ListFactsRequest request) const;
  absl::StatusOr<v1::Fact> GetFact(const v1::GetFactRequest& request) const;
  absl::StatusOr<v1::Fact> CreateFact(v1::CreateFactRequest request) const;
  absl::StatusOr<v1::Fact> RetractFact(v1::RetractFactRequest request) const;
  Listing<v1::FactEvent> ListFactEvents(v1::ListFactEventsRequest request) const;

  absl::StatusOr<v1::CheckAppsResponse> CheckApps(
      const v1::CheckAppsRequest& request) const;

  absl::StatusOr<v1::RenderAppReportResponse> RenderAppReport(
      const v1::RenderAppReportRequest& request) const;
  absl::StatusOr<v1::RenderAppMatrixResponse> RenderAppMatrix(
      const v1::RenderAppMatrixRequest& request) const;

  Listing<v1::Suggestion> ListSuggestions(v1::ListSuggestionsRequest request) const;
  absl::StatusOr<v1::Suggestion> GetSuggestion(
      const v1::GetSuggestionRequest& request) const;
  Listing<v1::UnreadClause> ListUnreadClauses(v1::ListUnreadClausesRequest request) const;
  absl::StatusOr<v1::SuggestFactsResponse> SuggestFacts(
      const v1::SuggestFactsRequest& request) const;
  Listing<v1::ReviewItem> ListReviewItems(v1::ListReviewItemsRequest request) const;
  absl::StatusOr<v1::RecordDecisionsResponse> RecordDecisions(
      v1::RecordDecisionsRequest request) const;
  Listing<v1::Rejection> ListRejections(v1::ListRejectionsRequest request) const;

  Listing<v1::Questionnaire> ListQuestionnaires(
      v1::ListQuestionnairesRequest request) const;
  absl::StatusOr<v1::Questionnaire> GetQuestionnaire(
      const v1::GetQuestionnaireRequest& request) const;
  absl::StatusOr<v1::MatchQuestionsResponse> MatchQuestions(
      const v1::MatchQuestionsRequest& request) const;
  absl::StatusOr<v1::ComparePayloadResponse> ComparePayload(
      const v1::ComparePayloadRequest& request) const;
  absl::StatusOr<v1::Mapping> CreateMapping(v1::CreateMappingRequest request) const;
  Listing<v1::Mapping> ListMappings(v1::ListMappingsRequest request) const;
  absl::StatusOr<v1::Mapping> RevokeMapping(v1::RevokeMappingRequest request) const;
  // Sends the file (an empty reader: none) in pieces and hands on what comes back.
  // CANCELLED once `cancel` is asked to stop, from whatever thread; then, and after any
  // error, nothing was recorded unless the head had come with a response's name. Not
  // sent again by itself: it may have been recorded.
  absl::Status FillQuestionnaire(const v1::FillOptions& options, const PieceReader& file,
                                 const FillSink& sink, std::stop_token cancel = {}) const;

  Listing<v1::Response> ListResponses(v1::ListResponsesRequest request) const;
  absl::StatusOr<v1::Response> GetResponse(const v1::GetResponseRequest& request) const;
  Listing<v1::ResponseItem> ListResponseItems(v1::ListResponseItemsRequest request) const;
  absl::StatusOr<v1::ReviewResponseItemsResponse> ReviewResponseItems(
      v1::ReviewResponseItemsRequest request) const;
  absl::StatusOr<v1::CompareResponseResponse> CompareResponse(
      const v1::CompareResponseRequest& request) const;
  // Hands on the file's pieces as they come. An error may come behind some of them: what
  // was received is the file only if this is OK. Cancelled as above.
  absl::Status ExportResponse(const v1::ExportResponseRequest& request,
                              const ExportSink& sink, std::stop_token cancel = {}) const;

  absl::StatusOr<v1::ApplyBookResponse> ApplyBook(v1::ApplyBookRequest request) const;
  absl::StatusOr<v1::ExportBookResponse> ExportBook(
      const v1::ExportBookRequest& request) const;

  // Sent once: a token that was made and not received cannot be had again.
  absl::StatusOr<v1::CreateTokenResponse> CreateToken(
      const v1::CreateTokenRequest& request) const;
  Listing<v1::Token> ListTokens(v1::ListTokensRequest request) const;
  absl::StatusOr<v1::Token> RevokeToken(const v1::RevokeTokenRequest& request) const;
  Listing<v1::AuditEntry> ListAuditEntries(v1::ListAuditEntriesRequest request) const;
  Listing<v1::AuditCheckpoint> ListAuditCheckpoints(
      v1::ListAuditCheckpointsRequest request) const;
  // As the calls that carry files: `progress` (may be empty) is called on this thread.
  absl::StatusOr<v1::Backup> CreateBackup(
      const v1::CreateBackupRequest& request,
      const std::function<void(const v1::BackupProgress&)>& progress,
      std::stop_token cancel = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_CLIENT_H_
