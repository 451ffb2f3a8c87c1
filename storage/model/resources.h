// The catalogue's and the policies' plain structs. Values without behaviour;
// what the fields mean is said in proto/clausebook/v1.
#ifndef CLAUSEBOOK_STORAGE_MODEL_RESOURCES_H_
#define CLAUSEBOOK_STORAGE_MODEL_RESOURCES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

// What a policy's texts are: what somebody published for people to read, or what an app
// declares to its platform. The numbers are stored.
enum class PolicyKind { kPublished = 0, kForgeManifest = 1, kConnectDescriptor = 2 };

struct Policy {
  PolicyRef ref;
  std::string title;
  std::string uri;
  PolicyKind kind = PolicyKind::kPublished;
  std::string app;  // id; the app whose declaration it is, empty for what is published
  VersionInfo info;
};

// The form that a revision was handed in as. The numbers are stored.
enum class MediaType {
  kPlainText = 0,
  kMarkdown = 1,
  kHtml = 2,
  kDocx = 3,
  kPdf = 4,
  kYaml = 5,  // Forge manifests
  kJson = 6,  // Connect descriptors
};
inline constexpr int kLastMediaType = 6;

// Whether the text of such a revision was extracted, so that it has a source.
constexpr bool IsExtracted(MediaType type) {
  return type == MediaType::kHtml || type == MediaType::kDocx || type == MediaType::kPdf;
}

// `text/plain`, `application/pdf`, …; the reverse is nullopt for other types.
std::string_view ToMimeType(MediaType type);
std::optional<MediaType> ParseMimeType(std::string_view mime_type);

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

// The place of an entry in a manifest or descriptor, from the heading path of its clause:
// `remotes[0].baseUrl`. A part that is no plain name is written as `["*.example.com"]`.
std::string EntryPath(const std::vector<std::string>& parts);

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
  // The document that the text was extracted from; all empty where the text itself is
  // what was published. `source` is null where it was not asked for.
  std::string source_sha256;
  std::int64_t source_size_bytes = 0;
  std::shared_ptr<const std::string> source;
};

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_RESOURCES_H_
