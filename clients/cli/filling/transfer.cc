#include "clients/cli/filling/transfer.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/files.h"
#include "clients/cli/filling/incoming_file.h"
#include "clients/cli/filling/interrupt.h"
#include "clients/cli/filling/progress_bar.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;

// A bar is for somebody who watches.
std::ostream* BarOf(const Session& session) {
  const bool watched = isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
  return watched && !session.global.json() ? session.err : nullptr;
}

// A file on disk, piece by piece.
class OutgoingFile {
 public:
  absl::Status Open(const std::string& path) {
    std::error_code error;
    path_ = path;
    if (path == "-") {
      in_ = &std::cin;
      return absl::OkStatus();
    }
    if (fs::is_directory(path, error)) {
      return absl::InvalidArgumentError(absl::StrCat("'", path, "' is a directory."));
    }
    file_.open(path, std::ios::binary);
    if (!file_) return CannotRead(path);
    const auto size = fs::file_size(path, error);
    kibibytes_ = error ? 0 : static_cast<int>(size >> 10);
    return absl::OkStatus();
  }
  absl::StatusOr<std::string> Read(std::size_t most, ProgressBar& bar) {
    std::string piece(most, '\0');
    in_->read(piece.data(), static_cast<std::streamsize>(most));
    if (in_->bad()) return CannotRead(path_);
    piece.resize(static_cast<std::size_t>(in_->gcount()));
    if (piece.empty() && !begun_) {
      return absl::InvalidArgumentError(absl::StrCat("'", path_, "' is empty."));
    }
    begun_ = true;
    sent_ += static_cast<int>(piece.size() >> 10);
    bar.Show("Sending the file (KiB)", sent_, kibibytes_);
    return piece;
  }

 private:
  static absl::Status CannotRead(const std::string& path) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", path, "' cannot be read: ", std::strerror(errno), "."));
  }

  std::ifstream file_;
  std::istream* in_ = &file_;
  std::string path_;
  bool begun_ = false;  // a piece was read
  int kibibytes_ = 0;
  int sent_ = 0;
};

// What a stream's sinks need while it runs.
class Receiver {
 public:
  Receiver(const Session& session, const Targets& targets)
      : bar_(BarOf(session), session.err_style.width),
        file_(targets.file, session.out),
        ledger_path_(targets.ledger),
        wanted_(!targets.file.empty()) {}

  ProgressBar& bar() { return bar_; }
  bool wrote() const { return file_.size() > 0; }

  client::PieceWriter FileSink() {
    if (!wanted_) return nullptr;
    return [this](std::string_view bytes) {
      bar_.Show("Receiving the file (KiB)", static_cast<int>(file_.size() >> 10), 0);
      return file_.Append(bytes);
    };
  }
  client::PieceWriter LedgerSink() {
    if (ledger_path_.empty()) return nullptr;
    return [this](std::string_view ledger) {
      ledger_ += ledger;
      return absl::OkStatus();
    };
  }
  // Both files in their places, the ledger first: no filled file without its ledger.
  absl::Status Keep() {
    bar_.Wipe();
    if (!ledger_path_.empty() && wrote()) {
      CB_RETURN_IF_ERROR(ReplaceFile(ledger_path_, ledger_));
    }
    return wanted_ ? file_.Keep() : absl::OkStatus();
  }

 private:
  ProgressBar bar_;
  IncomingFile file_;
  std::string ledger_path_;
  std::string ledger_;
  bool wanted_;
};

absl::Status OrCancelled(const absl::Status& status) {
  if (!absl::IsCancelled(status)) return status;
  return absl::CancelledError("Cancelled; nothing was written.");
}

}  // namespace

absl::StatusOr<Filled> Fill(const Session& session, const v1::FillOptions& options,
                            const std::string& path, const Targets& targets) {
  OutgoingFile file;
  if (!path.empty()) CB_RETURN_IF_ERROR(file.Open(path));
  Filled filled;
  Receiver receiver(session, targets);
  client::PieceReader reader;
  if (!path.empty()) {
    reader = [&](std::size_t most) { return file.Read(most, receiver.bar()); };
  }
  client::FillSink sink;
  sink.progress = [&](const v1::FillProgress& progress) {
    receiver.bar().Show(progress.stage(), progress.done(), progress.total());
  };
  sink.head = [&](v1::FillHead head) {
    filled.head = std::move(head);
    return absl::OkStatus();
  };
  sink.item = [&](v1::ResponseItem item) {
    filled.items.push_back(std::move(item));
    return absl::OkStatus();
  };
  sink.file = receiver.FileSink();
  sink.ledger = receiver.LedgerSink();
  const Interrupt interrupt;
  CB_RETURN_IF_ERROR(OrCancelled(
      session.client->FillQuestionnaire(options, reader, sink, interrupt.token())));
  CB_RETURN_IF_ERROR(receiver.Keep());
  filled.wrote_file = receiver.wrote();
  return filled;
}

absl::Status Export(const Session& session, const v1::ExportResponseRequest& request,
                    const Targets& targets) {
  Receiver receiver(session, targets);
  const Interrupt interrupt;
  CB_RETURN_IF_ERROR(OrCancelled(session.client->ExportResponse(
      request, {receiver.FileSink(), receiver.LedgerSink()}, interrupt.token())));
  return receiver.Keep();
}

v1::ExportForm FormOf(const std::string& name, const std::string& path) {
  const auto is = [&](const char* word, std::initializer_list<const char*> endings) {
    if (!name.empty()) return name == word;
    for (const char* ending : endings) {
      if (absl::EndsWithIgnoreCase(path, ending)) return true;
    }
    return false;
  };
  if (is("markdown", {".md", ".markdown"})) return v1::EXPORT_FORM_MARKDOWN;
  if (is("json", {".json"})) return v1::EXPORT_FORM_JSON;
  if (is("csv", {".csv"})) return v1::EXPORT_FORM_CSV;
  if (is("xlsx", {".xlsx"})) return v1::EXPORT_FORM_XLSX;
  if (is("html", {".html", ".htm"})) return v1::EXPORT_FORM_HTML;
  if (name == "payload") return v1::EXPORT_FORM_PAYLOAD;  // its files end with .json
  return v1::EXPORT_FORM_UNSPECIFIED;
}

absl::Status CheckNotTheSame(const std::string& path, const std::string& out) {
  std::error_code error;
  if (path.empty() || out.empty() || !fs::equivalent(path, out, error) || error) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--out '", out, "' is the customer's file itself. Name another one."));
}

}  // namespace clausebook::cli
