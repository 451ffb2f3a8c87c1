// What the elements of a web page mean for its text.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_ELEMENTS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_ELEMENTS_H_

#include <gumbo.h>

#include <string>
#include <string_view>

namespace clausebook::evidence {

// Number `i` of the element's children.
const GumboNode& ChildOf(const GumboElement& element, unsigned i);

// The attribute's value, empty if there is none. Valid as long as the tree.
std::string_view AttributeOf(const GumboElement& element, const char* name);
bool HasAttribute(const GumboElement& element, const char* name);

// An integer attribute between `least` and `most`; `otherwise` if it is none.
int IntegerOf(const GumboElement& element, const char* name, int least, int most,
              int otherwise);

// Never part of a text: scripts, styles, controls, media, navigation.
bool IsNoise(const GumboElement& element);

// The page does not show it. Panels that a visible heading opens count as shown.
bool IsHidden(const GumboElement& element);

// Begins and ends a paragraph.
bool IsBlock(const GumboElement& element);

bool IsBold(const GumboElement& element);

// 1 to 6, by tag or role; 0 if it is no heading.
int HeadingLevelOf(const GumboElement& element);

// A page's banner or footer, outside of what it is about. A banner that holds the
// title is none.
bool IsPageFrame(const GumboNode& node);

// Lays things out rather than says what they are: a table within a table, headings
// inside, a single column.
bool IsLayoutTable(const GumboNode& table);

// Addresses that a common proxy hides from harvesters: the first byte is the key.
// Empty if it is not one.
std::string DecodeProtectedMail(std::string_view hex);

// Whether `node`, or something below it, is an element of `tag`. Stops at depth 512.
bool HoldsElement(const GumboNode& node, GumboTag tag, int depth = 0);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_ELEMENTS_H_
