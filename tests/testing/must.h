// Takes the value out of a StatusOr where a test cannot go on without it.
#ifndef CLAUSEBOOK_TESTS_TESTING_MUST_H_
#define CLAUSEBOOK_TESTS_TESTING_MUST_H_

#include <stdexcept>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace clausebook::testing {

// Throws (which fails the test with the status's message) unless OK.
inline void Must(const absl::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

template <typename T>
T Must(absl::StatusOr<T> value) {
  Must(value.status());
  return *std::move(value);
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_MUST_H_
