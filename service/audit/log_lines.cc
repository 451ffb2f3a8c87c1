#include "service/audit/log_lines.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "service/base/error.h"

namespace clausebook::audit {
namespace {

using LineJson = nlohmann::ordered_json;
using model::AuditKind;

constexpr AuditKind kKinds[] = {AuditKind::kWrite, AuditKind::kDenied,
                                AuditKind::kAdministration};

std::string Printed(const char* what, const LineJson& json) {
  const LineJson line = {{what, json}};
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::optional<std::int64_t> DigitsAt(const std::string& text, std::size_t at,
                                     std::size_t count) {
  std::int64_t value = 0;
  const char* begin = text.data() + at;
  const auto [end, error] = std::from_chars(begin, begin + count, value);
  if (error != std::errc() || end != begin + count || value < 0) return std::nullopt;
  return value;
}

// `YYYY-MM-DDTHH:MM:SS.ffffffZ`; what else stands between is seen when it is written
// again.
std::optional<Instant> TimeOf(const std::string& text) {
  if (text.size() != std::string_view("YYYY-MM-DDTHH:MM:SS.ffffffZ").size()) {
    return std::nullopt;
  }
  const auto day = ParseDate(text.substr(0, 10));
  const auto hours = DigitsAt(text, 11, 2);
  const auto minutes = DigitsAt(text, 14, 2);
  const auto seconds = DigitsAt(text, 17, 2);
  const auto micros = DigitsAt(text, 20, 6);
  if (!day || !hours || !minutes || !seconds || !micros) return std::nullopt;
  const std::int64_t since =
      ((std::int64_t{day->days} * 24 + *hours) * 60 + *minutes) * 60 + *seconds;
  return Instant{since * 1'000'000 + *micros};
}

// The members of an object by name, each asked for once. What is missing or of another
// kind makes it not good.
class Members {
 public:
  explicit Members(const LineJson& json) : json_(json), good_(json.is_object()) {}

  std::string Text(const char* name) {
    const LineJson* found = Find(name);
    if (found != nullptr && found->is_string()) return found->get<std::string>();
    good_ = false;
    return "";
  }
  std::int64_t Number(const char* name) {
    const LineJson* found = Find(name);
    if (found != nullptr && found->is_number_integer()) return found->get<std::int64_t>();
    good_ = false;
    return 0;
  }
  Instant Time(const char* name) {
    const auto time = TimeOf(Text(name));
    if (!time) good_ = false;
    return time.value_or(Instant{});
  }
  AuditKind Kind(const char* name) {
    const std::string text = Text(name);
    for (const AuditKind kind : kKinds) {
      if (text == KindName(kind)) return kind;
    }
    good_ = false;
    return AuditKind::kWrite;
  }
  std::vector<model::AuditChange> Changes(const char* name) {
    std::vector<model::AuditChange> changes;
    const LineJson* found = Find(name);
    if (found == nullptr || !found->is_array()) {
      good_ = false;
      return changes;
    }
    for (const LineJson& change : *found) {
      if (!change.is_array() || change.size() != 3 || !change[0].is_string() ||
          !change[1].is_string() || !change[2].is_string()) {
        good_ = false;
        return changes;
      }
      changes.push_back({change[0].get<std::string>(), change[1].get<std::string>(),
                         change[2].get<std::string>()});
    }
    return changes;
  }
  bool good() const { return good_; }

 private:
  const LineJson* Find(const char* name) {
    if (!good_) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
  }

  const LineJson& json_;
  bool good_;
};

absl::Status NoLine() {
  return MakeError("This is no line of an audit log.",
                   {.reason = Reason::kInvalidField, .metadata = {{"field", "log"}}});
}

std::optional<LogLine> Read(const LineJson& json) {
  if (!json.is_object() || json.size() != 1) return std::nullopt;
  const std::string what = json.begin().key();
  if (what == "log") return LogHead{};
  Members members(*json.begin());
  LogLine line;
  if (what == "checkpoint") {
    line = model::AuditCheckpoint{members.Number("sequence"), members.Text("digest"),
                                  members.Time("time"), members.Text("key"),
                                  members.Text("signature")};
  } else if (what == "end") {
    line = LogEnd{members.Number("entries"), members.Text("digest")};
  } else if (what == "entry") {
    model::AuditEntry entry;
    entry.sequence = members.Number("sequence");
    entry.time = members.Time("time");
    entry.event.kind = members.Kind("kind");
    entry.event.origin = {members.Text("subject"), members.Text("credential"),
                          members.Text("peer"), members.Text("method"),
                          members.Text("requestId")};
    entry.event.outcome = members.Text("outcome");
    entry.event.occurrences = members.Number("occurrences");
    entry.event.changes = members.Changes("changes");
    entry.previous = members.Text("previous");
    entry.digest = members.Text("digest");
    line = std::move(entry);
  } else {
    return std::nullopt;
  }
  if (!members.good()) return std::nullopt;
  return line;
}

}  // namespace

std::string_view KindName(AuditKind kind) {
  switch (kind) {
    case AuditKind::kWrite:
      return "WRITE";
    case AuditKind::kDenied:
      return "DENIED";
    case AuditKind::kAdministration:
      return "ADMINISTRATION";
  }
  return "?";
}

std::string ToLine(const LogHead& /*head*/) { return Printed("log", 1); }

std::string ToLine(const model::AuditCheckpoint& checkpoint) {
  return Printed("checkpoint", {{"sequence", checkpoint.sequence},
                                {"digest", checkpoint.digest},
                                {"time", FormatInstant(checkpoint.time)},
                                {"key", checkpoint.key},
                                {"signature", checkpoint.signature}});
}

std::string ToLine(const model::AuditEntry& entry) {
  const model::AuditEvent& event = entry.event;
  LineJson changes = LineJson::array();
  for (const model::AuditChange& change : event.changes) {
    changes.push_back(LineJson::array({change.name, change.before, change.after}));
  }
  return Printed("entry", {{"sequence", entry.sequence},
                           {"time", FormatInstant(entry.time)},
                           {"kind", KindName(event.kind)},
                           {"subject", event.origin.subject},
                           {"credential", event.origin.credential},
                           {"peer", event.origin.peer},
                           {"method", event.origin.method},
                           {"requestId", event.origin.request_id},
                           {"outcome", event.outcome},
                           {"occurrences", event.occurrences},
                           {"changes", changes},
                           {"previous", entry.previous},
                           {"digest", entry.digest}});
}

std::string ToLine(const LogEnd& end) {
  return Printed("end", {{"entries", end.entries}, {"digest", end.digest}});
}

absl::StatusOr<LogLine> ReadLine(std::string_view line) {
  const LineJson json =
      LineJson::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return NoLine();
  auto read = Read(json);
  if (!read) return NoLine();
  // The same in other words is not the same.
  const std::string again =
      std::visit([](const auto& part) { return ToLine(part); }, *read);
  if (again.size() != line.size() + 1 || again.compare(0, line.size(), line) != 0) {
    return NoLine();
  }
  return *std::move(read);
}

}  // namespace clausebook::audit
