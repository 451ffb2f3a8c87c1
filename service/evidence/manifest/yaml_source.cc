// ParseYamlSource, on libyaml's events: it gives each one an exact start and end. What
// it lets through is refused here.
#include <yaml.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <unordered_map>

#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/source_tree.h"

namespace clausebook::evidence {
namespace {

// Left to libyaml, a byte order mark would be a character of the first line and shift
// what stands there to the right of the lines below.
std::size_t MarkLength(std::string_view text) {
  return text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
}

// libyaml counts characters behind the byte order mark; we count bytes.
class ByteOffsets {
 public:
  explicit ByteOffsets(std::string_view text) {
    for (std::size_t i = MarkLength(text); i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts_.push_back(i);
    }
    starts_.push_back(text.size());
  }
  std::size_t At(std::size_t character) const {
    return starts_[std::min(character, starts_.size() - 1)];
  }

 private:
  std::vector<std::size_t> starts_;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : skipped_(MarkLength(text)) {
    text.remove_prefix(skipped_);
    if (yaml_parser_initialize(&parser_) == 0) return;
    ready_ = true;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Parser() {
    if (ready_) yaml_parser_delete(&parser_);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  bool Next(yaml_event_t* event) {
    return ready_ && yaml_parser_parse(&parser_, event) != 0;
  }
  const char* problem() const {
    return ready_ && parser_.problem != nullptr ? parser_.problem : "out of memory";
  }
  // The byte that the problem is at.
  std::size_t problem_at(const ByteOffsets& offsets) const {
    if (parser_.error == YAML_READER_ERROR) return skipped_ + parser_.problem_offset;
    return offsets.At(parser_.problem_mark.index != 0 ? parser_.problem_mark.index
                                                      : parser_.context_mark.index);
  }

 private:
  std::size_t skipped_;
  yaml_parser_t parser_{};
  bool ready_ = false;
};

class YamlReader {
 public:
  explicit YamlReader(std::string_view text)
      : text_(text), offsets_(text), builder_(text), parser_(text) {}

  absl::StatusOr<SourceTree> Read() {
    int documents = 0;
    while (true) {
      yaml_event_t event;
      if (!parser_.Next(&event)) {
        return SourceError(text_, parser_.problem_at(offsets_),
                           absl::StrCat("This is not YAML: ", parser_.problem(), "."),
                           "Look at the indentation and quotes here and just above.");
      }
      const std::unique_ptr<yaml_event_t, void (*)(yaml_event_t*)> owner(
          &event, yaml_event_delete);
      if (event.type == YAML_STREAM_END_EVENT) break;
      if (event.type == YAML_DOCUMENT_START_EVENT && ++documents > 1) {
        return SourceError(text_, Begin(event), "A second document begins.",
                           "Keep one document in the file.");
      }
      if (!Handle(event)) return builder_.status();
    }
    return builder_.Take();
  }

 private:
  // What is kept of an anchored value until an alias asks for it.
  struct Anchor {
    bool complete = false;
    SourceNode node;
  };

  std::size_t Begin(const yaml_event_t& event) const {
    return offsets_.At(event.start_mark.index);
  }
  std::size_t End(const yaml_event_t& event) const {
    return offsets_.At(event.end_mark.index);
  }

  bool Handle(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return Scalar(event);
      case YAML_ALIAS_EVENT:
        return Alias(event);
      case YAML_SEQUENCE_START_EVENT:
        return Start(event, SourceNode::Kind::kList, event.data.sequence_start.anchor,
                     event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
      case YAML_MAPPING_START_EVENT:
        return Start(event, SourceNode::Kind::kMap, event.data.mapping_start.anchor,
                     event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return Finish(event);
      default:
        return true;
    }
  }

  bool Scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    SourceNode node;
    node.kind = SourceNode::Kind::kScalar;
    node.text.assign(reinterpret_cast<const char*>(data.value), data.length);
    if (node.text.find('\0') != std::string::npos) {
      return builder_.Fail(Begin(event), "A text holds an escaped NUL.", "Remove it.");
    }
    node.quoted = data.style != YAML_PLAIN_SCALAR_STYLE || HasTag(data.tag, "str");
    const bool null =
        !node.quoted && (node.text.empty() || node.text == "~" || node.text == "null" ||
                         node.text == "Null" || node.text == "NULL");
    if (null) node.kind = SourceNode::Kind::kNull;
    node.range = {static_cast<std::int64_t>(Begin(event)),
                  static_cast<std::int64_t>(ScalarEnd(event))};
    node.entry = node.range;
    const SourceNode kept = data.anchor != nullptr ? node : SourceNode{};
    if (!builder_.AddScalar(std::move(node))) return false;
    return data.anchor == nullptr || Keep(data.anchor, kept);
  }

  // A block scalar's event reaches over the line breaks behind it.
  std::size_t ScalarEnd(const yaml_event_t& event) const {
    const std::size_t begin = Begin(event);
    std::size_t end = End(event);
    const auto style = event.data.scalar.style;
    if (style != YAML_LITERAL_SCALAR_STYLE && style != YAML_FOLDED_SCALAR_STYLE) {
      return end;
    }
    while (end > begin && std::strchr(" \t\r\n", text_[end - 1]) != nullptr) --end;
    return end;
  }

  static bool HasTag(const yaml_char_t* tag, std::string_view name) {
    return tag != nullptr && std::string_view(reinterpret_cast<const char*>(tag)) ==
                                 std::string("tag:yaml.org,2002:").append(name);
  }

  bool Start(const yaml_event_t& event, SourceNode::Kind kind, const yaml_char_t* anchor,
             bool flow) {
    if (!builder_.Open(kind, Begin(event))) return false;
    std::string name =
        anchor == nullptr ? "" : std::string(reinterpret_cast<const char*>(anchor));
    if (!name.empty()) anchors_[name] = Anchor{};
    open_.push_back({std::move(name), flow});
    return true;
  }

  bool Finish(const yaml_event_t& event) {
    const Collection collection = open_.back();
    open_.pop_back();
    // The event that ends a block stands behind the comments and empty lines after it.
    const SourceNode* node = builder_.Close(
        collection.flow ? std::optional<std::size_t>(End(event)) : std::nullopt);
    if (node == nullptr) return false;
    if (collection.anchor.empty()) return true;
    anchors_[collection.anchor] = {true, *node};
    return CountKept(*node, Begin(event));
  }

  bool Keep(const yaml_char_t* anchor, const SourceNode& node) {
    anchors_[reinterpret_cast<const char*>(anchor)] = {true, node};
    return CountKept(node, static_cast<std::size_t>(node.range.begin));
  }

  // Anchors inside of anchors are copied once for each: bounded like everything else.
  bool CountKept(const SourceNode& node, std::size_t offset) {
    kept_ += 1 + Descendants(node);
    return kept_ <= 4 * kMaxSourceNodes ||
           builder_.Fail(offset, "Anchors are nested in anchors too often.",
                         "Write the values out.");
  }

  static std::size_t Descendants(const SourceNode& node) {
    std::size_t count = node.items.size();
    for (const SourceNode& item : node.items) count += Descendants(item);
    return count;
  }

  bool Alias(const yaml_event_t& event) {
    const std::string name(reinterpret_cast<const char*>(event.data.alias.anchor));
    const auto found = anchors_.find(name);
    if (found == anchors_.end()) {
      return builder_.Fail(Begin(event),
                           absl::StrCat("There is no anchor '&", name, "' before."),
                           "Write the value out.");
    }
    if (!found->second.complete) {
      return builder_.Fail(Begin(event),
                           absl::StrCat("'*", name, "' stands inside of its own value."),
                           "Write the value out.");
    }
    return builder_.AddCopy(found->second.node, Begin(event), End(event));
  }

  struct Collection {
    std::string anchor;
    bool flow = false;
  };

  std::string_view text_;
  ByteOffsets offsets_;
  SourceTreeBuilder builder_;
  Parser parser_;
  std::vector<Collection> open_;
  std::unordered_map<std::string, Anchor> anchors_;
  std::size_t kept_ = 0;
};

}  // namespace

absl::StatusOr<SourceTree> ParseYamlSource(std::string_view text) {
  if (auto status = CheckSourceBytes(text); !status.ok()) return status;
  return YamlReader(text).Read();
}

}  // namespace clausebook::evidence
