// Metrics as text.
#include "service/main/monitoring/exposition.h"

#include <gtest/gtest.h>

#include <chrono>

namespace clausebook::monitoring {
namespace {

TEST(OpenMetrics, CountersGaugesAndHistograms) {
  Families families;
  auto& calls =
      AddFamily(families, "calls_total", "Calls.", prometheus::MetricType::Counter);
  AddSample(calls, 3, {{"method", "Ask"}, {"code", "OK"}});
  AddGauge(families, "room_bytes", "Room \"left\"\nnow.", 2.5);
  auto& states = AddFamily(families, "state", "\\", prometheus::MetricType::Gauge);
  AddSample(states, 1e15, {{"state", "a\"b\\c\nd"}});
  EXPECT_EQ(ToOpenMetrics(families),
            "# TYPE calls counter\n"
            "# HELP calls Calls.\n"
            "calls_total{method=\"Ask\",code=\"OK\"} 3\n"
            "# TYPE room_bytes gauge\n"
            "# HELP room_bytes Room \\\"left\\\"\\nnow.\n"
            "room_bytes 2.5\n"
            "# TYPE state gauge\n"
            "# HELP state \\\\\n"
            "state{state=\"a\\\"b\\\\c\\nd\"} 1e+15\n"
            "# EOF\n");
}

TEST(OpenMetrics, HistogramsAddUp) {
  DurationHistogram durations;
  durations.Record(std::chrono::microseconds(10));
  durations.Record(std::chrono::milliseconds(2));
  durations.Record(std::chrono::minutes(1));
  Families families;
  AddHistogram(families, "took_seconds", "Time.", durations);
  const std::string text = ToOpenMetrics(families);
  for (const char* line :
       {"# TYPE took_seconds histogram\n", "took_seconds_bucket{le=\"2.5e-05\"} 1\n",
        "took_seconds_bucket{le=\"0.001\"} 1\n", "took_seconds_bucket{le=\"0.0025\"} 2\n",
        "took_seconds_bucket{le=\"30\"} 2\n", "took_seconds_bucket{le=\"+Inf\"} 3\n",
        "took_seconds_count 3\n", "took_seconds_sum 60.00201\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
}

}  // namespace
}  // namespace clausebook::monitoring
