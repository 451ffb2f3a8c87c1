#include "service/reports/html.h"

#include <span>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "service/base/digest.h"
#include "service/base/embedded_file.h"
#include "service/base/printable.h"

namespace clausebook::reports {

std::span<const EmbeddedFile> PageFiles();  // data/

namespace {

std::string File(std::string_view path) {
  for (const EmbeddedFile& file : PageFiles()) {
    if (file.path == path) return std::string(file.content);
  }
  return "";
}

// As a content security policy names what it allows.
std::string PolicyDigest(const std::string& content) {
  return absl::StrCat(
      "'sha256-", absl::Base64Escape(absl::HexStringToBytes(Sha256Hex(content))), "'");
}

bool IsWeb(std::string_view uri) {
  return uri.starts_with("https://") || uri.starts_with("http://");
}

// Printable drops white space at both ends, which matters between two pieces of a line.
std::string Piece(std::string_view text) {
  std::string piece = Printable(text);
  if (text.starts_with(' ')) piece.insert(0, 1, ' ');
  if (text.size() > 1 && text.ends_with(' ')) piece += ' ';
  return piece;
}

}  // namespace

Element Element::Add(const char* tag, std::string_view css_class) {
  Element added(node_.append_child(tag));
  if (!css_class.empty()) added.Set("class", css_class);
  return added;
}

Element Element::Add(const char* tag, std::string_view css_class, std::string_view text) {
  return Add(tag, css_class).Text(text);
}

Element Element::Text(std::string_view text) {
  node_.append_child(pugi::node_pcdata).set_value(Piece(text).c_str());
  return *this;
}

Element Element::Set(const char* name, std::string_view value) {
  node_.append_attribute(name).set_value(Printable(value).c_str());
  return *this;
}

Element Element::AddLink(std::string_view href, std::string_view text) {
  return Add("a", "", text).Set("href", href);
}

void Element::AddForeignLink(std::string_view uri, std::string_view text) {
  if (IsWeb(uri)) {
    AddLink(uri, text).Set("rel", "noopener noreferrer");
  } else {
    Text(text);
  }
}

std::string Fragment::ToHtml() const {
  std::ostringstream out;
  document_.save(
      out, "",
      pugi::format_raw | pugi::format_no_declaration | pugi::format_no_empty_element_tags,
      pugi::encoding_utf8);
  return out.str();
}

std::string MakePage(std::string_view title, const Fragment& body) {
  Fragment heading;
  heading.root().Add("title", "", title);
  const std::string style = File("page.css");
  const std::string script = File("page.js");
  // In one pass: what is put in is not looked through again.
  return absl::StrReplaceAll(File("page.html"),
                             {{"@TITLE@", heading.ToHtml()},
                              {"@STYLE@", style},
                              {"@STYLE_DIGEST@", PolicyDigest(style)},
                              {"@SCRIPT@", script},
                              {"@SCRIPT_DIGEST@", PolicyDigest(script)},
                              {"@BODY@", body.ToHtml()}});
}

}  // namespace clausebook::reports
