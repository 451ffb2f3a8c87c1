#include "service/questionnaires/files/cell_text.h"

#include <utf8proc.h>

#include <charconv>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace clausebook::questionnaires {
namespace {

// The number of `_xHHHH_` at the start of `text`; -1 if it is none.
int EscapeAt(std::string_view text) {
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return -1;
  int code = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
  return error == std::errc() && end == text.data() + 6 && code >= 0 ? code : -1;
}

void AppendCodePoint(utf8proc_int32_t code, std::string* text) {
  const bool unfit = code == 0 || (code >= 0xd800 && code < 0xe000);
  utf8proc_uint8_t bytes[4];
  const auto size = utf8proc_encode_char(unfit ? 0xfffd : code, bytes);
  text->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

void AppendMarkup(char c, std::string* xml) {
  switch (c) {
    case '&':
      xml->append("&amp;");
      break;
    case '<':
      xml->append("&lt;");
      break;
    case '>':
      xml->append("&gt;");
      break;
    default:
      xml->push_back(c);
  }
}

}  // namespace

std::string DecodeCellText(std::string_view text) {
  if (text.find("_x") == std::string_view::npos) return std::string(text);
  std::string decoded;
  for (std::size_t at = 0; at < text.size();) {
    const int code = EscapeAt(text.substr(at));
    if (code >= 0) {
      AppendCodePoint(code, &decoded);
      at += 7;
    } else {
      decoded.push_back(text[at++]);
    }
  }
  return decoded;
}

std::string EncodeCellText(std::string_view text) {
  std::string xml;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == '\r') {
      if (at + 1 == text.size() || text[at + 1] != '\n') xml.push_back('\n');
    } else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) {
      absl::StrAppendFormat(&xml, "_x%04X_", c);
    } else if (c == '_' && EscapeAt(text.substr(at)) >= 0) {
      xml.append("_x005F_");
    } else if (text.substr(at).starts_with("\xef\xbf\xbe") ||
               text.substr(at).starts_with("\xef\xbf\xbf")) {
      xml.append(text[at + 2] == '\xbe' ? "_xFFFE_" : "_xFFFF_");  // no XML characters
      at += 2;
    } else {
      AppendMarkup(text[at], &xml);
    }
  }
  return xml;
}

std::string EncodeAttribute(std::string_view text) {
  std::string xml;
  for (const char c : text) {
    if (c == '"') {
      xml.append("&quot;");
    } else if (c == '\n' || c == '\r' || c == '\t') {
      absl::StrAppend(&xml, "&#", static_cast<int>(c), ";");
    } else {
      AppendMarkup(c, &xml);
    }
  }
  return xml;
}

std::size_t Utf16Units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

std::string ReadableNumber(std::string_view stored) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(stored.data(), stored.data() + stored.size(), value);
  if (error != std::errc() || end != stored.data() + stored.size()) {
    return std::string(stored);
  }
  return absl::StrFormat("%.15g", value);
}

std::string Squeezed(std::string_view text) {
  std::string squeezed;
  bool gap = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool no_break = text.substr(at).starts_with("\xc2\xa0");
    if (no_break || absl::ascii_isspace(static_cast<unsigned char>(text[at]))) {
      gap = true;
      if (no_break) ++at;
      continue;
    }
    if (gap && !squeezed.empty()) squeezed.push_back(' ');
    gap = false;
    squeezed.push_back(text[at]);
  }
  return squeezed;
}

std::string Folded(std::string_view text) {
  const std::string squeezed = Squeezed(text);
  std::string folded;
  for (std::size_t at = 0; at < squeezed.size();) {
    utf8proc_int32_t code = 0;
    const auto size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(squeezed.data()) + at,
                         static_cast<utf8proc_ssize_t>(squeezed.size() - at), &code);
    if (size <= 0) return squeezed;
    AppendCodePoint(utf8proc_tolower(code), &folded);
    at += static_cast<std::size_t>(size);
  }
  return folded;
}

}  // namespace clausebook::questionnaires
