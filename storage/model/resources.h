// The catalogue's and the policies' plain structs. Values without behaviour;
// what the fields mean is said in proto/clausebook/v1.
#ifndef CLAUSEBOOK_STORAGE_MODEL_RESOURCES_H_
#define CLAUSEBOOK_STORAGE_MODEL_RESOURCES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/base/time.h"
#include "storage/model/names.h"

namespace clausebook::model {

// Which version of a mutable resource this is. `version` grows by one with each
// change and never returns to an earlier value, deletion included; it is what
// etags are made of.
struct VersionInfo {
  std::int64_t version = 0;
  Instant create_time;
  Instant update_time;
};

struct Vendor {
  std::string id;
  std::string display_name;
  std::string website_uri;
  VersionInfo info;
};

struct App {
  AppRef ref;
  std::string display_name;
  std::string marketplace_key;
  std::string listing_uri;
  VersionInfo info;
};

struct Policy {
  PolicyRef ref;
  std::string title;
  std::string uri;
  VersionInfo info;
};

enum class MediaType { kPlainText, kMarkdown };

// Half-open range of bytes.
struct ByteRange {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

struct Clause {
  std::string id;
  std::int32_t ordinal = 0;
  bool heading = false;
  std::vector<std::string> heading_path;
  ByteRange range;
};

struct Revision {
  RevisionRef ref;
  Date effective;
  std::string uri;
  MediaType media_type = MediaType::kPlainText;
  std::string sha256;
  std::int64_t size_bytes = 0;
  std::int32_t clause_count = 0;
  Instant create_time;
  std::optional<Instant> withdraw_time;
  // Null where the text was not asked for.
  std::shared_ptr<const std::string> text;
};

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_RESOURCES_H_
