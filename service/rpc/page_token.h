// Page tokens (AIP-158): opaque, good for the call they were made for, all pages of
// one state of knowledge.
#ifndef CLAUSEBOOK_SERVICE_RPC_PAGE_TOKEN_H_
#define CLAUSEBOOK_SERVICE_RPC_PAGE_TOKEN_H_

#include <google/protobuf/message.h>

#include <string>

#include "service/base/time.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {

// Where a listing goes on.
struct PageState {
  std::string after;  // empty on the first page
  Instant known_at = kEndOfTime;
  Date as_of;
  bool first = true;
};

// Reads the request's `page_token`. A fault if it is not one of this method with
// these parameters (all fields of `request` but page_size and page_token).
PageState ReadPageToken(FieldFaults& faults, const google::protobuf::Message& request,
                        const std::string& token);

// The token of the page that starts after `state.after`.
std::string MakePageToken(const google::protobuf::Message& request,
                          const PageState& state);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_PAGE_TOKEN_H_
