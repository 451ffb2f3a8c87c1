// Numbers as families of metrics, in prometheus-cpp's structs.
#ifndef CLAUSEBOOK_SERVICE_MAIN_MONITORING_FAMILIES_H_
#define CLAUSEBOOK_SERVICE_MAIN_MONITORING_FAMILIES_H_

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

#include "service/base/duration_histogram.h"

namespace clausebook::monitoring {

using Families = std::vector<prometheus::MetricFamily>;
using Labels = std::vector<prometheus::ClientMetric::Label>;

// A new family without samples. What is returned is good until the next one is added.
prometheus::MetricFamily& AddFamily(Families& out, const std::string& name,
                                    const std::string& help, prometheus::MetricType type);

// Samples of a family of the right type.
void AddSample(prometheus::MetricFamily& family, double value, Labels labels = {});
void AddSample(prometheus::MetricFamily& family, const DurationHistogram& durations,
               Labels labels = {});

// Families of one sample.
void AddCounter(Families& out, const std::string& name, const std::string& help,
                double value);
void AddGauge(Families& out, const std::string& name, const std::string& help,
              double value);
void AddHistogram(Families& out, const std::string& name, const std::string& help,
                  const DurationHistogram& durations);

}  // namespace clausebook::monitoring

#endif  // CLAUSEBOOK_SERVICE_MAIN_MONITORING_FAMILIES_H_
