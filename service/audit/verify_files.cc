// Logs and checkpoints in files, handed to a verifier.
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/audit/log_lines.h"
#include "service/audit/verify.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::audit {
namespace {

constexpr char kLogEvent[] = "audit checkpoint";

absl::Status CannotRead(const std::string& path) {
  return InvalidField("file", absl::StrCat("'", path, "' cannot be read."));
}

// Every line, with whether it ends as lines do. INVALID_ARGUMENT if the file cannot be
// read.
using TakeTextLine = std::function<void(const std::string& line, bool ended)>;
absl::Status EachLine(const std::string& path, const TakeTextLine& take) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return CannotRead(path);
  std::string line;
  while (std::getline(file, line)) take(line, !file.eof());
  return file.bad() ? CannotRead(path) : absl::OkStatus();
}

// Where the reading of a log is.
class LogReader {
 public:
  LogReader(Verifier& verifier, bool checkpoints)
      : verifier_(verifier), checkpoints_(checkpoints) {}

  void Take(const std::string& text, bool ended) {
    ++number_;
    const auto line = ReadLine(text);
    if (!ended || !line.ok()) {
      return Fault("is no line of an audit log, or was changed");
    }
    const bool head = std::holds_alternative<LogHead>(*line);
    if (head != (number_ == 1)) return Fault("is out of its place");
    if (ended_) return Fault("stands behind the end of the log");
    if (const auto* end = std::get_if<LogEnd>(&*line)) {
      ended_ = true;
      if (end->entries != entries_ || end->digest != digest_) {
        Fault("tells of another end than the log has: entries are missing");
      }
    } else if (const auto* entry = std::get_if<model::AuditEntry>(&*line)) {
      ++entries_;
      digest_ = entry->digest;
      if (!checkpoints_) verifier_.AddEntry(*entry);
    } else if (const auto* point = std::get_if<model::AuditCheckpoint>(&*line)) {
      if (checkpoints_) verifier_.AddCheckpoint(*point, "the log");
    }
  }
  void Finish() {
    if (!ended_ && !checkpoints_) {
      verifier_.AddFault("The log has no last line: it was cut off.");
    }
  }

 private:
  void Fault(const char* what) {
    if (!checkpoints_) {
      verifier_.AddFault(absl::StrCat("Line ", number_, " ", what, "."));
    }
  }

  Verifier& verifier_;
  const bool checkpoints_;  // take these, or the entries
  std::int64_t number_ = 0;
  std::int64_t entries_ = 0;
  std::string digest_;
  bool ended_ = false;
};

// A line of the server's log, if it tells of a checkpoint.
std::optional<std::string> CheckpointOfLog(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("event") || json["event"] != kLogEvent ||
      !json.contains("line") || !json["line"].is_string()) {
    return std::nullopt;
  }
  return json["line"].get<std::string>();
}

}  // namespace

// Twice: checkpoints may stand anywhere in it.
absl::Status AddLogFile(const std::string& path, Verifier& verifier) {
  for (const bool checkpoints : {true, false}) {
    LogReader reader(verifier, checkpoints);
    CB_RETURN_IF_ERROR(EachLine(
        path, [&](const std::string& line, bool ended) { reader.Take(line, ended); }));
    reader.Finish();
  }
  return absl::OkStatus();
}

absl::Status AddCheckpointFile(const std::string& path, Verifier& verifier) {
  std::int64_t number = 0;
  std::int64_t found = 0;
  CB_RETURN_IF_ERROR(EachLine(path, [&](const std::string& text, bool /*ended*/) {
    ++number;
    const auto logged = CheckpointOfLog(text);
    const auto line = ReadLine(logged ? *logged : text);
    if (line.ok() && std::holds_alternative<model::AuditCheckpoint>(*line)) {
      ++found;
      verifier.AddCheckpoint(std::get<model::AuditCheckpoint>(*line), path);
      return;
    }
    // Other lines of a server's log say what they are.
    const bool other = text.find("\"event\":") != std::string::npos && !logged;
    if (!other) {
      verifier.AddFault(absl::StrCat("Line ", number, " of ", path,
                                     " is no checkpoint, or was changed."));
    }
  }));
  if (found == 0) {
    return InvalidField("checkpoints", absl::StrCat("'", path, "' has none."));
  }
  return absl::OkStatus();
}

}  // namespace clausebook::audit
