// One encoding of a record, of which a digest says the same everywhere and for ever:
// texts with their lengths, numbers with eight bytes, lists with their sizes. Different
// records have different encodings.
#ifndef CLAUSEBOOK_STORAGE_MODEL_CANONICAL_H_
#define CLAUSEBOOK_STORAGE_MODEL_CANONICAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/base/time.h"

namespace clausebook::model {

// Grows as parts are added, in an order that never changes. Not thread-safe.
class Canonical {
 public:
  // `type` names what is encoded and how: `fact/1`. A record that is encoded in another
  // way gets another number.
  explicit Canonical(std::string_view type) { Text(type); }

  Canonical& Text(std::string_view text);
  Canonical& Number(std::int64_t number);
  Canonical& Texts(const std::vector<std::string>& texts);
  Canonical& Day(Date day) { return Number(day.days); }
  Canonical& Day(const std::optional<Date>& day);
  Canonical& Time(Instant time) { return Number(time.micros); }
  Canonical& Time(const std::optional<Instant>& time);

  const std::string& bytes() const { return bytes_; }
  // SHA-256, 64 hex digits.
  std::string Digest() const;

 private:
  std::string bytes_;
};

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_CANONICAL_H_
