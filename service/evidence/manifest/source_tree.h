// A YAML or JSON text as a tree that knows the exact bytes of each entry.
//
// Stricter than the languages where a second reading is possible: one document, UTF-8,
// bounded size, depth and number of values. A repeated key is reported and its first
// value kept. Plain values; distinct objects may be used from distinct threads.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SOURCE_TREE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SOURCE_TREE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

struct SourceNode {
  enum class Kind { kNull, kScalar, kList, kMap };
  Kind kind = Kind::kNull;
  std::string text;        // kScalar: what it says, escapes and folding resolved
  bool quoted = false;     // kScalar: a text even if it looks like a number or boolean
  model::ByteRange range;  // the value; empty for a value that is not written
  model::ByteRange entry;  // the value with its key; the same as `range` in lists
  std::vector<std::string> keys;  // kMap, each once, in the order of the file
  std::vector<SourceNode> items;  // kList, and kMap's values in the order of `keys`

  // kMap: the value under `key`; null if there is none or this is no map.
  const SourceNode* Find(std::string_view key) const;

  // `true` or `false` as YAML 1.2 has them (so `yes` is a text); nullopt for the rest.
  std::optional<bool> AsBool() const;
  // A scalar that is no boolean, number or null.
  bool IsText() const;
  bool IsNumber() const;
};

struct RepeatedKey {
  std::string key;
  std::size_t offset = 0;
  std::size_t first_offset = 0;
};

struct SourceTree {
  SourceNode root;
  std::vector<RepeatedKey> repeated;  // at most 100 are kept
};

inline constexpr int kMaxSourceDepth = 64;
inline constexpr std::size_t kMaxSourceNodes = 50'000;

// INVALID_ARGUMENT (field `text`), see ReadForgeManifest and ReadConnectDescriptor.
absl::StatusOr<SourceTree> ParseYamlSource(std::string_view text);
absl::StatusOr<SourceTree> ParseJsonSource(std::string_view text);

// What both check first: size, UTF-8, NUL.
absl::Status CheckSourceBytes(std::string_view text);

// INVALID_ARGUMENT for field `text` that begins with line and column (in characters) of
// `offset`. `problem` and `remedy` are whole sentences.
absl::Status SourceError(std::string_view text, std::size_t offset,
                         std::string_view problem, std::string_view remedy);

// Puts parsed values together into a tree and keeps its bounds; shared by both parsers.
// A failed call is final: the error is in status().
class SourceTreeBuilder {
 public:
  explicit SourceTreeBuilder(std::string_view text) : text_(text) {}

  bool AddScalar(SourceNode node);
  // Adds a copy of a whole subtree (an alias).
  bool AddCopy(const SourceNode& node, std::size_t begin, std::size_t end);
  bool Open(SourceNode::Kind kind, std::size_t begin);
  // `end`: where the list or map ends in the text; nullopt: at its last value's end.
  // The closed node stays valid until the next call.
  const SourceNode* Close(std::optional<std::size_t> end);

  bool done() const { return open_.empty() && complete_; }
  int depth() const { return static_cast<int>(open_.size()); }
  const absl::Status& status() const { return status_; }
  bool Fail(std::size_t offset, std::string_view problem, std::string_view remedy);
  SourceTree Take() { return std::move(tree_); }

 private:
  struct Frame {
    SourceNode node;
    std::optional<SourceNode> key;                      // read, its value not yet
    std::unordered_map<std::string, std::size_t> seen;  // key -> offset
  };

  const SourceNode* Add(SourceNode node);
  const SourceNode* AddEntry(Frame& frame, SourceNode value);

  std::string_view text_;
  SourceTree tree_;
  bool complete_ = false;
  std::size_t nodes_ = 0;
  std::vector<Frame> open_;
  SourceNode dropped_;  // the value of a repeated key
  absl::Status status_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SOURCE_TREE_H_
