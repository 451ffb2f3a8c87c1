#include "service/evidence/documents/docx_styles.h"

#include <algorithm>
#include <cctype>

#include "absl/strings/str_cat.h"
#include "service/evidence/documents/docx_package.h"
#include "service/evidence/documents/ordinal.h"
#include "service/evidence/documents/text_writer.h"

namespace clausebook::evidence {
namespace {

constexpr int kLongestChain = 20;
constexpr std::size_t kLongestMarker = 24;
constexpr int kNotStarted = -1 << 30;

// By the names that every word processor writes: `heading 2`, `Title`, `toc 1`.
void ReadName(std::string_view name, DocxStyle* style) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (lower == "title") style->heading = 1;
  if (lower.starts_with("heading ")) {
    const int level = ToInteger(std::string_view(lower).substr(8), 0);
    if (level >= 1 && level <= 9) style->heading = level;
  }
  style->contents = lower.starts_with("toc ") || lower == "toc heading" ||
                    lower.starts_with("contents ");
}

}  // namespace

void ReadProperties(const pugi::xml_node& properties, DocxStyle* style) {
  if (const auto bold = ChildOf(properties, "b")) style->bold = IsOn(bold);
  if (const auto outline = ChildOf(properties, "outlineLvl")) {
    const int level = ToInteger(AttributeOf(outline, "val"), 9);
    style->heading = level >= 0 && level < 9 ? level + 1 : 0;
  }
  if (const auto list = ChildOf(properties, "numPr")) {
    if (ChildOf(list, "numId")) style->list = ToInteger(ValueOf(list, "numId"), 0);
    if (ChildOf(list, "ilvl")) style->depth = ToInteger(ValueOf(list, "ilvl"), 0);
  }
}

DocxStyles::DocxStyles(const pugi::xml_document* styles) {
  if (styles == nullptr) return;
  for (const pugi::xml_node node : styles->document_element().children()) {
    if (LocalName(node) != "style") continue;
    Entry entry;
    entry.based_on = ValueOf(node, "basedOn");
    ReadName(ValueOf(node, "name"), &entry.style);
    ReadProperties(ChildOf(node, "pPr"), &entry.style);
    ReadProperties(ChildOf(node, "rPr"), &entry.style);
    for (const pugi::xml_node part : node.children()) {
      if (LocalName(part) == "tblStylePr" && AttributeOf(part, "type") == "firstRow") {
        entry.style.bold_first_row = IsOn(ChildOf(ChildOf(part, "rPr"), "b"));
      }
    }
    entries_.emplace(AttributeOf(node, "styleId"), std::move(entry));
  }
}

DocxStyle DocxStyles::Find(std::string_view id) const {
  DocxStyle found;
  std::string_view next = id;
  for (int i = 0; i < kLongestChain && !next.empty(); ++i) {
    const auto at = entries_.find(next);
    if (at == entries_.end()) break;
    const DocxStyle& style = at->second.style;
    if (found.heading == 0) found.heading = style.heading;
    if (!found.bold) found.bold = style.bold;
    if (!found.list) found.list = style.list;
    if (!found.depth) found.depth = style.depth;
    found.contents = found.contents || style.contents;
    found.bold_first_row = found.bold_first_row || style.bold_first_row;
    next = at->second.based_on;
  }
  return found;
}

DocxNumbering::Level DocxNumbering::ReadLevel(const pugi::xml_node& node) {
  Level level;
  level.format = ValueOf(node, "numFmt");
  level.text = ValueOf(node, "lvlText");
  level.start = std::clamp(ToInteger(ValueOf(node, "start"), 1), 0, 9999);
  return level;
}

DocxNumbering::DocxNumbering(const pugi::xml_document* numbering) {
  if (numbering == nullptr) return;
  for (const pugi::xml_node node : numbering->document_element().children()) {
    if (LocalName(node) == "abstractNum") {
      auto& levels = abstracts_[ToInteger(AttributeOf(node, "abstractNumId"), -1)];
      levels.assign(kDepths, Level{});
      for (const pugi::xml_node child : node.children()) {
        const int depth = ToInteger(AttributeOf(child, "ilvl"), -1);
        if (LocalName(child) != "lvl" || depth < 0 || depth >= kDepths) continue;
        levels[static_cast<std::size_t>(depth)] = ReadLevel(child);
      }
    } else if (LocalName(node) == "num") {
      List& list = lists_[ToInteger(AttributeOf(node, "numId"), -1)];
      list.abstract = ToInteger(ValueOf(node, "abstractNumId"), -1);
      for (const pugi::xml_node child : node.children()) {
        if (const auto start = ChildOf(child, "startOverride")) {
          list.restarts.emplace_back(ToInteger(AttributeOf(child, "ilvl"), -1),
                                     ToInteger(AttributeOf(start, "val"), 1));
        }
      }
    }
  }
}

std::string DocxNumbering::Next(int list, int depth) {
  depth = std::clamp(depth, 0, kDepths - 1);
  const auto known = lists_.find(list);
  if (known == lists_.end()) return "-";
  const auto levels = abstracts_.find(known->second.abstract);
  if (levels == abstracts_.end()) return "-";
  auto& counts = counts_[known->second.abstract];
  counts.resize(kDepths, kNotStarted);
  // A list of its own with the looks of another starts again, once.
  for (const auto& [at, number] : std::exchange(known->second.restarts, {})) {
    if (at < 0 || at > depth) continue;
    counts[static_cast<std::size_t>(at)] = at == depth ? number - 1 : number;
  }
  for (int i = 0; i <= depth; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (counts[at] == kNotStarted) {
      counts[at] = levels->second[at].start - (i == depth ? 1 : 0);
    }
  }
  ++counts[static_cast<std::size_t>(depth)];
  std::fill(counts.begin() + depth + 1, counts.end(), kNotStarted);
  return Marker(levels->second, depth, counts);
}

std::string DocxNumbering::Marker(const std::vector<Level>& levels, int depth,
                                  const std::vector<int>& counts) const {
  const Level& level = levels[static_cast<std::size_t>(depth)];
  if (level.format == "none") return "";
  if (level.format == "bullet" || level.text.find('%') == std::string::npos) return "-";
  std::string text;
  for (std::size_t i = 0; i < level.text.size(); ++i) {
    const bool number = level.text[i] == '%' && i + 1 < level.text.size() &&
                        level.text[i + 1] >= '1' && level.text[i + 1] <= '9';
    if (!number) {
      text += level.text[i];
      continue;
    }
    const auto at = static_cast<std::size_t>(level.text[++i] - '1');
    const std::string& format = levels[at].format;
    const OrdinalStyle style = format == "lowerLetter"   ? OrdinalStyle::kLowerLetter
                               : format == "upperLetter" ? OrdinalStyle::kUpperLetter
                               : format == "lowerRoman"  ? OrdinalStyle::kLowerRoman
                               : format == "upperRoman"  ? OrdinalStyle::kUpperRoman
                                                         : OrdinalStyle::kDecimal;
    text += Ordinal(counts[at] == kNotStarted ? levels[at].start : counts[at], style);
  }
  InlineText marker;
  marker.Add(text);
  text = marker.Take();
  return text.size() > kLongestMarker ? "-" : text;
}

}  // namespace clausebook::evidence
