#include "service/view/text_pool.h"

#include <utility>

namespace clausebook::view {
namespace {

// A string, its control block and a hash node, roughly.
constexpr std::size_t kOverhead = 192;

}  // namespace

TextPool::Text TextPool::Intern(std::string text) {
  const std::lock_guard lock(state_->mutex);
  const auto found = state_->texts.find(text);
  if (found != state_->texts.end()) {
    if (Text held = found->second.lock()) return held;
    state_->texts.erase(found);
  }
  state_->bytes += text.size() + kOverhead;
  const auto let_go = [state = state_](const std::string* gone) {
    {
      const std::lock_guard lock(state->mutex);
      state->bytes -= gone->size() + kOverhead;
      const auto own = state->texts.find(*gone);
      // Another of the same words may have taken its place meanwhile.
      if (own != state->texts.end() && own->first.data() == gone->data()) {
        state->texts.erase(own);
      }
    }
    delete gone;
  };
  Text made(std::make_unique<const std::string>(std::move(text)).release(), let_go);
  state_->texts.emplace(*made, made);
  return made;
}

std::size_t TextPool::bytes() const {
  const std::lock_guard lock(state_->mutex);
  return state_->bytes;
}

}  // namespace clausebook::view
