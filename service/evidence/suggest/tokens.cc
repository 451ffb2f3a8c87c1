// The tokeniser: one pass over the text, a function for each kind of token.
#include "service/evidence/suggest/tokens.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "service/evidence/text_scan.h"

namespace clausebook::evidence::suggest {
namespace {

bool EndsWith(const std::string& word, std::string_view end) {
  return word.size() >= end.size() &&
         word.compare(word.size() - end.size(), end.size(), end.data(), end.size()) == 0;
}

// stopp -> stop; ll, ss and zz stand in base forms as well.
void DropDoubled(std::string& word) {
  const std::size_t n = word.size();
  if (n < 4 || word[n - 1] != word[n - 2]) return;
  if (std::string_view("bdgmnprt").find(word[n - 1]) != std::string_view::npos) {
    word.pop_back();
  }
}

bool IsAlnum(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }
bool IsDigitByte(char c) { return c >= '0' && c <= '9'; }
bool IsAddressByte(char c) {
  return IsAlnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

// General punctuation and quotation marks beyond ASCII, "™", and the pictures that stand
// before list items; everything else is a letter.
bool IsWideMark(char32_t c) {
  return (c >= 0x2000 && c <= 0x206F) || (c >= 0xA0 && c <= 0xBF) ||
         (c >= 0x2120 && c <= 0x2122) || (c >= 0x2190 && c <= 0x2BFF) ||
         (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
         (c >= 0x1F000 && c <= 0x1FAFF);
}
bool IsTick(char32_t c) {
  return c == 0x2713 || c == 0x2714 || c == 0x2705 || c == 0x2611;
}
bool IsCross(char32_t c) {
  return (c >= 0x2715 && c <= 0x2718) || c == 0x274C || c == 0x274E || c == 0x2612 ||
         c == 0xD7;
}
bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019; }
bool IsDash(char32_t c) { return c == 0x2013 || c == 0x2014 || c == 0x2212; }

class Tokeniser {
 public:
  Tokeniser(std::string_view text, std::size_t base, const WordForms& forms,
            std::size_t limit)
      : text_(text), base_(base), forms_(forms), limit_(limit) {}

  std::vector<Token> Run() {
    while (at_ < text_.size() && tokens_.size() < limit_) Next();
    return std::move(tokens_);
  }

 private:
  void Next() {
    const char c = text_[at_];
    if (TakeUrl() || TakeEmail()) return;
    if (IsDigitByte(c)) return TakeNumber();
    const CodePoint point = CodePointAt(text_, at_);
    if (TakeCellSign(point)) return;
    if (IsAlnum(c) || (point.value >= 0x80 && !IsWideMark(point.value)))
      return TakeWord();
    if (std::string_view(",;:.?!()|-").find(c) != std::string_view::npos ||
        IsDash(point.value)) {
      const bool dash = c == '-' || IsDash(point.value);
      if (c == '-' && InsideWord()) {
        ++at_;
        return;
      }
      Add(Token::Kind::kPunctuation, dash ? "-" : std::string(1, c), at_,
          at_ + point.size);
    }
    at_ += point.size;
  }

  // "| Page content | ❌ |": a sign alone in a cell is its "yes" or "no".
  bool TakeCellSign(const CodePoint& point) {
    const bool yes = IsTick(point.value);
    if (!yes && !IsCross(point.value)) return false;
    std::size_t before = at_;
    while (before > 0 && text_[before - 1] == ' ') --before;
    std::size_t after = at_ + point.size;
    while (after < text_.size()) {
      const CodePoint next = CodePointAt(text_, after);
      const bool variant = next.value >= 0xFE00 && next.value <= 0xFE0F;
      if (!variant && next.value != ' ') break;
      after += next.size;
    }
    const bool begins = before > 0 && text_[before - 1] == '|';
    const bool ends = after == text_.size() || text_[after] == '|';
    if (!ends || !(begins || (before == 0 && after < text_.size()))) return false;
    Add(Token::Kind::kWord, yes ? "yes" : "no", at_, at_ + point.size);
    at_ += point.size;
    return true;
  }

  // A hyphen only joins words; a dash between spaces is a mark.
  bool InsideWord() const {
    return at_ > 0 && at_ + 1 < text_.size() && text_[at_ - 1] != ' ' &&
           text_[at_ + 1] != ' ';
  }

  void Add(Token::Kind kind, std::string word, std::size_t begin, std::size_t end) {
    Token token;
    token.kind = kind;
    token.capital = begin < text_.size() &&
                    (absl::ascii_isupper(static_cast<unsigned char>(text_[begin])) ||
                     IsDigitByte(text_[begin]));
    token.acronym = kind == Token::Kind::kWord && end - begin > 1 &&
                    std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                                text_.begin() + static_cast<std::ptrdiff_t>(end),
                                [](unsigned char c) { return absl::ascii_isupper(c); });
    token.stem = kind == Token::Kind::kWord ? StemOf(word, forms_) : word;
    token.word = std::move(word);
    token.begin = base_ + begin;
    token.end = base_ + end;
    tokens_.push_back(std::move(token));
  }

  bool TakeUrl() {
    const std::string_view rest = text_.substr(at_, 8);
    const std::string lower = absl::AsciiStrToLower({rest.data(), rest.size()});
    if (!absl::StartsWith(lower, "http://") && lower != "https://" &&
        !absl::StartsWith(lower, "www.")) {
      return false;
    }
    std::size_t end = at_;
    while (end < text_.size() && static_cast<unsigned char>(text_[end]) > 0x20 &&
           std::string_view("<>\"()[]|`*").find(text_[end]) == std::string_view::npos &&
           static_cast<unsigned char>(text_[end]) < 0x80) {
      ++end;
    }
    while (end > at_ &&
           std::string_view(".,;:!?'").find(text_[end - 1]) != std::string_view::npos) {
      --end;
    }
    Add(Token::Kind::kUrl, std::string(text_.substr(at_, end - at_)), at_, end);
    at_ = end;
    return true;
  }

  // Looks for the @ once for each run of address characters.
  bool TakeEmail() {
    if (at_ < no_email_before_ || !IsAlnum(text_[at_])) return false;
    std::size_t end = at_;
    while (end < text_.size() && IsAddressByte(text_[end])) ++end;
    no_email_before_ = end;
    if (end + 1 >= text_.size() || text_[end] != '@' || !IsAlnum(text_[end + 1])) {
      return false;
    }
    ++end;
    while (end < text_.size() &&
           (IsAlnum(text_[end]) || text_[end] == '.' || text_[end] == '-')) {
      ++end;
    }
    while (!IsAlnum(text_[end - 1])) --end;
    Add(Token::Kind::kEmail, std::string(text_.substr(at_, end - at_)), at_, end);
    at_ = end;
    return true;
  }

  // 30 · 21st · 1.2 · 27001 · 2024-05-01 · 01.05.2024
  void TakeNumber() {
    std::size_t end = at_;
    const auto digit_at = [&](std::size_t i) {
      return i < text_.size() && IsDigitByte(text_[i]);
    };
    while (digit_at(end)) ++end;
    while (end < text_.size() && digit_at(end + 1) &&
           (text_[end] == '.' || text_[end] == ',' || text_[end] == '-')) {
      if (text_[end] == '-' && end - at_ != 4 && end - at_ != 7) break;
      ++end;
      while (digit_at(end)) ++end;
    }
    const std::string_view ordinal = text_.substr(end, 2);
    if (ordinal == "st" || ordinal == "nd" || ordinal == "rd" || ordinal == "th")
      end += 2;
    Add(Token::Kind::kNumber, std::string(text_.substr(at_, end - at_)), at_, end);
    at_ = end;
  }

  void TakeWord() {
    std::size_t end = at_;
    std::string word;
    while (end < text_.size()) {
      const CodePoint point = CodePointAt(text_, end);
      const bool letter =
          IsAlnum(text_[end]) || (point.value >= 0x80 && !IsWideMark(point.value));
      const bool joined =
          IsApostrophe(point.value) && end + point.size < text_.size() &&
          absl::ascii_isalpha(static_cast<unsigned char>(text_[end + point.size]));
      if (!letter && !joined) break;
      if (joined) {
        word.push_back('\'');
      } else {
        for (std::size_t i = end; i < end + point.size; ++i) {
          word.push_back(absl::ascii_tolower(static_cast<unsigned char>(text_[i])));
        }
      }
      end += point.size;
    }
    AddWord(std::move(word), end);
    at_ = end;
  }

  void AddWord(std::string word, std::size_t end) {
    const auto known = forms_.parts_of.find(word);
    if (known != forms_.parts_of.end()) {
      for (const std::string& part : known->second) {
        Add(Token::Kind::kWord, part, at_, end);
        // Of "We're Acme" only the first word is written large.
        if (&part != &known->second.front()) tokens_.back().capital = false;
      }
      return;
    }
    if (EndsWith(word, "n't")) {
      Add(Token::Kind::kWord, word.substr(0, word.size() - 3), at_, end);
      Add(Token::Kind::kWord, "not", at_, end);
      return;
    }
    const std::size_t mark = word.find('\'');
    if (mark != std::string::npos && mark > 0) word.resize(mark);
    Add(Token::Kind::kWord, std::move(word), at_, end);
  }

  std::string_view text_;
  std::size_t base_;
  const WordForms& forms_;
  std::size_t limit_;
  std::size_t at_ = 0;
  std::size_t no_email_before_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::string StemOf(const std::string& word, const WordForms& forms) {
  const auto irregular = forms.base_of.find(word);
  std::string stem = irregular == forms.base_of.end() ? word : irregular->second;
  if (stem.size() > 4 && (EndsWith(stem, "ies") || EndsWith(stem, "ied"))) {
    stem.replace(stem.size() - 3, 3, "y");
  } else if (EndsWith(stem, "sses")) {
    stem.resize(stem.size() - 2);
  } else if (stem.size() > 3 && EndsWith(stem, "s") && !EndsWith(stem, "ss") &&
             !EndsWith(stem, "us") && !EndsWith(stem, "is")) {
    stem.pop_back();
  }
  if (stem.size() > 5 && EndsWith(stem, "ing")) {
    stem.resize(stem.size() - 3);
    DropDoubled(stem);
  } else if (stem.size() > 4 && EndsWith(stem, "ed") && !EndsWith(stem, "eed")) {
    stem.resize(stem.size() - 2);
    DropDoubled(stem);
  }
  // "Note" is no "not", and a "site" does not "sit".
  if (stem.size() > 3 && stem.back() == 'e' && stem != "note" && stem != "site") {
    stem.pop_back();
  }
  return stem;
}

std::vector<Token> Tokenise(std::string_view text, std::size_t base,
                            const WordForms& forms, std::size_t limit) {
  return Tokeniser(text, base, forms, limit).Run();
}

}  // namespace clausebook::evidence::suggest
