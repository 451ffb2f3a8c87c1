// A list that the service gives page by page, as one list.
#ifndef CLAUSEBOOK_CLIENTS_CPP_LISTING_H_
#define CLAUSEBOOK_CLIENTS_CPP_LISTING_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace clausebook::client {

// The items of a list, fetched as they are asked for. All pages are of one state of the
// service. Not thread-safe; must not outlive the Client it came from.
template <typename T>
class Listing {
 public:
  struct Page {
    std::vector<T> items;
    std::string next_page_token;  // empty at the end
  };
  using FetchPage = std::function<absl::StatusOr<Page>(const std::string& page_token)>;

  explicit Listing(FetchPage fetch) : fetch_(std::move(fetch)) {}

  // The next item; nullopt after the last. After an error the same page is tried again.
  absl::StatusOr<std::optional<T>> Next() {
    while (at_ == page_.items.size()) {
      if (started_ && page_.next_page_token.empty()) return std::optional<T>();
      auto page = fetch_(page_.next_page_token);
      if (!page.ok()) return page.status();
      page_ = *std::move(page);
      at_ = 0;
      started_ = true;
    }
    return std::optional<T>(std::move(page_.items[at_++]));
  }

  // All that are left, or the first error.
  absl::StatusOr<std::vector<T>> All() {
    std::vector<T> all;
    while (true) {
      auto item = Next();
      if (!item.ok()) return item.status();
      if (!item->has_value()) return all;
      all.push_back(**std::move(item));
    }
  }

 private:
  FetchPage fetch_;
  Page page_;
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_LISTING_H_
