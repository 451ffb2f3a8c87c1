#include "tests/fuzz/rpc/promises.h"

#include <google/protobuf/util/message_differencer.h>

#include <set>
#include <string>
#include <vector>

#include "clausebook/v1/policy_service.pb.h"
#include "clausebook/v1/query_service.pb.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/rpc/field_faults.h"
#include "service/rpc/status_convert.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

// gRPC's peers drop trailers that are larger.
constexpr std::size_t kMostTrailers = 8'192;

// What cannot come of a request alone, with a store that never fails.
bool IsOfTheServer(Reason reason) {
  static const std::set<Reason> kOfTheServer = {
      Reason::kInternal,     Reason::kStorageUnavailable, Reason::kStorageDamaged,
      Reason::kStorageNewer, Reason::kStorageLocked,      Reason::kDraining,
      Reason::kOverloaded,   Reason::kDeadlineExceeded,   Reason::kCancelled,
      Reason::kRateLimited,  Reason::kUnauthenticated,    Reason::kPermissionDenied};
  return kOfTheServer.contains(reason);
}

void CheckDetail(const ErrorDetail& detail) {
  switch (detail.reason) {
    case Reason::kInvalidField:
    case Reason::kInvalidPageToken:
      FuzzCheck(!detail.violations.empty(), "INVALID_FIELD names fields");
      break;
    case Reason::kInvalidBook:
      FuzzCheck(!detail.faults.empty(), "INVALID_BOOK names faults");
      break;
    case Reason::kNotFound:
    case Reason::kAlreadyExists:
      FuzzCheck(!detail.resource_type.empty() && !detail.resource_name.empty(),
                "NOT_FOUND and ALREADY_EXISTS name the resource");
      break;
    default:
      break;
  }
  for (const FieldViolation& violation : detail.violations) {
    FuzzCheckText(violation.field);
    FuzzCheckText(violation.description);
    FuzzCheck(!violation.description.empty(), "a violation says what is wrong");
  }
  for (const BookFault& fault : detail.faults) FuzzCheckText(fault.message);
  for (const auto& [key, value] : detail.metadata) FuzzCheckText(value);
}

v1::PolicyRevision RevisionNamed(Bench& bench, const std::string& name) {
  v1::GetPolicyRevisionRequest request;
  request.set_name(name);
  Responses responses;
  const auto status =
      bench.Call("clausebook.v1.PolicyService.GetPolicyRevision", {&request}, &responses);
  FuzzCheck(status.ok(), "a revision that is quoted can be had");
  return static_cast<const v1::GetPolicyRevisionResponse&>(*responses.front())
      .policy_revision();
}

void CheckQuote(const v1::PolicyRevision& revision, std::int64_t begin, std::int64_t end,
                const std::string& quote) {
  const auto size = static_cast<std::int64_t>(revision.text().size());
  FuzzCheck(0 <= begin && begin < end && end <= size, "a quote lies in its revision");
  FuzzCheck(revision.text().compare(static_cast<std::size_t>(begin),
                                    static_cast<std::size_t>(end - begin), quote) == 0,
            "a quote is the text's bytes");
}

void CheckCitation(Bench& bench, const v1::ClauseCitation& citation) {
  // With a mask nothing may be left of it.
  if (citation.revision().empty() || citation.quote().empty()) return;
  const auto revision = RevisionNamed(bench, citation.revision());
  CheckQuote(revision, citation.byte_begin(), citation.byte_end(), citation.quote());
  FuzzCheck(Sha256Hex(revision.text()) == citation.sha256(), "the digest is the text's");
  FuzzCheck(revision.effective_date() == citation.effective_date(),
            "a citation has its revision's date");
}

void Walk(Bench& bench, const Message& message) {
  if (const auto* citation = dynamic_cast<const v1::ClauseCitation*>(&message)) {
    return CheckCitation(bench, *citation);
  }
  if (const auto* evidence = dynamic_cast<const v1::ClauseEvidence*>(&message)) {
    // What is only suggested for a text that is not recorded has no revision.
    if (evidence->revision().empty() || evidence->quote().empty()) return;
    CheckQuote(RevisionNamed(bench, evidence->revision()), evidence->byte_begin(),
               evidence->byte_end(), evidence->quote());
    return;
  }
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      Walk(bench, reflection->GetMessage(message, field));
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      Walk(bench, reflection->GetRepeatedMessage(message, field, i));
    }
  }
}

bool SameAnswers(const Message& a, const Message& b) {
  MessageDifferencer differencer;
  return differencer.Compare(a, b);
}

}  // namespace

void CheckRefusal(const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  FuzzCheck(detail.has_value(), "an error has a reason");
  FuzzCheck(!IsOfTheServer(detail->reason), "a request is not the server's fault");
  FuzzCheck(status.code() == ReasonCode(detail->reason), "code and reason agree");
  const std::string_view message(status.message().data(), status.message().size());
  FuzzCheckText(message);
  FuzzCheck(!message.empty(), "an error says what to do");
  CheckDetail(*detail);
  const grpc::Status sent = rpc::ToGrpcStatus(status, "0123456789abcdef-1");
  FuzzCheck(sent.error_message().size() + sent.error_details().size() < kMostTrailers,
            "an error fits into the trailers");
}

void CheckResponse(Bench& bench, const Message& response) {
  FuzzCheck(rpc::FindInvalidText(response).empty(), "texts that leave are UTF-8");
  Walk(bench, response);
}

void CheckAskedAgain(Bench& bench, const std::string& method, const Message& request,
                     const Message& response) {
  if (const auto remembered = bench.FromMemory(method, request)) {
    FuzzCheck(SameAnswers(*remembered, response), "memory has the same answer");
  }
  const auto* asked = dynamic_cast<const v1::AskRequest*>(&request);
  if (asked == nullptr) return;
  const auto& answer = static_cast<const v1::AskResponse&>(response).answer();
  if (!answer.has_known_at() || answer.as_of().empty()) return;  // by the mask
  v1::AskRequest again = *asked;
  *again.mutable_known_at() = answer.known_at();
  again.set_as_of(answer.as_of());
  Responses responses;
  const auto status = bench.Call(method, {&again}, &responses);
  FuzzCheck(status.ok(), "what was answered can be asked again");
  FuzzCheck(SameAnswers(*responses.front(), response),
            "the same question has one answer");
}

}  // namespace clausebook::testing
