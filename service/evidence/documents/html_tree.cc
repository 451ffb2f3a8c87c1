#include "service/evidence/documents/html_tree.h"

#include <csetjmp>
#include <memory_resource>
#include <new>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"

namespace clausebook::evidence {

// Hands out memory to gumbo until the bound, then leaves gumbo for good: it does not
// look at what its allocator returns, so there is no other way to say no. What is
// jumped over is C.
class HtmlTree::Arena {
 public:
  static void* Allocate(void* self, std::size_t size) {
    return static_cast<Arena*>(self)->Take(size);
  }
  static void Release(void*, void*) {}  // all at once, with the arena

  std::jmp_buf& give_up() { return give_up_; }

 private:
  void* Take(std::size_t size) {
    if (size > kMostBytesOfTree - used_) std::longjmp(give_up_, 1);
    used_ += size;
    void* memory = nullptr;
    try {
      memory = memory_.allocate(size == 0 ? 1 : size);
    } catch (const std::bad_alloc&) {
    }
    if (memory == nullptr) std::longjmp(give_up_, 1);
    return memory;
  }

  std::pmr::monotonic_buffer_resource memory_;
  std::size_t used_ = 0;
  std::jmp_buf give_up_;
};

namespace {

// Alone in a function, so that no object of ours lives between setjmp and longjmp.
const GumboOutput* ParseOrGiveUp(std::jmp_buf& give_up, const GumboOptions* options,
                                 const char* text, std::size_t size) {
  if (setjmp(give_up) != 0) return nullptr;
  return gumbo_parse_with_options(options, text, size);
}

}  // namespace

absl::StatusOr<HtmlTree> HtmlTree::Parse(std::string_view html) {
  auto arena = std::make_unique<Arena>();
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Arena::Allocate;
  options.deallocator = &Arena::Release;
  options.userdata = arena.get();
  options.max_errors = 0;
  const GumboOutput* output =
      ParseOrGiveUp(arena->give_up(), &options, html.data(), html.size());
  if (output == nullptr || output->root == nullptr) {
    return MakeError(
        absl::StrCat("The page's structure needs more than ", kMostBytesOfTree >> 20,
                     " MiB. Save the policy alone as a page, or as text."),
        {.reason = Reason::kTooLarge});
  }
  return HtmlTree(std::move(arena), output->root);
}

HtmlTree::HtmlTree(std::unique_ptr<Arena> arena, const GumboNode* root)
    : arena_(std::move(arena)), root_(root) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

}  // namespace clausebook::evidence
