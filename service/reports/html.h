// Pages out of elements. Text and attributes go through an XML library's tree, so that no
// text can become markup; there is no other way to put one in.
#ifndef CLAUSEBOOK_SERVICE_REPORTS_HTML_H_
#define CLAUSEBOOK_SERVICE_REPORTS_HTML_H_

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace clausebook::reports {

// An element of a page being written; a handle, good for as long as its Fragment. Texts
// and values are made printable: see service/base/printable.h.
class Element {
 public:
  explicit Element(pugi::xml_node node) : node_(node) {}

  // A new last child. Not for elements without an end tag, such as `br`.
  Element Add(const char* tag, std::string_view css_class = {});
  // The same with a text in it.
  Element Add(const char* tag, std::string_view css_class, std::string_view text);
  // Appends text; returns this element.
  Element Text(std::string_view text);
  // Sets an attribute; returns this element.
  Element Set(const char* name, std::string_view value);
  // A link to a place in this page or beside it.
  Element AddLink(std::string_view href, std::string_view text);
  // A link to another site if `uri` is http or https; else the text alone, since others
  // wrote it.
  void AddForeignLink(std::string_view uri, std::string_view text);

 private:
  pugi::xml_node node_;
};

// A part of a page that is being put together. Not thread-safe.
class Fragment {
 public:
  Element root() { return Element(document_); }
  std::string ToHtml() const;

 private:
  pugi::xml_document document_;
};

// The whole document: skeleton, style and script from `data/`, under a content security
// policy that allows exactly these two, by digest, and no request at all.
std::string MakePage(std::string_view title, const Fragment& body);

}  // namespace clausebook::reports

#endif  // CLAUSEBOOK_SERVICE_REPORTS_HTML_H_
