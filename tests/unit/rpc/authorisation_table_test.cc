// The authorisation table is about the contract as it is: every RPC has a rule, every
// rule an RPC, and what a rule reads is there.
#include <filesystem>
#include <set>

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
#include "service/rpc/request_names.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

using admission::FieldKind;
using admission::FindRule;
using admission::Permission;
using admission::Reach;
using admission::Rule;
using google::protobuf::MethodDescriptor;

// Of every service that there is a file for.
std::vector<const MethodDescriptor*> AllMethods() {
  // Named, so that they are linked.
  const google::protobuf::Descriptor* const linked[] = {
      v1::ListTokensRequest::descriptor(),   v1::ApplyBookRequest::descriptor(),
      v1::GetAppRequest::descriptor(),       v1::CheckAppsRequest::descriptor(),
      v1::GetFactRequest::descriptor(),      v1::GetPolicyRequest::descriptor(),
      v1::AskRequest::descriptor(),          v1::GetQuestionRequest::descriptor(),
      v1::ListMappingsRequest::descriptor(), v1::RenderAppReportRequest::descriptor(),
      v1::GetResponseRequest::descriptor(),  v1::GetSuggestionRequest::descriptor(),
      v1::ListAuditEntriesRequest::descriptor()};
  EXPECT_NE(linked[0], nullptr);
  std::vector<const MethodDescriptor*> methods;
  const std::filesystem::path folder = CLAUSEBOOK_PROTO "/clausebook/v1";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = "clausebook/v1/" + entry.path().filename().string();
    if (name.find("_service.proto") == std::string::npos) continue;
    const auto* file =
        google::protobuf::DescriptorPool::generated_pool()->FindFileByName(name);
    EXPECT_NE(file, nullptr) << "name a message of " << name << " above";
    for (int s = 0; file != nullptr && s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        methods.push_back(file->service(s)->method(m));
      }
    }
  }
  return methods;
}

std::string PathOf(const MethodDescriptor& method) {
  return method.service()->full_name() + "/" + method.name();
}

TEST(AuthorisationTable, HasEveryRpcAndNoOther) {
  std::set<std::string> contract;
  for (const MethodDescriptor* method : AllMethods()) contract.insert(PathOf(*method));
  EXPECT_GT(contract.size(), 60u);
  std::set<std::string> table;
  for (const Rule& rule : admission::Rules()) table.emplace(rule.method);
  EXPECT_EQ(table, contract);
  for (const std::string& method : contract)
    EXPECT_NE(FindRule(method), nullptr) << method;
}

TEST(AuthorisationTable, ReadsFieldsThatAreThere) {
  for (const MethodDescriptor* method : AllMethods()) {
    const Rule* rule = FindRule(PathOf(*method));
    ASSERT_NE(rule, nullptr);
    EXPECT_TRUE(HasPaths(*rule, *method->input_type())) << rule->method;
    EXPECT_GT(rule->cost, 0) << rule->method;
    EXPECT_EQ(rule->reach == Reach::kNamed, rule->fields[0].kind != FieldKind::kNone)
        << rule->method;
  }
}

// The fields by which this contract says whose something is.
TEST(AuthorisationTable, LooksAtEveryFieldThatSaysWhose) {
  for (const MethodDescriptor* method : AllMethods()) {
    const Rule* rule = FindRule(PathOf(*method));
    ASSERT_NE(rule, nullptr);
    if (rule->reach != Reach::kNamed) continue;
    for (const char* key : {"parent", "name", "publisher"}) {
      if (method->input_type()->FindFieldByName(key) != nullptr) {
        EXPECT_EQ(rule->fields[0].path, key) << rule->method;
      }
    }
  }
}

TEST(AuthorisationTable, WhatChangesSomethingTakesMoreThanReading) {
  for (const MethodDescriptor* method : AllMethods()) {
    const Rule* rule = FindRule(PathOf(*method));
    ASSERT_NE(rule, nullptr);
    if (method->input_type()->FindFieldByName("request_id") != nullptr) {
      EXPECT_NE(rule->permission, Permission::kRead) << rule->method;
    }
  }
}

TEST(AuthorisationTable, WhoIsNamedAsActingIsTheCaller) {
  for (const MethodDescriptor* method : AllMethods()) {
    const Rule* rule = FindRule(PathOf(*method));
    ASSERT_NE(rule, nullptr);
    for (const char* key : {"reviewer", "revoked_by"}) {
      if (method->input_type()->FindFieldByName(key) != nullptr) {
        EXPECT_EQ(rule->person, key) << rule->method;
      }
    }
  }
}

const admission::Identity kMara{
    "Mara Lind", "tokens/1", admission::RolesNamed({"reviewer"}), {"acme"}};

template <typename Request>
absl::Status Admit(const std::string& method, Request* request) {
  return AdmitRequest(kMara, *FindRule("clausebook.v1." + method), request);
}

TEST(AdmitRequest, PutsTheCallersNameWhereNoneWasGiven) {
  auto decisions = Parse<v1::RecordDecisionsRequest>("parent: 'vendors/acme'");
  ASSERT_TRUE(Admit("ReviewService/RecordDecisions", &decisions).ok());
  EXPECT_EQ(decisions.reviewer(), "Mara Lind");
  auto mapping = Parse<v1::CreateMappingRequest>(
      "parent: 'vendors/acme' mapping { confirmed_by: 'Mara Lind, CISO' }");
  ASSERT_TRUE(Admit("QuestionnaireService/CreateMapping", &mapping).ok());
  EXPECT_EQ(mapping.mapping().confirmed_by(), "Mara Lind, CISO");
  auto other = Parse<v1::RecordDecisionsRequest>("parent: 'vendors/acme' reviewer: 'Jo'");
  EXPECT_EQ(ReasonOf(Admit("ReviewService/RecordDecisions", &other)),
            "PERMISSION_DENIED");
}

TEST(AdmitRequest, APartThatWasNotSentIsNotMade) {
  auto chunk = Parse<v1::FillQuestionnaireRequest>("chunk: 'bytes'");
  ASSERT_TRUE(Admit("QuestionnaireService/FillQuestionnaire", &chunk).ok());
  EXPECT_EQ(chunk.chunk(), "bytes");
  auto options =
      Parse<v1::FillQuestionnaireRequest>("options { app: 'vendors/acme/apps/x' }");
  ASSERT_TRUE(Admit("QuestionnaireService/FillQuestionnaire", &options).ok());
  EXPECT_EQ(options.options().creator(), "Mara Lind");
}

TEST(AdmitRequest, OtherVendorsAreFoundWhereverTheyAreNamed) {
  auto apps = Parse<v1::BatchAskRequest>(
      "apps: 'vendors/acme/apps/x' apps: 'vendors/other/apps/y'");
  EXPECT_EQ(ReasonOf(Admit("QueryService/BatchAsk", &apps)), "PERMISSION_DENIED");
  auto fact = Parse<v1::CreateFactRequest>(
      "parent: 'vendors/acme' fact { evidence { clause { revision: "
      "'vendors/other/policies/p/revisions/r' } } }");
  EXPECT_EQ(ReasonOf(Admit("FactService/CreateFact", &fact)), "PERMISSION_DENIED");
  auto decision = Parse<v1::ReviewResponseItemsRequest>(
      "name: 'vendors/acme/responses/r' decisions { item: "
      "'vendors/other/responses/r/items/1' }");
  EXPECT_EQ(ReasonOf(Admit("ResponseService/ReviewResponseItems", &decision)),
            "PERMISSION_DENIED");
  auto own = Parse<v1::UpdateAppRequest>("app { name: 'vendors/acme/apps/x' }");
  EXPECT_EQ(ReasonOf(Admit("CatalogService/UpdateApp", &own)), "OK");
  auto nothing = Parse<v1::UpdateAppRequest>("");
  EXPECT_EQ(ReasonOf(Admit("CatalogService/UpdateApp", &nothing)), "PERMISSION_DENIED");
}

}  // namespace
}  // namespace clausebook::rpc
