// What is told of calls: how many, how they ended, how long they took, and the threads
// that they wait for.
#include <array>
#include <string>
#include <string_view>

#include "service/base/error.h"
#include "service/main/monitoring/server_metrics.h"
#include "service/rpc/status_convert.h"

namespace clausebook::monitoring {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;
using rpc::MethodStats;

// As in the contract; index 0 is for what is not set.
constexpr std::array<const char*, rpc::VerdictCounts::kVerdicts> kVerdictNames = {
    "unspecified", "yes", "no", "unknown", "conflict", "value"};

Labels LabelsOf(const MethodStats& method) {
  const auto slash = method.path.find('/');
  return {{"service", method.path.substr(0, slash)},
          {"method", method.path.substr(slash + 1)}};
}

Labels With(Labels labels, const char* name, const char* value) {
  labels.push_back({name, value});
  return labels;
}

bool WasCalled(const MethodStats& method) {
  for (const auto& count : method.codes) {
    if (count.load(std::memory_order_relaxed) > 0) return true;
  }
  return false;
}

// Of every method one number, so that rates begin at 0; the rest once it was called.
void AddMethods(Families& out, const rpc::CallStats& stats) {
  auto& calls =
      AddFamily(out, "clausebook_calls_total", "Finished calls.", MetricType::Counter);
  for (const MethodStats& method : stats.methods) {
    for (std::size_t code = 0; code < method.codes.size(); ++code) {
      const auto count = method.codes[code].load(std::memory_order_relaxed);
      if (count == 0 && code != 0) continue;
      AddSample(calls, static_cast<double>(count),
                With(LabelsOf(method), "code", rpc::CodeName(static_cast<int>(code))));
    }
  }
  auto& in_flight = AddFamily(
      out, "clausebook_calls_in_flight",
      "Calls under way; what is answered from memory is not seen.", MetricType::Gauge);
  for (const MethodStats& method : stats.methods) {
    AddSample(in_flight,
              static_cast<double>(method.in_flight.load(std::memory_order_relaxed)),
              LabelsOf(method));
  }
  auto& durations = AddFamily(out, "clausebook_call_duration_seconds",
                              "From the request to the status, of methods that were "
                              "called.",
                              MetricType::Histogram);
  for (const MethodStats& method : stats.methods) {
    if (WasCalled(method)) AddSample(durations, method.durations, LabelsOf(method));
  }
}

void AddOutcomes(Families& out, const rpc::CallStats& stats) {
  auto& errors =
      AddFamily(out, "clausebook_call_errors_total",
                "Failed calls by the reason that the client was told: OVERLOADED was "
                "shed, RATE_LIMITED was beyond a caller's share.",
                MetricType::Counter);
  for (std::size_t i = 0; i < stats.errors.size(); ++i) {
    AddSample(errors,
              static_cast<double>(stats.errors[i].load(std::memory_order_relaxed)),
              {{"reason", std::string(ReasonName(static_cast<Reason>(i)))}});
  }
  auto& answers =
      AddFamily(out, "clausebook_answers_total",
                "Answers given by Ask, BatchAsk and ListAnswers.", MetricType::Counter);
  for (std::size_t i = 1; i < kVerdictNames.size(); ++i) {
    AddSample(
        answers,
        static_cast<double>(stats.verdicts.counts[i].load(std::memory_order_relaxed)),
        {{"verdict", kVerdictNames[i]}});
  }
}

void AddExecutors(Families& out, const rpc::CallEnvironment& calls) {
  const std::pair<const char*, const rpc::Executor*> executors[] = {
      {"read", calls.readers}, {"write", calls.writer}};
  const auto add = [&](const char* name, const char* help, MetricType type,
                       const auto& value) {
    auto& family = AddFamily(out, name, help, type);
    for (const auto& [label, executor] : executors) {
      AddSample(family, static_cast<double>(value(executor->use())),
                {{"executor", label}});
    }
  };
  using Use = rpc::Executor::Use;
  add("clausebook_executor_threads", "Threads that work on calls.", MetricType::Gauge,
      [](const Use& use) { return use.threads; });
  add("clausebook_executor_busy_threads", "Of them those that do.", MetricType::Gauge,
      [](const Use& use) { return use.busy; });
  add("clausebook_executor_queued_calls", "Calls that wait for one.", MetricType::Gauge,
      [](const Use& use) { return use.queued; });
  add("clausebook_executor_queue_limit", "How many may.", MetricType::Gauge,
      [](const Use& use) { return use.queue_limit; });
  add("clausebook_executor_refused_total", "Calls that found the queue full.",
      MetricType::Counter, [](const Use& use) { return use.refused; });
  auto& waits = AddFamily(out, "clausebook_executor_wait_seconds",
                          "How long calls waited for a thread.", MetricType::Histogram);
  for (const auto& [label, executor] : executors) {
    AddSample(waits, executor->waits(), {{"executor", label}});
  }
}

}  // namespace

void AddCallFamilies(Families& out, const rpc::CallEnvironment& calls) {
  AddMethods(out, calls.stats);
  AddOutcomes(out, calls.stats);
  AddExecutors(out, calls);
  AddGauge(out, "clausebook_streams_open", "Streaming calls under way.",
           calls.open_streams.load(std::memory_order_relaxed));
  AddGauge(out, "clausebook_streams_limit", "How many may be.", calls.most_streams);
}

}  // namespace clausebook::monitoring
