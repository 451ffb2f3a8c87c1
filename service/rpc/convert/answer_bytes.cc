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

}  // namespace

std::string KnownAtBytes(Instant known_at) {
  v1::Answer answer;
  *answer.mutable_known_at() = ToProto(known_at);
  return answer.SerializeAsString();
}

void AppendAnswer(const std::string& answer, const std::string& known_at_bytes,
                  std::string& out) {
  out.push_back(kAnswerTag);
  std::uint8_t length[10];
  const std::uint8_t* end = google::protobuf::io::CodedOutputStream::WriteVarint32ToArray(
      static_cast<std::uint32_t>(answer.size() + known_at_bytes.size()), length);
  out.append(reinterpret_cast<const char*>(length), static_cast<std::size_t>(end - length));
  out += answer;
  out += known_at_bytes;
}

}  // namespace clausebook::rpc
