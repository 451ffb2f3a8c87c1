// Looking at XML, whatever its namespaces' prefixes are.
#ifndef CLAUSEBOOK_SERVICE_PACKAGE_XML_NAMES_H_
#define CLAUSEBOOK_SERVICE_PACKAGE_XML_NAMES_H_

#include <charconv>
#include <pugixml.hpp>
#include <string_view>

namespace clausebook::package {

// `p` of `w:p`.
inline std::string_view LocalName(std::string_view name) {
  return name.substr(name.find(':') + 1);
}
inline std::string_view LocalName(const pugi::xml_node& node) {
  return LocalName(node.name());
}

// The first child of that local name; a null node if there is none.
inline pugi::xml_node ChildOf(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node child : node.children()) {
    if (LocalName(child) == name) return child;
  }
  return {};
}

inline std::string_view AttributeOf(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (LocalName(attribute.name()) == name) return attribute.value();
  }
  return {};
}

// `val` of a child, as most properties are written.
inline std::string_view ValueOf(const pugi::xml_node& node, std::string_view child) {
  return AttributeOf(ChildOf(node, child), "val");
}

inline int ToInteger(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? value : otherwise;
}

// A switch such as `<w:b/>`: there, and not switched off.
inline bool IsOn(const pugi::xml_node& node) {
  if (!node) return false;
  const std::string_view value = AttributeOf(node, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

}  // namespace clausebook::package

#endif  // CLAUSEBOOK_SERVICE_PACKAGE_XML_NAMES_H_
