#include "service/rpc/questionnaires/fill_messages.h"

#include <algorithm>
#include <utility>

#include "service/rpc/convert/response_convert.h"

namespace clausebook::rpc {
namespace {

constexpr int kMostItemsInMessage = 200;

}  // namespace

std::string Pieces::Cut(std::size_t end) {
  std::string piece = bytes_.substr(at_, end - at_);
  at_ = end;
  return piece;
}

std::string Pieces::Next() { return Cut(std::min(bytes_.size(), at_ + kPieceBytes)); }

std::string Pieces::NextOfText() {
  std::size_t end = std::min(bytes_.size(), at_ + kLedgerPieceBytes);
  if (end < bytes_.size()) {
    while ((static_cast<unsigned char>(bytes_[end]) & 0xC0) == 0x80) --end;
  }
  return Cut(end);
}

FileToSend ToSend(questionnaires::FilledFile filled) {
  std::string ledger = LedgerJson(filled);
  return {Pieces(std::move(filled.bytes)), Pieces(std::move(ledger))};
}

FillMessages::FillMessages(FillResult result, Date today, bool send_file)
    : result_(std::move(result)), today_(today), send_file_(send_file) {
  if (send_file_ && result_.filled) file_ = ToSend(*std::move(result_.filled));
  if (send_file_ && result_.form) file_ = {Pieces(*std::move(result_.form)), Pieces()};
  result_.filled.reset();
  result_.form.reset();
}

bool FillMessages::Next(v1::FillQuestionnaireResponse* message) {
  if (!head_sent_) {
    SetHead(message->mutable_head());
    head_sent_ = true;
    return true;
  }
  if (at_ < result_.items.size()) {
    AddItems(message->mutable_items());
    return true;
  }
  if (!file_.bytes.done()) {
    message->set_chunk(file_.bytes.Next());
    return true;
  }
  if (!file_.ledger.done()) {
    message->set_ledger(file_.ledger.NextOfText());
    return true;
  }
  return false;
}

void FillMessages::SetHead(v1::FillHead* head) const {
  if (result_.file) {
    for (const questionnaires::QuestionSheet& sheet : result_.file->sheets) {
      v1::SheetFound* found = head->add_sheets();
      found->set_sheet(sheet.name);
      found->set_has_questions(sheet.items > 0);
      found->set_layout(sheet.shown);
      found->set_reason(sheet.reason);
      found->set_item_count(static_cast<int>(sheet.items));
    }
    for (const std::string& note : result_.file->notes) head->add_notes(note);
    if (!result_.file->read_only.empty()) head->add_notes(result_.file->read_only);
  }
  *head->mutable_response() = ToProto(result_.response, today_);
  *head->mutable_summary() = head->response().summary();
}

void FillMessages::AddItems(v1::FillItems* items) {
  std::size_t bytes = 0;
  while (at_ < result_.items.size() && items->items_size() < kMostItemsInMessage &&
         bytes < kPieceBytes) {
    v1::ResponseItem* item = items->add_items();
    *item = ToProto(result_.response.ref, {result_.items[at_], std::nullopt}, today_);
    bytes += item->ByteSizeLong();
    ++at_;
  }
}

}  // namespace clausebook::rpc
