#include "storage/model/canonical.h"

#include "service/base/digest.h"

namespace clausebook::model {

Canonical& Canonical::Number(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes_.push_back(static_cast<char>((bits >> shift) & 0xFFU));
  }
  return *this;
}

Canonical& Canonical::Text(std::string_view text) {
  Number(static_cast<std::int64_t>(text.size()));
  bytes_.append(text);
  return *this;
}

Canonical& Canonical::Texts(const std::vector<std::string>& texts) {
  Number(static_cast<std::int64_t>(texts.size()));
  for (const std::string& text : texts) Text(text);
  return *this;
}

Canonical& Canonical::Day(const std::optional<Date>& day) {
  Number(day ? 1 : 0);
  return day ? Day(*day) : *this;
}

Canonical& Canonical::Time(const std::optional<Instant>& time) {
  Number(time ? 1 : 0);
  return time ? Time(*time) : *this;
}

std::string Canonical::Digest() const { return Sha256Hex(bytes_); }

}  // namespace clausebook::model
