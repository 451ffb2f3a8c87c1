// HTML: the encoding, the tree, the part of the page that is the document.
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/evidence/documents/formats.h"
#include "service/evidence/documents/html_charset.h"
#include "service/evidence/documents/html_elements.h"
#include "service/evidence/documents/html_reader.h"
#include "service/evidence/documents/html_tree.h"

namespace clausebook::evidence {
namespace {

// Beyond this pages have no `main`, whatever they say.
constexpr int kDeepestMain = 64;

// Counts the elements that are the page's main part, and keeps one.
void FindMain(const GumboNode& node, int depth, int* count, const GumboNode** main) {
  if (node.type != GUMBO_NODE_ELEMENT || depth > kDeepestMain) return;
  const GumboElement& element = node.v.element;
  if (IsHidden(element)) return;
  if (element.tag == GUMBO_TAG_MAIN || AttributeOf(element, "role") == "main") {
    ++*count;
    *main = &node;
    return;
  }
  for (unsigned i = 0; i < element.children.length; ++i) {
    FindMain(*static_cast<const GumboNode*>(element.children.data[i]), depth + 1, count,
             main);
  }
}

absl::StatusOr<ExtractedDocument> ReadFrom(const GumboNode& node) {
  HtmlReader reader;
  CB_RETURN_IF_ERROR(reader.Read(node));
  if (reader.hidden_words() > 0) {
    reader.writer().Note(absl::StrCat("What the page hides was left out (",
                                      reader.hidden_words(), " words)."));
  }
  return reader.writer().Take(
      "The page shows no text. If a script writes it, save the page from a browser, or "
      "give the text.");
}

}  // namespace

absl::StatusOr<ExtractedDocument> ReadHtml(std::string_view bytes) {
  CB_ASSIGN_OR_RETURN(const std::string html, HtmlToUtf8(bytes));
  CB_ASSIGN_OR_RETURN(const HtmlTree tree, HtmlTree::Parse(html));
  absl::StatusOr<ExtractedDocument> page = ReadFrom(tree.root());
  if (!page.ok()) return page;
  int count = 0;
  const GumboNode* main = nullptr;
  FindMain(tree.root(), 0, &count, &main);
  if (count != 1) return page;
  // Some pages mark a part of the policy, or a banner, as their main part.
  absl::StatusOr<ExtractedDocument> part = ReadFrom(*main);
  return part.ok() && part->text.size() * 2 >= page->text.size() ? std::move(part)
                                                                 : std::move(page);
}

}  // namespace clausebook::evidence
