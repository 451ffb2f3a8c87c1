// Who may call what, over the wire: every RPC with every role and with every fault that
// credentials can have. The outcome is a table, held against roles.golden.txt
// (CLAUSEBOOK_UPDATE_GOLDEN=1 writes it anew).
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "clausebook/v1/admin_service.grpc.pb.h"
#include "clausebook/v1/audit_service.pb.h"
#include "clausebook/v1/book_service.pb.h"
#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clausebook/v1/check_service.pb.h"
#include "clausebook/v1/fact_service.pb.h"
#include "clausebook/v1/policy_service.pb.h"
#include "clausebook/v1/query_service.pb.h"
#include "clausebook/v1/question_service.pb.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/report_service.pb.h"
#include "clausebook/v1/response_service.pb.h"
#include "clausebook/v1/review_service.pb.h"
#include "service/admission/rules.h"
#include "service/admission/token.h"
#include "service/base/clock.h"
#include "service/main/server.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/integration/wire.h"
#include "tests/testing/must.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::int64_t kHourMicros = 3600LL * 1'000'000;

// A caller of the test: how the column is called, and the `authorization` she sends.
struct Bearer {
  std::string column;
  std::string authorization;  // empty: none
};

std::unique_ptr<Message> NewMessage(const std::string& method) {
  const auto* found =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName([&] {
        std::string name = method;
        name[name.find('/')] = '.';
        return name;
      }());
  EXPECT_NE(found, nullptr) << method;
  return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()
                                      ->GetPrototype(found->input_type())
                                      ->New());
}

void SetAt(Message& message, const std::string& path, const std::string& value) {
  const auto dot = path.find('.');
  const auto* field = message.GetDescriptor()->FindFieldByName(path.substr(0, dot));
  ASSERT_NE(field, nullptr) << path;
  const auto* reflection = message.GetReflection();
  if (dot != std::string::npos) {
    SetAt(*reflection->MutableMessage(&message, field), path.substr(dot + 1), value);
  } else if (field->is_repeated()) {
    reflection->AddString(&message, field, value);
  } else {
    reflection->SetString(&message, field, value);
  }
}

// As little as says whose things the call is about: it is for the handler to find the
// rest missing, which only callers who are admitted learn.
std::string RequestOf(const admission::Rule& rule) {
  const auto message = NewMessage(std::string(rule.method));
  for (const auto& field : rule.fields) {
    if (field.kind == admission::FieldKind::kNone) break;
    const bool id = field.kind == admission::FieldKind::kVendorId;
    SetAt(*message, std::string(field.path), id ? "acme" : "vendors/acme");
  }
  if (rule.reach == admission::Reach::kContent) {
    auto& book = dynamic_cast<v1::ApplyBookRequest&>(*message);
    book.set_validate_only(true);
    auto* file = book.add_files();
    file->set_path("factbook.yaml");
    file->set_content("clausebook: 1\nvendor: {id: acme, name: Acme}\n");
  }
  return message->SerializeAsString();
}

class Roles : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TempDir>();
    Config config;
    config.listen = "127.0.0.1:0";
    config.database = folder_->File("roles.db");
    config.authentication = "required";
    config.log_level = "error";
    RecordTokens(config.database);
    log_ = std::make_unique<Log>(config.log_level, "text");
    server_ = Must(Server::Start(config, log_.get()));
    channel_ = Connect(server_->address());
  }
  static void TearDownTestSuite() {
    channel_.reset();
    server_.reset();
    log_.reset();
    folder_.reset();
    bearers_.clear();
  }

  static void RecordTokens(const std::string& database) {
    const SystemClock clock;
    storage::SqliteStore::Options options;
    options.path = database;
    options.clock = &clock;
    const auto store = Must(storage::SqliteStore::Open(options));
    const Instant now = clock.Now();
    bearers_ = {{"none", ""}, {"wrong", "Bearer cbk_wrong"}, {"basic", "Basic YTpi"}};
    const auto add = [&](const std::string& column, const std::string& role,
                         const std::vector<std::string>& vendors, std::int64_t hours,
                         bool revoked) {
      admission::TokenRequest request;
      request.subject = column;
      request.roles = {role};
      request.vendors = vendors;
      request.expire_time = Instant{now.micros + hours * kHourMicros};
      const auto made =
          Must(admission::MakeToken(request, now, admission::SystemRandom()));
      bearers_.push_back({column, "Bearer " + made.secret});
      Must(store->Write(nullptr, [&](storage::WriteTransaction& tx) -> absl::Status {
        Must(tx.AddToken(made.record));
        return revoked ? tx.RevokeToken(made.record.id, "Ada", "").status()
                       : absl::OkStatus();
      }));
    };
    add("expired", "admin", {}, -1, false);
    add("revoked", "admin", {}, 1, true);
    for (const char* role : {"reader", "editor", "reviewer", "admin"}) {
      add(role, role, {}, 1, false);
    }
    // Limited to the vendor that the requests are about, and to another.
    for (const char* role : {"reader", "editor", "reviewer"}) {
      add(std::string("own ") + role, role, {"acme"}, 1, false);
      add(std::string("other ") + role, role, {"other"}, 1, false);
    }
  }

  static std::string AuthorizationOf(const std::string& column) {
    for (const Bearer& bearer : bearers_) {
      if (bearer.column == column) return bearer.authorization;
    }
    ADD_FAILURE() << column;
    return "";
  }

  static std::unique_ptr<TempDir> folder_;
  static std::unique_ptr<Log> log_;
  static std::unique_ptr<Server> server_;
  static std::shared_ptr<grpc::Channel> channel_;
  static std::vector<Bearer> bearers_;
};

std::unique_ptr<TempDir> Roles::folder_;
std::unique_ptr<Log> Roles::log_;
std::unique_ptr<Server> Roles::server_;
std::shared_ptr<grpc::Channel> Roles::channel_;
std::vector<Bearer> Roles::bearers_;

// `yes`: the call was admitted, whatever came of it.
std::string Outcome(const grpc::Status& status) {
  const std::string reason = ReasonOf(status);
  if (status.error_code() == grpc::StatusCode::UNAUTHENTICATED) {
    EXPECT_EQ(reason, "UNAUTHENTICATED");
    return "who?";
  }
  if (status.error_code() == grpc::StatusCode::PERMISSION_DENIED) {
    EXPECT_EQ(reason, "PERMISSION_DENIED");
    return "no";
  }
  // What the handlers make of a request that says little, but no accident.
  EXPECT_TRUE(status.ok() || status.error_code() == grpc::StatusCode::INVALID_ARGUMENT ||
              status.error_code() == grpc::StatusCode::NOT_FOUND ||
              status.error_code() == grpc::StatusCode::FAILED_PRECONDITION)
      << status.error_code() << " " << status.error_message();
  return "yes";
}

std::string Cell(const std::string& text, std::size_t width) {
  return text + std::string(text.size() < width ? width - text.size() : 0, ' ');
}

TEST_F(Roles, EveryRpcWithEveryRoleAndNone) {
  // Named, so that they are linked.
  const google::protobuf::Descriptor* const linked[] = {
      v1::ListTokensRequest::descriptor(),   v1::ApplyBookRequest::descriptor(),
      v1::GetAppRequest::descriptor(),       v1::CheckAppsRequest::descriptor(),
      v1::GetFactRequest::descriptor(),      v1::GetPolicyRequest::descriptor(),
      v1::AskRequest::descriptor(),          v1::GetQuestionRequest::descriptor(),
      v1::ListMappingsRequest::descriptor(), v1::RenderAppReportRequest::descriptor(),
      v1::GetResponseRequest::descriptor(),  v1::GetSuggestionRequest::descriptor(),
      v1::ListAuditEntriesRequest::descriptor()};
  ASSERT_NE(linked[0], nullptr);
  std::ostringstream table;
  table
      << "What callers may do, as a test of tests/integration saw it over the wire.\n"
         "yes: admitted; no: PERMISSION_DENIED; who?: UNAUTHENTICATED. The requests are\n"
         "about the vendor acme; `own` tokens are limited to it, `other` ones to "
         "another.\n"
         "\n";
  constexpr std::size_t kName = 44;
  table << Cell("RPC", kName);
  for (const Bearer& bearer : bearers_) {
    table << " " << Cell(bearer.column, std::max<std::size_t>(5, bearer.column.size()));
  }
  table << "\n";
  for (const admission::Rule& rule : admission::Rules()) {
    const std::string method(rule.method);
    const std::string bytes = RequestOf(rule);
    table << Cell(method.substr(std::string("clausebook.v1.").size()), kName);
    for (const Bearer& bearer : bearers_) {
      const auto outcome =
          Outcome(CallStream(channel_, "/" + method, bytes, bearer.authorization));
      table << " " << Cell(outcome, std::max<std::size_t>(5, bearer.column.size()));
    }
    table << "\n";
  }
  std::string tidy;
  std::istringstream lines(table.str());
  for (std::string line; std::getline(lines, line);) {
    tidy += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  if (std::getenv("CLAUSEBOOK_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(ROLES_GOLDEN) << tidy;
  }
  std::ostringstream golden;
  golden << std::ifstream(ROLES_GOLDEN).rdbuf();
  EXPECT_EQ(tidy, golden.str());
}

TEST_F(Roles, ARefusalIsTheSameWhetherTheThingExistsOrNot) {
  v1::CatalogService::Stub stub(channel_);
  grpc::ClientContext context;
  context.AddMetadata("authorization", AuthorizationOf("editor"));
  v1::CreateVendorRequest request;
  request.set_vendor_id("exists");
  request.mutable_vendor()->set_display_name("Exists");
  v1::CreateVendorResponse response;
  const auto made = stub.CreateVendor(&context, request, &response);
  ASSERT_TRUE(made.ok()) << made.error_message();
  const auto get = [&](const std::string& name) {
    v1::GetVendorRequest asked;
    asked.set_name(name);
    return CallStream(channel_, "/clausebook.v1.CatalogService/GetVendor",
                      asked.SerializeAsString(), AuthorizationOf("other reader"));
  };
  const auto there = get("vendors/exists");
  const auto not_there = get("vendors/nobody");
  EXPECT_EQ(there.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(there.error_message(), not_there.error_message());
  // As text, where a map's entries have an order.
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(there).DebugString(),
            DetailOf<google::rpc::ErrorInfo>(not_there).DebugString());
}

TEST_F(Roles, WrongExpiredAndRevokedTokensAreToldTheSame) {
  std::set<std::string> told;
  for (const char* column : {"wrong", "basic", "expired", "revoked"}) {
    const auto status = CallStream(channel_, "/clausebook.v1.QueryService/Ask", "",
                                   AuthorizationOf(column));
    told.insert(status.error_message() +
                DetailOf<google::rpc::ErrorInfo>(status).SerializeAsString());
  }
  EXPECT_EQ(told.size(), 1u);
}

TEST_F(Roles, ATokenIsMadeUsedAndRevokedWhileTheServerRuns) {
  v1::AdminService::Stub stub(channel_);
  v1::CreateTokenRequest create;
  create.mutable_token()->set_subject("new");
  create.mutable_token()->add_roles(v1::ROLE_READER);
  v1::CreateTokenResponse made;
  {
    grpc::ClientContext context;
    context.AddMetadata("authorization", AuthorizationOf("admin"));
    ASSERT_TRUE(stub.CreateToken(&context, create, &made).ok());
  }
  const auto list = [&] {
    return CallStream(channel_, "/clausebook.v1.CatalogService/ListVendors", "",
                      "bearer " + made.secret());  // in any case
  };
  EXPECT_TRUE(list().ok());
  v1::RevokeTokenRequest revoke;
  revoke.set_name(made.token().name());
  v1::RevokeTokenResponse revoked;
  {
    grpc::ClientContext context;
    context.AddMetadata("authorization", AuthorizationOf("admin"));
    ASSERT_TRUE(stub.RevokeToken(&context, revoke, &revoked).ok());
  }
  EXPECT_EQ(revoked.token().revoked_by(), "admin");
  EXPECT_EQ(list().error_code(), grpc::StatusCode::UNAUTHENTICATED);
}

TEST_F(Roles, HealthIsAnsweredToProbesWithoutCredentials) {
  EXPECT_TRUE(CallBytes(channel_, "/grpc.health.v1.Health/Check", "").ok());
}

TEST_F(Roles, TwoAuthorizationsAreNone) {
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(20));
  context.AddMetadata("authorization", AuthorizationOf("reader"));
  context.AddMetadata("authorization", AuthorizationOf("admin"));
  EXPECT_EQ(CallBytes(channel_, "/clausebook.v1.CatalogService/ListVendors", "", context)
                .error_code(),
            grpc::StatusCode::UNAUTHENTICATED);
}

}  // namespace
}  // namespace clausebook::testing
