// Families of metrics as text in OpenMetrics 1.0, which prometheus-cpp does not write (it
// writes Prometheus' older text format).
#ifndef CLAUSEBOOK_SERVICE_MAIN_MONITORING_EXPOSITION_H_
#define CLAUSEBOOK_SERVICE_MAIN_MONITORING_EXPOSITION_H_

#include <string>

#include "service/main/monitoring/families.h"

namespace clausebook::monitoring {

inline constexpr char kOpenMetricsType[] =
    "application/openmetrics-text; version=1.0.0; charset=utf-8";
inline constexpr char kPrometheusType[] = "text/plain; version=0.0.4; charset=utf-8";

// Of counters, gauges and histograms. Names of counters end in `_total`.
std::string ToOpenMetrics(const Families& families);

}  // namespace clausebook::monitoring

#endif  // CLAUSEBOOK_SERVICE_MAIN_MONITORING_EXPOSITION_H_
