// The parse of yaml_reader.h, on yaml-cpp's events: what the library lets through is
// refused here, and its exceptions end here.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <unordered_map>

#include "absl/strings/str_cat.h"
#include "service/base/printable.h"
#include "service/base/utf8.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook::yaml {
namespace {

// Thrown to leave the library's parser.
struct Refusal {
  Place place;
  std::string message;
  std::string hint;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::shared_ptr<const std::string> path, const Limits& limits,
              Faults& faults)
      : path_(std::move(path)), limits_(limits), faults_(faults) {
    root_.place = {path_, 1, 1};
  }

  Node TakeRoot() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    Add(Make(mark, Node::Kind::kNull));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refusal{PlaceOf(mark), "Aliases ('*name') are not read here.",
                  "Write the value out."};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    Node node = Make(mark, Node::Kind::kScalar);
    if (value.find('\0') != std::string::npos) {
      throw Refusal{node.place, "This text holds a NUL, written as an escape.",
                    "Remove it."};
    }
    node.text = value;
    node.quoted = tag != "?";
    Add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    Open(Make(mark, Node::Kind::kList));
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    Open(Make(mark, Node::Kind::kMap));
  }
  void OnMapEnd() override { Close(); }

 private:
  // A list or map that is still being read.
  struct Frame {
    Node node;
    std::optional<Node> key;                    // read, its value not yet
    std::unordered_map<std::string, int> seen;  // key -> line
  };

  Place PlaceOf(const YAML::Mark& mark) const {
    return {path_, mark.line + 1, mark.column + 1};
  }

  Node Make(const YAML::Mark& mark, Node::Kind kind) {
    Node node;
    node.kind = kind;
    node.place = PlaceOf(mark);
    if (++nodes_ > limits_.nodes) {
      throw Refusal{node.place,
                    absl::StrCat("The file has more than ", limits_.nodes, " values."),
                    "Split it."};
    }
    return node;
  }

  void Open(Node node) {
    if (static_cast<int>(open_.size()) >= limits_.depth) {
      throw Refusal{
          node.place,
          absl::StrCat("Lists and maps are nested deeper than ", limits_.depth, "."), ""};
    }
    open_.push_back({std::move(node), std::nullopt, {}});
  }

  void Close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    Add(std::move(node));
  }

  void Add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = open_.back();
    if (frame.node.kind == Node::Kind::kList) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.key) {
      if (node.kind != Node::Kind::kScalar) {
        throw Refusal{node.place, "A key is not a text.", "Write 'key: value'."};
      }
      frame.key = std::move(node);
    } else {
      AddEntry(frame, std::move(node));
    }
  }

  void AddEntry(Frame& frame, Node value) {
    Node key = *std::move(frame.key);
    frame.key.reset();
    const auto [seen, is_new] = frame.seen.emplace(key.text, key.place.line);
    if (!is_new) {
      faults_.Add(key.place,
                  absl::StrCat("The key '", key.text,
                               "' stands twice in one map, first on "
                               "line ",
                               seen->second, "."),
                  "Remove or rename one of them.");
      return;
    }
    frame.node.keys.push_back(std::move(key));
    frame.node.items.push_back(std::move(value));
  }

  std::shared_ptr<const std::string> path_;
  const Limits& limits_;
  Faults& faults_;
  Node root_;
  std::size_t nodes_ = 0;
  std::vector<Frame> open_;
};

// Swallows a document.
class Nothing final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    throw YAML::ParserException(mark, "a second document begins");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

// Line and column (in characters' first bytes) of an offset.
Place PlaceAt(const std::shared_ptr<const std::string>& path, std::string_view content,
              std::size_t offset) {
  Place place{path, 1, 1};
  for (const char c : content.substr(0, offset)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

bool CheckBytes(const std::shared_ptr<const std::string>& path, std::string_view content,
                const Limits& limits, Faults& faults) {
  if (content.size() > limits.bytes) {
    faults.Add({path, 1, 1},
               absl::StrCat("The file has ", content.size(), " bytes; at most ",
                            limits.bytes, " are read."),
               "Split it.");
    return false;
  }
  if (const auto bad = FindInvalidUtf8(content)) {
    faults.Add(PlaceAt(path, content, *bad), "The file is not UTF-8 from here on.",
               "Save it as UTF-8.");
    return false;
  }
  const std::size_t nul = content.find('\0');
  if (nul != std::string_view::npos) {
    faults.Add(PlaceAt(path, content, nul), "There is a NUL byte.", "Remove it.");
    return false;
  }
  return true;
}

}  // namespace

std::optional<Node> Parse(std::string path, std::string_view content, Faults& faults,
                          const Limits& limits) {
  const auto shared = std::make_shared<const std::string>(std::move(path));
  if (!CheckBytes(shared, content, limits, faults)) return std::nullopt;
  try {
    std::istringstream in{std::string(content)};
    YAML::Parser parser(in);
    TreeBuilder builder(shared, limits, faults);
    if (parser.HandleNextDocument(builder)) {
      Nothing nothing;
      parser.HandleNextDocument(nothing);
    }
    return builder.TakeRoot();
  } catch (const Refusal& refusal) {
    faults.Add(refusal.place, refusal.message, refusal.hint);
  } catch (const YAML::Exception& e) {
    // The library names single bytes, and may mean the first one of a character.
    faults.Add(
        {shared, e.mark.line + 1, e.mark.column + 1},
        absl::StrCat("This is not YAML that is read here: ", Printable(e.msg), "."),
        "Look at the indentation and quotes here and just above; a text with ':', '?', "
        "'#' or brackets belongs in quotes.");
  }
  return std::nullopt;
}

}  // namespace clausebook::yaml
