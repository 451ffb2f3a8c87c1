// Replies put together from answers that are serialised already.
//
// AskResponse.answer and BatchAskResponse.answers have the same field number, and a
// serialised message is its fields one after the other: so the same bytes, with the
// time of the call behind them, make either reply.
#ifndef CLAUSEBOOK_SERVICE_RPC_CONVERT_ANSWER_BYTES_H_
#define CLAUSEBOOK_SERVICE_RPC_CONVERT_ANSWER_BYTES_H_

#include <string>

#include "service/base/time.h"
#include "service/view/answer_cache.h"

namespace clausebook::rpc {

// Answer.known_at as serialised within an Answer.
std::string KnownAtBytes(Instant known_at);

// Appends the field `answer` of AskResponse or BatchAskResponse to `out`: an Answer
// that was serialised without known_at, with `known_at_bytes`.
void AppendAnswer(const view::EncodedAnswer& answer, const std::string& known_at_bytes,
                  std::string& out);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CONVERT_ANSWER_BYTES_H_
