#include "service/evidence/documents/html_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/evidence/documents/html_elements.h"
#include "service/evidence/documents/ordinal.h"

namespace clausebook::evidence {
namespace {

// As deep as browsers build a page.
constexpr int kDeepest = 512;

bool IsText(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
         node.type == GUMBO_NODE_CDATA;
}

bool IsContent(const GumboElement& element) {
  return element.tag == GUMBO_TAG_MAIN || element.tag == GUMBO_TAG_ARTICLE ||
         element.tag == GUMBO_TAG_SECTION;
}

}  // namespace

absl::Status HtmlReader::Read(const GumboNode& node) {
  Walk(node, 0);
  Flush();
  if (!lead_.empty()) Emit({.text = std::exchange(lead_, {})});
  if (!too_deep_) return absl::OkStatus();
  return MakeError(absl::StrCat("The page nests its elements more than ", kDeepest,
                                " deep. Save the policy alone as a page, or as text."),
                   {.reason = Reason::kTooLarge});
}

void HtmlReader::Walk(const GumboNode& node, int depth) {
  if (too_deep_ || writer_.full()) return;
  if (depth > kDeepest) {
    too_deep_ = true;
  } else if (IsText(node)) {
    inline_.Add(node.v.text.text, bold_ > 0);
  } else if (node.type == GUMBO_NODE_ELEMENT) {
    WalkElement(node, depth);
  }
}

void HtmlReader::WalkChildren(const GumboElement& element, int depth) {
  for (unsigned i = 0; i < element.children.length; ++i) {
    Walk(ChildOf(element, i), depth + 1);
  }
}

void HtmlReader::WalkElement(const GumboNode& node, int depth) {
  const GumboElement& element = node.v.element;
  if (IsNoise(element)) return;
  // The words of a section that opens and closes are in a button in its heading.
  if (element.tag == GUMBO_TAG_BUTTON && !heading_) return;
  if (content_ == 0 && IsPageFrame(node)) return;
  if (IsHidden(element)) {
    CountHidden(node, depth);
    return;
  }
  const int bold = IsBold(element) ? 1 : 0;
  const int content = IsContent(element) ? 1 : 0;
  bold_ += bold;
  content_ += content;
  if (IsBlock(element)) {
    WalkBlock(node, depth);
  } else {
    WalkInline(element, depth);
  }
  bold_ -= bold;
  content_ -= content;
}

void HtmlReader::WalkBlock(const GumboNode& node, int depth) {
  const GumboElement& element = node.v.element;
  Flush();
  switch (element.tag) {
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR:
      return WalkList(element, depth);
    case GUMBO_TAG_LI:
      return WalkItem(element, depth);
    case GUMBO_TAG_DT:
      return WalkTerm(element, depth);
    case GUMBO_TAG_TABLE:
      return WalkTable(node, depth);
    case GUMBO_TAG_PRE:
      return ReadPreformatted(node);
    default:
      break;
  }
  const int level = HeadingLevelOf(element);
  heading_ = heading_ || level > 0;
  WalkChildren(element, depth);
  Flush(level);
  if (level > 0) heading_ = false;
}

void HtmlReader::WalkInline(const GumboElement& element, int depth) {
  if (element.tag == GUMBO_TAG_BR) {
    inline_.Break();
    // Two are how people who type pages by hand end a paragraph.
    if (inline_.breaks() > 1 && !heading_) Flush();
  } else if (element.tag == GUMBO_TAG_IMG) {
    // In a table a picture of a tick is the answer.
    if (cell_ != nullptr) inline_.Add(AttributeOf(element, "alt"), bold_ > 0);
  } else if (element.tag == GUMBO_TAG_WBR) {
    return;
  } else if (HasAttribute(element, "data-cfemail")) {
    inline_.Add(DecodeProtectedMail(AttributeOf(element, "data-cfemail")), bold_ > 0);
  } else if (element.tag == GUMBO_TAG_A) {
    WalkLink(element, depth);
  } else {
    WalkChildren(element, depth);
  }
}

void HtmlReader::WalkLink(const GumboElement& element, int depth) {
  const std::size_t flushes = flushes_;
  const std::size_t begin = inline_.text().size();
  WalkChildren(element, depth);
  // Links in headings lead to the heading itself.
  if (heading_ || flushes != flushes_ || begin >= inline_.text().size()) return;
  const std::string shown =
      ShownAddress(inline_.text().substr(begin), AttributeOf(element, "href"));
  if (shown.empty()) return;
  inline_.Space();
  inline_.Add(shown, bold_ > 0);
}

void HtmlReader::WalkList(const GumboElement& element, int depth) {
  const bool ordered = element.tag == GUMBO_TAG_OL;
  const std::string_view type = AttributeOf(element, "type");
  // Items of one outermost list and of the lists in it stand together.
  if (lists_.empty()) group_ = ++last_group_;
  lists_.push_back({ordered, IntegerOf(element, "start", -9999, 9999, 1),
                    type.empty() ? '1' : type[0]});
  WalkChildren(element, depth);
  Flush();
  lists_.pop_back();
  if (lists_.empty()) group_ = 0;
}

std::string HtmlReader::NextMarker(const GumboElement& item) {
  if (lists_.empty() || !lists_.back().ordered) return "-";
  List& list = lists_.back();
  const int number = IntegerOf(item, "value", -9999, 9999, list.next);
  list.next = number + 1;
  const OrdinalStyle style = list.type == 'a'   ? OrdinalStyle::kLowerLetter
                             : list.type == 'A' ? OrdinalStyle::kUpperLetter
                             : list.type == 'i' ? OrdinalStyle::kLowerRoman
                             : list.type == 'I' ? OrdinalStyle::kUpperRoman
                                                : OrdinalStyle::kDecimal;
  return Ordinal(number, style) + ".";
}

void HtmlReader::WalkItem(const GumboElement& element, int depth) {
  marker_ = NextMarker(element);
  const bool alone = lists_.empty();
  if (alone) lists_.emplace_back();
  WalkChildren(element, depth);
  Flush();
  if (alone) lists_.pop_back();
  marker_.clear();
}

void HtmlReader::WalkTerm(const GumboElement& element, int depth) {
  WalkChildren(element, depth);
  std::string term = inline_.Take();
  while (!term.empty() && term.back() == ':') term.pop_back();
  // Several terms may share a definition.
  if (!term.empty()) absl::StrAppend(&lead_, lead_.empty() ? "" : ", ", term);
}

void HtmlReader::ReadPreformatted(const GumboNode& node) {
  std::vector<const GumboNode*> left = {&node};
  InlineText text;
  while (!left.empty()) {
    const GumboNode* next = left.back();
    left.pop_back();
    if (IsText(*next)) {
      const std::string_view raw = next->v.text.text;
      for (std::size_t at = 0; at <= raw.size();) {
        const std::size_t end = std::min(raw.find('\n', at), raw.size());
        if (at > 0) text.Break();
        text.Add(raw.substr(at, end - at));
        at = end + 1;
      }
    } else if (next->type == GUMBO_NODE_ELEMENT && !IsHidden(next->v.element)) {
      const GumboElement& element = next->v.element;
      for (unsigned i = element.children.length; i > 0; --i) {
        left.push_back(&ChildOf(element, i - 1));
      }
    }
  }
  Emit({.kind = Block::Kind::kWhole, .text = text.Take()});
}

void HtmlReader::Flush(int heading_level) {
  ++flushes_;
  const bool bold = inline_.bold();
  Piece piece{.text = inline_.Take()};
  if (piece.text.empty()) return;
  cell_bold_ = cell_bold_ && bold;
  piece.indent = static_cast<int>(lists_.size());
  piece.group = group_;
  piece.marker = std::exchange(marker_, {});
  if (heading_level > 0) {
    piece.kind = Block::Kind::kHeading;
    piece.level = heading_level;
  } else if (!lead_.empty()) {
    piece.text = absl::StrCat(std::exchange(lead_, {}), ": ", piece.text);
  } else if (bold && lists_.empty() && LevelOfBoldLine(piece.text) > 0) {
    piece.kind = Block::Kind::kHeading;
    piece.level = LevelOfBoldLine(piece.text);
  }
  Emit(std::move(piece));
}

void HtmlReader::Emit(Piece piece) {
  if (piece.text.empty()) return;
  if (cell_ != nullptr) {
    cell_->push_back(std::move(piece.text));
  } else {
    writer_.Add(piece);
  }
}

void HtmlReader::CountHidden(const GumboNode& node, int depth) {
  if (depth > kDeepest) return;
  if (IsText(node)) {
    InlineText text;
    text.Add(node.v.text.text);
    const std::string words = text.Take();
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (words[at] != ' ' && (at == 0 || words[at - 1] == ' ')) ++hidden_words_;
    }
  } else if (node.type == GUMBO_NODE_ELEMENT && !IsNoise(node.v.element)) {
    const GumboElement& element = node.v.element;
    for (unsigned i = 0; i < element.children.length; ++i) {
      CountHidden(ChildOf(element, i), depth + 1);
    }
  }
}

}  // namespace clausebook::evidence
