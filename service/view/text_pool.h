// One copy of a text that many hold.
#ifndef CLAUSEBOOK_SERVICE_VIEW_TEXT_POOL_H_
#define CLAUSEBOOK_SERVICE_VIEW_TEXT_POOL_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace clausebook::view {

// Thread-safe. What it gave out may outlive it.
class TextPool {
 public:
  using Text = std::shared_ptr<const std::string>;

  TextPool() : state_(std::make_shared<State>()) {}

  // The text that is held already and reads the same, or this one. It goes with its last
  // holder.
  Text Intern(std::string text);

  // About what the texts take in memory that somebody holds now.
  std::size_t bytes() const;

 private:
  struct State {
    std::mutex mutex;
    // Keys point into the texts; one whose last holder is just letting it go is expired.
    std::unordered_map<std::string_view, std::weak_ptr<const std::string>> texts;
    std::size_t bytes = 0;
  };

  std::shared_ptr<State> state_;
};

}  // namespace clausebook::view

#endif  // CLAUSEBOOK_SERVICE_VIEW_TEXT_POOL_H_
