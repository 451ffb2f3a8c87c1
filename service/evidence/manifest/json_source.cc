// ParseJsonSource, on nlohmann's SAX events. The parser hands each value over as soon as
// its last byte is read, so that the number of bytes read is where the value ends; only
// a number takes one byte more, and its end is found by its own characters.
#include <iterator>
#include <nlohmann/json.hpp>

#include "service/evidence/manifest/source_tree.h"

namespace clausebook::evidence {
namespace {

using nlohmann::json;

// Reads the text and says how far it got.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_;
  std::size_t* count_;
};

class JsonHandler final : public nlohmann::json_sax<json> {
 public:
  JsonHandler(std::string_view text, const std::size_t* read)
      : text_(text), read_(read), builder_(text), last_end_(*read) {}

  bool null() override { return Literal(SourceNode::Kind::kNull, "null"); }
  bool boolean(bool value) override {
    return Literal(SourceNode::Kind::kScalar, value ? "true" : "false");
  }
  bool number_integer(number_integer_t) override { return Number(); }
  bool number_unsigned(number_unsigned_t) override { return Number(); }
  bool number_float(number_float_t, const string_t&) override { return Number(); }
  bool string(string_t& value) override { return Text(value); }
  bool key(string_t& value) override { return Text(value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return Start(SourceNode::Kind::kMap); }
  bool start_array(std::size_t) override { return Start(SourceNode::Kind::kList); }
  bool end_object() override { return Finish(); }
  bool end_array() override { return Finish(); }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    return builder_.Fail(
        position == 0 ? 0 : position - 1, "This is not JSON from here on.",
        "Look for a missing quote, comma or bracket here and just above; "
        "JSON has no comments and no comma after the last entry.");
  }

  const absl::Status& status() const { return builder_.status(); }
  SourceTree Take() { return builder_.Take(); }

 private:
  // Where the value that was just read begins: behind white space and punctuation.
  std::size_t Begin() const {
    const std::size_t begin = text_.find_first_not_of(" \t\r\n,:", last_end_);
    return begin == std::string_view::npos ? text_.size() : begin;
  }

  bool Add(SourceNode node, std::size_t end) {
    node.range = {static_cast<std::int64_t>(Begin()), static_cast<std::int64_t>(end)};
    node.entry = node.range;
    last_end_ = end;
    return builder_.AddScalar(std::move(node));
  }

  bool Literal(SourceNode::Kind kind, const char* text) {
    SourceNode node;
    node.kind = kind;
    node.text = text;
    return Add(std::move(node), *read_);
  }

  bool Number() {
    std::size_t end = text_.find_first_not_of("+-.0123456789eE", Begin());
    if (end == std::string_view::npos) end = text_.size();
    SourceNode node;
    node.kind = SourceNode::Kind::kScalar;
    node.text = std::string(text_.substr(Begin(), end - Begin()));
    return Add(std::move(node), end);
  }

  bool Text(const std::string& value) {
    if (value.find('\0') != std::string::npos) {
      return builder_.Fail(Begin(), "A text holds an escaped NUL.", "Remove it.");
    }
    SourceNode node;
    node.kind = SourceNode::Kind::kScalar;
    node.text = value;
    node.quoted = true;
    return Add(std::move(node), *read_);
  }

  bool Start(SourceNode::Kind kind) {
    const std::size_t begin = Begin();
    last_end_ = *read_;
    return builder_.Open(kind, begin);
  }

  bool Finish() {
    last_end_ = *read_;
    return builder_.Close(*read_) != nullptr;
  }

  std::string_view text_;
  const std::size_t* read_;
  SourceTreeBuilder builder_;
  std::size_t last_end_;
};

}  // namespace

absl::StatusOr<SourceTree> ParseJsonSource(std::string_view text) {
  if (auto status = CheckSourceBytes(text); !status.ok()) return status;
  // The library skips a byte order mark by itself; left to it, it would count as text.
  const std::size_t skipped = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  std::size_t read = skipped;
  JsonHandler handler(text, &read);
  try {
    const bool parsed =
        json::sax_parse(CountingIterator(text.data() + skipped, &read),
                        CountingIterator(text.data() + text.size(), &read), &handler);
    if (!handler.status().ok()) return handler.status();
    if (!parsed) return SourceError(text, read, "This is not JSON.", "");
  } catch (const json::exception&) {
    return SourceError(text, read, "This is not JSON.", "");
  }
  return handler.Take();
}

}  // namespace clausebook::evidence
