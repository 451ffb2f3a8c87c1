// What a caller who is limited to one vendor learns of others: nothing. Over the wire, on
// SQLite, with another vendor who has the like of everything and is called zebra.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "service/admission/rules.h"
#include "service/admission/token.h"
#include "service/base/clock.h"
#include "service/main/server.h"
#include "service/rpc/page_token.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/integration/wire.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using admission::Rule;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kZebra[] = "zebra";
const char* const kLimitedRoles[] = {"reader", "editor", "reviewer"};

// Names of what there is of a vendor, of every kind.
std::vector<std::string> NamesOf(const std::string& vendor) {
  const std::string base = "vendors/" + vendor;
  const std::string privacy = base + "/policies/privacy";
  return {base,
          base + "/apps/charts",
          privacy,
          privacy + "/revisions/first",
          privacy + "/rejections/s1",
          base + "/facts/said",
          base + "/responses/globex",
          ToName(SampleMapping(vendor, 'a').ref)};
}

std::unique_ptr<Message> EmptyRequest(const Rule& rule) {
  std::string name(rule.method);
  name[name.find('/')] = '.';
  const auto* method =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  EXPECT_NE(method, nullptr) << name;
  return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()
                                      ->GetPrototype(method->input_type())
                                      ->New());
}

// Sets a text at a path of the table, or adds it to a list.
void PutText(Message& message, const std::string& path, const std::string& value) {
  const auto dot = path.find('.');
  const auto* field = message.GetDescriptor()->FindFieldByName(path.substr(0, dot));
  if (field == nullptr) return;
  const auto* reflection = message.GetReflection();
  if (dot != std::string::npos) {
    PutText(*reflection->MutableMessage(&message, field), path.substr(dot + 1), value);
  } else if (field->is_repeated()) {
    reflection->AddString(&message, field, value);
  } else {
    reflection->SetString(&message, field, value);
  }
}

// About this thing; what else a question needs is there.
std::unique_ptr<Message> RequestAbout(const Rule& rule, const std::string& name) {
  auto request = EmptyRequest(rule);
  for (const auto& field : rule.fields) {
    if (field.kind == admission::FieldKind::kNone) break;
    const bool id = field.kind == admission::FieldKind::kVendorId;
    const std::string vendor = name.substr(8, name.find('/', 8) - 8);
    PutText(*request, std::string(field.path), id ? vendor : name);
  }
  for (const char* field : {"question", "questions"}) {
    PutText(*request, field, "questions/stores-data-off-atlassian");
  }
  return request;
}

// A list of the publisher's things goes by pages.
bool IsPaged(const Message& request) {
  return request.GetDescriptor()->FindFieldByName("page_token") != nullptr;
}

class Isolation : public ::testing::Test {
 protected:
  void SetUp() override {
    Config config;
    config.listen = "127.0.0.1:0";
    config.database = folder_.File("isolation.db");
    config.authentication = "required";
    config.log_level = "error";
    Fill(config.database);
    server_ = Must(Server::Start(config, &log_));
    channel_ = Connect(server_->address());
    asked_at_ = SystemClock().Now().micros / 1'000'000 + 1;
    // `known_at` is in whole seconds here, and not in the future.
    while (SystemClock().Now().micros / 1'000'000 < asked_at_) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

  void Fill(const std::string& database) {
    const SystemClock clock{};
    storage::SqliteStore::Options options;
    options.path = database;
    options.clock = &clock;
    const auto store = Must(storage::SqliteStore::Open(options));
    Must(store->Write(nullptr, [&](storage::WriteTransaction& tx) -> absl::Status {
      AddVendorWithAll(tx, "acme");
      AddVendorWithAll(tx, kZebra);
      AddToken(tx, clock.Now(), "anybody", "editor", {});
      for (const char* role : kLimitedRoles) {
        AddToken(tx, clock.Now(), role, role, {"acme"});
      }
      return absl::OkStatus();
    }));
  }

  static void AddVendorWithAll(storage::WriteTransaction& tx, const std::string& vendor) {
    const model::Publisher publisher = VendorNamed(vendor);
    Must(tx.PutVendor(SampleVendor(vendor, "The " + vendor)));
    auto app = SampleApp(vendor, "charts");
    app.display_name = "Charts of " + vendor;
    Must(tx.PutApp(app));
    auto policy = SamplePolicy(publisher, "privacy");
    policy.title = "Privacy of " + vendor;
    Must(tx.PutPolicy(policy));
    const std::string text = "# Storage\nWe of " + vendor + " store nothing.\n";
    Must(tx.AddRevision(SampleRevision(policy.ref, "first", "2025-01-01", text),
                        LinesAsClauses(text)));
    auto fact = SampleFact("storage.off_platform");
    fact.evidence = model::Attestation{"Ada of " + vendor, Day("2025-01-01"),
                                       std::nullopt, "So says " + vendor + "."};
    Must(tx.AddFact({publisher, "said"}, fact));
    auto rejection = SampleRejection(policy.ref, "s1");
    rejection.reason = vendor;
    Must(tx.AddRejection(rejection));
    auto mapping = SampleMapping(vendor, 'a');
    mapping.confirmed_by = "Bo of " + vendor;
    Must(tx.AddMapping(mapping));
    auto response = SampleResponse({vendor, "globex"}, "charts");
    response.title = "Globex asks " + vendor;
    Must(tx.AddResponse(response, {SampleItem("stores-data-off-atlassian")}, nullptr));
  }

  void AddToken(storage::WriteTransaction& tx, Instant now, const std::string& subject,
                const std::string& role, const std::vector<std::string>& vendors) {
    admission::TokenRequest request;
    request.subject = subject;
    request.roles = {role};
    request.vendors = vendors;
    const auto made = Must(admission::MakeToken(request, now, admission::SystemRandom()));
    Must(tx.AddToken(made.record));
    bearers_[subject] = "Bearer " + made.secret;
  }

  grpc::Status Send(const std::string& who, const Rule& rule, const Message& request,
                    std::string* replies = nullptr) {
    return CallStream(channel_, "/" + std::string(rule.method),
                      request.SerializeAsString(), bearers_.at(who), replies);
  }

  // A reply in an order that does not depend on chance, without the time of the last
  // commit, which is told whoever's that was.
  static std::string Shown(const Rule& rule, const std::string& reply) {
    std::string name(rule.method);
    name[name.find('/')] = '.';
    const auto* type = google::protobuf::DescriptorPool::generated_pool()
                           ->FindMethodByName(name)
                           ->output_type();
    const std::unique_ptr<Message> message(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
    EXPECT_TRUE(message->ParseFromString(reply)) << name;
    if (const auto* known_at = type->FindFieldByName("known_at")) {
      message->GetReflection()->ClearField(message.get(), known_at);
    }
    return message->DebugString();
  }

  // What a call told, errors included, but for the id of the call.
  std::string ToldBy(const std::string& who, const Rule& rule, const Message& request) {
    std::string reply;
    const auto status = Send(who, rule, request, &reply);
    std::string told = Shown(rule, reply) + status.error_message();
    google::rpc::Status details;
    details.ParseFromString(status.error_details());
    for (const auto& detail : details.details()) {
      if (!detail.Is<google::rpc::RequestInfo>()) told += detail.SerializeAsString();
    }
    EXPECT_NE(status.error_code(), grpc::StatusCode::INTERNAL) << rule.method;
    return std::to_string(status.error_code()) + " " + told;
  }

  std::int64_t asked_at_ = 0;
  TempDir folder_;
  Log log_{"error", "text"};
  std::map<std::string, std::string> bearers_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

// For every RPC and every kind of thing.
TEST_F(Isolation, ARefusalIsTheSameWhetherTheThingExistsOrNot) {
  const auto there = NamesOf(kZebra);
  const auto not_there = NamesOf("nobody");
  for (const Rule& rule : admission::Rules()) {
    if (rule.reach != admission::Reach::kNamed) continue;
    for (const char* role : kLimitedRoles) {
      for (std::size_t i = 0; i < there.size(); ++i) {
        const auto request = RequestAbout(rule, there[i]);
        const auto status = Send(role, rule, *request);
        EXPECT_EQ(ReasonOf(status), "PERMISSION_DENIED") << rule.method << " " << role;
        EXPECT_EQ(ToldBy(role, rule, *request),
                  ToldBy(role, rule, *RequestAbout(rule, not_there[i])))
            << rule.method << " " << role << " " << there[i];
      }
    }
  }
}

// Whatever she may read of her own does not name the other, and is the same whatever
// becomes of him.
TEST_F(Isolation, NothingOfOthersIsInWhatIsReadOfOnesOwn) {
  const auto read_all = [&] {
    std::map<std::string, std::string> told;
    for (const Rule& rule : admission::Rules()) {
      if (rule.permission != admission::Permission::kRead) continue;
      for (const std::string& name : NamesOf("acme")) {
        const auto request = RequestAbout(rule, name);
        // The time of the last commit is told, whoever's that was: ask about one time.
        const auto* known_at = request->GetDescriptor()->FindFieldByName("known_at");
        if (known_at != nullptr) {
          Message* time =
              request->GetReflection()->MutableMessage(request.get(), known_at);
          time->GetReflection()->SetInt64(
              time, time->GetDescriptor()->FindFieldByName("seconds"), asked_at_);
        }
        told[std::string(rule.method) + " " + name] = ToldBy("reader", rule, *request);
      }
    }
    return told;
  };
  const auto before = read_all();
  int answered = 0;
  for (const auto& [call, told] : before) {
    EXPECT_EQ(told.find(kZebra), std::string::npos) << call << ": " << told;
    answered += told.starts_with("0 ");
  }
  EXPECT_GT(answered, 30) << "calls that were answered";

  const Rule* retract = admission::FindRule("clausebook.v1.FactService/RetractFact");
  ASSERT_TRUE(
      Send("anybody", *retract, *RequestAbout(*retract, "vendors/zebra/facts/said"))
          .ok());
  const auto after = read_all();
  for (const auto& [call, told] : before) EXPECT_EQ(after.at(call), told) << call;
}

// Page tokens are not secret: whoever likes can make one that goes on anywhere.
TEST_F(Isolation, AMadeUpPageTokenLeadsNowhereElse) {
  int lists = 0;
  for (const Rule& rule : admission::Rules()) {
    if (rule.permission != admission::Permission::kRead) continue;
    if (!IsPaged(*EmptyRequest(rule))) continue;
    for (const std::string& name : NamesOf("acme")) {
      const auto request = RequestAbout(rule, name);
      lists += Send("reader", rule, *request).ok();
      for (const std::string after :
           {"", "a", "zebra", "zebra/charts", "zebra/said/0000000000", "said/0000000000",
            "0", "-1", "99999999999999999999", "9999999999999999/1/9"}) {
        for (const std::int64_t time : {std::int64_t{0}, INT64_MIN, INT64_MAX}) {
          rpc::PageState state;
          state.after = after;
          state.known_at = Instant{time};
          state.as_of = Date{time < 0 ? INT32_MIN : 20'000};
          PutText(*request, "page_token", rpc::MakePageToken(*request, state));
          const std::string told = ToldBy("reader", rule, *request);
          EXPECT_EQ(told.find(kZebra), std::string::npos)
              << rule.method << " " << name << " after '" << after << "': " << told;
        }
      }
    }
  }
  EXPECT_GT(lists, 8);
  EXPECT_TRUE(CallBytes(channel_, "/grpc.health.v1.Health/Check", "").ok());
}

}  // namespace
}  // namespace clausebook::testing
