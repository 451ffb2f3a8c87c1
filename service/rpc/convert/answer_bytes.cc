#include "service/rpc/convert/answer_bytes.h"

#include <google/protobuf/io/coded_stream.h>

#include <cstdint>

#include "clausebook/v1/query_service.pb.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kAnswerField = v1::AskResponse::kAnswerFieldNumber;
static_assert(kAnswerField == v1::BatchAskResponse::kAnswersFieldNumber);
// One byte: the field's number and wire type 2, length-delimited.
static_assert(kAnswerField < 16);
constexpr char kAnswerTag = static_cast<char>(kAnswerField << 3 | 2);
static_assert(v1::Answer::kKnownAtFieldNumber < 16);
constexpr char kKnownAtTag = static_cast<char>(v1::Answer::kKnownAtFieldNumber << 3 | 2);

}  // namespace

std::string KnownAtBytes(Instant known_at) {
  const std::string time = ToProto(known_at).SerializeAsString();
  std::string bytes;
  bytes.push_back(kKnownAtTag);
  bytes.push_back(static_cast<char>(time.size()));  // a timestamp is a few bytes
  return bytes + time;
}

void AppendAnswer(const view::EncodedAnswer& answer, const std::string& known_at_bytes,
                  std::string& out) {
  out.push_back(kAnswerTag);
  std::uint8_t length[10];
  const std::uint8_t* end = google::protobuf::io::CodedOutputStream::WriteVarint32ToArray(
      static_cast<std::uint32_t>(answer.own.size() + answer.common.size() +
                                 known_at_bytes.size()),
      length);
  out.append(reinterpret_cast<const char*>(length),
             static_cast<std::size_t>(end - length));
  out += answer.own;
  out += answer.common;
  out += known_at_bytes;
}

}  // namespace clausebook::rpc
