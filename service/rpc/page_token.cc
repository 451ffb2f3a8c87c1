#include "service/rpc/page_token.h"

#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "clausebook/internal/v1/page_token.pb.h"
#include "service/base/digest.h"

namespace clausebook::rpc {
namespace {

constexpr int kVersion = 1;

// Over the call's parameters and where the token goes on, so that a token that was cut
// or changed is not taken for another place. The type's name says which method it is:
// every method has a request of its own.
std::uint64_t HashOf(const google::protobuf::Message& request,
                     internal::v1::PageToken token) {
  const std::unique_ptr<google::protobuf::Message> parameters(request.New());
  parameters->CopyFrom(request);
  for (const char* name : {"page_size", "page_token"}) {
    const auto* field = parameters->GetDescriptor()->FindFieldByName(name);
    if (field != nullptr)
      parameters->GetReflection()->ClearField(parameters.get(), field);
  }
  token.clear_parameters_hash();
  const std::string digest = Sha256Hex(std::string(request.GetTypeName()) + "\n" +
                                       Sha256Hex(parameters->SerializeAsString()) + "\n" +
                                       token.SerializeAsString());
  std::uint64_t hash = 0;
  return absl::SimpleHexAtoi(digest.substr(0, 16), &hash) ? hash : 0;
}

// Whether the service itself could have made it. Whoever knows how may make one with a
// right hash, and times that no request may name are for no listing to work with.
bool HasTimes(const internal::v1::PageToken& token) {
  const Instant known_at{token.known_at_micros()};
  return known_at >= Instant{} && token.as_of_days() >= 0 &&
         (known_at == kEndOfTime || DateOf(known_at) <= kLastDay) &&
         Date{token.as_of_days()} <= kLastDay;
}

}  // namespace

PageState ReadPageToken(FieldFaults& faults, const google::protobuf::Message& request,
                        const std::string& token) {
  PageState state;
  if (token.empty()) return state;
  std::string bytes;
  internal::v1::PageToken proto;
  if (!absl::WebSafeBase64Unescape(token, &bytes) || !proto.ParseFromString(bytes) ||
      proto.version() != kVersion || proto.parameters_hash() != HashOf(request, proto) ||
      !HasTimes(proto)) {
    faults.AddPageToken(
        "Not a page token of a call with these parameters. Use the `next_page_token` of "
        "the page before and repeat all fields but page_size, or start again without.");
    return state;
  }
  return {proto.after(), Instant{proto.known_at_micros()}, Date{proto.as_of_days()},
          false};
}

std::string MakePageToken(const google::protobuf::Message& request,
                          const PageState& state) {
  internal::v1::PageToken proto;
  proto.set_version(kVersion);
  proto.set_known_at_micros(state.known_at.micros);
  proto.set_as_of_days(state.as_of.days);
  proto.set_after(state.after);
  proto.set_parameters_hash(HashOf(request, proto));
  return absl::WebSafeBase64Escape(proto.SerializeAsString());
}

}  // namespace clausebook::rpc
