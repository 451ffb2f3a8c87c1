// Bad input to every RPC of the contract, over the wire: the right status with
// details, the server alive, nothing half-written.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "clausebook/v1/book_service.grpc.pb.h"
#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clausebook/v1/fact_service.grpc.pb.h"
#include "clausebook/v1/policy_service.grpc.pb.h"
#include "clausebook/v1/query_service.grpc.pb.h"
#include "clausebook/v1/question_service.grpc.pb.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/report_service.pb.h"
#include "tests/integration/wire.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<const MethodDescriptor*> methods;
  for (const google::protobuf::Descriptor* request :
       {v1::GetAppRequest::descriptor(), v1::GetPolicyRequest::descriptor(),
        v1::GetFactRequest::descriptor(), v1::GetQuestionRequest::descriptor(),
        v1::ApplyBookRequest::descriptor(), v1::AskRequest::descriptor(),
        v1::RenderAppReportRequest::descriptor(),
        v1::MatchQuestionsRequest::descriptor()}) {
    const auto* service = request->file()->service(0);
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor* method = service->method(i);
      // Streams are read message by message, and have tests of their own.
      if (!method->client_streaming()) methods.push_back(method);
    }
  }
  return methods;
}

std::string PathOf(const MethodDescriptor* method) {
  return "/" + method->service()->full_name() + "/" + method->name();
}

std::unique_ptr<Message> NewRequest(const MethodDescriptor* method) {
  return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()
                                      ->GetPrototype(method->input_type())
                                      ->New());
}

// Calls that mean something without any field.
const std::set<std::string> kNothingRequired = {"ListPlatforms", "ListVendors",
                                                "ListQuestions", "ListProperties",
                                                "ListQuestionnaires"};

class BadInput : public ::testing::TestWithParam<const MethodDescriptor*> {
 protected:
  static void SetUpTestSuite() {
    directory_ = std::make_unique<TempDir>();
    server_ = ServerProcess::Start(directory_->path() + "/test.db", {});
    ASSERT_NE(server_, nullptr);
    channel_ = Connect(server_->address());
  }
  static void TearDownTestSuite() {
    channel_.reset();
    server_.reset();
    directory_.reset();
  }

  // Whatever was sent: the server goes on, and nothing was written.
  void TearDown() override {
    ASSERT_TRUE(server_->IsRunning());
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(20));
    v1::ListVendorsResponse response;
    const auto status =
        v1::CatalogService::NewStub(channel_)->ListVendors(&context, {}, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.vendors_size(), 0);
  }

  grpc::Status Send(const std::string& bytes) {
    return CallBytes(channel_, PathOf(GetParam()), bytes);
  }

  static std::unique_ptr<TempDir> directory_;
  static std::unique_ptr<ServerProcess> server_;
  static std::shared_ptr<grpc::Channel> channel_;
};

std::unique_ptr<TempDir> BadInput::directory_;
std::unique_ptr<ServerProcess> BadInput::server_;
std::shared_ptr<grpc::Channel> BadInput::channel_;

TEST_P(BadInput, AnEmptyRequestNamesTheMissingFields) {
  const auto status = Send("");
  if (kNothingRequired.contains(GetParam()->name())) {
    EXPECT_TRUE(status.ok()) << status.error_message();
    return;
  }
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(ReasonOf(status), "INVALID_FIELD");
  EXPECT_GT(DetailOf<google::rpc::BadRequest>(status).field_violations_size(), 0);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).domain(), "clausebook");
}

TEST_P(BadInput, BytesThatAreNoMessage) {
  for (const std::string& bytes : std::vector<std::string>{"\xff\xff\xff\xff", "\x0a", "\x0a\x7f""abc", std::string(2, '\0')}) {
    const auto status = Send(bytes);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(ReasonOf(status), "INVALID_FIELD");
  }
}

TEST_P(BadInput, TextsThatAreNotUtf8) {
  const auto* type = GetParam()->input_type();
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* field = type->field(i);
    if (field->type() != FieldDescriptor::TYPE_STRING) continue;
    // By hand: protobuf would not serialise it without complaint.
    const std::string bytes = {static_cast<char>(field->number() << 3 | 2), 2, '\xc3', '\x28'};
    const auto status = Send(bytes);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << field->name();
    EXPECT_EQ(ReasonOf(status), "INVALID_FIELD") << field->name();
  }
}

TEST_P(BadInput, TooMuch) {
  const auto status = Send(std::string("\x7a\x80\x80\x80\x03", 5) + std::string(6 << 20, 'x'));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_P(BadInput, NegativePageSizeAndForeignPageToken) {
  const auto request = NewRequest(GetParam());
  const auto* reflection = request->GetReflection();
  const auto* size = GetParam()->input_type()->FindFieldByName("page_size");
  if (size == nullptr) return;  // no listing
  const auto* token = GetParam()->input_type()->FindFieldByName("page_token");
  reflection->SetInt32(request.get(), size, -1);
  reflection->SetString(request.get(), token, "no-token");
  const auto status = Send(request->SerializeAsString());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  std::set<std::string> fields;
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : bad.field_violations()) fields.insert(violation.field());
  EXPECT_TRUE(fields.contains("page_size"));
  EXPECT_TRUE(fields.contains("page_token"));
}

TEST_P(BadInput, AbsurdDatesAndTimes) {
  const auto* type = GetParam()->input_type();
  if (const auto* field = type->FindFieldByName("as_of")) {
    for (const char* date : {"2021-02-30", "0000-00-00", "99999-01-01", "yesterday",
                             "2021-1-1", "-001-01-01"}) {
      const auto request = NewRequest(GetParam());
      request->GetReflection()->SetString(request.get(), field, date);
      const auto status = Send(request->SerializeAsString());
      EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << date;
    }
  }
  if (const auto* field = type->FindFieldByName("known_at")) {
    for (const std::int64_t seconds : {std::int64_t{-1}, std::int64_t{253402300799},
                                       std::int64_t{9223372036854775807}}) {
      const auto request = NewRequest(GetParam());
      auto* time = static_cast<google::protobuf::Timestamp*>(
          request->GetReflection()->MutableMessage(request.get(), field));
      time->set_seconds(seconds);
      const auto status = Send(request->SerializeAsString());
      EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << seconds;
    }
  }
}

TEST_P(BadInput, UnknownNames) {
  const std::map<std::string, std::string> names = {
      {"ListPolicies", "vendors/nobody"}, {"ListApps", "vendors/nobody"},
      {"ListFacts", "vendors/nobody"},    {"GetVendor", "vendors/nobody"},
      {"GetApp", "vendors/nobody/apps/none"},
      {"GetPolicy", "vendors/nobody/policies/none"},
      {"GetPolicyRevision", "vendors/nobody/policies/none/revisions/2020-01-01-00000000"},
      {"ListClauses", "vendors/nobody/policies/none/revisions/2020-01-01-00000000"},
      {"ListPolicyRevisions", "vendors/nobody/policies/none"},
      {"GetFact", "vendors/nobody/facts/none"},
      {"RetractFact", "vendors/nobody/facts/none"},
      {"DeleteVendor", "vendors/nobody"},
      {"DeleteApp", "vendors/nobody/apps/none"},
      {"DeletePolicy", "vendors/nobody/policies/none"},
      {"GetPlatform", "platforms/none"},
      {"GetQuestion", "questions/none"},
      {"GetQuestionnaire", "questionnaires/none"},
      {"ListMappings", "vendors/nobody"},
      {"GetProperty", "properties/none"},
      {"ListAnswers", "vendors/nobody/apps/none"},
      {"ExportBook", "vendors/nobody"},
      {"WithdrawPolicyRevision",
       "vendors/nobody/policies/none/revisions/2020-01-01-00000000"}};
  const auto it = names.find(GetParam()->name());
  if (it == names.end()) return;  // takes no single name
  const auto request = NewRequest(GetParam());
  for (const char* key : {"name", "parent", "publisher"}) {
    if (const auto* field = GetParam()->input_type()->FindFieldByName(key)) {
      request->GetReflection()->SetString(request.get(), field, it->second);
    }
  }
  const auto status = Send(request->SerializeAsString());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND) << status.error_message();
  EXPECT_EQ(ReasonOf(status), "NOT_FOUND");
  EXPECT_NE(DetailOf<google::rpc::ResourceInfo>(status).resource_name(), "");
}

TEST_P(BadInput, ADeadlineOfOneMillisecondAndACancelledCall) {
  for (int i = 0; i < 20; ++i) {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::milliseconds(1));
    const auto status = CallBytes(channel_, PathOf(GetParam()), "", context);
    const bool expected = status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED ||
                          status.error_code() == grpc::StatusCode::INVALID_ARGUMENT ||
                          status.ok();
    EXPECT_TRUE(expected) << status.error_code();
  }
  grpc::ClientContext context;
  context.TryCancel();
  EXPECT_EQ(CallBytes(channel_, PathOf(GetParam()), "", context).error_code(),
            grpc::StatusCode::CANCELLED);
}

INSTANTIATE_TEST_SUITE_P(EveryRpc, BadInput, ::testing::ValuesIn(AllMethods()),
                         [](const auto& info) {
                           return info.param->service()->name() + "_" + info.param->name();
                         });

}  // namespace
}  // namespace clausebook::testing
