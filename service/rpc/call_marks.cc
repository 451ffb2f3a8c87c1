#include "service/rpc/call_marks.h"

#include <algorithm>
#include <cstddef>

namespace clausebook::rpc {
namespace {

constexpr std::size_t kVersion = 2;
constexpr std::size_t kTrace = 32;
constexpr std::size_t kSpan = 16;
constexpr std::size_t kFlags = 2;
constexpr std::size_t kTraceAt = kVersion + 1;
constexpr std::size_t kSpanAt = kTraceAt + kTrace + 1;
constexpr std::size_t kFlagsAt = kSpanAt + kSpan + 1;
constexpr std::size_t kLength = kFlagsAt + kFlags;
constexpr std::size_t kLongestRequestId = 64;

bool IsLowerHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
}

bool IsZero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

std::string_view SingleValue(const grpc::ServerContextBase& context, const char* key) {
  const auto [begin, end] = context.client_metadata().equal_range(key);
  if (begin == end || std::next(begin) != end) return {};
  return {begin->second.data(), begin->second.size()};
}

}  // namespace

std::optional<TraceParent> ParseTraceParent(std::string_view value) {
  if (value.size() < kLength) return std::nullopt;
  const std::string_view version = value.substr(0, kVersion);
  const std::string_view trace = value.substr(kTraceAt, kTrace);
  const std::string_view span = value.substr(kSpanAt, kSpan);
  for (const std::size_t dash : {kTraceAt - 1, kSpanAt - 1, kFlagsAt - 1}) {
    if (value[dash] != '-') return std::nullopt;
  }
  if (!IsLowerHex(version) || version == "ff" || !IsLowerHex(trace) || IsZero(trace) ||
      !IsLowerHex(span) || IsZero(span) || !IsLowerHex(value.substr(kFlagsAt, kFlags))) {
    return std::nullopt;
  }
  // Later versions may go on behind a dash; of this one there is no more.
  if (value.size() > kLength && (version == "00" || value[kLength] != '-')) {
    return std::nullopt;
  }
  return TraceParent{std::string(trace), std::string(span)};
}

bool IsRequestId(std::string_view value) {
  return !value.empty() && value.size() <= kLongestRequestId &&
         std::all_of(value.begin(), value.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                  (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == ':' || c == '-';
         });
}

CallMarks MarksOf(const grpc::ServerContextBase& context) {
  CallMarks marks;
  const std::string_view id = SingleValue(context, kRequestIdHeader);
  if (IsRequestId(id)) marks.request_id = std::string(id);
  marks.trace = ParseTraceParent(SingleValue(context, kTraceParentHeader));
  return marks;
}

}  // namespace clausebook::rpc
