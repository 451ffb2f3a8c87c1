// What every paged listing of stored things has in common.
#ifndef CLAUSEBOOK_SERVICE_RPC_LISTING_H_
#define CLAUSEBOOK_SERVICE_RPC_LISTING_H_

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/rpc/page_token.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {

// One page of a listing: reads page_size, page_token and known_at, asks the store
// for one entry more than the page holds to see whether there is a next one, and
// fixes the state of knowledge of all pages on the first.
class Listing {
 public:
  template <typename Request>
  Listing(FieldFaults& faults, const CallContext& context, const Request& request,
          bool has_known_at, const google::protobuf::Timestamp& known_at)
      : request_(request),
        size_(CheckPageSize(faults, request.page_size())),
        state_(ReadPageToken(faults, request, request.page_token())),
        asked_(CheckKnownAt(faults, context, has_known_at, known_at)) {}

  // Opens the snapshot that the page is read from.
  absl::StatusOr<std::unique_ptr<storage::ReadSnapshot>> Open(
      storage::Store& store, const CallContext& context) {
    CB_ASSIGN_OR_RETURN(auto snapshot, store.Read(context.cancellation));
    if (state_.first) state_.known_at = asked_.value_or(snapshot->LatestCommit());
    return snapshot;
  }

  // The day that all pages are of: `asked` on the first page.
  Date FixAsOf(Date asked) {
    if (state_.first) state_.as_of = asked;
    return state_.as_of;
  }

  // Adds the page's part of a list that is read whole; the key is a position, which
  // stays good because all pages are of one state.
  template <typename Entries, typename Add>
  void AddByPosition(const Entries& entries, const Add& add, std::string* next_token) {
    std::size_t at = 0;
    if (!state_.first && !absl::SimpleAtoi(state_.after, &at)) at = entries.size();
    const std::size_t end = at + static_cast<std::size_t>(size_);
    for (; at < entries.size() && at < end; ++at) add(entries[at]);
    if (at < entries.size()) *next_token = TokenAfter(absl::StrCat(at));
  }

  storage::Page page() const { return {state_.after, size_ + 1}; }
  Instant known_at() const { return state_.known_at; }
  int size() const { return size_; }
  PageState& state() { return state_; }

  // How many of `found` entries the page holds.
  std::size_t Keep(std::size_t found) const {
    return std::min(found, static_cast<std::size_t>(size_));
  }

  std::string TokenAfter(std::string key) {
    state_.after = std::move(key);
    return MakePageToken(request_, state_);
  }

 private:
  const google::protobuf::Message& request_;
  int size_;
  PageState state_;
  std::optional<Instant> asked_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_LISTING_H_
