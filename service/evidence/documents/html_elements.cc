#include "service/evidence/documents/html_elements.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace clausebook::evidence {
namespace {

constexpr int kDeepestLook = 512;

// Lower case, without white space: enough to find a declaration in a style attribute.
std::string Squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!std::isspace(static_cast<unsigned char>(c))) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

template <std::size_t kSize>
bool IsOneOf(GumboTag tag, const std::array<GumboTag, kSize>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

constexpr std::array kNoise = {
    GUMBO_TAG_HEAD,     GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_TEMPLATE,
    GUMBO_TAG_NOSCRIPT, GUMBO_TAG_IFRAME,   GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED,
    GUMBO_TAG_SVG,      GUMBO_TAG_MATH,     GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO,
    GUMBO_TAG_VIDEO,    GUMBO_TAG_NAV,      GUMBO_TAG_INPUT,  GUMBO_TAG_SELECT,
    GUMBO_TAG_TEXTAREA, GUMBO_TAG_DATALIST, GUMBO_TAG_MAP,    GUMBO_TAG_NOFRAMES,
    GUMBO_TAG_PROGRESS, GUMBO_TAG_METER,    GUMBO_TAG_LINK,   GUMBO_TAG_META};

constexpr std::array<std::string_view, 9> kNoiseRoles = {
    "navigation", "search", "dialog",  "alertdialog", "menu",
    "menubar",    "button", "toolbar", "tablist"};

constexpr std::array kBlocks = {
    GUMBO_TAG_ADDRESS,    GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE,   GUMBO_TAG_BLOCKQUOTE,
    GUMBO_TAG_BODY,       GUMBO_TAG_CENTER,  GUMBO_TAG_DETAILS, GUMBO_TAG_DD,
    GUMBO_TAG_DIR,        GUMBO_TAG_DIV,     GUMBO_TAG_DL,      GUMBO_TAG_DT,
    GUMBO_TAG_FIELDSET,   GUMBO_TAG_FIGURE,  GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,
    GUMBO_TAG_FIGCAPTION, GUMBO_TAG_HEADER,  GUMBO_TAG_HGROUP,  GUMBO_TAG_HR,
    GUMBO_TAG_HTML,       GUMBO_TAG_LEGEND,  GUMBO_TAG_LI,      GUMBO_TAG_MAIN,
    GUMBO_TAG_MENU,       GUMBO_TAG_OL,      GUMBO_TAG_P,       GUMBO_TAG_PRE,
    GUMBO_TAG_SECTION,    GUMBO_TAG_SUMMARY, GUMBO_TAG_TABLE,   GUMBO_TAG_UL,
    GUMBO_TAG_CAPTION,    GUMBO_TAG_TBODY,   GUMBO_TAG_THEAD,   GUMBO_TAG_TFOOT,
    GUMBO_TAG_TR,         GUMBO_TAG_TD,      GUMBO_TAG_TH};

// Hidden by a style sheet, by the names that the frameworks agree on.
constexpr std::array<std::string_view, 4> kHiddenClasses = {
    "sr-only", "visually-hidden", "screen-reader-text", "skip-link"};

bool HasHiddenClass(std::string_view classes) {
  while (!classes.empty()) {
    const std::size_t end = std::min(classes.find_first_of(" \t\r\n"), classes.size());
    const std::string_view name = classes.substr(0, end);
    if (std::find(kHiddenClasses.begin(), kHiddenClasses.end(), name) !=
        kHiddenClasses.end()) {
      return true;
    }
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return false;
}

// Raises `most` to the cells of the longest row.
void CountCells(const GumboNode& node, int depth, std::size_t* most) {
  if (node.type != GUMBO_NODE_ELEMENT || depth > kDeepestLook) return;
  const GumboElement& element = node.v.element;
  std::size_t cells = 0;
  for (unsigned i = 0; i < element.children.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(element.children.data[i]);
    if (child.type != GUMBO_NODE_ELEMENT) continue;
    const GumboTag tag = child.v.element.tag;
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
      ++cells;
    } else {
      CountCells(child, depth + 1, most);
    }
  }
  *most = std::max(*most, cells);
}

}  // namespace

const GumboNode& ChildOf(const GumboElement& element, unsigned i) {
  return *static_cast<const GumboNode*>(element.children.data[i]);
}

std::string_view AttributeOf(const GumboElement& element, const char* name) {
  const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

bool HasAttribute(const GumboElement& element, const char* name) {
  return gumbo_get_attribute(&element.attributes, name) != nullptr;
}

int IntegerOf(const GumboElement& element, const char* name, int least, int most,
              int otherwise) {
  const std::string_view text = AttributeOf(element, name);
  int value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? std::clamp(value, least, most) : otherwise;
}

bool IsNoise(const GumboElement& element) {
  if (IsOneOf(element.tag, kNoise)) return true;
  // Newer than gumbo.
  const std::string_view tag(element.original_tag.data, element.original_tag.length);
  if (element.tag == GUMBO_TAG_UNKNOWN && tag.starts_with("<dialog")) return true;
  const std::string_view role = AttributeOf(element, "role");
  return std::find(kNoiseRoles.begin(), kNoiseRoles.end(), role) != kNoiseRoles.end() &&
         HeadingLevelOf(element) == 0;
}

bool IsHidden(const GumboElement& element) {
  const std::string_view role = AttributeOf(element, "role");
  if ((role == "tabpanel" || role == "region") &&
      HasAttribute(element, "aria-labelledby")) {
    return false;
  }
  if (HasAttribute(element, "hidden")) {
    return AttributeOf(element, "hidden") != "until-found";
  }
  const std::string style = Squeezed(AttributeOf(element, "style"));
  if (style.find("display:none") != std::string::npos ||
      style.find("visibility:hidden") != std::string::npos) {
    return true;
  }
  if (HeadingLevelOf(element) != 0) return false;
  // Of blocks it says only that a screen reader need not speak them.
  if (AttributeOf(element, "aria-hidden") == "true" && !IsBlock(element)) return true;
  return HasHiddenClass(AttributeOf(element, "class"));
}

bool IsBlock(const GumboElement& element) {
  return IsOneOf(element.tag, kBlocks) || HeadingLevelOf(element) != 0;
}

bool IsBold(const GumboElement& element) {
  if (element.tag == GUMBO_TAG_B || element.tag == GUMBO_TAG_STRONG) return true;
  const std::string style = Squeezed(AttributeOf(element, "style"));
  for (const std::string_view bold :
       {"font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800"}) {
    if (style.find(bold) != std::string::npos) return true;
  }
  return false;
}

int HeadingLevelOf(const GumboElement& element) {
  if (element.tag >= GUMBO_TAG_H1 && element.tag <= GUMBO_TAG_H6) {
    return static_cast<int>(element.tag) - static_cast<int>(GUMBO_TAG_H1) + 1;
  }
  if (AttributeOf(element, "role") == "heading") {
    return IntegerOf(element, "aria-level", 1, 6, 2);
  }
  return 0;
}

bool IsPageFrame(const GumboNode& node) {
  const GumboElement& element = node.v.element;
  const std::string_view role = AttributeOf(element, "role");
  if (element.tag == GUMBO_TAG_FOOTER || role == "contentinfo") return true;
  if (element.tag != GUMBO_TAG_HEADER && role != "banner") return false;
  return !HoldsElement(node, GUMBO_TAG_H1);
}

bool IsLayoutTable(const GumboNode& table) {
  const std::string_view role = AttributeOf(table.v.element, "role");
  if (role == "presentation" || role == "none") return true;
  for (const GumboTag tag : {GUMBO_TAG_TABLE, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3}) {
    const GumboVector& children = table.v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      if (HoldsElement(*static_cast<const GumboNode*>(children.data[i]), tag))
        return true;
    }
  }
  std::size_t most = 0;
  CountCells(table, 0, &most);
  return most <= 1;
}

std::string DecodeProtectedMail(std::string_view hex) {
  std::string mail;
  unsigned key = 0;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned byte = 0;
    const char* end = hex.data() + i + 2;
    const auto [at, error] = std::from_chars(hex.data() + i, end, byte, 16);
    if (error != std::errc() || at != end) return "";
    if (i == 0) {
      key = byte;
    } else {
      mail += static_cast<char>(byte ^ key);
    }
  }
  const bool ascii =
      std::all_of(mail.begin(), mail.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  return ascii && mail.find('@') != std::string::npos ? mail : "";
}

bool HoldsElement(const GumboNode& node, GumboTag tag, int depth) {
  if (node.type != GUMBO_NODE_ELEMENT || depth > kDeepestLook) return false;
  if (node.v.element.tag == tag) return true;
  const GumboVector& children = node.v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    if (HoldsElement(*static_cast<const GumboNode*>(children.data[i]), tag, depth + 1)) {
      return true;
    }
  }
  return false;
}

}  // namespace clausebook::evidence
