#include "service/main/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/admission/token_registry.h"
#include "service/audit/auditor.h"
#include "service/base/clock.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/catalog/catalog.h"
#include "service/evidence/documents/worker.h"
#include "service/main/audit_setup.h"
#include "service/main/folder_backups.h"
#include "service/main/health.h"
#include "service/main/listener.h"
#include "service/main/monitoring/http_endpoint.h"
#include "service/main/monitoring/server_metrics.h"
#include "service/main/monitoring/survey.h"
#include "service/main/transport.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/rpc/gate.h"
#include "service/rpc/services.h"
#include "service/view/answer_view.h"
#include "service/view/notifying_store.h"
#include "storage/sqlite/sqlite_store.h"

namespace clausebook {
namespace {

absl::StatusOr<catalog::Catalog> LoadCatalogue(const Config& config) {
  std::vector<catalog::CatalogFile> files;
  for (const std::string& path : config.catalogue_files) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    if (!file || !(content << file.rdbuf())) {
      return InvalidField("catalogue_files",
                          absl::StrCat("The file '", path, "' cannot be read."));
    }
    files.push_back({path, content.str()});
  }
  return files.empty() ? catalog::Catalog::Embedded()
                       : catalog::Catalog::WithFiles(files);
}

absl::StatusOr<Instant> LatestCommit(storage::Store& store) {
  CB_ASSIGN_OR_RETURN(auto snapshot, store.Read(nullptr));
  return snapshot->LatestCommit();
}

constexpr int kTokensAtOnce = 1000;

// Fills the registry with the tokens that stand; how many these are.
absl::StatusOr<std::size_t> LoadTokens(storage::Store& store,
                                       admission::TokenRegistry& tokens) {
  CB_ASSIGN_OR_RETURN(auto snapshot, store.Read(nullptr));
  std::size_t count = 0;
  storage::Page page{"", kTokensAtOnce};
  while (true) {
    CB_ASSIGN_OR_RETURN(const auto some, snapshot->ListTokens(page, kEndOfTime));
    for (const model::AccessToken& token : some) {
      tokens.Put(token);
      if (!token.revoke_time) ++count;
    }
    if (some.size() < static_cast<std::size_t>(kTokensAtOnce)) return count;
    page.after = some.back().id;
  }
}

// The store's messages name no paths, since callers see them; whoever starts the server
// may have several databases.
absl::Status NamingDatabase(const std::string& path, const absl::Status& status) {
  absl::Status named(status.code(), absl::StrCat("database '", path,
                                                 "': ", std::string(status.message())));
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    named.SetPayload(type, payload);
  });
  return named;
}

}  // namespace

// In the order of construction; destroyed the other way round, so that whoever uses a
// part goes before it.
struct Server::Parts {
  Config config;
  Log* log = nullptr;
  SystemClock clock;
  std::optional<catalog::Catalog> catalogue;
  std::optional<questionnaires::editions::Editions> editions;
  std::unique_ptr<questionnaires::matching::Matcher> matcher;
  std::unique_ptr<storage::SqliteStore> database;
  std::unique_ptr<FolderBackups> backups;
  std::unique_ptr<view::AnswerView> view;
  std::unique_ptr<view::NotifyingStore> store;
  std::unique_ptr<audit::Auditor> auditor;
  // Documents of others are read in a process of their own.
  const evidence::DocumentExtractor extract = evidence::WorkerExtractor();
  admission::TokenRegistry tokens;
  std::unique_ptr<rpc::Gate> gate;
  std::unique_ptr<Health> health;
  std::unique_ptr<monitoring::Survey> survey;
  rpc::CallEnvironment environment;
  std::vector<std::unique_ptr<grpc::Service>> services;
  std::unique_ptr<rpc::Executor> readers;
  std::unique_ptr<rpc::Executor> writer;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Listener> listener;
  int port = 0;
  std::string host;
  std::unique_ptr<monitoring::ServerMetrics> metrics;
  std::unique_ptr<monitoring::HttpEndpoint> endpoint;
  std::atomic<bool> draining{false};

  absl::Status Open();
  absl::Status Listen();
  Listener::Options ListenerOptions() const;
  absl::Status ListenForMetrics();
  // Whoever looks after the others goes before them, whatever became of the start.
  ~Parts() {
    if (health != nullptr) health->Stop();
  }
};

absl::Status Server::Parts::Open() {
  CB_ASSIGN_OR_RETURN(catalogue, LoadCatalogue(config));
  CB_ASSIGN_OR_RETURN(editions, questionnaires::editions::Editions::Embedded(*catalogue));
  CB_ASSIGN_OR_RETURN(matcher,
                      questionnaires::matching::Matcher::Create(*catalogue, &*editions));
  storage::SqliteStore::Options options;
  options.path = config.database;
  options.clock = &clock;
  options.readers = config.readers;
  options.durability = config.durability == "full" ? storage::Durability::kFull
                                                   : storage::Durability::kRelaxed;
  options.backup_before_migration = config.backup_before_migration;
  options.vfs = config.sqlite_vfs;
  auto opened = storage::SqliteStore::Open(options);
  if (!opened.ok()) return NamingDatabase(config.database, opened.status());
  database = *std::move(opened);
  backups =
      std::make_unique<FolderBackups>(config.database, config.backup_folder, &clock);
  CB_ASSIGN_OR_RETURN(const Instant latest, LatestCommit(*database));
  view::AnswerView::Options cache;
  cache.evidence_bytes = cache.answer_bytes = static_cast<std::size_t>(config.cache_mib)
                                              << 19;  // half of it each
  view = std::make_unique<view::AnswerView>(&*catalogue, latest, cache);
  store = std::make_unique<view::NotifyingStore>(database.get(),
                                                 [this](const storage::Commit& commit) {
                                                   view->Note(commit);
                                                   if (survey != nullptr)
                                                     survey->Note(commit);
                                                 });
  health = std::make_unique<Health>(
      Health::Options{database.get(), log, rpc::ServiceNames(),
                      std::chrono::seconds(config.probe_seconds),
                      static_cast<std::int64_t>(config.min_free_disk_mib) << 20});
  if (!config.metrics_listen.empty() && config.survey_seconds > 0) {
    survey = std::make_unique<monitoring::Survey>(
        monitoring::Survey::Options{database.get(), &*catalogue, &clock,
                                    std::chrono::seconds(config.survey_seconds)});
  }
  CB_ASSIGN_OR_RETURN(auditor, MakeAuditor(config, database.get(), &clock, log));
  CB_ASSIGN_OR_RETURN(const std::size_t known, LoadTokens(*database, tokens));
  if (config.authentication == "required" && known == 0 &&
      config.certificate_identities.empty()) {
    log->Write(LogLevel::kWarning, "nobody can call",
               {{"hint", "make a first token with clausebookd --create-admin-token"}});
  }
  return absl::OkStatus();
}

// What the server has open besides connections is a small part of this.
constexpr int kOtherDescriptors = 128;

Listener::Options Server::Parts::ListenerOptions() const {
  Listener::Options options;
  options.address = config.listen;
  options.most_descriptors = config.max_connections + kOtherDescriptors;
  options.most_each = config.max_connections_per_peer;
  options.on_refusing = [this](bool refusing) {
    log->Write(refusing ? LogLevel::kWarning : LogLevel::kInfo,
               refusing ? "connections are refused" : "connections are taken again",
               {{"max_connections", std::to_string(config.max_connections)}});
  };
  return options;
}

absl::Status Server::Parts::Listen() {
  CB_ASSIGN_OR_RETURN(const auto credentials, MakeCredentials(config));
  CB_ASSIGN_OR_RETURN(listener, Listener::Bind(ListenerOptions()));
  gate = std::make_unique<rpc::Gate>(GateOptions(config, &clock, &tokens));
  readers = std::make_unique<rpc::Executor>(config.readers,
                                            static_cast<std::size_t>(config.read_queue));
  writer =
      std::make_unique<rpc::Executor>(1, static_cast<std::size_t>(config.write_queue));
  environment.clock = &clock;
  environment.gate = gate.get();
  environment.readers = readers.get();
  environment.writer = writer.get();
  environment.log = [this](const rpc::CallRecord& call) { log->Write(call); };
  environment.log_all = log->LogsAllCalls();
  environment.slow = std::chrono::milliseconds(config.slow_call_ms);
  environment.on_storage_failure = [this](const absl::Status& status) {
    health->NoteFailure(status);
  };
  environment.audit = [this](model::AuditEvent event) {
    auditor->Note(std::move(event));
  };
  environment.default_deadline = std::chrono::milliseconds(config.default_deadline_ms);
  environment.longest_deadline = std::chrono::milliseconds(config.max_deadline_ms);
  environment.id_prefix = absl::StrCat(absl::Hex(clock.Now().micros));
  services = rpc::MakeServices(
      {store.get(), &*catalogue, &clock, &extract, &*editions, matcher.get(), &tokens,
       config.review_needs_second_person, config.facts_need_second_person, backups.get(),
       &environment.stats.verdicts},
      view.get(), &environment);

  grpc::EnableDefaultHealthCheckService(true);
  if (config.reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  using External = grpc::ServerBuilder::experimental_type::ExternalConnectionType;
  auto acceptor = builder.experimental().AddExternalConnectionAcceptor(External::FROM_FD,
                                                                       credentials);
  builder.SetMaxReceiveMessageSize(config.max_request_bytes);
  builder.SetMaxSendMessageSize(config.max_response_bytes);
  LimitConnections(config, builder);
  for (const auto& service : services) builder.RegisterService(service.get());
  server = builder.BuildAndStart();
  if (server == nullptr) {
    return MakeError("gRPC does not start.", {.reason = Reason::kStorageUnavailable});
  }
  port = listener->port();
  host = config.listen.substr(0, config.listen.rfind(':'));
  auditor->Start();
  health->Start(server->GetHealthCheckService());
  CB_RETURN_IF_ERROR(ListenForMetrics());
  listener->Start(std::move(acceptor));
  return absl::OkStatus();
}

// Beside the calls, for whoever watches them.
absl::Status Server::Parts::ListenForMetrics() {
  if (config.metrics_listen.empty()) return absl::OkStatus();
  if (survey != nullptr) survey->Start();
  monitoring::ServerMetrics::Sources sources;
  sources.calls = &environment;
  sources.store = database.get();
  sources.view = view.get();
  sources.health = health.get();
  sources.survey = survey.get();
  if (!config.tls_certificate.empty()) {
    sources.certificates.emplace_back("server", config.tls_certificate);
  }
  if (!config.tls_client_ca.empty()) {
    sources.certificates.emplace_back("client_ca", config.tls_client_ca);
  }
  sources.backup_folder = config.backup_folder;
  metrics = std::make_unique<monitoring::ServerMetrics>(std::move(sources));
  CB_ASSIGN_OR_RETURN(endpoint,
                      monitoring::HttpEndpoint::Start(
                          config.metrics_listen,
                          {metrics.get(), [this] { return NameOf(health->state()); }}));
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Config& config, Log* log) {
  auto parts = std::make_unique<Parts>();
  parts->config = config;
  parts->log = log;
  CB_RETURN_IF_ERROR(parts->Open());
  CB_RETURN_IF_ERROR(parts->Listen());
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() { Drain(); }

int Server::port() const { return parts_->port; }

int Server::metrics_port() const {
  return parts_->endpoint == nullptr ? 0 : parts_->endpoint->port();
}

std::string Server::address() const {
  return absl::StrCat(parts_->host, ":", parts_->port);
}

void Server::Drain() {
  if (parts_->draining.exchange(true)) return;
  parts_->health->Stop();
  parts_->listener.reset();
  // Handlers watch the cancellation that comes at the deadline; without a deadline a
  // stuck client would keep us here for ever.
  parts_->server->Shutdown(std::chrono::system_clock::now() +
                           std::chrono::seconds(parts_->config.drain_seconds));
  parts_->server->Wait();
  parts_->auditor->Stop();  // what was refused until now is written down
}

}  // namespace clausebook
