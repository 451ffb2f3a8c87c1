#include "service/admission/rate_limit.h"

#include <algorithm>
#include <cmath>

#include "service/base/error.h"

namespace clausebook::admission {
namespace {

// Beyond this many, buckets that are full again are forgotten: a new one is full too.
constexpr std::size_t kManyBuckets = 1024;

}  // namespace

RateLimit::RateLimit(double per_second, double burst)
    : per_second_(per_second), burst_(burst) {}

double RateLimit::UnitsAt(const Bucket& bucket, std::int64_t now_micros) const {
  const double seconds =
      static_cast<double>(std::max<std::int64_t>(0, now_micros - bucket.filled_at)) / 1e6;
  return std::min(burst_, bucket.units + seconds * per_second_);
}

void RateLimit::ForgetFullBuckets(std::int64_t now_micros) {
  for (auto it = buckets_.begin(); it != buckets_.end();) {
    it = UnitsAt(it->second, now_micros) >= burst_ ? buckets_.erase(it) : std::next(it);
  }
}

absl::Status RateLimit::Take(std::string_view caller, double cost,
                             std::int64_t now_micros) {
  if (per_second_ <= 0) return absl::OkStatus();
  const double wanted = std::min(cost, burst_);
  const std::lock_guard lock(mutex_);
  auto it = buckets_.find(caller);
  if (it == buckets_.end()) {
    if (buckets_.size() >= kManyBuckets) ForgetFullBuckets(now_micros);
    it = buckets_.emplace(std::string(caller), Bucket{burst_, now_micros}).first;
  }
  Bucket& bucket = it->second;
  bucket.units = UnitsAt(bucket, now_micros);
  bucket.filled_at = std::max(bucket.filled_at, now_micros);
  if (bucket.units >= wanted) {
    bucket.units -= wanted;
    return absl::OkStatus();
  }
  const double wait_ms = (wanted - bucket.units) / per_second_ * 1000;
  return MakeError("The caller asks for more than her share. Try again a little later.",
                   {.reason = Reason::kRateLimited,
                    .retry_after_ms = static_cast<std::int64_t>(std::ceil(wait_ms))});
}

}  // namespace clausebook::admission
