// What comes of a filling, cut into messages that any client takes.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_MESSAGES_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_MESSAGES_H_

#include <cstddef>
#include <string>
#include <utility>

#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/response_service.pb.h"
#include "service/base/time.h"
#include "service/rpc/questionnaires/fill_work.h"

namespace clausebook::rpc {

// Bytes of a piece of a file, and of a ledger, which seldom has several. Clients take
// messages of 4 MiB unless they are told otherwise.
inline constexpr std::size_t kPieceBytes = 512u << 10;
inline constexpr std::size_t kLedgerPieceBytes = 2u << 20;

// The pieces of a file or text one after the other.
class Pieces {
 public:
  Pieces() = default;
  explicit Pieces(std::string bytes) : bytes_(std::move(bytes)) {}

  bool done() const { return at_ >= bytes_.size(); }
  // Of a file. Not once done().
  std::string Next();
  // Of a text: no character is cut.
  std::string NextOfText();

 private:
  std::string Cut(std::size_t end);

  std::string bytes_;
  std::size_t at_ = 0;
};

// A filled file and its ledger.
struct FileToSend {
  Pieces bytes;
  Pieces ledger;
};
FileToSend ToSend(questionnaires::FilledFile filled);

// The messages of FillQuestionnaire after the work: head, items, and if `send_file` the
// file and the ledger. Items are those of a response that was given its id and
// create_time, if it was recorded.
class FillMessages {
 public:
  FillMessages(FillResult result, Date today, bool send_file);

  // Before the first message only: as the response was recorded.
  void SetRecorded(model::Response response) { result_.response = std::move(response); }
  const FillResult& result() const { return result_; }

  // False at the end.
  bool Next(v1::FillQuestionnaireResponse* message);

 private:
  void SetHead(v1::FillHead* head) const;
  void AddItems(v1::FillItems* items);

  FillResult result_;
  const Date today_;
  bool send_file_;
  bool head_sent_ = false;
  std::size_t at_ = 0;  // next item
  FileToSend file_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_MESSAGES_H_
