// Durations, dates and addresses.
#include "service/evidence/suggest/amounts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "service/base/time.h"

namespace clausebook::evidence::suggest {
namespace {

struct Named {
  std::string_view word;
  int value;
};
constexpr std::array<Named, 29> kNumbers{{
    {"a", 1},          {"an", 1},        {"one", 1},       {"two", 2},
    {"three", 3},      {"four", 4},      {"five", 5},      {"six", 6},
    {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},    {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15},   {"eighteen", 18}, {"twenty", 20},   {"thirty", 30},
    {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},    {"ninety", 90},   {"hundred", 100}, {"sixteen", 16},
    {"seventeen", 17},
}};
constexpr std::array<std::string_view, 12> kMonths{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

std::optional<int> NumberOf(const Token& token) {
  int value = 0;
  if (token.kind == Token::Kind::kNumber) {
    if (token.word.size() < 5 && absl::SimpleAtoi(token.word, &value)) return value;
    return std::nullopt;
  }
  for (const Named& named : kNumbers) {
    if (token.word == named.word) return named.value;
  }
  return std::nullopt;
}

std::optional<std::string> Lasting(int count, const std::string& unit) {
  if (count == 0) return std::nullopt;
  if (unit == "day") return absl::StrCat("P", count, "D");
  if (unit == "week") return absl::StrCat("P", count, "W");
  if (unit == "month") return absl::StrCat("P", count, "M");
  if (unit == "year") return absl::StrCat("P", count, "Y");
  if (unit == "hour" || unit == "h") return absl::StrCat("PT", count, "H");
  if (unit == "minut") return absl::StrCat("PT", count, "M");
  return std::nullopt;
}

// `at` at a number word or figure. "thirty (30) days" and "ninety days" alike.
std::optional<Mention> DurationAt(const std::vector<Token>& tokens, std::size_t at) {
  auto count = NumberOf(tokens[at]);
  if (!count) return std::nullopt;
  // "Twice a year" is how often, not how long.
  if (at > 0 && tokens[at].word == "a" &&
      (tokens[at - 1].word == "once" || tokens[at - 1].word == "twice" ||
       tokens[at - 1].word == "times")) {
    return std::nullopt;
  }
  std::size_t next = at + 1;
  if (*count >= 20 && *count < 100 && *count % 10 == 0 && next < tokens.size() &&
      tokens[next].kind == Token::Kind::kWord) {
    const auto ones = NumberOf(tokens[next]);  // twenty one, ninety-five
    if (ones && *ones < 10 && tokens[next].word != "a") {
      count = *count + *ones;
      ++next;
    }
  }
  if (next + 2 < tokens.size() && tokens[next].word == "(" &&
      tokens[next + 2].word == ")") {
    count = NumberOf(tokens[next + 1]);
    if (!count) return std::nullopt;
    next += 3;
  }
  while (next < tokens.size() &&
         (tokens[next].word == "calendar" || tokens[next].word == "-" ||
          tokens[next].word == "full" || tokens[next].word == "consecutive")) {
    ++next;
  }
  if (next >= tokens.size()) return std::nullopt;
  auto lasting = Lasting(*count, tokens[next].stem);
  if (!lasting) return std::nullopt;
  return Mention{Lexicons::kDuration, at, next + 1, *std::move(lasting)};
}

int MonthOf(const Token& token) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (token.word == kMonths[i]) return static_cast<int>(i) + 1;
    if (token.word.size() == 3 && kMonths[i].substr(0, 3) == token.word) {
      return static_cast<int>(i) + 1;
    }
  }
  return token.word == "sept" ? 9 : 0;
}

int DayOf(const Token& token) {
  std::string digits;
  for (const char c : token.word) {
    if (c < '0' || c > '9') break;
    digits.push_back(c);
  }
  int day = 0;
  if (digits.empty() || digits.size() > 2 || token.word.size() > digits.size() + 2 ||
      !absl::SimpleAtoi(digits, &day)) {
    return 0;
  }
  return day >= 1 && day <= 31 ? day : 0;
}

int YearOf(const Token& token) {
  int year = 0;
  return token.word.size() == 4 && absl::SimpleAtoi(token.word, &year) && year >= 1990 &&
                 year <= 2100
             ? year
             : 0;
}

std::optional<Mention> MakeDate(int year, int month, int day, std::size_t begin,
                                std::size_t end) {
  if (year == 0 || month == 0 || day == 0) return std::nullopt;
  std::string text = absl::StrFormat("%04d-%02d-%02d", year, month, day);
  if (!ParseDate(text)) return std::nullopt;
  return Mention{Lexicons::kDate, begin, end, std::move(text)};
}

std::optional<Mention> NumericDate(const Token& token, std::size_t at) {
  if (token.kind != Token::Kind::kNumber || token.word.size() < 8) return std::nullopt;
  if (ParseDate(token.word)) return Mention{Lexicons::kDate, at, at + 1, token.word};
  const std::vector<std::string> parts = absl::StrSplit(token.word, '.');
  int day = 0, month = 0, year = 0;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &day) ||
      !absl::SimpleAtoi(parts[1], &month) || !absl::SimpleAtoi(parts[2], &year) ||
      year < 1990 || year > 2100 || month < 1 || month > 12) {
    return std::nullopt;
  }
  return MakeDate(year, month, day, at, at + 1);
}

// "5/20/2026" or "20/5/2026", but not "5/6/2026", which is two days.
std::optional<Mention> SlashedDate(const std::vector<Token>& tokens, std::size_t at) {
  if (at + 2 >= tokens.size() || tokens[at].end + 1 != tokens[at + 1].begin ||
      tokens[at + 1].end + 1 != tokens[at + 2].begin) {
    return std::nullopt;
  }
  const int first = DayOf(tokens[at]);
  const int second = DayOf(tokens[at + 1]);
  if (first == 0 || second == 0 || (first <= 12) == (second <= 12)) return std::nullopt;
  return MakeDate(YearOf(tokens[at + 2]), std::min(first, second),
                  std::max(first, second), at, at + 3);
}

std::optional<Mention> DateAt(const std::vector<Token>& tokens, std::size_t at) {
  if (auto numeric = NumericDate(tokens[at], at)) return numeric;
  if (auto slashed = SlashedDate(tokens, at)) return slashed;
  const auto get = [&](std::size_t i) { return i < tokens.size() ? tokens[i] : Token(); };
  std::size_t next = at + 1;
  if (const int month = MonthOf(tokens[at]); month != 0) {  // July 21st, 2021
    if (get(next).word == ",") ++next;
    const int day = DayOf(get(next));
    if (get(next + 1).word == ",") ++next;
    return MakeDate(YearOf(get(next + 1)), month, day, at, next + 2);
  }
  const int day = DayOf(tokens[at]);  // 21st of July 2021
  if (day == 0) return std::nullopt;
  while (get(next).word == "of" || get(next).word == ".") ++next;
  const int month = MonthOf(get(next));
  if (month == 0) return std::nullopt;
  if (get(next + 1).word == ",") ++next;
  return MakeDate(YearOf(get(next + 1)), month, day, at, next + 2);
}

// March 2023
std::optional<Mention> MonthAt(const std::vector<Token>& tokens, std::size_t at) {
  if (at + 1 >= tokens.size()) return std::nullopt;
  const int month = MonthOf(tokens[at]);
  const int year = YearOf(tokens[at + 1]);
  if (month == 0 || year == 0) return std::nullopt;
  return Mention{Lexicons::kMonth, at, at + 2, absl::StrFormat("%04d-%02d", year, month)};
}

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// "20457", "1010 Vienna" (four digits need a place's name behind them),
// "LS1 4AB".
std::optional<Mention> PostcodeAt(const std::vector<Token>& tokens, std::size_t at) {
  const std::string& word = tokens[at].word;
  const auto digits = std::count_if(word.begin(), word.end(), IsDigit);
  const bool plain = digits == static_cast<std::ptrdiff_t>(word.size());
  const bool place = at + 1 < tokens.size() && tokens[at + 1].capital &&
                     tokens[at + 1].kind == Token::Kind::kWord;
  if (plain && (word.size() == 5 || (word.size() == 4 && place && word[0] != '0' &&
                                     YearOf(tokens[at]) == 0))) {
    return Mention{Lexicons::kPostcode, at, at + 1, word};
  }
  if (at + 1 >= tokens.size() || !tokens[at].capital || digits == 0 || word.size() > 4 ||
      IsDigit(word[0])) {
    return std::nullopt;
  }
  const std::string& inward = tokens[at + 1].word;
  if (inward.size() != 3 || !IsDigit(inward[0]) || IsDigit(inward[1]) ||
      IsDigit(inward[2])) {
    return std::nullopt;
  }
  return Mention{Lexicons::kPostcode, at, at + 2, absl::StrCat(word, " ", inward)};
}

// "security@…", "datenschutz@…"
std::optional<int> UseOfEmail(const std::string& address) {
  const std::string lower = absl::AsciiStrToLower(address);
  for (const char* name : {"security@", "psirt@", "vulnerabilities@"}) {
    if (absl::StartsWith(lower, name)) return Lexicons::kSecurityEmail;
  }
  for (const char* name : {"privacy@", "datenschutz@", "gdpr@", "dataprotection@",
                           "data-protection@", "dataprivacy@"}) {
    if (absl::StartsWith(lower, name)) return Lexicons::kPrivacyEmail;
  }
  return std::nullopt;
}

// "https://status.…", "https://…/dpa"
std::optional<int> UseOfUrl(const std::string& url) {
  const std::string lower = absl::AsciiStrToLower(url);
  if (absl::StrContains(lower, "://status.")) return Lexicons::kStatusUrl;
  if (absl::EndsWith(lower, "/dpa") || absl::EndsWith(lower, "/dpa.pdf") ||
      absl::EndsWith(lower, "/dpa.html") || absl::EndsWith(lower, "/dpa/")) {
    return Lexicons::kDpaUrl;
  }
  if (absl::StrContains(lower, "/subprocessor") ||
      absl::StrContains(lower, "/sub-processor")) {
    return Lexicons::kSubprocessorsUrl;
  }
  return std::nullopt;
}

}  // namespace

void FindAmounts(const std::vector<Token>& tokens, std::vector<Mention>& out) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.kind == Token::Kind::kEmail) {
      out.push_back({Lexicons::kEmail, at, at + 1, token.word});
      if (const auto use = UseOfEmail(token.word)) {
        out.push_back({*use, at, at + 1, token.word});
      }
    } else if (token.kind == Token::Kind::kUrl) {
      const std::string url = token.word[0] == 'w' || token.word[0] == 'W'
                                  ? absl::StrCat("https://", token.word)
                                  : token.word;
      out.push_back({Lexicons::kUrl, at, at + 1, url});
      if (const auto use = UseOfUrl(url)) out.push_back({*use, at, at + 1, url});
    } else if (auto date = DateAt(tokens, at)) {
      const std::size_t last = date->end - 1;
      out.push_back(*std::move(date));
      at = last;
    } else if (auto month = MonthAt(tokens, at)) {
      out.push_back(*std::move(month));
      ++at;
    } else if (auto duration = DurationAt(tokens, at)) {
      const std::size_t last = duration->end - 1;
      out.push_back(*std::move(duration));
      at = last;
    } else if (auto postcode = PostcodeAt(tokens, at)) {
      out.push_back(*std::move(postcode));
    }
  }
}

}  // namespace clausebook::evidence::suggest
