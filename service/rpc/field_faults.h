// What is wrong with the fields of a request. Faults are collected, so that a caller
// learns of all of them at once.
#ifndef CLAUSEBOOK_SERVICE_RPC_FIELD_FAULTS_H_
#define CLAUSEBOOK_SERVICE_RPC_FIELD_FAULTS_H_

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/base/error.h"

namespace clausebook::rpc {

// The faults of one request.
class FieldFaults {
 public:
  // `field` is the path in the request. Long descriptions are cut.
  void Add(std::string_view field, std::string_view description);
  // The fault that turns the reason into INVALID_PAGE_TOKEN while it is the only one.
  void AddPageToken(std::string_view description);
  // Adds the violations of an INVALID_FIELD status under `prefix` (`fact.`).
  void AddFrom(const absl::Status& status, std::string_view prefix);

  bool empty() const { return violations_.empty(); }
  // OK, or INVALID_ARGUMENT with every fault (of very many, the first ones: an error
  // has to fit into 8 KiB of trailers).
  absl::Status ToStatus() const;

 private:
  bool page_token_ = false;
  std::size_t left_out_ = 0;
  std::vector<FieldViolation> violations_;
};

// Path of the first string field that is not valid UTF-8 or holds a NUL, or empty. The
// wire asks this once of every request, so that handlers see text only.
std::string FindInvalidText(const google::protobuf::Message& message);

// At most `bytes` bytes of `text`, whole characters, with an ellipsis if it was cut.
std::string Shorten(std::string_view text, std::size_t bytes);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_FIELD_FAULTS_H_
