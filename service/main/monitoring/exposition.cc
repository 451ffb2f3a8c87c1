#include "service/main/monitoring/exposition.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace clausebook::monitoring {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::string_view kTotal = "_total";

const char* TypeName(MetricType type) {
  switch (type) {
    case MetricType::Counter:
      return "counter";
    case MetricType::Gauge:
      return "gauge";
    case MetricType::Histogram:
      return "histogram";
    default:
      return "unknown";
  }
}

// The shortest text that reads back as the same number.
std::string NumberText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string Escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

void AppendLine(std::string& out, std::string_view name, std::string_view suffix,
                Labels labels, const std::string& value) {
  out.append(name).append(suffix);
  char before = '{';
  for (const auto& label : labels) {
    out += before;
    out.append(label.name).append("=\"").append(Escape(label.value)).append("\"");
    before = ',';
  }
  if (!labels.empty()) out += '}';
  out.append(" ").append(value).append("\n");
}

void AppendHistogram(std::string& out, std::string_view name,
                     const prometheus::ClientMetric& sample) {
  const auto with_bound = [&](const std::string& bound) {
    Labels labels = sample.label;
    labels.push_back({"le", bound});
    return labels;
  };
  const auto& histogram = sample.histogram;
  for (const auto& bucket : histogram.bucket) {
    AppendLine(out, name, "_bucket", with_bound(NumberText(bucket.upper_bound)),
               std::to_string(bucket.cumulative_count));
  }
  const std::string count = std::to_string(histogram.sample_count);
  AppendLine(out, name, "_bucket", with_bound("+Inf"), count);
  AppendLine(out, name, "_count", sample.label, count);
  AppendLine(out, name, "_sum", sample.label, NumberText(histogram.sample_sum));
}

void AppendSamples(std::string& out, std::string_view name, const MetricFamily& family) {
  for (const auto& sample : family.metric) {
    if (family.type == MetricType::Histogram) {
      AppendHistogram(out, name, sample);
    } else if (family.type == MetricType::Counter) {
      AppendLine(out, name, kTotal, sample.label, NumberText(sample.counter.value));
    } else {
      AppendLine(out, name, "", sample.label, NumberText(sample.gauge.value));
    }
  }
}

}  // namespace

std::string ToOpenMetrics(const Families& families) {
  std::string out;
  for (const MetricFamily& family : families) {
    // The family's name is without what its samples' end in.
    std::string_view name = family.name;
    if (family.type == MetricType::Counter && name.size() > kTotal.size() &&
        name.substr(name.size() - kTotal.size()) == kTotal) {
      name.remove_suffix(kTotal.size());
    }
    out.append("# TYPE ").append(name).append(" ").append(TypeName(family.type));
    out.append("\n# HELP ").append(name).append(" ").append(Escape(family.help));
    out += '\n';
    AppendSamples(out, name, family);
  }
  out += "# EOF\n";
  return out;
}

}  // namespace clausebook::monitoring
