#include "service/evidence/manifest/source_tree.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/utf8.h"
#include "service/evidence/manifest/manifest_reading.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kMostRepeatedKeys = 100;

std::size_t CountNodes(const SourceNode& node) {
  std::size_t count = 1;
  for (const SourceNode& item : node.items) count += CountNodes(item);
  return count;
}

int DepthOf(const SourceNode& node) {
  int deepest = 0;
  for (const SourceNode& item : node.items) deepest = std::max(deepest, DepthOf(item));
  return deepest + (node.items.empty() ? 0 : 1);
}

}  // namespace

const SourceNode* SourceNode::Find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key) return &items[i];
  }
  return nullptr;
}

std::optional<bool> SourceNode::AsBool() const {
  if (kind != Kind::kScalar || quoted) return std::nullopt;
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  return std::nullopt;
}

bool SourceNode::IsNumber() const {
  if (kind != Kind::kScalar || quoted || text.empty()) return false;
  std::size_t i = text[0] == '-' || text[0] == '+' ? 1 : 0;
  bool digit = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      digit = true;
    } else if (c == 'e' || c == 'E') {
      if (!digit) return false;
    } else if (c == '-' || c == '+') {
      if (text[i - 1] != 'e' && text[i - 1] != 'E') return false;
    } else if (c != '.') {
      return false;
    }
  }
  return digit && std::count(text.begin(), text.end(), '.') <= 1 && text.back() != 'e' &&
         text.back() != 'E';
}

bool SourceNode::IsText() const {
  return kind == Kind::kScalar && (quoted || (!AsBool() && !IsNumber()));
}

absl::Status SourceError(std::string_view text, std::size_t offset,
                         std::string_view problem, std::string_view remedy) {
  int line = 1;
  int column = 1;
  for (const char c : text.substr(0, std::min(offset, text.size()))) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++column;
    }
  }
  std::string message =
      absl::StrCat("line ", line, ", column ", column, ": ", std::string(problem));
  if (!remedy.empty()) absl::StrAppend(&message, " ", std::string(remedy));
  return InvalidField("text", message);
}

absl::Status CheckSourceBytes(std::string_view text) {
  if (text.size() > kMaxManifestBytes) {
    return InvalidField(
        "text", absl::StrCat("The file has ", text.size(), " bytes; at most ",
                             kMaxManifestBytes, " are read, as on the platform."));
  }
  if (const auto bad = FindInvalidUtf8(text)) {
    return SourceError(text, *bad, "The file is not UTF-8 from here on.",
                       "Save it as UTF-8.");
  }
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    return SourceError(text, nul, "There is a NUL byte.", "Remove it.");
  }
  return absl::OkStatus();
}

bool SourceTreeBuilder::Fail(std::size_t offset, std::string_view problem,
                             std::string_view remedy) {
  if (status_.ok()) status_ = SourceError(text_, offset, problem, remedy);
  return false;
}

bool SourceTreeBuilder::AddScalar(SourceNode node) {
  if (++nodes_ > kMaxSourceNodes) {
    return Fail(static_cast<std::size_t>(node.range.begin),
                absl::StrCat("The file has more than ", kMaxSourceNodes, " values."), "");
  }
  return Add(std::move(node)) != nullptr;
}

bool SourceTreeBuilder::AddCopy(const SourceNode& node, std::size_t begin,
                                std::size_t end) {
  nodes_ += CountNodes(node);
  if (nodes_ > kMaxSourceNodes) {
    return Fail(begin,
                absl::StrCat("Written out, the aliases of this file make more than ",
                             kMaxSourceNodes, " values."),
                "Write the values out, or fewer of them.");
  }
  if (depth() + DepthOf(node) > kMaxSourceDepth) {
    return Fail(
        begin,
        absl::StrCat("Lists and maps are nested deeper than ", kMaxSourceDepth, "."), "");
  }
  // The bytes that a reader finds are those of the alias; the values below it are where
  // they are written.
  SourceNode copy = node;
  copy.range = {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end)};
  copy.entry = copy.range;
  return Add(std::move(copy)) != nullptr;
}

bool SourceTreeBuilder::Open(SourceNode::Kind kind, std::size_t begin) {
  if (++nodes_ > kMaxSourceNodes) {
    return Fail(begin,
                absl::StrCat("The file has more than ", kMaxSourceNodes, " values."), "");
  }
  if (depth() >= kMaxSourceDepth) {
    return Fail(
        begin,
        absl::StrCat("Lists and maps are nested deeper than ", kMaxSourceDepth, "."), "");
  }
  if (!open_.empty() && open_.back().node.kind == SourceNode::Kind::kMap &&
      !open_.back().key) {
    return Fail(begin, "A key is a list or a map.", "Write 'key: value'.");
  }
  Frame frame;
  frame.node.kind = kind;
  frame.node.range.begin = static_cast<std::int64_t>(begin);
  frame.node.range.end = frame.node.range.begin;
  open_.push_back(std::move(frame));
  return true;
}

const SourceNode* SourceTreeBuilder::Close(std::optional<std::size_t> end) {
  SourceNode node = std::move(open_.back().node);
  open_.pop_back();
  if (end) {
    node.range.end = static_cast<std::int64_t>(*end);
  } else {
    for (const SourceNode& item : node.items) {
      node.range.end = std::max(node.range.end, item.entry.end);
    }
  }
  node.entry = node.range;
  return Add(std::move(node));
}

const SourceNode* SourceTreeBuilder::Add(SourceNode node) {
  if (open_.empty()) {
    tree_.root = std::move(node);
    complete_ = true;
    return &tree_.root;
  }
  Frame& frame = open_.back();
  if (frame.node.kind == SourceNode::Kind::kList) {
    frame.node.items.push_back(std::move(node));
    return &frame.node.items.back();
  }
  if (!frame.key) {
    if (node.kind == SourceNode::Kind::kMap || node.kind == SourceNode::Kind::kList) {
      Fail(static_cast<std::size_t>(node.range.begin), "A key is a list or a map.",
           "Write 'key: value'.");
      return nullptr;
    }
    frame.key = std::move(node);
    return &*frame.key;
  }
  return AddEntry(frame, std::move(node));
}

const SourceNode* SourceTreeBuilder::AddEntry(Frame& frame, SourceNode value) {
  const SourceNode key = *std::move(frame.key);
  frame.key.reset();
  const auto offset = static_cast<std::size_t>(key.range.begin);
  const auto [seen, is_new] = frame.seen.emplace(key.text, offset);
  if (!is_new) {
    if (tree_.repeated.size() < kMostRepeatedKeys) {
      tree_.repeated.push_back({key.text, offset, seen->second});
    }
    // The map still spans it.
    frame.node.range.end = std::max(frame.node.range.end, value.range.end);
    dropped_ = std::move(value);
    return &dropped_;
  }
  // An alias points elsewhere in the file; the entry is where the alias is written.
  value.entry.begin = key.range.begin;
  value.entry.end = std::max(key.range.end, value.range.end);
  frame.node.keys.push_back(key.text);
  frame.node.items.push_back(std::move(value));
  return &frame.node.items.back();
}

}  // namespace clausebook::evidence
