// How much each caller may ask for: a bucket of units for each, that fills with time and
// that calls take from, the costly ones more (Rule::cost).
#ifndef CLAUSEBOOK_SERVICE_ADMISSION_RATE_LIMIT_H_
#define CLAUSEBOOK_SERVICE_ADMISSION_RATE_LIMIT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clausebook::admission {

// Thread-safe. Time comes from the caller: microseconds of a clock that does not go back.
class RateLimit {
 public:
  // `per_second` units flow in, at most `burst` are kept. 0 per second: no limit.
  RateLimit(double per_second, double burst);

  // Takes `cost` units, or takes none and is RESOURCE_EXHAUSTED (kRateLimited) with the
  // time after which there are enough. A cost beyond the burst counts as the burst.
  absl::Status Take(std::string_view caller, double cost, std::int64_t now_micros);

 private:
  struct Bucket {
    double units = 0;
    std::int64_t filled_at = 0;
  };
  void ForgetFullBuckets(std::int64_t now_micros);
  double UnitsAt(const Bucket& bucket, std::int64_t now_micros) const;

  const double per_second_;
  const double burst_;
  std::mutex mutex_;
  std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace clausebook::admission

#endif  // CLAUSEBOOK_SERVICE_ADMISSION_RATE_LIMIT_H_
