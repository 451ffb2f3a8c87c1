// Where the present comes from. Injected, so that tests choose it.
#ifndef CLAUSEBOOK_SERVICE_BASE_CLOCK_H_
#define CLAUSEBOOK_SERVICE_BASE_CLOCK_H_

#include "service/base/time.h"

namespace clausebook {

// Tells the present. Implementations are thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() const = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  Instant Now() const override;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_CLOCK_H_
