// A web page's tree, in memory with an upper bound.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_TREE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_TREE_H_

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string_view>

#include "absl/status/statusor.h"

namespace clausebook::evidence {

// What one page's tree may take. Pages of people take some ten times their size.
inline constexpr std::size_t kMostBytesOfTree = 192u << 20;

// Owns the tree. It lives in one arena: there is no tearing down node by node, which
// gumbo does by recursion and which a deep page makes overflow the stack.
class HtmlTree {
 public:
  // `html` must be UTF-8 and outlive the tree. RESOURCE_EXHAUSTED if the tree would
  // take more than kMostBytesOfTree (some kilobytes can ask for gigabytes, by
  // formatting elements that are opened again in every paragraph).
  static absl::StatusOr<HtmlTree> Parse(std::string_view html);

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  const GumboNode& root() const { return *root_; }

 private:
  class Arena;
  HtmlTree(std::unique_ptr<Arena> arena, const GumboNode* root);

  std::unique_ptr<Arena> arena_;
  const GumboNode* root_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_TREE_H_
