#include "service/main/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>

#include "service/admission/rate_limit.h"
#include "service/base/clock.h"
#include "service/base/time.h"

namespace clausebook {
namespace {

constexpr double kRefusalsPerSecond = 5;
constexpr double kRefusalsAtOnce = 100;

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

const char* NameOf(LogLevel level) {
  constexpr const char* kNames[] = {"debug", "info", "warning", "error"};
  return kNames[static_cast<int>(level)];
}

const char* NameOf(grpc::StatusCode code) {
  constexpr const char* kNames[] = {"OK",
                                    "CANCELLED",
                                    "UNKNOWN",
                                    "INVALID_ARGUMENT",
                                    "DEADLINE_EXCEEDED",
                                    "NOT_FOUND",
                                    "ALREADY_EXISTS",
                                    "PERMISSION_DENIED",
                                    "RESOURCE_EXHAUSTED",
                                    "FAILED_PRECONDITION",
                                    "ABORTED",
                                    "OUT_OF_RANGE",
                                    "UNIMPLEMENTED",
                                    "INTERNAL",
                                    "UNAVAILABLE",
                                    "DATA_LOSS",
                                    "UNAUTHENTICATED"};
  const int index = static_cast<int>(code);
  return index >= 0 && index <= 16 ? kNames[index] : "?";
}

}  // namespace

struct Log::Sink {
  std::shared_ptr<spdlog::logger> logger;
  // Whoever is refused may come again as fast as she likes, and must not fill the disk.
  admission::RateLimit refusals{kRefusalsPerSecond, kRefusalsAtOnce};
  std::atomic<int> refusals_left_out{0};
};

Log::Log(const std::string& level, const std::string& format)
    : sink_(std::make_unique<Sink>()),
      json_(format == "json" || (format == "auto" && isatty(STDERR_FILENO) == 0)) {
  sink_->logger = std::make_shared<spdlog::logger>(
      "clausebookd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  sink_->logger->set_pattern("%v");
  const std::map<std::string, LogLevel> levels = {{"debug", LogLevel::kDebug},
                                                  {"warning", LogLevel::kWarning},
                                                  {"error", LogLevel::kError}};
  const auto it = levels.find(level);
  sink_->logger->set_level(ToSpdlog(it == levels.end() ? LogLevel::kInfo : it->second));
}

Log::~Log() = default;

void Log::Write(LogLevel level, const std::string& event, const Fields& fields) {
  if (!sink_->logger->should_log(ToSpdlog(level))) return;
  const std::string time = FormatInstant(SystemClock().Now());
  std::string line;
  if (json_) {
    nlohmann::ordered_json json = {
        {"time", time}, {"level", NameOf(level)}, {"event", event}};
    for (const auto& [key, value] : fields) json[key] = value;
    line = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  } else {
    line = time + " " + NameOf(level) + " " + event;
    for (const auto& [key, value] : fields) {
      line.append(" ").append(key).append("=").append(value);
    }
  }
  sink_->logger->log(ToSpdlog(level), spdlog::string_view_t(line.data(), line.size()));
  sink_->logger->flush();
}

void Log::Write(const rpc::CallRecord& call) {
  const bool ours = call.code == grpc::StatusCode::INTERNAL ||
                    call.code == grpc::StatusCode::DATA_LOSS ||
                    call.code == grpc::StatusCode::UNAVAILABLE;
  const bool refused = call.code == grpc::StatusCode::UNAUTHENTICATED ||
                       call.code == grpc::StatusCode::PERMISSION_DENIED;
  const LogLevel level = ours      ? LogLevel::kError
                         : refused ? LogLevel::kInfo
                                   : LogLevel::kDebug;
  if (!sink_->logger->should_log(ToSpdlog(level))) return;
  int left_out = 0;
  if (refused) {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const auto micros =
        std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    if (!sink_->refusals.Take("", 1, micros).ok()) {
      ++sink_->refusals_left_out;
      return;
    }
    left_out = sink_->refusals_left_out.exchange(0);
  }
  Fields fields = {{"method", call.method},
                   {"code", NameOf(call.code)},
                   {"request_id", call.request_id},
                   {"peer", call.peer},
                   {"duration_us", std::to_string(call.duration.count())}};
  if (!call.caller.empty()) {
    fields.emplace_back("caller", call.caller);
    fields.emplace_back("credential", call.credential);
  }
  if (left_out > 0) fields.emplace_back("left_out", std::to_string(left_out));
  if (!call.reason.empty()) fields.emplace_back("reason", call.reason);
  if (!call.internal_message.empty()) fields.emplace_back("cause", call.internal_message);
  Write(level, "call", fields);
}

}  // namespace clausebook
