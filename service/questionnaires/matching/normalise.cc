// Normal forms, by utf8proc.
#include "service/questionnaires/matching/normalise.h"

#include <utf8proc.h>

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "service/base/digest.h"

namespace clausebook::questionnaires::matching {
namespace {

bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }
bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

std::string Compatible(std::string_view text, bool fold) {
  int options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;
  if (fold) options |= UTF8PROC_CASEFOLD;
  utf8proc_uint8_t* mapped = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                 static_cast<utf8proc_option_t>(options));
  if (size < 0) return std::string(text);
  std::string out(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
  std::free(mapped);  // utf8proc allocates by malloc
  return out;
}

// The bytes of "3.", "3.1.2", "a)", "(iv)", "Q12:" and the like in front, with the space
// behind them. A lone number may be part of what is said ("72 hours").
std::size_t Numbering(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 16 && text[at] != ' ') ++at;
  if (at == text.size() || at == 16 || at == 0) return 0;
  const std::string_view word = text.substr(0, at);
  bool digit = false;
  int letters = 0;
  for (const char c : word) {
    if (IsDigit(c)) digit = true;
    if (IsAlpha(c)) ++letters;
    if (!IsDigit(c) && !IsAlpha(c) &&
        std::string_view(".():-#[]").find(c) == std::string_view::npos) {
      return 0;
    }
  }
  const bool ends = std::string_view(".):]").find(word.back()) != std::string_view::npos;
  const bool dotted = word.find('.') != std::string_view::npos;
  const bool numbered = digit && letters <= 4 && (ends || dotted);
  const bool lettered =
      !digit && letters <= 3 && letters > 0 && ends && word.back() == ')';
  if (!numbered && !lettered) return 0;
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

std::string Spaced(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = absl::ascii_isspace(static_cast<unsigned char>(c));
    if (!space) out.push_back(c);
    if (space && !out.empty() && out.back() != ' ') out.push_back(' ');
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Numbers in front go one after the other: "3. a) Do you".
std::string_view WithoutNumbering(std::string_view text) {
  for (int i = 0; i < 3; ++i) {
    const std::size_t size = Numbering(text);
    if (size == 0 || size >= text.size()) break;
    text.remove_prefix(size);
  }
  return text;
}

// "e.g." to "eg": letters that each have a full stop, two or more.
std::string WithoutInitials(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  const auto initial = [&](std::size_t i) {
    return i + 1 < text.size() && IsAlpha(text[i]) && text[i + 1] == '.';
  };
  while (at < text.size()) {
    const bool begins = out.empty() || (!IsAlpha(out.back()) && !IsDigit(out.back()));
    if (!begins || !initial(at) || !initial(at + 2)) {
      out.push_back(text[at++]);
      continue;
    }
    while (initial(at)) {
      out.push_back(text[at]);
      at += 2;
    }
  }
  return out;
}

bool IsWordRune(utf8proc_int32_t rune) {
  switch (utf8proc_category(rune)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

// "Our users' data" is "our users data": the mark behind a plural says no more.
std::string WithoutPossessives(std::string text) {
  for (const std::string_view mark : {"s' ", "s\xE2\x80\x99 "}) {
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + 1)) {
      text.erase(at + 1, mark.size() - 2);
    }
  }
  return text;
}

}  // namespace

std::string TidyWording(std::string_view wording) {
  const std::string spaced = Spaced(Compatible(wording, false));
  return WithoutPossessives(WithoutInitials(WithoutNumbering(spaced)));
}

std::string NormaliseWording(std::string_view wording) {
  const std::string text = Compatible(TidyWording(wording), true);
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t rune = 0;
    const auto size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                         static_cast<utf8proc_ssize_t>(text.size() - at), &rune);
    if (size < 1) break;
    const bool apostrophe = rune == '\'' || rune == 0x2019;
    if (IsWordRune(rune)) {
      out.append(text, at, static_cast<std::size_t>(size));
    } else if (!apostrophe && !out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
    at += static_cast<std::size_t>(size);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string WordingDigest(std::string_view wording) {
  return Sha256Hex(NormaliseWording(wording));
}

}  // namespace clausebook::questionnaires::matching
