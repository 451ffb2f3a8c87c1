#include "service/main/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>

#include "service/admission/rate_limit.h"
#include "service/base/clock.h"
#include "service/base/time.h"
#include "service/rpc/status_convert.h"

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

LogLevel LevelNamed(const std::string& name) {
  if (name == "debug") return LogLevel::kDebug;
  if (name == "warning") return LogLevel::kWarning;
  return name == "error" ? LogLevel::kError : LogLevel::kInfo;
}

bool IsRefusal(grpc::StatusCode code) {
  return code == grpc::StatusCode::UNAUTHENTICATED ||
         code == grpc::StatusCode::PERMISSION_DENIED;
}

// What is said of a call beyond method, code and time.
void AddWho(const rpc::CallRecord& call, Log::Fields& fields) {
  fields.emplace_back("request_id", call.request_id);
  if (call.trace) {
    fields.emplace_back("trace_id", call.trace->trace_id);
    fields.emplace_back("span_id", call.trace->span_id);
  }
  fields.emplace_back("peer", call.peer);
  if (!call.caller.empty()) {
    fields.emplace_back("caller", call.caller);
    fields.emplace_back("credential", call.credential);
  }
}

const char* NameOf(LogLevel level) {
  constexpr const char* kNames[] = {"debug", "info", "warning", "error"};
  return kNames[static_cast<int>(level)];
}

}  // namespace

struct Log::Sink {
  std::shared_ptr<spdlog::logger> logger;
  // Whoever is refused may come again as fast as she likes, and must not fill the disk.
  admission::RateLimit refusals{kRefusalsPerSecond, kRefusalsAtOnce};
  std::atomic<int> refusals_left_out{0};
};

Log::Log(const std::string& level, const std::string& format,
         const std::string& access_level)
    : sink_(std::make_unique<Sink>()),
      json_(format == "json" || (format == "auto" && isatty(STDERR_FILENO) == 0)),
      access_level_(LevelNamed(access_level)) {
  sink_->logger = std::make_shared<spdlog::logger>(
      "clausebookd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  sink_->logger->set_pattern("%v");
  sink_->logger->set_level(ToSpdlog(LevelNamed(level)));
}

Log::~Log() = default;

bool Log::Logs(LogLevel level) const {
  return sink_->logger->should_log(ToSpdlog(level));
}

bool Log::LogsAllCalls() const { return Logs(access_level_); }

void Log::Write(LogLevel level, const std::string& event, const Fields& fields) {
  if (!Logs(level)) return;
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

LogLevel Log::LevelOf(const rpc::CallRecord& call) const {
  const bool ours = call.code == grpc::StatusCode::INTERNAL ||
                    call.code == grpc::StatusCode::DATA_LOSS ||
                    call.code == grpc::StatusCode::UNAVAILABLE;
  if (ours) return LogLevel::kError;
  if (call.slow) return LogLevel::kWarning;
  return IsRefusal(call.code) ? std::max(access_level_, LogLevel::kInfo) : access_level_;
}

void Log::Write(const rpc::CallRecord& call) {
  const LogLevel level = LevelOf(call);
  if (!Logs(level)) return;
  int left_out = 0;
  if (IsRefusal(call.code)) {
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
                   {"code", rpc::CodeName(static_cast<int>(call.code))},
                   {"duration_us", std::to_string(call.duration.count())},
                   {"queued_us", std::to_string(call.queued.count())}};
  AddWho(call, fields);
  if (left_out > 0) fields.emplace_back("left_out", std::to_string(left_out));
  if (!call.reason.empty()) fields.emplace_back("reason", call.reason);
  if (!call.internal_message.empty()) fields.emplace_back("cause", call.internal_message);
  Write(level, call.slow ? "slow call" : "call", fields);
}

}  // namespace clausebook
