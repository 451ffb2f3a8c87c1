// Early return for absl::Status and absl::StatusOr.
#ifndef CLAUSEBOOK_SERVICE_BASE_STATUS_MACROS_H_
#define CLAUSEBOOK_SERVICE_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns the status of `expr` from the enclosing function unless it is OK.
#define CB_RETURN_IF_ERROR(expr)                      \
  do {                                                \
    ::absl::Status cb_status_ = (expr);               \
    if (!cb_status_.ok()) return cb_status_;          \
  } while (false)

#define CB_CONCAT_INNER_(a, b) a##b
#define CB_CONCAT_(a, b) CB_CONCAT_INNER_(a, b)

// Evaluates `expr`, a StatusOr; assigns its value to `lhs` or returns its status.
#define CB_ASSIGN_OR_RETURN(lhs, expr) \
  CB_ASSIGN_OR_RETURN_IMPL_(CB_CONCAT_(cb_status_or_, __LINE__), lhs, expr)

#define CB_ASSIGN_OR_RETURN_IMPL_(tmp, lhs, expr) \
  auto tmp = (expr);                              \
  if (!tmp.ok()) return std::move(tmp).status();  \
  lhs = *std::move(tmp)

#endif  // CLAUSEBOOK_SERVICE_BASE_STATUS_MACROS_H_
