// What the service says about a failed call, decoded.
#ifndef CLAUSEBOOK_CLIENTS_CPP_ERROR_H_
#define CLAUSEBOOK_CLIENTS_CPP_ERROR_H_

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "clausebook/v1/book.pb.h"

namespace clausebook::client {

// A failed call. What the server did not send is empty.
struct Error {
  struct FieldViolation {
    std::string field;        // `fact.value`, `files[2]`
    std::string description;  // what is wrong, and what would be right
  };
  struct Resource {
    std::string type;  // `clausebook.v1.App`
    std::string name;
  };

  absl::StatusCode code = absl::StatusCode::kUnknown;
  std::string message;
  // `NOT_FOUND`, `INVALID_BOOK`, …; empty if the failure did not come from the service
  // itself, for instance when it could not be reached.
  std::string reason;
  std::map<std::string, std::string> metadata;
  std::vector<FieldViolation> violations;
  std::optional<Resource> resource;
  // Faults in a fact book.
  v1::BookProblems problems;
  // Trying again helps after this time.
  std::optional<std::chrono::milliseconds> retry_after;
  // Under which the server logged the call.
  std::string request_id;
};

// Decodes what a Client returned. For a status of other origin only code and message
// are set. `status` must not be OK.
Error ErrorOf(const absl::Status& status);

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_ERROR_H_
