// Answers on the wire.
#ifndef CLAUSEBOOK_SERVICE_RPC_CONVERT_ANSWER_CONVERT_H_
#define CLAUSEBOOK_SERVICE_RPC_CONVERT_ANSWER_CONVERT_H_

#include "clausebook/v1/answer.pb.h"
#include "service/answering/answer.h"
#include "service/base/time.h"

namespace clausebook::rpc {

v1::Answer ToProto(const answering::Answer& answer, Instant known_at);
v1::Verdict ToProto(answering::Verdict verdict);
v1::Citation ToProto(const answering::Citation& citation);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CONVERT_ANSWER_CONVERT_H_
