#include "service/evidence/documents/text_writer.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/text_scan.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestBoldHeading = 100;  // bytes
constexpr int kMostWordsOfBoldHeading = 14;
constexpr int kLevelOfBold = 7;  // HTML's own end at 6
constexpr std::size_t kLongestAddress = 500;
constexpr int kDeepestIndent = 10;

constexpr std::array<std::string_view, 7> kLigatures = {"ff",  "fi", "fl", "ffi",
                                                        "ffl", "st", "st"};

// Takes no place on the page. Joiners stay: some scripts need them.
bool IsInvisible(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x200b || c == 0x200e ||
         c == 0x200f || c == 0x061c || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffc);
}

bool StartsWithNoCase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
           return a == std::tolower(static_cast<unsigned char>(b));
         });
}

// Rules and bullets without words: what they divide is divided already.
bool IsOrnament(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint p = CodePointAt(text, at);
    const bool sign = p.value < 0x80 && std::isalnum(static_cast<int>(p.value)) == 0;
    if (!sign && p.value != 0xb7 && (p.value < 0x2000 || p.value > 0x206f) &&
        (p.value < 0x2500 || p.value > 0x25ff)) {
      return false;
    }
    at += p.size;
  }
  return true;
}

// Without scheme, `www.` and a slash at the end: what people write for an address.
std::string_view Bare(std::string_view address) {
  for (const std::string_view prefix : {"https://", "http://", "www."}) {
    if (StartsWithNoCase(address, prefix)) address.remove_prefix(prefix.size());
  }
  while (!address.empty() && address.back() == '/') address.remove_suffix(1);
  return address;
}

}  // namespace

void TextWriter::Add(const Piece& piece) {
  if (full_ || IsOrnament(piece.text)) return;
  std::string& text = document_.text;
  const bool goes_on = piece.group != 0 && piece.group == last_group_;
  if (!text.empty()) text += goes_on ? "\n" : "\n\n";
  last_group_ = piece.group;
  const auto indent = static_cast<std::size_t>(std::min(piece.indent, kDeepestIndent));
  // A second paragraph of an item stands where the item's text does.
  if (indent > 0) text.append(2 * (piece.marker.empty() ? indent : indent - 1), ' ');
  if (!piece.marker.empty()) absl::StrAppend(&text, piece.marker, " ");
  const std::size_t begin = text.size();
  if (piece.text.size() > kMaxTextBytes - std::min(begin, kMaxTextBytes)) {
    full_ = true;
    return;
  }
  text += piece.text;
  document_.blocks.push_back({piece.kind, piece.level, {begin, text.size()}});
}

absl::StatusOr<ExtractedDocument> TextWriter::Take(std::string_view if_empty) {
  if (full_) {
    return MakeError(absl::StrCat("The document's text has more than ", kMaxTextBytes,
                                  " bytes. Split the document."),
                     {.reason = Reason::kTooLarge});
  }
  if (document_.blocks.empty()) return InvalidField("document", if_empty);
  return std::move(document_);
}

void InlineText::Put(std::string_view character, bool bold) {
  if (!text_.empty()) {
    if (breaks_ > 0) {
      text_ += '\n';
    } else if (space_) {
      text_ += ' ';
    }
  }
  breaks_ = 0;
  space_ = false;
  text_ += character;
  bold_ = bold_ && bold;
}

void InlineText::Add(std::string_view text, bool bold) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint p = CodePointAt(text, at);
    const std::string_view character = text.substr(at, p.size);
    const bool space = SpaceAt(text, at) != 0;
    at += p.size;
    if (IsInvisible(p.value) && (!space || p.value == 0x200b || p.value == 0xfeff))
      continue;
    if (p.size == 1 && p.value >= 0x80) {
      Put("\xef\xbf\xbd", bold);  // not UTF-8
    } else if (space) {
      space_ = true;
    } else if (p.value >= 0xfb00 && p.value <= 0xfb06) {
      Put(kLigatures[p.value - 0xfb00], bold);
    } else {
      Put(character, bold);
    }
  }
}

std::string InlineText::Take() {
  std::string text = std::move(text_);
  *this = InlineText();
  return text;
}

int LevelOfBoldLine(std::string_view text) {
  if (text.empty() || text.size() > kLongestBoldHeading) return 0;
  if (text.find('\n') != std::string_view::npos) return 0;
  if (std::count(text.begin(), text.end(), ' ') >= kMostWordsOfBoldHeading) return 0;
  // A stop, comma or colon says that it is, or introduces, text.
  if (std::string_view(".,;:").find(text.back()) != std::string_view::npos) return 0;
  const bool letters = std::any_of(text.begin(), text.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
  });
  if (!letters || text.find('@') != std::string_view::npos) return 0;
  const std::size_t number = text.find_first_not_of("0123456789.");
  const auto digits = text.substr(0, number);
  int level = kLevelOfBold;
  for (std::size_t i = 0; i + 1 < digits.size(); ++i) level += digits[i] == '.' ? 1 : 0;
  return std::min(level, kLevelOfBold + 5);
}

std::string ShownAddress(std::string_view words, std::string_view address) {
  if (words.empty() || address.size() > kLongestAddress) return "";
  const bool mail = StartsWithNoCase(address, "mailto:");
  if (mail) {
    address.remove_prefix(7);
    address = address.substr(0, address.find('?'));
    if (address.find('@') == std::string_view::npos) return "";
  } else if (!StartsWithNoCase(address, "http://") &&
             !StartsWithNoCase(address, "https://")) {
    return "";
  }
  InlineText clean;
  clean.Add(address);
  const std::string shown = clean.Take();
  const std::string_view bare = mail ? std::string_view(shown) : Bare(shown);
  if (bare.empty() || shown.find(' ') != std::string::npos) return "";
  if (words.find(bare) != std::string_view::npos) return "";
  return absl::StrCat("[", shown, "]");
}

}  // namespace clausebook::evidence
