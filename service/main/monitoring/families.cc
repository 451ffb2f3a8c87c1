#include "service/main/monitoring/families.h"

#include <chrono>
#include <utility>

namespace clausebook::monitoring {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

double Seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

MetricFamily& AddFamily(Families& out, const std::string& name, const std::string& help,
                        MetricType type) {
  MetricFamily& family = out.emplace_back();
  family.name = name;
  family.help = help;
  family.type = type;
  return family;
}

void AddSample(MetricFamily& family, double value, Labels labels) {
  ClientMetric& sample = family.metric.emplace_back();
  sample.label = std::move(labels);
  if (family.type == MetricType::Counter) {
    sample.counter.value = value;
  } else {
    sample.gauge.value = value;
  }
}

void AddSample(MetricFamily& family, const DurationHistogram& durations, Labels labels) {
  const DurationHistogram::Values values = durations.Read();
  ClientMetric& sample = family.metric.emplace_back();
  sample.label = std::move(labels);
  ClientMetric::Histogram& histogram = sample.histogram;
  for (std::size_t i = 0; i < values.counts.size(); ++i) {
    histogram.sample_count += values.counts[i];
    if (i == DurationHistogram::kBounds.size()) break;
    histogram.bucket.push_back(
        {histogram.sample_count, Seconds(DurationHistogram::kBounds[i])});
  }
  histogram.sample_sum = Seconds(values.sum);
}

void AddCounter(Families& out, const std::string& name, const std::string& help,
                double value) {
  AddSample(AddFamily(out, name, help, MetricType::Counter), value);
}

void AddGauge(Families& out, const std::string& name, const std::string& help,
              double value) {
  AddSample(AddFamily(out, name, help, MetricType::Gauge), value);
}

void AddHistogram(Families& out, const std::string& name, const std::string& help,
                  const DurationHistogram& durations) {
  AddSample(AddFamily(out, name, help, MetricType::Histogram), durations);
}

}  // namespace clausebook::monitoring
