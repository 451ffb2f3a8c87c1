// What a file that is a package is called in errors, and how much of it is taken.
#ifndef CLAUSEBOOK_SERVICE_PACKAGE_TERMS_H_
#define CLAUSEBOOK_SERVICE_PACKAGE_TERMS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/status/status.h"

namespace clausebook::package {

// Each reader has one, with static storage.
struct Terms {
  std::string_view field;    // the request's field at fault: `document`
  std::string_view noun;     // `DOCX file`
  std::string_view resave;   // what helps if it is damaged, a whole sentence
  std::string_view shorten;  // what helps if it is too large, a whole sentence
  std::int64_t most_entries;
  // Bytes that one part, and all parts read, may have when they are unpacked. Counted
  // while unpacking: what the file says about itself is not believed.
  std::size_t most_bytes_of_part;
  std::size_t most_bytes_of_parts;
  // XML nodes of one part, and how deeply they are nested.
  std::size_t most_nodes;
  int most_depth;
};

// No part that says something grows to more than this many times its packed size.
// (Deflate reaches 1,032 times, with one byte repeated.) Small parts may.
inline constexpr std::size_t kMostRatio = 200;
inline constexpr std::size_t kRatioFrom = 1u << 20;

// INVALID_ARGUMENT for `terms.field`: the file is damaged, `what` says how, a whole
// sentence that follows a colon.
absl::Status Damaged(const Terms& terms, std::string_view what);

// RESOURCE_EXHAUSTED: `what` follows the noun ("has more than 4096 parts").
absl::Status TooLarge(const Terms& terms, std::string_view what);

}  // namespace clausebook::package

#endif  // CLAUSEBOOK_SERVICE_PACKAGE_TERMS_H_
