// Files that travel piece by piece: where their bytes come from and go to, and what else
// comes with them. No more than a piece is held at a time.
#ifndef CLAUSEBOOK_CLIENTS_CPP_TRANSFER_H_
#define CLAUSEBOOK_CLIENTS_CPP_TRANSFER_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/response_service.pb.h"

namespace clausebook::client {

// Bytes of a file that the service takes in one message.
inline constexpr std::size_t kMostPieceBytes = 1 << 20;

// Gives the next bytes of a file, at most `most`; none at its end. An error ends the call
// that asked, with that error.
using PieceReader = std::function<absl::StatusOr<std::string>(std::size_t most)>;

// Takes the next bytes of a file. An error ends the call likewise.
using PieceWriter = std::function<absl::Status(std::string_view bytes)>;

// A file that is in memory.
inline PieceReader PiecesOf(std::string bytes) {
  return [bytes = std::move(bytes),
          at = std::size_t{0}](std::size_t most) mutable -> absl::StatusOr<std::string> {
    std::string piece = bytes.substr(at, most);
    at += piece.size();
    return piece;
  };
}

// What is done with what comes of filling a questionnaire, in the order of the stream;
// see FillQuestionnaireResponse. Called on the caller's thread. What is not set is not
// wanted; an error ends the call with that error.
struct FillSink {
  std::function<void(const v1::FillProgress& progress)> progress;
  std::function<absl::Status(v1::FillHead head)> head;
  std::function<absl::Status(v1::ResponseItem item)> item;
  PieceWriter file;
  PieceWriter ledger;  // in pieces, as a text, behind the file
};

// The same for ExportResponse.
struct ExportSink {
  PieceWriter file;
  PieceWriter ledger;
};

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_TRANSFER_H_
