#include "clients/cli/offline/local_service.h"

#include <grpcpp/grpcpp.h>

#include <optional>
#include <utility>

#include "service/base/clock.h"
#include "service/base/status_macros.h"
#include "service/catalog/catalog.h"
#include "service/evidence/documents/worker.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/rpc/services.h"
#include "service/view/answer_view.h"
#include "service/view/notifying_store.h"
#include "storage/memory/memory_store.h"

namespace clausebook::cli {
namespace {

constexpr int kMostBytes = 64 << 20;
constexpr std::size_t kQueue = 16;

}  // namespace

// In the order of construction; whoever uses a part goes before it.
struct LocalService::Parts {
  SystemClock clock;
  std::optional<catalog::Catalog> catalog;
  std::optional<questionnaires::editions::Editions> editions;
  std::unique_ptr<questionnaires::matching::Matcher> matcher;
  std::unique_ptr<storage::MemoryStore> memory;
  std::unique_ptr<view::AnswerView> view;
  std::unique_ptr<view::NotifyingStore> store;
  const evidence::DocumentExtractor extract = evidence::WorkerExtractor();
  rpc::CallEnvironment environment;
  std::vector<std::unique_ptr<grpc::Service>> services;
  std::unique_ptr<rpc::Executor> readers;
  std::unique_ptr<rpc::Executor> writer;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<client::Client> client;

  ~Parts() {
    client.reset();
    if (server != nullptr) server->Shutdown();
  }

  absl::Status Run(bool with_questionnaires);
};

absl::Status LocalService::Parts::Run(bool with_questionnaires) {
  CB_ASSIGN_OR_RETURN(catalog, catalog::Catalog::Embedded());
  if (with_questionnaires) {
    CB_ASSIGN_OR_RETURN(editions, questionnaires::editions::Editions::Embedded(*catalog));
    CB_ASSIGN_OR_RETURN(matcher,
                        questionnaires::matching::Matcher::Create(*catalog, &*editions));
  }
  memory = std::make_unique<storage::MemoryStore>(&clock);
  view = std::make_unique<view::AnswerView>(&*catalog, Instant{},
                                            view::AnswerView::Options());
  store = std::make_unique<view::NotifyingStore>(
      memory.get(), [this](const storage::Commit& commit) { view->Note(commit); });
  readers = std::make_unique<rpc::Executor>(1, kQueue);
  writer = std::make_unique<rpc::Executor>(1, kQueue);
  environment.clock = &clock;
  environment.readers = readers.get();
  environment.writer = writer.get();
  environment.log = [](const rpc::CallRecord&) {};
  services = rpc::MakeServices({store.get(), &*catalog, &clock, &extract,
                                editions ? &*editions : nullptr, matcher.get()},
                               view.get(), &environment);
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(kMostBytes);
  builder.SetMaxSendMessageSize(kMostBytes);
  for (const auto& service : services) builder.RegisterService(service.get());
  server = builder.BuildAndStart();
  if (server == nullptr) return absl::InternalError("The service could not be started.");
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMostBytes);
  client = std::make_unique<client::Client>(server->InProcessChannel(arguments),
                                            client::ClientOptions());
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<LocalService>> LocalService::Start(bool questionnaires) {
  auto parts = std::make_unique<Parts>();
  CB_RETURN_IF_ERROR(parts->Run(questionnaires));
  return std::unique_ptr<LocalService>(new LocalService(std::move(parts)));
}

LocalService::LocalService(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

LocalService::~LocalService() = default;

const client::Client& LocalService::client() const { return *parts_->client; }

const catalog::Catalog& LocalService::catalog() const { return *parts_->catalog; }

storage::Store& LocalService::store() const { return *parts_->store; }

}  // namespace clausebook::cli
