#include "tests/fuzz/rpc/dispatch.h"

#include "service/catalog/catalog.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/rpc/query_handlers.h"
#include "tests/fuzz/rpc/bindings.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

using google::protobuf::Message;

const catalog::Catalog& TheCatalog() {
  static const auto* const kCatalog =
      new catalog::Catalog(Must(catalog::Catalog::Embedded()));
  return *kCatalog;
}
const questionnaires::editions::Editions& TheEditions() {
  static const auto* const kEditions = new questionnaires::editions::Editions(
      Must(questionnaires::editions::Editions::Embedded(TheCatalog())));
  return *kEditions;
}
const questionnaires::matching::Matcher& TheMatcher() {
  static const auto* const kMatcher =
      Must(questionnaires::matching::Matcher::Create(TheCatalog(), &TheEditions()))
          .release();
  return *kMatcher;
}

// If the handlers have an answer in memory, that.
template <typename Request, typename Response>
std::unique_ptr<Message> Find(
    const rpc::QueryHandlers& handlers,
    std::optional<std::string> (rpc::QueryHandlers::*find)(const Request&, Instant) const,
    const Message& request, Instant now) {
  const auto bytes = (handlers.*find)(static_cast<const Request&>(request), now);
  if (!bytes) return nullptr;
  auto response = std::make_unique<Response>();
  if (!response->ParseFromString(*bytes)) response->Clear();
  return response;
}

}  // namespace

Bench::Bench()
    : view_(&TheCatalog(), Instant{}, {1 << 20, 1 << 20}),
      store_(&memory_, [this](const storage::Commit& commit) { view_.Note(commit); }) {
  handlers_ = BindHandlers(Deps(), &view_);
}

rpc::HandlerDeps Bench::Deps() {
  rpc::HandlerDeps deps{&store_, &TheCatalog(), &clock_};
  deps.editions = &TheEditions();
  deps.matcher = &TheMatcher();
  deps.tokens = &tokens_;
  deps.backups = &backups_;
  return deps;
}

std::vector<std::string> Bench::Methods() const {
  std::vector<std::string> methods;
  for (const auto& [method, handler] : handlers_) methods.push_back(method);
  return methods;
}

absl::Status Bench::Call(const std::string& method, const Requests& requests,
                         Responses* responses) {
  clock_.AdvanceMicros(1'000'000);
  return handlers_.at(method)(rpc::CallContext{nullptr, clock_.Now()}, requests,
                              responses);
}

std::unique_ptr<Message> Bench::FromMemory(const std::string& method,
                                           const Message& request) {
  using H = rpc::QueryHandlers;
  const H handlers(Deps(), &view_);
  if (method == "clausebook.v1.QueryService.Ask") {
    return Find<v1::AskRequest, v1::AskResponse>(handlers, &H::FindAskResponse, request,
                                                 clock_.Now());
  }
  if (method == "clausebook.v1.QueryService.BatchAsk") {
    return Find<v1::BatchAskRequest, v1::BatchAskResponse>(
        handlers, &H::FindBatchAskResponse, request, clock_.Now());
  }
  return nullptr;
}

}  // namespace clausebook::testing
