// Handlers on a store in memory, called with requests in text format. Every call is
// one second after the one before.
#ifndef CLAUSEBOOK_TESTS_UNIT_RPC_HANDLER_TEST_H_
#define CLAUSEBOOK_TESTS_UNIT_RPC_HANDLER_TEST_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/base/error.h"
#include "service/catalog/catalog.h"
#include "service/rpc/book_handlers.h"
#include "service/rpc/catalog_handlers.h"
#include "service/rpc/fact_handlers.h"
#include "service/rpc/policy_handlers.h"
#include "service/rpc/question_handlers.h"
#include "storage/memory/memory_store.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/text_message.h"

namespace clausebook::rpc {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Must;
using ::testing::UnorderedElementsAre;

inline absl::Status StatusOf(const absl::Status& status) { return status; }
template <typename T>
absl::Status StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// `OK`, or the reason that goes over the wire.
template <typename Result>
std::string ReasonOf(const Result& result) {
  const absl::Status status = StatusOf(result);
  if (status.ok()) return "OK";
  const auto detail = GetErrorDetail(status);
  return detail ? std::string(ReasonName(detail->reason)) : status.ToString();
}

// The fields at fault, in the order of the error.
template <typename Result>
std::vector<std::string> FieldsOf(const Result& result) {
  const auto detail = GetErrorDetail(StatusOf(result));
  std::vector<std::string> fields;
  if (!detail) return fields;
  for (const auto& violation : detail->violations) fields.push_back(violation.field);
  return fields;
}

// `App vendors/a/apps/b`, of the error's ResourceInfo.
template <typename Result>
std::string ResourceOf(const Result& result) {
  const auto detail = GetErrorDetail(StatusOf(result));
  if (!detail) return "";
  const std::string prefix = "clausebook.v1.";
  return detail->resource_type.substr(prefix.size()) + " " + detail->resource_name;
}

template <typename Result>
std::string MetadataOf(const Result& result, const std::string& key) {
  const auto detail = GetErrorDetail(StatusOf(result));
  if (!detail) return "";
  for (const auto& [name, value] : detail->metadata) {
    if (name == key) return value;
  }
  return "";
}

template <typename Result>
std::string MessageOf(const Result& result) {
  return std::string(StatusOf(result).message());
}

class HandlerTest : public ::testing::Test {
 protected:
  // `method` is `&CatalogHandlers::GetVendor` and the like.
  template <typename Handlers, typename Request, typename Response>
  absl::StatusOr<Response> Call(absl::Status (Handlers::*method)(const CallContext&,
                                                                 const Request&,
                                                                 Response*) const,
                                const Request& request) {
    clock_.AdvanceMicros(1'000'000);
    Response response;
    const Handlers handlers(deps());
    const absl::Status status = (handlers.*method)(
        CallContext{nullptr, clock_.Now(), caller_}, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  template <typename Handlers, typename Request, typename Response>
  absl::StatusOr<Response> Call(absl::Status (Handlers::*method)(const CallContext&,
                                                                 const Request&,
                                                                 Response*) const,
                                const std::string& request) {
    return Call(method, Parse<Request>(request));
  }

  // A time between this call and the next, in text format: `known_at { … }`.
  std::string KnownNow() {
    clock_.AdvanceMicros(1'000'000);
    return "known_at { seconds: " + std::to_string(clock_.Now().micros / 1'000'000) +
           " } ";
  }

  static const catalog::Catalog& catalog() {
    static const auto* const kCatalog =
        new catalog::Catalog(Must(catalog::Catalog::Embedded()));
    return *kCatalog;
  }

  void AddVendor(const std::string& id) {
    Must(Call(&CatalogHandlers::CreateVendor,
              "vendor_id: '" + id + "' vendor { display_name: 'Vendor " + id + "' }"));
  }
  void AddApp(const std::string& vendor, const std::string& id) {
    Must(Call(&CatalogHandlers::CreateApp, "parent: 'vendors/" + vendor + "' app_id: '" +
                                               id + "' app { display_name: 'App " + id +
                                               "' }"));
  }
  void AddPolicy(const std::string& parent, const std::string& id) {
    Must(Call(&PolicyHandlers::CreatePolicy, "parent: '" + parent + "' policy_id: '" +
                                                 id + "' policy { title: 'Privacy' }"));
  }
  // Name of the revision.
  std::string AddRevision(const std::string& policy, const std::string& effective,
                          const std::string& text) {
    v1::CreatePolicyRevisionRequest request;
    request.set_parent(policy);
    request.mutable_policy_revision()->set_effective_date(effective);
    request.mutable_policy_revision()->set_media_type("text/markdown");
    request.mutable_policy_revision()->set_text(text);
    return Must(Call(&PolicyHandlers::CreatePolicyRevision, request))
        .policy_revision()
        .name();
  }
  // An attested fact on all of the publisher's apps.
  void AddFact(const std::string& parent, const std::string& id,
               const std::string& more = "") {
    Must(Call(&FactHandlers::CreateFact, AttestedFact(parent, id, more)));
  }
  static std::string AttestedFact(const std::string& parent, const std::string& id,
                                  const std::string& more = "") {
    return "parent: '" + parent + "' fact_id: '" + id +
           "' fact { scope {} property: 'storage.off_platform' operator: OPERATOR_EQUALS "
           "value { bool_value: false } evidence { attestation { attester: 'Ada, CTO' "
           "date: '2025-06-01' statement: 'We store nothing.' } } " +
           more + " }";
  }

  // What handlers are made with; fixtures for more than the store override it.
  virtual HandlerDeps deps() { return HandlerDeps{&store_, &catalog(), &clock_}; }

  const admission::Identity* caller_ = nullptr;  // of the calls; null: nobody is known
  testing::FakeClock clock_;
  storage::MemoryStore store_{&clock_};
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_TESTS_UNIT_RPC_HANDLER_TEST_H_
