// Which pattern a disagreement is a case of, by who disagrees and on what.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_KIND_OF_CONFLICT_H_
#define CLAUSEBOOK_SERVICE_CHECKING_KIND_OF_CONFLICT_H_

#include <compare>
#include <optional>
#include <string_view>

#include "service/catalog/vocabulary.h"
#include "service/checking/rules.h"

namespace clausebook::checking {

struct ConflictKind {
  std::string_view pattern;
  std::optional<Gravity> gravity;  // where it is not the pattern's
  friend auto operator<=>(const ConflictKind&, const ConflictKind&) = default;
};

// Of two facts on one property that contradict each other; nullopt where that says
// nothing: two documents may well have two dates or addresses.
std::optional<ConflictKind> KindOf(const catalog::Property& property, const Applied& a,
                                   const Applied& b);

// Of two sides on several properties, as a question's answer sets them against each
// other.
ConflictKind KindOf(const Facts& left, const Facts& right);

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_KIND_OF_CONFLICT_H_
