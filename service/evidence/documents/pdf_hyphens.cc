#include "service/evidence/documents/pdf_hyphens.h"

#include <algorithm>
#include <cctype>

#include "absl/strings/ascii.h"
#include "service/evidence/text_scan.h"

namespace clausebook::evidence {
namespace {

// Letters of other scripts and accents are above ASCII.
bool IsLetter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
}

// Calls `with` for each run of letters and inner hyphens.
template <typename With>
void ForEachWord(std::string_view text, With with) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (IsLetter(text[end]) || (end > at && text[end] == '-'))) {
      ++end;
    }
    if (end > at) with(text.substr(at, end - at));
    at = end + 1;
  }
}

std::string_view LastWord(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (IsLetter(text[at - 1]) || text[at - 1] == '-')) --at;
  return text.substr(at);
}

std::string_view FirstWord(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && IsLetter(text[end])) ++end;
  return text.substr(0, end);
}

}  // namespace

Hyphens::Hyphens(const std::vector<PdfLine>& lines) {
  for (const PdfLine& line : lines) {
    ForEachWord(line.text, [&](std::string_view word) {
      if (word.back() != '-') words_.insert(absl::AsciiStrToLower(std::string(word)));
    });
  }
}

bool Hyphens::OwnHyphen(const std::string& first, const std::string& second) const {
  if (words_.contains(first + second)) return false;
  return words_.contains(first + "-" + second) ||
         (words_.contains(first) && words_.contains(second));
}

void Hyphens::Append(std::string_view next, std::string* text) const {
  if (text->empty()) {
    *text = next;
    return;
  }
  const bool cut = text->size() > 1 && text->back() == '-' &&
                   IsLetter((*text)[text->size() - 2]) && !next.empty() &&
                   IsLower(CodePointAt(next, 0).value);
  if (!cut) {
    // `2024-` and a year, `A-` and a name: the hyphen is the word's own.
    const bool joined =
        text->size() > 1 && text->back() == '-' && (*text)[text->size() - 2] != ' ';
    if (!joined) *text += ' ';
  } else {
    const std::string_view before(text->data(), text->size() - 1);
    const std::string_view first = LastWord(before);
    // Behind a dot or a digit it is an address or a number, not a word that was cut.
    const bool word =
        first.size() == before.size() ||
        std::string_view(" (\n").find(before[before.size() - first.size() - 1]) !=
            std::string_view::npos;
    if (word && !OwnHyphen(absl::AsciiStrToLower(std::string(first)),
                           absl::AsciiStrToLower(std::string(FirstWord(next)))))
      text->pop_back();
  }
  *text += next;
}

}  // namespace clausebook::evidence
