// The contract's methods as its descriptors have them.
#ifndef CLAUSEBOOK_TESTS_TESTING_CONTRACT_H_
#define CLAUSEBOOK_TESTS_TESTING_CONTRACT_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

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

namespace clausebook::testing {

using ContractMethod = const google::protobuf::MethodDescriptor*;

// Every RPC of every service, in the contract's order.
inline std::vector<ContractMethod> ContractMethods() {
  std::vector<ContractMethod> methods;
  // A message of each service's file: what nobody mentions is not linked.
  for (const google::protobuf::Descriptor* request :
       {v1::CreateTokenRequest::descriptor(), v1::ListAuditEntriesRequest::descriptor(),
        v1::ApplyBookRequest::descriptor(), v1::GetAppRequest::descriptor(),
        v1::CheckAppsRequest::descriptor(), v1::GetFactRequest::descriptor(),
        v1::GetPolicyRequest::descriptor(), v1::AskRequest::descriptor(),
        v1::GetQuestionRequest::descriptor(), v1::MatchQuestionsRequest::descriptor(),
        v1::RenderAppReportRequest::descriptor(), v1::GetResponseRequest::descriptor(),
        v1::SuggestFactsRequest::descriptor()}) {
    const auto* service = request->file()->service(0);
    for (int i = 0; i < service->method_count(); ++i) {
      methods.push_back(service->method(i));
    }
  }
  return methods;
}

// The same, made once.
inline const std::vector<ContractMethod>& AllContractMethods() {
  static const auto* const kMethods = new std::vector<ContractMethod>(ContractMethods());
  return *kMethods;
}

// `/clausebook.v1.QueryService/Ask`.
inline std::string WirePath(ContractMethod method) {
  return "/" + method->service()->full_name() + "/" + method->name();
}

inline std::unique_ptr<google::protobuf::Message> NewMessageOf(
    const google::protobuf::Descriptor* type) {
  return std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_CONTRACT_H_
