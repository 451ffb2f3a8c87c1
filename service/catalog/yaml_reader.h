// Reading our YAML files: a strict, bounded parse into a plain tree that knows where
// everything stands, and readers that collect every fault instead of stopping at the
// first.
//
// Stricter than YAML: UTF-8 only, one document, no repeated keys, no aliases, keys
// are texts. Everything here is a value or refers to what it is given; distinct
// objects may be used from distinct threads.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_YAML_READER_H_
#define CLAUSEBOOK_SERVICE_CATALOG_YAML_READER_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "service/base/error.h"
#include "service/catalog/nearest.h"

namespace clausebook::yaml {

// Where something stands; 1-based, 0: unknown.
struct Place {
  std::shared_ptr<const std::string> path;
  int line = 0;
  int column = 0;
};

// A node of the tree.
struct Node {
  enum class Kind { kNull, kScalar, kList, kMap };
  Kind kind = Kind::kNull;
  std::string text;     // kScalar: what it says, quotes and folding resolved
  bool quoted = false;  // kScalar: written in quotes or as a block
  Place place;
  std::vector<Node> keys;   // kMap: scalars, each once, in the order of the file
  std::vector<Node> items;  // kList, and kMap's values in the order of `keys`

  // kMap: the value under `key`; null if there is none or this is no map.
  const Node* Find(std::string_view key) const;
};

// Collects faults up to a number; beyond it only counts.
class Faults {
 public:
  explicit Faults(std::size_t limit = 100) : limit_(limit) {}

  // `message` and `hint` (what would be right; may be empty) are whole sentences.
  void Add(const Place& place, std::string message, std::string hint = "");

  bool empty() const { return count_ == 0; }
  std::size_t count() const { return count_; }
  const std::vector<BookFault>& faults() const { return faults_; }

  // OK without faults; else kInvalidBook with all kept faults in the order of their
  // places and a message that names `what` ("the fact book") and the first fault.
  absl::Status ToStatus(std::string_view what) const;

 private:
  std::size_t limit_;
  std::size_t count_ = 0;
  std::vector<BookFault> faults_;
};

// What a file may be at most. Beyond it, one fault and no tree.
struct Limits {
  std::size_t bytes = 4 << 20;
  std::size_t nodes = 200'000;
  int depth = 32;
};

// Parses one document. `path` is for the faults. Nullopt if there is no tree to go on
// with; a repeated key is a fault too, but its first value stays in the tree. An
// empty file is a null node.
std::optional<Node> Parse(std::string path, std::string_view content, Faults& faults,
                          const Limits& limits = {});

// Reads the keys of one map, each a fault where it is missing, of another kind or
// unknown. Keys that were asked for are known; Finish() reports the others.
//
//   MapReader fact(node, "fact", faults);
//   std::string id = fact.RequiredText("id");
//   bool closed = fact.Bool("closed", false);
//   fact.Finish();
class MapReader {
 public:
  // `node`, `faults` outlive the reader. `what` is how messages call the thing ("fact
  // 'a'"). A node that is no map is a fault; all getters then give their default.
  MapReader(const Node& node, std::string what, Faults& faults);

  const Node& node() const { return node_; }
  const Place& place() const { return node_.place; }
  bool is_map() const { return node_.kind == Node::Kind::kMap; }
  // From here on messages call it so; for when its id has been read.
  void Rename(std::string what) { what_ = std::move(what); }

  // The value under `key`; null (without a fault) if absent.
  const Node* Optional(std::string_view key);
  // The value under `key`; null and a fault if absent or null.
  const Node* Required(std::string_view key);
  // Place of the value under `key`, of the map if absent.
  Place PlaceOf(std::string_view key) const;

  // A non-empty scalar; empty and a fault if it is not.
  std::string RequiredText(std::string_view key);
  // A non-empty scalar; nullopt if absent; nullopt and a fault if it is not one.
  std::optional<std::string> OptionalText(std::string_view key);
  // `true` or `false`, unquoted.
  bool Bool(std::string_view key, bool absent);
  // A list of non-empty scalars; nullopt if absent; empty items are faults.
  std::optional<std::vector<std::string>> TextList(std::string_view key);
  // The items of a list; none if absent. Anything but a list is a fault.
  std::vector<const Node*> List(std::string_view key);

  // Reports the keys that nobody asked for, with the nearest known one.
  void Finish();

 private:
  const Node& node_;
  std::string what_;
  Faults& faults_;
  std::vector<std::string> known_;
};

// The texts of a list node, as TextList. `what`: how messages call the list.
std::vector<std::string> TextsOf(const Node& list, std::string_view what, Faults& faults);

// A scalar `true` or `false`, unquoted; nullopt and a fault if it is not.
std::optional<bool> BoolOf(const Node& node, std::string_view what, Faults& faults);

}  // namespace clausebook::yaml

#endif  // CLAUSEBOOK_SERVICE_CATALOG_YAML_READER_H_
