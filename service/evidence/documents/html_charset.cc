#include "service/evidence/documents/html_charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <memory>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/utf8.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kDeclarationWithin = 4096;
constexpr std::string_view kUtf8 = "UTF-8";

struct Label {
  std::string_view label;
  const char* charset;  // as iconv calls it
};

// The encodings that browsers read (encoding.spec.whatwg.org), with the labels in use;
// UTF-16 in a declaration that could be read as ASCII cannot be true and means UTF-8.
constexpr std::array<Label, 36> kLabels = {{
    {"utf-8", "UTF-8"},           {"utf8", "UTF-8"},
    {"utf-16", "UTF-8"},          {"utf-16le", "UTF-8"},
    {"utf-16be", "UTF-8"},        {"unicode-1-1-utf-8", "UTF-8"},
    {"iso-8859-1", "CP1252"},     {"iso8859-1", "CP1252"},
    {"latin1", "CP1252"},         {"us-ascii", "CP1252"},
    {"ascii", "CP1252"},          {"windows-1252", "CP1252"},
    {"cp1252", "CP1252"},         {"iso-8859-2", "ISO-8859-2"},
    {"latin2", "ISO-8859-2"},     {"windows-1250", "CP1250"},
    {"windows-1251", "CP1251"},   {"cp1251", "CP1251"},
    {"windows-1253", "CP1253"},   {"windows-1254", "CP1254"},
    {"iso-8859-9", "CP1254"},     {"windows-1255", "CP1255"},
    {"windows-1256", "CP1256"},   {"windows-1257", "CP1257"},
    {"windows-1258", "CP1258"},   {"iso-8859-15", "ISO-8859-15"},
    {"iso-8859-5", "ISO-8859-5"}, {"iso-8859-7", "ISO-8859-7"},
    {"koi8-r", "KOI8-R"},         {"koi8-u", "KOI8-U"},
    {"gbk", "GB18030"},           {"gb2312", "GB18030"},
    {"big5", "BIG5-HKSCS"},       {"shift_jis", "CP932"},
    {"euc-jp", "EUC-JP"},         {"euc-kr", "CP949"},
}};

class Converter {
 public:
  explicit Converter(const char* charset) : handle_(iconv_open("UTF-8", charset)) {}
  ~Converter() {
    if (ok()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool ok() const { return handle_ != reinterpret_cast<iconv_t>(-1); }
  iconv_t handle() const { return handle_; }

 private:
  iconv_t handle_;
};

struct Encoding {
  std::string label;  // as shown to people
  const char* charset = nullptr;
  std::size_t mark = 0;  // bytes of a byte order mark
  bool declared = true;
};

// The name behind `charset=` or `encoding=` from `at` on, quotes aside.
std::string NameAt(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '=')) ++at;
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
  const std::size_t end = std::min(text.find_first_of("\"'; \t\r\n/>?", at), text.size());
  return std::string(text.substr(at, std::min<std::size_t>(end - at, 40)));
}

// What `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">` or
// `<?xml encoding="…"?>` name.
std::optional<std::string> DeclaredLabel(std::string_view bytes) {
  const std::string head =
      absl::AsciiStrToLower(std::string(bytes.substr(0, kDeclarationWithin)));
  if (head.starts_with("<?xml")) {
    const std::size_t end = std::min(head.find("?>"), head.size());
    const std::size_t at = head.find("encoding");
    if (at < end) return NameAt(head, at + 8);
  }
  for (std::size_t at = head.find("<meta"); at != std::string::npos;
       at = head.find("<meta", at + 5)) {
    const std::string_view tag =
        std::string_view(head).substr(at, head.find('>', at) - at);
    const std::size_t name = tag.find("charset");
    if (name != std::string_view::npos && tag.find('=', name) != std::string_view::npos) {
      return NameAt(tag, name + 7);
    }
  }
  return std::nullopt;
}

absl::StatusOr<Encoding> FindEncoding(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) return Encoding{"UTF-8", kUtf8.data(), 3};
  if (bytes.starts_with("\xff\xfe")) return Encoding{"UTF-16", "UTF-16LE", 2};
  if (bytes.starts_with("\xfe\xff")) return Encoding{"UTF-16", "UTF-16BE", 2};
  const auto label = DeclaredLabel(bytes);
  if (!label) return Encoding{"UTF-8", kUtf8.data(), 0, false};
  for (const Label& known : kLabels) {
    if (known.label == *label) return Encoding{*label, known.charset};
  }
  const bool shown = std::all_of(label->begin(), label->end(), [](unsigned char c) {
    return std::isalnum(c) || c == '-' || c == '_';
  });
  return InvalidField(
      "document", absl::StrCat("The page declares the encoding `", shown ? *label : "?",
                               "`, which is not known. Save it as UTF-8."));
}

absl::Status Misencoded(const Encoding& encoding, std::size_t at) {
  if (!encoding.declared) {
    return InvalidField(
        "document",
        absl::StrCat("The page declares no encoding and is not UTF-8: see byte ", at,
                     ". Save it as UTF-8, or declare its encoding."));
  }
  return InvalidField("document",
                      absl::StrCat("The page is declared as ", encoding.label,
                                   " and is not: see byte ", at, ". Save it as UTF-8."));
}

absl::StatusOr<std::string> Convert(std::string_view bytes, const Encoding& encoding) {
  const Converter converter(encoding.charset);
  if (!converter.ok()) {
    return InvalidField("document",
                        absl::StrCat("The page is in ", encoding.label,
                                     ", for which this machine has no table. Save it as "
                                     "UTF-8."));
  }
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  std::array<char, 1 << 16> buffer;
  // iconv takes a pointer to non-const and does not write through it.
  char* in = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(converter.handle(), &in, &left, &to, &room);
    const bool stuck = result == static_cast<std::size_t>(-1) && errno != E2BIG;
    out.append(buffer.data(), static_cast<std::size_t>(to - buffer.data()));
    if (stuck) return Misencoded(encoding, bytes.size() - left + encoding.mark);
  }
  return out;
}

}  // namespace

absl::StatusOr<std::string> HtmlToUtf8(std::string_view bytes) {
  const auto encoding = FindEncoding(bytes);
  if (!encoding.ok()) return encoding.status();
  const std::string_view text = bytes.substr(encoding->mark);
  if (encoding->charset != kUtf8) return Convert(text, *encoding);
  if (const auto at = FindInvalidUtf8(text))
    return Misencoded(*encoding, *at + encoding->mark);
  return std::string(text);
}

void PrepareHtmlCharset(std::string_view bytes) {
  const auto encoding = FindEncoding(bytes);
  if (!encoding.ok() || encoding->charset == kUtf8) return;
  // Never closed: an open handle is what keeps glibc from unloading the tables.
  static_cast<void>(iconv_open("UTF-8", encoding->charset));
}

}  // namespace clausebook::evidence
